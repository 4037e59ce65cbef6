"""Names that the gazetteer does not know, or only in another transliteration: is a run of capitalised words a place?

Words must show it: a descriptor beside it ("the village of Foo"), the area behind it ("in Foo, Yobe"), or a plain
preposition right before it ("near Foo"). Nothing in it may be of a person, a body or a day.
"""

from __future__ import annotations

from extractors.places.describing import Descriptions
from extractors.places.evidence import Evidence
from extractors.places.lookup import NOTHING, Found, Lookup
from extractors.places.reading import Reading
from extractors.places.records import TOWN_WORDS, UNKNOWN, Candidate, PlaceMention, Relation
from extractors.places.surroundings import Governor, Left, Surroundings
from extractors.text.tokens import Sentence

_LONGEST = 4
_SHORTEST = 3
_KINDS = frozenset({"populated", "area", "admin1", "region", "natural"})
_SETTLEMENTS = frozenset({"village", "town", "neighbourhood", "camp"})
QUARTER = "neighbourhood"
_LISTED = Governor("none", "weak")
_PLACED = _SETTLEMENTS | {"city", "district", "area"}
"""Descriptors of what may be a member of a list of places where something is."""
_THERE = ("at", "near", "part")
_COMMA = ","


class UnknownNames:
    """Judges runs of capitalised words that are no known name."""

    def __init__(self, around: Surroundings, lookup: Lookup, evidence: Evidence) -> None:
        """Keep the word lists, the look-ups and what weighs evidence."""
        self._around = around
        self._lexicon = around.lexicon
        self._lookup = lookup
        self._evidence = evidence
        self._descriptions = Descriptions(around)
        days = self._lexicon.calendar | {f"{day}s" for day in self._lexicon.calendar}  # "in Mondays fighting"
        bodies = self._lexicon.organisation_heads | days
        self._joins = self._lexicon.list_links - {_COMMA}
        self._openers = self._lexicon.name_openers - self._lexicon.opening_particles - self._lexicon.fillers
        self._of_persons = self._lexicon.person_names | self._lexicon.titles
        self._not_in_names = (bodies - self._lexicon.titles) | around.peoples | frozenset(around.descriptors)

    def mention(self, reading: Reading, first: int, end: int) -> PlaceMention | None:
        """The run as a name, when a descriptor or the area behind it shows it to be a place."""
        around, sentence = self._around, reading.sentence
        if first + 1 < end and sentence.lowers[first] in self._lexicon.plain_prepositions:
            first += 1
        end = self._before_doers(sentence, first, end)
        whole = end
        while end > first and (
            sentence.lowers[end - 1] in around.descriptors
            or (end < whole and sentence.lowers[end - 1] in self._lexicon.between_name_and_descriptor)
        ):
            end -= 1
        before, front = around.descriptor_before(sentence, first, self._descriptions.least(reading))
        after = around.descriptor_after(sentence, end)[0] or self._descriptions.behind(sentence, end)[0]
        own_descriptor, after = after, after or self._plural_of_pair(sentence, end)
        listed = self._listed(reading, front, end, after)
        is_governed = front > 0 and (sentence.lowers[front - 1] in around.may_govern or sentence.glued[front - 1])
        is_governed = is_governed or listed is not None
        is_explained = self._evidence.areas.is_before_bracketed_area(reading, end)
        if not (before or is_governed or is_explained) or not self._may_be_name(
            reading, first, end, bool(before or after)
        ):
            return None
        if sentence.slice(first, end).lower() in self._lexicon.never_places:
            return None
        left = self._descriptions.owned(reading, front) or around.left(sentence, front)
        if left.governor.strength == "none":
            is_listed = listed or (after and self._evidence.continued(reading, front))
            left = around.apposed(sentence, front) or (Left(_LISTED, False) if is_listed else left)
        names = self._named_part(sentence, first, end) or self._lookup.loose(sentence.slice(first, end))
        is_bare = is_explained or (front == first and self._is_plainly_governed(sentence, first)) or listed is not None
        if not self._shows_place(reading, end, before, after, left, names, is_bare):
            return None
        is_quarter = end > first + 1 and sentence.lowers[first] in self._lexicon.quarter_openers
        descriptor = before or own_descriptor or (QUARTER if is_quarter else None)
        if sentence.lowers[end - 1] in self._lexicon.directions and names.candidates:
            return mention_of(reading, first, end, descriptor, "part", names.candidates, "part")
        rule = "loose:unknown" if names.candidates else UNKNOWN
        relation = relation_of(left, descriptor, before is not None, around.is_bare_area(sentence, before, front))
        relation = "at" if relation == "none" and is_explained else relation
        relation = listed.relation if listed else relation
        return mention_of(reading, first, end, descriptor, relation, names.candidates, rule)

    def _plural_of_pair(self, sentence: Sentence, end: int) -> str | None:
        """The descriptor of both names of "Foo and Bar villages", where the first ends at `end`."""
        words, lowers, lexicon = sentence.words, sentence.lowers, self._lexicon
        if end >= len(words) or lowers[end] not in self._joins:
            return None
        behind = end + 1
        while behind < len(words) and (words[behind][0].isupper() or lowers[behind] in lexicon.opening_particles):
            behind += 1
        is_plural = end + 1 < behind < len(words) and lowers[behind] in lexicon.plural_descriptors
        return self._around.descriptors[lowers[behind]] if is_plural else None

    def _listed(self, reading: Reading, first: int, end: int, descriptor: str | None) -> PlaceMention | None:
        """The place before "and" in "in Foo and Bar village", "in Foo and Bar in Baz province" and "in Foo and Tel Bar".

        What stands beside the second name, or its own words, must show it to be one: people, too, follow a place.
        """
        lowers, lexicon = reading.sentence.lowers, self._lexicon
        if not first or lowers[first - 1] not in self._joins:
            return None
        before = self._evidence.continued(reading, first)
        if (
            before is None
            or before.relation not in _THERE
            or before.is_anaphor
            or self.is_no_name(reading.sentence, first, end)
        ):
            return None
        opens = end > first + 1 and lowers[first] in self._openers
        is_shaped = opens or lowers[end - 1] in lexicon.name_tails
        is_told = descriptor in _PLACED or is_shaped or self._evidence.areas.is_before_area(reading, end, None)
        return before if is_told else None

    def is_no_name(self, sentence: Sentence, first: int, last: int) -> bool:
        """True where a word of a person, a body, a people, a day or a deed is among the words of a name."""
        words = sentence.lowers[first:last]
        barred = self._not_in_names, self._of_persons, self._lexicon.doers_and_deeds
        return any(not group.isdisjoint(words) for group in barred)

    def _before_doers(self, sentence: Sentence, first: int, end: int) -> int:
        """Where the name ends: before "Terrorists" or "Attack", which a headline that runs into the text may set behind it.

        Nor do a direction before "of" and the agency that reports belong to it.
        """
        doers, groups = self._lexicon.doers_and_deeds, self._lexicon.groups_behind
        end = next((at for at in range(first, end) if sentence.lowers[at] in doers), end)
        end = next((at for at in range(first + 1, end) if sentence.lowers[at] in groups), end)
        while end > first + 1 and self._is_beside_name(sentence, end):
            end -= 1
        return end

    def _is_beside_name(self, sentence: Sentence, end: int) -> bool:
        """True for the last word of "Foo Northwest of Bar" and, before a verb, of "in Foo AFP reports"."""
        last, words = end - 1, sentence.words
        behind = sentence.lowers[end] if end < len(words) else ""
        if sentence.lowers[last] in self._lexicon.directions and behind in self._lexicon.partitives:
            return True
        is_agency = words[last].isupper() and len(words[last]) >= _SHORTEST and not sentence.glued[last]
        return is_agency and behind in self._lexicon.saying_verbs and not words[last - 1].isupper()

    def _is_plainly_governed(self, sentence: Sentence, first: int) -> bool:
        """True right behind "in" or "residents of"."""
        one, two = sentence.lowers[first - 1], sentence.lowers[max(0, first - 2) : first]
        return one in self._lexicon.plain_prepositions or " ".join(two) in self._lexicon.plain_prepositions

    def _named_part(self, sentence: Sentence, first: int, end: int) -> Found | None:
        """What "Foo" means in "Foo South", an administrative part of it."""
        if end - first < 2 or sentence.lowers[end - 1] not in self._lexicon.directions:
            return None
        whole = self._lookup.exact(sentence.slice(first, end - 1))
        return None if whole is NOTHING or whole.is_country else whole

    def _may_be_name(self, reading: Reading, first: int, end: int, has_descriptor: bool) -> bool:
        """True when nothing speaks against a place: no compound, no headline, no word of offices, bodies, days."""
        sentence, lexicon = reading.sentence, self._lexicon
        if not 0 < end - first <= _LONGEST or reading.is_shouted or len(sentence.words[end - 1]) < _SHORTEST:
            return False
        if end < len(sentence.words) and sentence.glued[end]:
            return False
        if sentence.slice(first, end).isupper() and not sentence.text.isupper():
            return False
        if first and (sentence.lowers[first - 1] in lexicon.titles or sentence.glued[first]):
            return False
        lowers = sentence.lowers[first:end]
        own = lowers[1:] if len(lowers) > 1 and lowers[0] in lexicon.opening_particles else lowers
        if lexicon.directions.issuperset(lowers) or (own[0] in lexicon.never_alone and len(own) == 1):
            return False
        is_titled = len(lowers) > 1 and lowers[0] in lexicon.titles
        if is_titled and not has_descriptor and not self._is_plainly_governed(sentence, first):
            return False  # "attacked Senator Foo in Bar", but "in Imam Foo"
        may_be_person = not has_descriptor and not self._evidence.areas.is_before_area(reading, end, None)
        return not any(self._speaks_against(reading, at, may_be_person) for at in range(first, end))

    def _speaks_against(self, reading: Reading, at: int, may_be_person: bool) -> bool:
        word, _lexicon = reading.sentence.lowers[at], self._lexicon
        return (
            word in self._not_in_names
            or (may_be_person and word in self._of_persons)
            or self._evidence.is_possessive(reading, self._lookup.exact(reading.sentence.words[at]))
        )

    def _shows_place(
        self, reading: Reading, end: int, before: str | None, after: str | None, left: Left, names: Found, is_bare: bool
    ) -> bool:
        """True when a descriptor, the area behind or a plain "in", "at", "near" right before (`is_bare`) says so."""
        descriptor, strength = before or after, left.governor.strength
        if descriptor is None:
            is_home = any(c.iso2 in reading.countries for c in names.candidates)
            at_home = is_home and strength in ("strong", "verb")
            is_governed = strength in ("strong", "verb")
            return at_home or (is_governed and self._evidence.areas.is_before_area(reading, end, None)) or is_bare
        if self._around.kinds[descriptor] not in _KINDS or descriptor == "capital":
            return False
        return before is not None or strength != "none" or is_bare


