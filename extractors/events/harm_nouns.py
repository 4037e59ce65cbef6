"""Harm told by a noun: "12 deaths", "the deaths of 12 people", "the toll rose to 12", "six bodies were found"."""

from __future__ import annotations

from extractors.events.amounts import BARE, VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.groups import FINITE, SKIPPED
from extractors.events.harm_lexicon import HarmLexicon, dying
from extractors.events.harm_slots import PREDICATE, Harm, HarmWord, causes_of, groups_behind, shooters
from extractors.events.toll_nouns import TollReader
from extractors.mentions.dates import is_background
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs
from extractors.text.tags import POSS

_ONE = frozenset(["named_person", "single_person"])
_VERBS_BEHIND = 3
"""Verbs among which that of "the bodies of men who had been abducted were found" stands, that of the clause between first."""


class HarmNouns:
    """Reads nouns of harm; `weak` are the verbs without which a noun of each form tells of none."""

    def __init__(self, lexicon: HarmLexicon, grammar: Grammar, victims: VictimCounter) -> None:
        """Inflect the verbs that go with the nouns."""
        tables = grammar.tables
        self._links, self._partitives = grammar.links, grammar.partitives
        self._victims = victims
        self._tolls = TollReader(lexicon.toll_words, victims, grammar.links, tables)
        self._predicates = frozenset(p for words in lexicon.categories().values() for p in words.predicates)
        self.weak = {
            "body": forms_of_verbs(lexicon.finding, tables),
            "life": forms_of_verbs(lexicon.claiming, tables),
        }
        self._dying = dying(lexicon.killed, tables)
        self._leaving = forms_of_verbs(lexicon.leaving, tables)
        self._suffering = forms_of_verbs(lexicon.suffering, tables)
        self._resulting = forms_of_verbs(lexicon.resulting, tables)
        self._deeds, self._collective = lexicon.deeds, lexicon.collective
        self._his, self._their = lexicon.one_possessives, lexicon.possessives

    def harm(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "12 deaths", "the deaths of 12 people", "the toll rose to 12"."""
        if word.form == "noun" and (chunk.head >= word.last or self._is_one_of_series(word.position, analysis)):
            return None
        if word.form in self.weak and not self._is_governed(word, analysis):
            return None
        if word.category == "injured" and self._is_cause_of_death(word, analysis):
            return None
        if word.category == "injured" and not any(c.coded for c in analysis.counts_in(chunk.first, word.first)):
            verb, how = analysis.clauses.governor(word.position) or (-1, "")
            if how == "object" and analysis.clauses.lows[verb] in self._suffering:
                return word.harm(self._victims.amounts("injured", self._suffer(verb, analysis), analysis), [], [])
        if word.category == "injured" and self._is_left_with(word.position, analysis):
            amounts = self._victims.amounts("injured", (word.position - 2,), analysis)
            return word._replace(form=PREDICATE).harm(amounts, [], [])
        toll = self._tolls.read(word.position, analysis) if word.form == "toll" else None
        groups, any_head = (toll.groups, True) if toll else self._counted_groups(word, chunk, analysis)
        amounts = self._victims.amounts(word.category, groups, analysis, needs_count=True, any_head=any_head)
        if not amounts and self._is_deed_of_a_day(word, analysis):
            named = [g for g in groups if analysis.sentence.lowers[analysis.chunks[g].first] not in self._their]
            one = self._victims.amounts(word.category, named, analysis)
            amounts = [amount for amount in one if amount.rule_id in _ONE]
        if not amounts and word.form == "noun" and self._is_his(word, chunk, analysis):
            amounts = self._victims.person(word.category, chunk, analysis)
        if not amounts and word.form == "body" and word.category == "killed" and self._are_theirs(chunk, analysis):
            amounts = self._victims.those_before(word.category, chunk, analysis)
        if not amounts and word.form == "body" and self._is_one_body(word.position, chunk, analysis):
            amounts = self._victims.person(word.category, chunk, analysis)
        if not amounts and not (toll and toll.is_old):
            return None
        causes = causes_of(word.position, analysis, self._links)
        verb, how = analysis.clauses.governor(word.position) or (-1, "")
        if how == "object" or how in self._links.toll_cause:
            causes.extend(analysis.clauses.subject(verb).groups)
        for amount in amounts:
            amount.is_total, amount.is_found = toll is not None and toll.is_total, word.form == "body"
            amount.rule_id = amount.rule_id if toll is None else amount.rule_id.removesuffix(BARE)
        harm = word.harm(amounts, shooters(causes, analysis), causes)
        harm.is_of = word.form == "noun" and not any_head
        harm.finding = self._finding(word, analysis) if word.form == "body" else None
        harm.is_superseded = toll is not None and toll.is_old
        return harm

    def _is_one_of_series(self, position: int, analysis: Analysis) -> bool:
        """True for the executions of "this was one of three executions": they are events, and count nobody."""
        kinds, before = analysis.clauses.kinds, position - 2
        if (
            before < 0
            or kinds[before:position] != ["N", "P"]
            or analysis.clauses.lows[position - 1] not in self._partitives
        ):
            return False
        chunk, series = analysis.chunks[before], analysis.chunks[position]
        is_one = any(c.coded == 1 for c in analysis.counts_in(chunk.first, chunk.last))
        return is_one and bool(analysis.counts_in(series.first, series.last))

    def _is_left_with(self, position: int, analysis: Analysis) -> bool:
        """True for the injuries of "left two guards with minor injuries"."""
        clauses = analysis.clauses
        if position < 3 or clauses.kinds[position - 3 : position] != ["V", "N", "P"]:
            return False
        is_left = clauses.lows[position - 3] in self._leaving and clauses.lows[position - 1] in self._links.met
        return is_left and self._victims.is_counted(position - 2, analysis)

    def _suffer(self, verb: int, analysis: Analysis) -> tuple[int, ...]:
        """Who suffers: the subject, or the people right before "suffering" ("left 50 people suffering burns")."""
        is_participle = verb > 0 and analysis.chunks[verb].tense == "participle"
        if (
            is_participle
            and analysis.clauses.kinds[verb - 1] == "N"
            and self._victims.counts_people(verb - 1, analysis)
        ):
            return (verb - 1,)
        return analysis.clauses.subject(verb).groups

    def is_free(self, position: int, analysis: Analysis) -> bool:
        """True for a counted group that is not said to be dead or wounded itself ("3 dead, 5 wounded")."""
        chunk = analysis.chunks[position]
        words = analysis.sentence.lowers[chunk.first : chunk.last]
        return self._victims.counts_people(position, analysis) and self._predicates.isdisjoint(words)

    @staticmethod
    def _is_one_body(position: int, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "a body was found", which does not say whose."""
        lowers, grammar = analysis.sentence.lowers, analysis.clauses.grammar
        is_one = lowers[chunk.first] in grammar.indefinite and not grammar.tables.looks_plural(lowers[chunk.head])
        return is_one and analysis.clauses.of_group(position) is None

    def _are_theirs(self, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "their bodies" and "the officers' bodies"."""
        lowers = analysis.sentence.lowers
        is_owned = any(analysis.tags[i] == POSS for i in range(chunk.first, chunk.head))
        return is_owned or lowers[chunk.first] in self._their

    def _is_deed_of_a_day(self, word: HarmWord, analysis: Analysis) -> bool:
        """True for the killing of "the murder of Foo on Sunday": deeds without a day are mostly recalled, not told."""
        is_deed = word.form == "noun" and " ".join(analysis.sentence.lowers[word.first : word.last]) in self._deeds
        return is_deed and any(d.first_day is not None and not is_background(d) for d in analysis.dates)

    def _is_his(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "resulting in his death"."""
        clauses, before = analysis.clauses, word.position - 1
        is_result = before > 0 and clauses.lows[before] in self._links.toll_cause
        return (
            is_result
            and clauses.lows[before - 1] in self._resulting
            and analysis.sentence.lowers[chunk.first] in self._his
        )

    def _is_cause_of_death(self, word: HarmWord, analysis: Analysis) -> bool:
        """True for the wound of "died of a gunshot wound"."""
        kinds, lows, position = analysis.clauses.kinds, analysis.clauses.lows, word.position
        is_behind = position > 1 and kinds[position - 1] == "P" and kinds[position - 2] == "V"
        return is_behind and lows[position - 1] in self._links.cause and lows[position - 2] in self._dying

    def _is_governed(self, word: HarmWord, analysis: Analysis) -> bool:
        """True for bodies that were found and lives that were lost or claimed."""
        clauses = analysis.clauses
        verb, how = clauses.governor(word.position) or (-1, "")
        if how == "object" and clauses.lows[verb] in clauses.grammar.reporting:
            verb = self._verb_behind(word.position, analysis) or verb  # "residents said six bodies were found"
        is_told = how in ("subject", "object") and clauses.lows[verb] in self.weak[word.form]
        return is_told or self._finding(word, analysis) is not None

    @staticmethod
    def _verb_behind(position: int, analysis: Analysis) -> int:
        """The finite verb right behind a noun and its "of"-groups; 0 for none."""
        clauses = analysis.clauses
        while (inner := clauses.of_group(position)) is not None:
            position = inner
        verb = clauses.behind(position, SKIPPED)
        is_verb = clauses.kinds[verb : verb + 1] == ["V"] and analysis.chunks[verb].tense in FINITE
        return verb if is_verb else 0

    def _finding(self, word: HarmWord, analysis: Analysis) -> int | None:
        """The verb of "the bodies of men who had been abducted were found", behind the clause about them.

        So of "bodies bearing wounds were found" and "with hands tied", where a participle stands for the clause.
        """
        clauses, weak = analysis.clauses, self.weak[word.form]
        size = len(clauses.kinds)
        relative = next((i for i in range(word.position + 1, size) if clauses.kinds[i] not in "NP"), -1)
        if relative < 0 or clauses.kinds[relative] not in "RV" or clauses.lows[relative] in weak:
            return None
        first = relative if clauses.kinds[relative] == "V" else relative + 1
        verbs = [i for i in range(first, size) if clauses.kinds[i] == "V"][1:_VERBS_BEHIND]
        return next((i for i in verbs if clauses.lows[i] in weak and analysis.chunks[i].voice == "passive"), None)

    def _counted_groups(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> tuple[tuple[int, ...], bool]:
        """Groups with the number that belongs to a noun, and whether it counts people whatever its head is."""
        is_of_many = analysis.sentence.lowers[word.last - 1] in self._collective
        if analysis.counts_in(chunk.first, word.first) and not is_of_many:
            listed = analysis.clauses.listed_left(word.position)
            return tuple(g for g in listed if g == word.position or self.is_free(g, analysis)), True
        links = self._partitives if word.category != "injured" else self._partitives | self._links.toll
        return groups_behind(links, word.position, analysis), False  # "the deaths of two", "injuries to nine"
