"""How many people a noun group says were harmed: "12 soldiers", "a farmer", "himself", "villagers".

A group without a number counts only when it names people; one person is 1, a plural stays open (codebook section 7 gives
it 3 or 10 later). Things and animals are nobody.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.events.analysis import Analysis
from extractors.events.fillers import only_says_whose
from extractors.events.frame_records import Amount
from extractors.events.people import NAMED, PeopleReader, PeopleWords, are_named, beside_alias, name_of
from extractors.mentions.records import ARMED_KINDS, PEOPLE_KINDS, ActorMention, CountMention
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import NOUN
from extractors.text.tags import DET, NAME, NUM

_INJURED = "injured"
_NAMED_ONE = frozenset(["killed", _INJURED, "abducted"])
"""Harm that a person's bare name is enough for."""
THOSE_BEFORE = "those_before"
"""Rule of "the captives" and "them": as many as the event abducted or harmed before."""
_EACH_REACH = 4
"""Words behind a number of victims within which "each" makes it that of every place."""
_PART = ":part"
BARE = ":bare"
"""Ending of the rule of a number that stands alone: "three died", who may be some of those told before."""
HOUSEHOLDS = ":households"
"""Ending of the rule of "six families", who may be the people counted beside them."""
_SINGLE_ONE = frozenset(["killed", "injured"])
"""Harm that an unknown word for one person ("a welder") is enough for."""


