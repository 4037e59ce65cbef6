"""Harm told by a verb: "killed 12", "were killed", "died", "stabbed to death", "shot dead".

The victims are its objects or its subject, as its voice has it; who did it stands on the other side or behind "by".
"""

from __future__ import annotations

from extractors.events.amounts import BARE, VictimCounter
from extractors.events.analysis import Analysis
from extractors.events.fillers import is_nameless, speakers
from extractors.events.frame_records import Amount
from extractors.events.groups import BREAKS, SKIPPED
from extractors.events.harm_lexicon import HarmLexicon
from extractors.events.harm_slots import (
    PREDICATE,
    Harm,
    HarmWord,
    actors_of,
    causes_of,
    groups_behind,
    harm_objects,
    is_done_to_subject,
    is_open,
    shooters,
    while_others,
)
from extractors.events.shared_doers import shared_doers
from extractors.events.slots import Slot
from extractors.events.sufferers import Sufferers
from extractors.mentions.actors_groups import COUNTRY
from extractors.mentions.dates import LONG
from extractors.mentions.records import ARMED_KINDS, ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs
from extractors.text.tags import BE

_BORROWED = frozenset(["antecedent", "controlled_subject"])
"""Steps to the subject of a relative clause: "a mine that killed", "operations that are said to have killed"."""
_INJURED = "injured"
_SUBJECT = "subject"
_ADVERBS = frozenset(["B"])
_SPAN_REACH = 7
"""Words behind the number of those killed among which the days are told that it counts."""


