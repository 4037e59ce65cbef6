"""Words that mean a place without naming it: "the town", "across the country", "the Syrian capital".

An anaphor has no candidates: only the article's earlier places can tell what it means. A capital with its country
beside it is as good as a name.
"""

from __future__ import annotations

from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import Anaphor
from extractors.places.reading import Reading
from extractors.places.records import Candidate, PlaceMention, Relation
from extractors.places.surroundings import Surroundings

_LONGEST = 4


class Pointing:
    """Finds anaphors and capitals of named countries."""

    def __init__(self, around: Surroundings, gazetteer: Gazetteer) -> None:
        """Arrange the anaphors by their first word."""
        self._around = around
        self._lexicon = around.lexicon
        self._phrases: dict[tuple[str, ...], Anaphor] = {
            tuple(text.replace("'s", " 's").split()): kind
            for kind, texts in self._lexicon.anaphors.items()
            for text in texts
        }
        self._openers = frozenset(phrase[0] for phrase in self._phrases)
        self._heads = frozenset(phrase[-1] for phrase in self._phrases)
        strong = self._lexicon.prepositions.strong
        self._placing = frozenset(word for relation, words in strong.items() if relation != "to" for word in words)
        self._capital_forms = frozenset(self._lexicon.descriptors["capital"].forms)
        self._seats = {iso2: gazetteer.country_capital(iso2) for iso2 in set(around.demonyms.values())}

    def positions(self, reading: Reading) -> list[int]:
        """Where an anaphor may begin; mostly nowhere."""
        lowers = reading.sentence.lowers
        if self._heads.isdisjoint(lowers):
            return []
        return [at for at, word in enumerate(lowers) if word in self._openers]

    def anaphor(self, reading: Reading, first: int) -> PlaceMention | None:
        """The anaphor that begins at `first`, if one does and the sentence uses it as a place."""
        lowers = reading.sentence.lowers
        for size in range(min(_LONGEST, len(lowers) - first), 0, -1):
            kind = self._phrases.get(tuple(lowers[first : first + size]))
            if kind and self._is_used(reading, first, first + size, kind):
                return self._mention(reading, first, first + size, kind, (), f"anaphor:{kind}")
        return None

    def _is_used(self, reading: Reading, first: int, last: int, kind: Anaphor) -> bool:
        """False when the phrase goes on ("the town of Foo", "the capital Sanaa") or nothing opens it."""
        sentence = reading.sentence
        if last < len(sentence.words) and (
            sentence.lowers[last] in ("of", "'s") or sentence.words[last][0].isupper() or sentence.glued[last]
        ):
            return False
        before = sentence.lowers[first - 1] if first else ""
        if kind == "province":
            return before in self._placing
        return last == first + 1 or before in self._lexicon.anaphor_openers

    def capital(self, reading: Reading, first: int) -> PlaceMention | None:
        """The capital of "the Syrian capital", when its name does not follow."""
        sentence = reading.sentence
        iso2 = self._around.demonyms.get(sentence.lowers[first])
        last = first + 2
        if iso2 is None or last > len(sentence.words) or sentence.lowers[first + 1] not in self._capital_forms:
            return None
        if last < len(sentence.words) and sentence.lowers[last] == "city":
            last += 1
        following = sentence.words[last : last + 2]
        if following and (following[0][0].isupper() or (following[0] == "," and following[-1][0].isupper())):
            return None
        seat = self._seats.get(iso2)
        return self._mention(reading, first, last, "capital", (seat,), "capital") if seat else None

    def _mention(
        self, reading: Reading, first: int, last: int, descriptor: str, candidates: tuple[Candidate, ...], rule_id: str
    ) -> PlaceMention:
        left = self._around.left(reading.sentence, first)
        start, stop = reading.sentence.span(first, last)
        name = reading.sentence.slice(first, last)
        relation: Relation = "part" if left.is_part and left.governor.relation == "at" else left.governor.relation
        return PlaceMention(first, last, start, stop, name, descriptor, relation, candidates, rule_id)