class VictimCounter:
    """Counts the people in noun groups."""

    def __init__(self, words: PeopleWords, grammar: Grammar) -> None:
        """Keep the nouns for people and for things."""
        self._words = words
        self._grammar = grammar
        self._people = PeopleReader(words, grammar)

    def amounts(
        self,
        category: str,
        groups: Iterable[int],
        analysis: Analysis,
        needs_count: bool = False,
        any_head: bool = False,
    ) -> list[Amount]:
        """One amount for each group that counts people.

        `needs_count` leaves out groups without a number; with `any_head` every number is taken to count people.
        """
        listed, found = tuple(groups), list[Amount]()
        for n, group in enumerate(listed):
            amount = self._amount(category, beside_alias(group, analysis), analysis, needs_count, any_head)
            if amount is None or any(a.start == amount.start for a in found):
                continue
            if not found or not self._people.is_counted_before(listed[: n + 1], analysis):
                found.append(amount)
            elif found and not found[-1].victims:
                found[-1].victims = amount.victims  # "Karim Aziz, a soldier"
        return found[:1] if len(found) > 1 and are_named(found, listed[0], analysis) else found

    @staticmethod
    def person(category: str, chunk: Chunk, analysis: Analysis) -> list[Amount]:
        """One person of whom only a possessive tells."""
        return [_one(category, chunk, analysis, "possessive", ())]

    def those_before(self, category: str, chunk: Chunk, analysis: Analysis) -> list[Amount]:
        """As many as the event took before: "their bodies"; "his body" is one."""
        start, end = analysis.sentence.span(chunk.first, chunk.last)
        is_one = analysis.sentence.lowers[chunk.first] in self._words.one_possessives
        number = 1 if is_one and not self._grammar.tables.looks_plural(analysis.sentence.lowers[chunk.head]) else None
        return [Amount(category, number, number, number, start, end, THOSE_BEFORE)]

    def counts_people(self, position: int, analysis: Analysis) -> bool:
        """True for a group with a number of people, or of what may be people: "12 soldiers", "two"."""
        chunk = analysis.chunks[position]
        counts = analysis.counts_in(chunk.first, chunk.last) if analysis.counts else []
        return (
            any(not c.rule_id.endswith(_PART) for c in counts)
            and analysis.sentence.lowers[chunk.head] not in self._words.not_people
        )

    def names_people(self, position: int, analysis: Analysis) -> bool:
        """True for a group whose head is a noun for people who are harmed rather than harm: "a boy", "villagers"."""
        chunk = analysis.chunks[position]
        return analysis.sentence.lowers[chunk.head] in self._words.people_nouns or any(
            m.kind in PEOPLE_KINDS and m.last > chunk.head for m in analysis.actors_in(*_span(chunk))
        )

    def is_counted(self, position: int, analysis: Analysis) -> bool:
        """True for a group that is so many dead if it is killed: "two", "a mayor", "Karim Aziz"."""
        return any(a.coded for a in self.amounts("killed", (position,), analysis))

    def is_kin(self, position: int, analysis: Analysis) -> bool:
        """True for "his son" and "her driver": people of one person told of before them."""
        first = analysis.sentence.lowers[analysis.chunks[position].first]
        return first in self._words.one_possessives and self.names_people(position, analysis)

    def _amount(
        self, category: str, position: int, analysis: Analysis, needs_count: bool, any_head: bool
    ) -> Amount | None:
        chunk = analysis.chunks[position]
        head = analysis.sentence.lowers[chunk.head]
        if head in self._words.measures and not self.counts_people(position, analysis):
            inner = analysis.clauses.of_group(position)
            if inner is not None and (self.counts_people(inner, analysis) or head not in self._words.people_nouns):
                return self._amount(category, inner, analysis, needs_count, any_head)
        if head in self._words.quantifiers and (inner := analysis.clauses.of_group(position)) is not None:
            return None if needs_count or category != "killed" else self._several(category, inner, analysis)
        if (head in self._words.not_people and not any_head) or self._people.is_in_a_row(chunk, analysis):
            return None
        named = tuple(analysis.actors_in(chunk.first, chunk.last))
        victims = _victims(chunk, analysis)
        if head in self._grammar.reflexives or head in self._words.one_pronouns:
            return None if needs_count else _one(category, chunk, analysis, "pronoun", victims)
        if head in self._words.many_pronouns:
            return None if needs_count else self._many(category, position, analysis)
        is_people = any_head or bool(named) or head in self._words.people_nouns
        counts = analysis.counts_in(chunk.first, chunk.last) if analysis.counts else []
        if counts:
            is_taken = is_people or category in _SINGLE_ONE or _is_bare(counts[0], chunk, analysis)
            counted = _counted(category, counts[0], chunk, analysis, victims) if is_taken else None
            if counted is None:
                return None
            counted.is_local = self._is_of_each(chunk, analysis)
            if head in self._words.households:
                counted.rule_id += HOUSEHOLDS
            return self._out_of(counted, position, analysis)
        if needs_count:
            return None
        if not is_people:
            return self._single(category, chunk, analysis)
        if self._people.is_plural(chunk, named, analysis):
            start, end = analysis.sentence.span(chunk.first, chunk.last)
            is_definite = analysis.sentence.lowers[chunk.first] in self._grammar.definite
            rule = THOSE_BEFORE if is_definite else "vague_plural"
            return Amount(category, None, None, None, start, end, rule, victims)
        return _one(category, chunk, analysis, "single_person", victims)

    def _is_of_each(self, chunk: Chunk, analysis: Analysis) -> bool:
        """True for "one in each of the towns" and "three each in Foo and Bar"."""
        lowers = analysis.sentence.lowers
        behind = range(chunk.head + 1, min(chunk.last + _EACH_REACH, len(lowers)))
        at = next((i for i in behind if lowers[i] in self._words.each), None)
        return at is not None and not (at + 1 < len(lowers) and lowers[at + 1] in self._words.each_other)

    def _out_of(self, amount: Amount, position: int, analysis: Analysis) -> Amount:
        """The number with whom it is taken out of: the dead of before ("ten of the dead"), or who "96 of them" are."""
        clauses = analysis.clauses
        inner = clauses.of_group(position)
        if inner is None:
            return amount
        if self._is_of_those_told(inner, analysis):
            amount.is_part = amount.category != "killed" or not self._is_of_hurt(inner, analysis)
            amount.is_also = not amount.is_part  # "two of the wounded died later"
        if clauses.lows[inner] in self._words.many_pronouns:
            groups = (g for g in range(position - 1, -1, -1) if clauses.kinds[g] == "N")
            before = next((g for g in groups if self.counts_people(g, analysis)), None)
            amount.is_part = before is None
            named = (
                self._meant(position, analysis)
                if before is None
                else analysis.actors_in(*_span(analysis.chunks[before]))
            )
            amount.victims = amount.victims or tuple(named)
        elif not amount.victims and amount.rule_id.endswith(BARE):
            fighters = _victims(analysis.chunks[inner], analysis)  # "killed four of the attackers"
            amount.victims = tuple(m for m in fighters if amount.coded and m.kind in ARMED_KINDS)
        return amount

    @staticmethod
    def _meant(position: int, analysis: Analysis) -> list[ActorMention]:
        """The rebels of "operations against the rebels, killing dozens of them": whom the sentence named last as an object."""
        kinds = analysis.clauses.kinds
        for group in range(position - 1, 0, -1):
            chunk = analysis.chunks[group]
            named = [m for m in analysis.actors_in(*_span(chunk)) if m.is_plural and m.last > chunk.head]
            if kinds[group] == "N" and named:
                return named if kinds[group - 1] in ("P", "V") else []
        return []

    def _several(self, category: str, inner: int, analysis: Analysis) -> Amount | None:
        """An open number of "many of the fighters"; of "most of the victims" those told of already."""
        chunk = analysis.chunks[inner]
        victims = _victims(chunk, analysis)
        is_people = bool(victims) or analysis.sentence.lowers[chunk.head] in self._words.people_nouns
        start, end = analysis.sentence.span(chunk.first, chunk.last)
        if self._is_of_those_told(inner, analysis):
            is_named = analysis.clauses.lows[inner] not in self._words.many_pronouns
            return Amount(category, None, None, None, start, end, THOSE_BEFORE) if is_named else None
        return Amount(category, None, None, None, start, end, "vague_plural", victims) if is_people else None

    def _is_of_those_told(self, inner: int, analysis: Analysis) -> bool:
        """True for the "them" and "the victims" of "most of them" and "most of the victims"."""
        if analysis.clauses.lows[inner] in self._words.many_pronouns:
            return True
        return not self._words.harmed.isdisjoint(analysis.sentence.lowers[slice(*_span(analysis.chunks[inner]))])

    def _is_of_hurt(self, inner: int, analysis: Analysis) -> bool:
        """True for "the wounded", who are not the dead told before."""
        return not self._words.hurt.isdisjoint(analysis.sentence.lowers[slice(*_span(analysis.chunks[inner]))])

    def _many(self, category: str, position: int, analysis: Analysis) -> Amount:
        """As many as the last group of people that the sentence counted before "them"."""
        chunk = analysis.chunks[position]
        start, end = analysis.sentence.span(chunk.first, chunk.last)
        for before in range(position - 1, -1, -1):
            if analysis.clauses.kinds[before] == "N" and self.counts_people(before, analysis):
                counted = _counted(
                    category, analysis.counts_in(*_span(analysis.chunks[before]))[0], chunk, analysis, ()
                )
                if counted is not None:
                    return counted
        return Amount(category, None, None, None, start, end, THOSE_BEFORE)

    def _single(self, category: str, chunk: Chunk, analysis: Analysis) -> Amount | None:
        """One person of whom the words do not say that it is one: a name, or "a" before an unknown noun."""
        tag = analysis.tags[chunk.head]
        places = analysis.places_in(chunk.first, chunk.last)
        is_title = analysis.tags[chunk.first] == DET or analysis.sentence.words[chunk.head][:1].isupper()
        is_place = any(p.last > chunk.head or not is_title for p in places)  # "the Lagos chairman", not "Lagos region"
        is_day = any(d.first <= chunk.head < d.last for d in analysis.dates)
        is_indefinite = analysis.sentence.lowers[chunk.first] in self._grammar.indefinite
        is_definite = analysis.sentence.lowers[chunk.first] in self._grammar.definite
        is_person = not is_place and not is_day and not (is_definite and category == _INJURED)
        if tag == NAME and category in _NAMED_ONE and is_person:
            return _one(category, chunk, analysis, NAMED, ())
        if is_definite and analysis.sentence.lowers[chunk.head] in self._grammar.superlatives:
            return None  # "the second to be killed there"
        if analysis.sentence.lowers[chunk.first] in self._grammar.negation:
            return None  # "gave no figure for the people killed"
        is_said = category == "killed" or (is_indefinite and category in _SINGLE_ONE)
        if tag == NOUN and is_said and (is_indefinite or not is_place) and not self._is_event(chunk, analysis):
            return _one(category, chunk, analysis, "single_person", ())
        return None

    @staticmethod
    def _is_event(chunk: Chunk, analysis: Analysis) -> bool:
        """True when the group's head tells of an event ("the blast")."""
        return any(t.first <= chunk.head < t.last and t.form != "verb" for t in analysis.triggers)


