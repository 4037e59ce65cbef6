"""Words that mean a place without naming it: "the town", "across the country", "the Syrian capital".

An anaphor has no candidates: only the article's earlier places can tell what it means. A capital with its country
beside it is as good as a name.
"""

from __future__ import annotations

from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import Anaphor
from extractors.places.lookup import Found, country_candidate
from extractors.places.reading import Reading
from extractors.places.records import Candidate, PlaceMention, Relation
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence

_LONGEST = 4


class Pointing:
    """Finds anaphors and capitals of named countries."""

    def __init__(self, around: Surroundings, gazetteer: Gazetteer) -> None:
        """Arrange the anaphors by their first word."""
        self._around = around
        self._lexicon = around.lexicon
        self._phrases: dict[tuple[str, ...], Anaphor] = {
            words: kind
            for kind, texts in self._lexicon.anaphors.items()
            for text in texts
            for words in _spellings(text)
        }
        self._openers = frozenset(phrase[0] for phrase in self._phrases)
        self._owners = {
            words: kind
            for kind, texts in self._lexicon.anaphors.items()
            for text in texts
            for words in ((*text.split(), "'s"), _fused(text))
        }
        known = [*self._phrases, *self._owners]
        self._alone = frozenset(phrase[0] for phrase in known if len(phrase) == 1)
        self._seconds = frozenset(phrase[1] for phrase in known if len(phrase) > 1)
        self._going_on = self._lexicon.partitives | self._lexicon.possessives
        self._beside = frozenset(self._lexicon.prepositions.strong["near"])
        self._bounds = frozenset(self._lexicon.prepositions.weak["between"])
        self._parts = self._lexicon.directions | self._lexicon.inner_parts
        self._parts_of = self._parts | frozenset(self._around.descriptors)
        self._heads = frozenset(phrase[-1] for phrase in self._phrases)
        self._heads |= frozenset(phrase[-1] for phrase in self._owners if phrase[-1] not in self._lexicon.possessives)
        strong = self._lexicon.prepositions.strong
        self._placing = frozenset(word for relation, words in strong.items() if relation != "to" for word in words)
        self._capital_forms = frozenset(self._lexicon.descriptors["capital"].forms)
        self._city_forms = frozenset(self._lexicon.descriptors["city"].forms)
        self._grounds = self._lexicon.grounds
        self._gazetteer = gazetteer
        self._seats = {iso2: gazetteer.country_capital(iso2) for iso2 in set(around.demonyms.values())}

    def positions(self, reading: Reading) -> list[int]:
        """Where an anaphor may begin; mostly nowhere."""
        lowers = reading.sentence.lowers
        if self._heads.isdisjoint(lowers):
            return []
        openers, seconds = self._openers, self._seconds
        return [
            at
            for at, (word, following) in enumerate(zip(lowers, [*lowers[1:], ""], strict=True))
            if word in openers and (following in seconds or word in self._alone)
        ]

    def anaphor(self, reading: Reading, first: int) -> PlaceMention | None:
        """The anaphor that begins at `first`, if one does and the sentence uses it as a place."""
        lowers = reading.sentence.lowers
        for size in range(min(_LONGEST, len(lowers) - first), 0, -1):
            phrase = tuple(lowers[first : first + size])
            kind = self._phrases.get(phrase)
            if kind and self._is_used(reading, first, first + size, kind):
                return self._mention(reading, first, first + size, kind, (), f"anaphor:{kind}")
            owner = kind if size == 1 or lowers[first + size - 1] in self._lexicon.possessives else None
            owner = owner or self._owners.get(phrase)
            if owner and self._has_part(reading, first + size):
                last = first + size - (lowers[first + size - 1] in self._lexicon.possessives)
                mention = self._mention(reading, first, last, owner, (), f"anaphor:{owner}")
                return mention._replace(relation="part" if mention.relation in ("at", "none") else mention.relation)
        return None

    def _has_part(self, reading: Reading, at: int) -> bool:
        """True when an owner goes on with a part of it that has no name: "the country's north", not "north of Foo"."""
        lowers, words = reading.sentence.lowers, reading.sentence.words
        if at >= len(lowers) or lowers[at] not in self._parts:
            return False
        following = lowers[at + 1] if at + 1 < len(lowers) else ""
        if following in self._going_on:
            return False
        behind = at + 2 if following in self._around.descriptors else at + 1
        return behind >= len(words) or not words[behind][0].isupper()

    def _is_used(self, reading: Reading, first: int, last: int, kind: Anaphor) -> bool:
        """False when the phrase goes on ("the town of Foo", "the area between Foo and Bar") or nothing opens it."""
        sentence = reading.sentence
        if last < len(sentence.words) and (
            sentence.lowers[last] in self._going_on or sentence.words[last][0].isupper() or sentence.glued[last]
        ):
            return False
        if kind == "area" and last < len(sentence.words) and self._is_told_apart(sentence, last):
            return False
        before = sentence.lowers[first - 1] if first else ""
        if kind == "province":
            return (
                before in self._placing
                or self._around.left(sentence, first).governor.strength == "strong"
                or (before in self._lexicon.partitives and first > 1 and sentence.lowers[first - 2] in self._parts_of)
            )
        return last == first + 1 or before in self._lexicon.anaphor_openers

    def _is_told_apart(self, sentence: Sentence, last: int) -> bool:
        """True for "the area between Foo and Bar" and "the camp near the Foo hills": the words behind say which it is."""
        lowers, words = sentence.lowers, sentence.words
        if lowers[last] in self._bounds:
            return True
        name = last + 2 if lowers[last + 1 : last + 2] and lowers[last + 1] in self._lexicon.articles else last + 1
        return lowers[last] in self._beside and name < len(words) and words[name][0].isupper()

    def capital(self, reading: Reading, first: int) -> PlaceMention | None:
        """The capital of "the Syrian capital", when its name does not follow, or the country of "in Syrian waters"."""
        iso2 = self._around.demonyms.get(reading.sentence.lowers[first])
        if iso2 is None:
            return None
        return self._territory(reading, first, iso2) or self._capital_at(reading, first, first + 1, iso2)

    def _territory(self, reading: Reading, first: int, iso2: str) -> PlaceMention | None:
        """The country of "in Lebanese waters", "inside Syrian territory"."""
        lowers = reading.sentence.lowers
        last = next((n for n in range(first + 1, min(first + 3, len(lowers))) if lowers[n] in self._grounds), None)
        if last is None or any(w not in self._lexicon.fillers for w in lowers[first + 1 : last]):
            return None
        mention = self._mention(
            reading, first, last + 1, None, (country_candidate(self._gazetteer, iso2),), "country:ground"
        )
        return mention if mention.relation != "none" else None

    def owned_capital(self, reading: Reading, first: int, last: int, names: Found) -> PlaceMention | None:
        """The capital of "Lebanon's capital", when its name does not follow."""
        lowers = reading.sentence.lowers
        if last + 1 < len(lowers) and lowers[last] in self._lexicon.possessives:
            return self._capital_at(reading, first, last + 1, names.candidates[0].iso2)
        return self._capital_at(reading, first, last, names.candidates[0].iso2) if names.is_possessive else None

    def _capital_at(self, reading: Reading, first: int, head: int, iso2: str) -> PlaceMention | None:
        """The capital of a country, when the word for it stands at `head` and no name follows."""
        sentence = reading.sentence
        if head >= len(sentence.words) or sentence.lowers[head] not in self._capital_forms:
            return None
        last = head + 1
        if last < len(sentence.words) and sentence.lowers[last] in self._city_forms:
            last += 1
        following = sentence.words[last : last + 2]
        if following and (following[0][0].isupper() or (following[0] == "," and following[-1][0].isupper())):
            return None
        seat = self._seats.get(iso2)
        return self._mention(reading, first, last, "capital", (seat,), "capital") if seat else None

    def _mention(
        self,
        reading: Reading,
        first: int,
        last: int,
        descriptor: str | None,
        candidates: tuple[Candidate, ...],
        rule_id: str,
    ) -> PlaceMention:
        left = self._around.left(reading.sentence, first)
        start, stop = reading.sentence.span(first, last)
        name = reading.sentence.slice(first, last)
        relation: Relation = "part" if left.is_part and left.governor.relation == "at" else left.governor.relation
        return PlaceMention(first, last, start, stop, name, descriptor, relation, candidates, rule_id)


def _spellings(text: str) -> list[tuple[str, ...]]:
    """The tokens of an anaphor, also with the apostrophe of its possessive lost ("the countrys capital")."""
    return [tuple(text.replace("'s", " 's").split()), tuple(text.replace("'s", "s").split())]


def _fused(text: str) -> tuple[str, ...]:
    """The tokens of an anaphor as an owner that lost its apostrophe: "the citys" of "the citys east"."""
    *rest, last = text.split()
    return (*rest, f"{last}s")