class HarmVerbs:
    """Reads verbs of harm."""

    def __init__(self, lexicon: HarmLexicon, grammar: Grammar, victims: VictimCounter, words: frozenset[str]) -> None:
        """Inflect the verbs that decide; `words` are the harm words of every category in all their forms."""
        tables = grammar.tables
        self._links, self._words, self._victims = grammar.links, words, victims
        self._also = lexicon.also
        self._definite, self._pronouns = grammar.definite, grammar.subject_pronouns
        self._superlatives, self._partitives = grammar.superlatives, grammar.partitives
        self._unreal = forms_of_verbs(lexicon.unreal, tables)
        self._numbers = lexicon.toll_words.numbers
        self._leaving = forms_of_verbs(lexicon.leaving, tables)
        self._treated = forms_of_verbs(lexicon.treated, tables)
        self._setting = forms_of_verbs(lexicon.setting, tables)
        self._shooting = forms_of_verbs(lexicon.shooting, tables)
        self._burnt, self._burnt_outcomes = forms_of_verbs(lexicon.burnt, tables), frozenset(lexicon.burnt_outcomes)
        self._sufferers = Sufferers(victims, forms_of_verbs(lexicon.claiming, tables))

    def harm(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> Harm:
        """The harm that a verb in its own clause tells of; its amounts are empty where nobody is counted."""
        clauses = analysis.clauses
        subject = while_others(word.position, clauses.subject(word.position), analysis)
        left = self._left_by(word.position, chunk, analysis)
        objects = () if left is not None else harm_objects(word, analysis)
        is_listed = bool(objects) and self._begins_another(objects[0], subject, analysis)
        if is_listed or is_done_to_subject(word.form, chunk, objects, analysis):
            found = self._sufferers.of(word.position, subject, analysis)
            victims = tuple(g for g in found if not self._ends_a_row(g, chunk, analysis))
            causes, agents = causes_of(word.position, analysis, self._links), self._doers(word.position, analysis)
            causes = [*(left or ()), *causes]
            agents = agents or actors_of(clauses.sent_by(tuple(causes[:1])), analysis) or shooters(causes, analysis)
        else:
            victims = tuple(
                g for g in objects if g not in subject.groups and not self._has_own_harm(g, objects, analysis)
            )
            victims = (*victims, *self._run_on(victims, analysis))
            causes = [*subject.groups, *causes_of(word.position, analysis, self._links)]
            agents = actors_of(subject.groups, analysis) or actors_of(clauses.done_by(subject.groups), analysis)
            agents = agents or actors_of(clauses.sent_by(subject.groups), analysis)
            agents = agents or self._setters(subject, analysis)
            if subject.groups and is_nameless(agents):
                agents = [f.mention for f in speakers(analysis, subject)] or agents
        is_treated = word.category == _INJURED and analysis.sentence.lowers[word.first] in self._treated
        if is_treated:  # "the two were taken to hospital" tells of those named before, be they dead by then
            victims = tuple(g for g in victims if not self._is_known(g, analysis))
        amounts = (
            []
            if is_open(word.position, analysis, self._unreal)
            else self._victims.amounts(
                word.category, victims, analysis, needs_count=is_treated or _is_scene(word, chunk)
            )
        )
        told = self._number_told(word, chunk, analysis)
        if told:
            amounts = self._victims.amounts(word.category, told, analysis, needs_count=True, any_head=True)
            for amount in amounts:
                amount.is_total = True
            if self._is_of_months(word.position, analysis):
                amounts = []
        for amount in amounts if is_treated else ():
            amount.is_found = True
        if amounts and not self._also.isdisjoint(analysis.sentence.lowers[chunk.first : chunk.last]):
            for amount in amounts:
                amount.is_also = True
        word = word if left is None else word._replace(form=PREDICATE)
        return word.harm(amounts, agents, causes, chunk.is_negated)

    def _ends_a_row(self, group: int, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "the second teacher killed there", who was told of before; "the second teacher was killed" tells it."""
        first, *words = analysis.sentence.lowers[slice(analysis.chunks[group].first, analysis.chunks[group].last)]
        is_bare = chunk.last - chunk.first == 1
        return is_bare and first in self._definite and not self._superlatives.isdisjoint(words)

    def _is_known(self, group: int, analysis: Analysis) -> bool:
        """True for "the two guards" and "he"."""
        word = analysis.sentence.lowers[analysis.chunks[group].first]
        return word in self._definite or word in self._pronouns

    def _setters(self, subject: Slot, analysis: Analysis) -> list[ActorMention]:
        """The rebels of "rebels planted a mine that killed two": whoever set it off, or launched it, did the harm."""
        if subject.step not in _BORROWED:
            return []
        clauses, thing = analysis.clauses, subject.groups[0]
        verb = clauses.before(thing, SKIPPED)
        is_deed = clauses.lows[thing] in clauses.grammar.deadly
        setting = clauses.grammar.light - clauses.grammar.suffering if is_deed else self._setting
        is_set = verb >= 0 and clauses.kinds[verb] == "V" and clauses.lows[verb] in setting
        return actors_of(clauses.subject(verb).groups, analysis) if is_set else []

    def _left_by(self, position: int, chunk: Chunk, analysis: Analysis) -> tuple[int, ...] | None:
        """What left people so: the groups of the riots of "riots left 20 people injured and damaged houses"; else `None`."""
        clauses, people = analysis.clauses, position - 1
        if people < 1 or chunk.last - chunk.first > 1 or not self._victims.counts_people(people, analysis):
            return None
        verb = clauses.before(clauses.listed_left(people)[0], _ADVERBS)
        is_left = verb >= 0 and clauses.kinds[verb] == "V" and clauses.lows[verb] in self._leaving
        slot = clauses.subject(verb)
        return None if not is_left else slot.groups if slot.step == _SUBJECT else ()

    def _number_told(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> tuple[int, ...]:
        """The 15 of "the number of people killed in Foo has risen to 15" and "brought to 15 the number of people killed"."""
        clauses, noun = analysis.clauses, word.position - 3
        is_bare = chunk.kind == "N" or chunk.tense == "participle" or chunk.last - chunk.first == 1
        if clauses.lows[max(0, word.position - 1)] in self._numbers:
            noun = word.position - 1  # "the number killed"
        elif self._is_of_number(word.position, analysis):
            noun = word.position - 2  # "the number of wounded"
        elif noun < 0 or clauses.kinds[noun : word.position] != ["N", "P", "N"]:
            return ()
        if not is_bare:
            return ()
        if clauses.lows[noun] not in self._numbers:
            return ()
        behind = next((i for i in range(word.position + 1, len(clauses.kinds)) if clauses.kinds[i] == "V"), None)
        before = clauses.verb_before(noun - 1, BREAKS) if noun else None
        for verb in (v for v in (behind, before) if v is not None):
            is_number = analysis.tags[analysis.chunks[verb].head] == BE and verb == behind  # "is 40"
            told = clauses.objects(verb).groups if is_number else groups_behind(self._links.toll, verb, analysis)
            groups = [g for g in told if self._victims.counts_people(g, analysis)]
            if groups:
                return tuple(groups[:1])
        return ()

    def _is_of_number(self, position: int, analysis: Analysis) -> bool:
        """True for the wounded of "the number of wounded", "the number of the wounded"."""
        clauses = analysis.clauses
        is_of = position > 1 and clauses.kinds[position - 2 : position] == ["N", "P"]
        return is_of and clauses.lows[position - 1] in self._partitives and clauses.lows[position - 2] in self._numbers

    def number_of(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "The number of the wounded has risen to 40"."""
        told = self._number_told(word, chunk, analysis) if self._is_of_number(word.position, analysis) else ()
        amounts = self._victims.amounts(word.category, told, analysis, needs_count=True, any_head=True)
        for amount in amounts:
            amount.is_total = True
        is_of_event = amounts and not self._is_of_months(word.position, analysis)
        return word.harm(amounts, [], []) if is_of_event else None

    @staticmethod
    def _is_of_months(position: int, analysis: Analysis) -> bool:
        """True for the killed of "the number of people killed there this month", or in days: not those of one event."""
        kinds, at, spans = analysis.clauses.kinds, position + 1, analysis.clauses.grammar.links.long_spans
        behind = analysis.sentence.lowers[analysis.chunks[position].last :]
        if not spans.isdisjoint(behind[:_SPAN_REACH]):
            return True  # "in two days of attacks"
        while at < len(kinds) and kinds[at] in ("B", "P", "N"):
            at += 1
        if any(position < group < at for group in analysis.event_nouns()):
            return False  # "killed in the attack this month"
        temporal, lowers = analysis.clauses.grammar.temporal, analysis.sentence.lowers
        dates = [d for d in analysis.dates if analysis.owner[d.first] == at]
        return any(d.granularity in LONG or lowers[analysis.chunks[at].first] in temporal for d in dates)

    def outcome(self, word: HarmWord, analysis: Analysis) -> Harm | None:
        """ "Stabbed a man to death", "was stabbed to death", "burned a man alive"."""
        clauses = analysis.clauses
        verb = clauses.verb_before(word.position - 1, BREAKS)
        if verb is None:
            return None
        is_of_burnt = analysis.sentence.lowers[word.first] in self._burnt_outcomes
        if is_of_burnt and clauses.lows[verb] not in self._burnt:
            return None  # "were found alive"
        passive = analysis.chunks[verb].voice == "passive"
        subject = clauses.subject(verb)
        objects = () if passive else clauses.objects(verb).groups
        passive = passive or not objects  # "70 people choked to death"
        own = tuple(g for g in objects if not self._has_own_harm(g, objects, analysis))
        victims = self._sufferers.of(verb, subject, analysis) if passive else own
        agents = self._doers(verb, analysis) if passive else actors_of(subject.groups, analysis)
        amounts = self._victims.amounts(word.category, victims, analysis)
        return Harm(word.category, verb, word.first, word.last, amounts, agents, [verb], "verb") if amounts else None

    def lost(self, word: HarmWord, chunk: Chunk, analysis: Analysis) -> Harm | None:
        """ "The army lost three soldiers": a number of fighters that their own side has lost is dead."""
        if chunk.voice == "passive" or is_open(word.position, analysis, self._unreal):
            return None
        objects = analysis.clauses.objects(word.position).groups
        amounts = self._victims.amounts(word.category, objects, analysis, needs_count=True)
        subject = analysis.clauses.subject(word.position)
        side = actors_of(subject.groups, analysis)
        if not side and subject.groups:
            side = [f.mention for f in speakers(analysis, subject)]  # "the army said it had lost three men"
        own = tuple(m for m in side if m.kind in ARMED_KINDS and not m.rule_id.endswith(COUNTRY))
        for amount in amounts if own else ():
            if _is_of_people(amount):
                amount.victims = own
        amounts = [a for a in amounts if any(v.kind in ARMED_KINDS for v in a.victims)]
        for amount in amounts:
            amount.is_also = not self._also.isdisjoint(analysis.sentence.lowers[chunk.first : chunk.last])
        causes = causes_of(word.position, analysis, self._links)
        return word.harm(amounts, [], causes, chunk.is_negated) if amounts else None

    def by_shooting(self, word: HarmWord, analysis: Analysis) -> Harm | None:
        """ "Shot them dead", "shot six of the robbers dead"."""
        verb = analysis.clauses.verb_before(word.position - 1, BREAKS)
        if word.category != "killed" or verb is None or analysis.clauses.lows[verb] not in self._shooting:
            return None
        return self.outcome(word, analysis)

    def _begins_another(self, group: int, subject: Slot, analysis: Analysis) -> bool:
        """True for the four of "six killed four wounded", "a boy killed two hurt": the next item of a list, no object."""
        is_people = any(
            self._victims.counts_people(g, analysis) or self._victims.names_people(g, analysis) for g in subject.groups
        )
        return is_people and self._is_followed(group, analysis)

    def _has_own_harm(self, group: int, objects: tuple[int, ...], analysis: Analysis) -> bool:
        """True for the last of "killed 30 people and 60 wounded"."""
        return group != objects[0] and self._is_followed(group, analysis)

    def _run_on(self, victims: tuple[int, ...], analysis: Analysis) -> tuple[int, ...]:
        """The women of a headline's "kill 10 children 5 women", which leaves out the comma."""
        behind = victims[-1] + 1 if victims else len(analysis.chunks)
        if behind >= len(analysis.chunks) or analysis.chunks[behind].kind != "N":
            return ()
        is_counted = all(self._victims.counts_people(g, analysis) for g in (victims[-1], behind))
        return (behind,) if is_counted and not self._is_followed(behind, analysis) else ()

    def _is_followed(self, group: int, analysis: Analysis) -> bool:
        """True for a group with a participle of harm right behind it, or as its last word: "60 wounded"."""
        if analysis.sentence.lowers[analysis.chunks[group].head] in self._words:
            return self._victims.counts_people(group, analysis)
        behind = group + 1
        if behind >= len(analysis.chunks):
            return False
        chunk = analysis.chunks[behind]
        return chunk.kind == "V" and chunk.tense == "participle" and analysis.sentence.lowers[chunk.head] in self._words

    def _doers(self, position: int, analysis: Analysis) -> list[ActorMention]:
        """Actors behind "by"."""
        clauses = analysis.clauses
        prepositions = clauses.prepositions(position)
        groups = [group for word, found in prepositions if word in self._links.agent for group in found]
        if not groups and analysis.event_nouns().isdisjoint(causes_of(position, analysis, self._links)):
            groups.extend(shared_doers(position, clauses))
        hands = (g for _, found in prepositions for g in found if clauses.lows[g] in self._links.hands)
        groups.extend(inner for inner in map(clauses.of_group, hands) if inner is not None)
        return actors_of(groups, analysis)


def _is_scene(word: HarmWord, chunk: Chunk) -> bool:
    """True for "people dying", of which only a number tells how many were harmed."""
    return word.form == "die" and chunk.tense == "participle" and chunk.voice == "active"


def _is_of_people(amount: Amount) -> bool:
    """True for the eight of "lost eight men" and "the army lost eight", not for "lost eight positions"."""
    return bool(amount.victims) or amount.rule_id.endswith(BARE)