def _span(chunk: Chunk) -> tuple[int, int]:
    return chunk.first, chunk.last


def _victims(chunk: Chunk, analysis: Analysis) -> tuple[ActorMention, ...]:
    """Who a group says was harmed; the country before them ("Kenya: nine villagers", "a Kenyan welder") says only whose."""
    return tuple(m for m in analysis.actors_in(*_span(chunk)) if not only_says_whose(m, chunk))


def _is_bare(count: CountMention, chunk: Chunk, analysis: Analysis) -> bool:
    """True for a number that stands for people alone: "12 were killed"."""
    is_whole = chunk.last - chunk.first == count.last - count.first
    return is_whole or analysis.tags[chunk.head] == NUM or count.last >= chunk.last


def _counted(
    category: str, count: CountMention, chunk: Chunk, analysis: Analysis, victims: tuple[ActorMention, ...]
) -> Amount | None:
    if count.rule_id.endswith(_PART):
        return None
    start, end = analysis.sentence.span(chunk.first, chunk.last)
    is_additional = ":additional" in count.rule_id
    is_whole = chunk.last - chunk.first == count.last - count.first
    rule = f"count:{count.rule_id}{BARE if is_whole else ''}"
    return Amount(category, count.low, count.high, count.coded, start, end, rule, victims, is_additional)


def _one(category: str, chunk: Chunk, analysis: Analysis, rule: str, victims: tuple[ActorMention, ...]) -> Amount:
    start, end = analysis.sentence.span(chunk.first, chunk.last)
    return Amount(category, 1, 1, 1, start, end, rule, victims, name=name_of(chunk, analysis))
