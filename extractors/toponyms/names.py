"""The longest known name at a position of a sentence: a short form, a wide area, a people, or a name of the gazetteer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.places.gazetteer import Gazetteer
from extractors.places.listing import reach
from extractors.places.lookup import NOTHING, Found, Lookup, country_candidate
from extractors.places.names import place_key
from extractors.places.records import Candidate
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence
from extractors.toponyms.lexicon import ToponymLexicon, wide_areas

_LONGEST = 6
_WIDE_LONGEST = 3
_OPENING = frozenset("“\"‘'«:;—–(")
Kind = Literal["short", "wide", "people", "known"]


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` up to but not including `last`, what they may mean, and which list has them.

    `is_plain` is false for a short form that counts only behind a name and a comma.
    """

    first: int
    last: int
    kind: Kind
    found: Found
    is_plain: bool = True


class Names:
    """Finds the names of sentences."""

    def __init__(self, gazetteer: Gazetteer, around: Surroundings, lookup: Lookup, lexicon: ToponymLexicon) -> None:
        """Prepare the short forms and the look-ups."""
        self._gazetteer = gazetteer
        self._around = around
        self._lookup = lookup
        self._wide = {key: _found_one(area) for key, area in wide_areas().items()}
        self._people = {word: _found_one(country_candidate(gazetteer, iso2)) for word, iso2 in around.demonyms.items()}
        for area, words in lexicon.wide_peoples.items():
            self._people.update({word.lower(): self._wide[place_key(area)] for word in words})
        self._short = {text: (found, is_plain) for text, found, is_plain in self._short_forms(lexicon)}
        forms = sorted(self._short, key=len, reverse=True)
        self._short_pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
        self._areas = {text: found.candidates for text, (found, _) in self._short.items()}

    def _short_forms(self, lexicon: ToponymLexicon) -> list[tuple[str, Found, bool]]:
        forms: dict[str, tuple[list[Candidate], bool]] = {}
        for code, short in lexicon.short_names.items():
            area = self._area(code)
            if area is None:
                continue
            for text in (*short.alone, *short.behind):
                forms.setdefault(text, ([], text in short.alone))[0].append(area)
        found = [(text, Found(tuple(areas), 1_000_000), is_plain) for text, (areas, is_plain) in forms.items()]
        towns = [(text, self._lookup.exact(name), False) for text, name in lexicon.short_towns.items()]
        return [*found, *((t, f, p) for t, f, p in towns if f is not NOTHING and t not in forms)]

    def _area(self, code: str) -> Candidate | None:
        name = self._gazetteer.meta("area_names").get(code, "")
        named = self._gazetteer.candidates(place_key(name))
        return next((c for c in named if c.place_id == f"area:{code}"), None)

    def of(self, sentence: Sentence) -> list[Name]:
        """The names of a sentence, in order; none overlap."""
        short = self._short_in(sentence)
        found: list[Name] = []
        at = 0
        while at < len(sentence.words):
            name = short.get(at) or self._at(sentence, at)
            if name:
                found.append(name)
            at = name.last if name else at + 1
        return found

    def named(self, surface: str) -> Found:
        """What a name by itself may mean."""
        key = place_key(surface)
        if surface in self._short:
            return self._short[surface][0]
        if surface.lower() in self._people:
            return self._people[surface.lower()]
        known = self._wide.get(key) or self._lookup.exact(surface)
        return self._lookup.loose(surface) if known is NOTHING else known

    def _short_in(self, sentence: Sentence) -> dict[int, Name]:
        found: dict[int, Name] = {}
        for match in self._short_pattern.finditer(sentence.text):
            start, end = match.start() + sentence.start, match.end() + sentence.start
            first = next((n for n, at in enumerate(sentence.starts) if at == start), -1)
            last = next((n + 1 for n, at in enumerate(sentence.ends) if at == end), -1)
            if -1 < first < last:
                names, is_plain = self._short[match[0]]
                found[first] = Name(first, last, "short", names, is_plain)
        return found

    def _at(self, sentence: Sentence, first: int) -> Name | None:
        words, lowers = sentence.words, sentence.lowers
        lexicon = self._around.lexicon
        opens = lowers[first] in lexicon.opening_particles and first + 1 < len(words) and sentence.glued[first + 1]
        if not (words[first][0].isupper() or opens) or self._is_only_sentence_case(sentence, first):
            return None
        end = self._end(sentence, first)
        for last in range(min(first + _LONGEST, reach(sentence, end, lexicon)), first, -1):
            if not words[last - 1][0].isupper() or (last == first + 1 and lowers[first] in lexicon.particles):
                continue
            name = self._look(sentence, first, last)
            if name:
                return name
        return None

    def _look(self, sentence: Sentence, first: int, last: int) -> Name | None:
        surface = sentence.slice(first, last)
        key = surface.lower()
        if key in self._people:
            return Name(first, last, "people", self._people[key])
        wide = self._wide.get(place_key(surface)) if last - first <= _WIDE_LONGEST else None
        if wide:
            return Name(first, last, "wide", wide)
        known = self._lookup.exact(surface)
        if known is NOTHING or (known.is_possessive and last - first > 1):
            return None
        return None if known.is_possessive else Name(first, last, "known", known)

    def _is_only_sentence_case(self, sentence: Sentence, at: int) -> bool:
        opens = at == 0 or sentence.words[at - 1] in _OPENING
        return opens and sentence.lowers[at] in self._around.function_words

    def _end(self, sentence: Sentence, start: int) -> int:
        """Behind the run of capitalised words, and small words inside it, that begins at `start`."""
        lexicon = self._around.lexicon
        inside = lexicon.particles - lexicon.name_links
        end = start + 1
        for at in range(start + 1, len(sentence.words)):
            word = sentence.words[at]
            if word[0].isupper():
                end = at + 1
            elif sentence.lowers[at] not in inside and not (
                word == "." and sentence.lowers[at - 1] in lexicon.abbreviated_openings
            ):
                break
        return end


def _found_one(candidate: Candidate) -> Found:
    size = 1_000_000_000 if candidate.kind == "country" else 1_000_000
    return Found((candidate,), size, ((candidate.iso2, size),))