def mention_of(
    reading: Reading,
    first: int,
    last: int,
    descriptor: str | None,
    relation: Relation,
    candidates: tuple[Candidate, ...],
    rule: str,
) -> PlaceMention:
    """A mention of the tokens `first` up to but not including `last`."""
    start, stop = reading.sentence.span(first, last)
    name = reading.sentence.slice(first, last)
    return PlaceMention(first, last, start, stop, name, descriptor, relation, candidates, rule)


def relation_of(left: Left, descriptor: str | None, is_described: bool = False, is_bare_area: bool = False) -> Relation:
    """The relation that the governor gives, sharpened by directions and by "outskirts" or "countryside".

    "In the area of Foo" (`is_bare_area`) is near Foo. Something is at "the village of Foo" (`is_described`) even where
    nothing governs the words, and "the northern city of Foo" is all of Foo.
    """
    relation = left.governor.relation
    if is_described and descriptor in TOWN_WORDS:
        return "at" if relation == "none" and (left.is_part or descriptor in _SETTLEMENTS) else relation
    if descriptor == "outskirts" or (is_bare_area and relation == "at"):
        return "near"
    if descriptor in _SETTLEMENTS and is_described and relation == "none":
        return "at"
    return "part" if relation in ("at", "none") and (left.is_part or descriptor == "countryside") else relation
