"""Finds place names in a sentence: capitalised words that the gazetteer knows and that the sentence uses as a place.

A name alone proves little: Washington says, Jordan Smith smiles, Nice is an adjective and March a month. So a match is
kept only with evidence: a preposition or verb that takes places, a descriptor beside it ("the town of"), another place in
the same list, or being so well known that nothing else is meant. And only when it is the whole proper name: what touches
it with a capital must be a descriptor, a nationality or a day. Precision goes before recall.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.lookup import NOTHING, Found, Lookup, country_candidate
from extractors.places.gazetteer import Gazetteer
from extractors.places.records import Candidate, PlaceMention, Relation
from extractors.places.surroundings import NO_GOVERNOR, Governor, Surroundings
from extractors.text.tokens import Sentence

_LONGEST = 6
_WELL_KNOWN = 100_000
_KNOWN = 20_000
_SMALL = 5_000
_LISTED = frozenset({"populated", "admin1", "country", "area", "region", "natural"})


class PlaceFinder:
    """Place mentions of sentences in one language."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Load the language's words and prepare the look-ups.

        Raises:
            LexiconError: The language has no place lexicon.
        """
        words = country_words(language)
        self._lexicon = place_lexicon(language)
        self._around = Surroundings(self._lexicon, words)
        self._lookup = Lookup(gazetteer, words)
        self._gazetteer = gazetteer
        self._anaphors = {
            tuple(text.replace("'s", " 's").split()): kind for kind, texts in self._lexicon.anaphors.items() for text in texts
        }

    def find(self, sentence: Sentence, countries: Collection[str] = ()) -> list[PlaceMention]:
        """Places that the sentence names or points back to, in order.

        Args:
            sentence: The sentence.
            countries: Countries (alpha-2) that the article is about, where known: small towns of these are then
                taken on weaker evidence.
        """
        found: list[PlaceMention] = []
        at, size = 0, len(sentence.words)
        while at < size:
            end = self._chunk_end(sentence, at)
            if end == at:
                at = self._anaphor(sentence, at, found)
                continue
            at = self._names(sentence, at, end, countries, found)
        return self._joined(sentence, found)

    # Proper-name chunks

    def _chunk_end(self, sentence: Sentence, first: int) -> int:
        """Where the run of capitalised words that begins at `first` ends; `first` itself when none begins here."""
        words, lowers = sentence.words, sentence.lowers
        if not words[first][0].isupper() and not self._opens_name(sentence, first):
            return first
        if first == 0 or words[first - 1] in "“\"‘':;—–(":
            if lowers[first] in self._around.function_words:
                return first
        at, end = first, first
        while at < len(words):
            if words[at][0].isupper() or (at == first):
                end = at + 1
            elif lowers[at] not in self._lexicon.particles or lowers[at] in ("and", "of", "upon", "on"):
                break
            at += 1
        return end

    def _opens_name(self, sentence: Sentence, first: int) -> bool:
        return (
            sentence.lowers[first] in self._lexicon.opening_particles
            and first + 1 < len(sentence)
            and sentence.glued[first + 1]
            and sentence.words[first + 1][0].isupper()
        )

    def _names(
        self, sentence: Sentence, first: int, end: int, countries: Collection[str], found: list[PlaceMention]
    ) -> int:
        """Adds the places named in the chunk `first` to `end`; returns where to go on."""
        before = len(found)
        at = chunk = first
        while at < end:
            last, names = self._longest(sentence, at, end)
            mention = self._judge(sentence, chunk, at, last, end, names, countries, found) if last > at else None
            if mention:
                found.append(mention)
                chunk = mention.last
            at = max(last, at + 1)
        if len(found) == before:
            mention = self._unknown(sentence, first, end, countries, found)
            if mention:
                found.append(mention)
        return max(at, end)

    def _longest(self, sentence: Sentence, first: int, end: int) -> tuple[int, Found]:
        """The longest known name that begins at `first`, and where it ends; `first` when there is none."""
        words = sentence.words
        stop = min(first + _LONGEST, self._reach(sentence, end))
        for last in range(stop, first, -1):
            if last == first + 1 or words[last - 1][0].isupper():
                names = self._lookup.exact(sentence.slice(first, last))
                if names is not NOTHING:
                    return last, names
        return first, NOTHING

    def _reach(self, sentence: Sentence, end: int) -> int:
        """How far a name may go beyond its chunk: over "and" or "of" to the next capitalised words."""
        words, lowers = sentence.words, sentence.lowers
        at = end
        while at + 1 < len(words) and lowers[at] in ("and", "of", "upon", "on", "&"):
            at += 2 if lowers[at + 1] == "the" else 1
            if at >= len(words) or not words[at][0].isupper():
                break
            at += 1
        return min(at, len(words))

    # Evidence

    def _judge(
        self,
        sentence: Sentence,
        chunk: int,
        first: int,
        last: int,
        end: int,
        names: Found,
        countries: Collection[str],
        found: list[PlaceMention],
    ) -> PlaceMention | None:
        """The mention of a known name, or `None` when the sentence does not use it as a place."""
        around, lowers = self._around, sentence.lowers
        if lowers[first] in around.demonyms and last == first + 1:
            return None
        after, behind = around.descriptor_after(sentence, last)
        before, front = around.descriptor_before(sentence, first, _end(found))
        if not self._is_whole(sentence, chunk, first, last, max(end, behind), behind, found):
            return None
        longer = self._lookup.exact(sentence.slice(first, behind)) if after else NOTHING
        names = names if longer is NOTHING else longer
        governor, is_part, is_central = around.governor(sentence, front)
        listed = self._continues(sentence, front, found)
        if governor.strength == "none" and listed:
            governor = Governor(listed.relation, "none", listed.first)
        rule = self._evidence(sentence, first, last, names, before or after, governor, bool(listed), countries)
        if rule is None:
            return None
        start, stop = sentence.span(first, last)
        return PlaceMention(
            first,
            last,
            start,
            stop,
            sentence.slice(first, last),
            before or after,
            _relation(governor, is_part and not is_central, before or after),
            names.candidates,
            ("loose:" if names.is_loose else "") + rule,
        )

    def _is_whole(
        self,
        sentence: Sentence,
        chunk: int,
        first: int,
        last: int,
        end: int,
        behind: int,
        found: list[PlaceMention],
    ) -> bool:
        """True when the name is not part of a longer proper name, a compound ("London-based") or a person."""
        lowers, around = sentence.lowers, self._around
        if last < len(lowers) and sentence.glued[last] and not sentence.words[last][0].isupper():
            return False
        left = lowers[found[-1].last if found and found[-1].last > chunk else chunk : first]
        if any(w not in around.demonyms and w not in self._lexicon.directions and w not in around.descriptors
               and w not in self._lexicon.calendar and w not in self._lexicon.particles for w in left):
            return False
        if first and lowers[first - 1] in self._lexicon.titles and lowers[first - 1] not in around.descriptors:
            return False
        if first > 1 and lowers[first - 1] == "." and lowers[first - 2] in self._lexicon.titles:
            return False
        if last >= len(lowers) or not sentence.words[last][0].isupper() or behind > last:
            return True
        word = lowers[last]
        if sentence.glued[last]:
            return self._lookup.exact(sentence.words[last]) is not NOTHING
        return word in self._lexicon.calendar or word in around.demonyms or (
            word in self._lexicon.titles and word not in self._lexicon.organisation_heads
        )

    def _continues(self, sentence: Sentence, first: int, found: list[PlaceMention]) -> PlaceMention | None:
        """The mention before, when only list links stand between ("Homs, Hama and Idlib")."""
        if not found or not found[-1].candidates:
            return None
        gap = sentence.lowers[found[-1].last : first]
        links = self._lexicon.list_links | {"the", "in", "near"} | frozenset(self._around.descriptors)
        if gap and len(gap) <= 5 and any(w in self._lexicon.list_links for w in gap) and all(w in links for w in gap):
            return found[-1]
        return None

    def _evidence(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        names: Found,
        descriptor: str | None,
        governor: Governor,
        is_listed: bool,
        countries: Collection[str],
    ) -> str | None:
        """The evidence that the name is used as a place, by name; `None` when it does not suffice."""
        if descriptor:
            return None if self._is_weak_word(sentence, first, last, names) and governor is NO_GOVERNOR else "descriptor"
        lexicon, word = self._lexicon, sentence.lowers[first]
        is_single = last == first + 1
        if is_single and (word in lexicon.never_alone):
            return None
        top = names.candidates[0]
        if self._is_metonym(sentence, last, governor):
            return None
        if top.kind == "country":
            return f"country:{governor.strength}"
        is_home = any(c.iso2 in countries for c in names.candidates)
        is_dubious = names.is_word or (is_single and (word in lexicon.person_names or len(word) < 3))
        if governor.strength == "strong":
            return "preposition" if not is_dubious or is_home or _size(names) >= _SMALL else None
        if is_dubious:
            return None
        if governor.strength == "verb" and (is_home or _size(names) >= _SMALL):
            return "verb"
        if (governor.strength == "weak" or is_listed) and (is_home or _size(names) >= _KNOWN):
            return "weak_preposition" if governor.strength == "weak" else "list"
        if self._is_before_container(sentence, last, names):
            return "container"
        if _size(names) >= _WELL_KNOWN or (is_home and _size(names) >= _SMALL):
            return "well_known"
        return None

    def _is_weak_word(self, sentence: Sentence, first: int, last: int, names: Found) -> bool:
        word = sentence.lowers[first]
        return last == first + 1 and (word in self._lexicon.never_alone or names.is_word)

    def _is_metonym(self, sentence: Sentence, last: int, governor: Governor) -> bool:
        """True for a capital or country that stands for its government ("Moscow said", "Moscow's minister")."""
        if governor.strength in ("strong", "verb"):
            return False
        following = sentence.lowers[last : last + 1]
        if not following:
            return False
        if following[0] in self._lexicon.possessives:
            return governor.strength == "none" and not self._place_follows(sentence, last + 1)
        return governor.strength == "none" and following[0] in self._lexicon.saying_verbs

    def _place_follows(self, sentence: Sentence, first: int) -> bool:
        """True when the words behind a possessive come to a capitalised name or a descriptor soon."""
        lowers, words = sentence.lowers, sentence.words
        for at in range(first, min(first + 4, len(words))):
            if lowers[at] in self._around.descriptors or words[at][0].isupper():
                return True
            if lowers[at] not in self._lexicon.fillers and lowers[at] not in self._lexicon.directions:
                return False
        return False

    def _is_before_container(self, sentence: Sentence, last: int, names: Found) -> bool:
        """True for "X, Y" where Y is a country or first-level area with a candidate of X in it."""
        words = sentence.words
        if last + 1 >= len(words) or words[last] != "," or not words[last + 1][0].isupper():
            return False
        _, outer = self._longest(sentence, last + 1, self._chunk_end(sentence, last + 1))
        return any(contains(o, i) for o in outer.candidates for i in names.candidates)

    # Names that the gazetteer does not know

    def _unknown(
        self, sentence: Sentence, first: int, end: int, countries: Collection[str], found: list[PlaceMention]
    ) -> PlaceMention | None:
        """A name that only a descriptor or a known surrounding place shows to be one; loosely known or unknown."""
        around = self._around
        end = self._without_descriptor(sentence, first, end)
        after, _ = around.descriptor_after(sentence, end)
        before, front = around.descriptor_before(sentence, first, _end(found))
        if end <= first or not self._may_be_name(sentence, first, end):
            return None
        governor, is_part, is_central = around.governor(sentence, front)
        names = self._lookup.loose(sentence.slice(first, end))
        is_home = any(c.iso2 in countries for c in names.candidates)
        descriptor = before or after
        if descriptor is None and not (names is not NOTHING and governor.strength in ("strong", "verb") and is_home):
            if governor.strength != "strong" or not self._is_before_area(sentence, end):
                return None
        if descriptor is not None and governor.strength == "none" and before is None:
            return None
        if descriptor and around.kinds[descriptor] not in ("populated", "area", "admin1", "region", "natural"):
            return None
        start, stop = sentence.span(first, end)
        return PlaceMention(
            first, end, start, stop, sentence.slice(first, end), descriptor,
            _relation(governor, is_part and not is_central, descriptor), names.candidates,
            "loose:unknown" if names.candidates else "unknown",
        )  # fmt: skip

    def _without_descriptor(self, sentence: Sentence, first: int, end: int) -> int:
        while end > first and sentence.lowers[end - 1] in self._around.descriptors:
            end -= 1
        return end

    def _may_be_name(self, sentence: Sentence, first: int, end: int) -> bool:
        """True when no word of the chunk speaks against a place: offices, organisations, nationalities, days."""
        lexicon = self._lexicon
        if end - first > 4 or (end < len(sentence) and sentence.glued[end]):
            return False
        before = sentence.lowers[first - 1] if first else ""
        return before not in lexicon.titles and not any(
            w in lexicon.organisation_heads or w in lexicon.titles or w in lexicon.calendar
            or w in self._around.demonyms or w in lexicon.person_names or w in lexicon.directions
            or (w in lexicon.never_alone and end == first + 1) or w in self._around.descriptors
            for w in sentence.lowers[first:end]
        )  # fmt: skip

    def _is_before_area(self, sentence: Sentence, last: int) -> bool:
        """True for "X, Y" where Y is a country or first-level area."""
        words = sentence.words
        if last + 1 >= len(words) or words[last] != "," or not words[last + 1][0].isupper():
            return False
        _, outer = self._longest(sentence, last + 1, self._chunk_end(sentence, last + 1))
        return any(c.kind in ("country", "admin1") for c in outer.candidates)

    # Words that point back

    def _anaphor(self, sentence: Sentence, at: int, found: list[PlaceMention]) -> int:
        """Adds the anaphor that begins at `at`, if one does; returns where to go on."""
        lowers = sentence.lowers
        if lowers[at] not in ("the",) and (lowers[at],) not in self._anaphors:
            return at + 1
        for size in range(min(4, len(lowers) - at), 0, -1):
            kind = self._anaphors.get(tuple(lowers[at : at + size]))
            if kind is None:
                continue
            mention = self._pointing(sentence, at, at + size, kind)
            if mention:
                found.append(mention)
                return at + size
        return at + 1

    def _pointing(self, sentence: Sentence, first: int, last: int, kind: str) -> PlaceMention | None:
        """The mention of an anaphor, unless the phrase goes on ("the town of Foo", "the capital Sanaa")."""
        following = sentence.lowers[last : last + 1]
        if last < len(sentence) and (following[0] in ("of", "'s") or sentence.words[last][0].isupper()):
            return None
        opened = first and sentence.lowers[first - 1] in self._lexicon.anaphor_openers
        if not opened and last - first > 1:
            return None
        governor, is_part, is_central = self._around.governor(sentence, first)
        start, stop = sentence.span(first, last)
        return PlaceMention(
            first, last, start, stop, sentence.slice(first, last), kind,
            _relation(governor, is_part and not is_central, None), (), f"anaphor:{kind}",
        )  # fmt: skip

    # Finish

    def _joined(self, sentence: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
        """Marks the mentions that only say where the one before them lies, and shares plural descriptors in lists."""
        result = list(found)
        for n in range(1, len(result)):
            inner, outer = result[n - 1], result[n]
            gap = sentence.lowers[inner.last : outer.first]
            if _is_possessive(gap, self._lexicon.possessives) and not outer.rule_id.startswith("anaphor"):
                result[n - 1] = replace(inner, is_container=True)
                if outer.relation == "none":
                    result[n] = replace(outer, relation=inner.relation)
            elif self._lies_in(gap) and _is_inside(inner, outer):
                result[n] = replace(outer, is_container=True)
        return result

    def _lies_in(self, gap: list[str]) -> bool:
        """True for the words between "X" and the area it lies in: ", ", " in ", " district of "."""
        allowed = self._around.function_words | self._lexicon.directions | frozenset(self._around.descriptors) | {","}
        return bool(gap) and len(gap) <= 6 and gap != ["and"] and all(w in allowed or w in self._around.demonyms for w in gap)


def _end(found: list[PlaceMention]) -> int:
    """Behind the last mention so far."""
    return found[-1].last if found else 0


def contains(outer: Candidate, inner: Candidate) -> bool:
    """True when `outer` is the country or the first-level area of `inner`."""
    if outer.iso2 != inner.iso2 or outer.place_id == inner.place_id:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    return outer.kind == "admin1" and outer.admin1 == inner.admin1 and inner.kind != "admin1"


def _is_inside(inner: PlaceMention, outer: PlaceMention) -> bool:
    if not inner.candidates:
        return any(c.kind in ("country", "admin1") for c in outer.candidates)
    if outer.candidates and inner.candidates[0] == outer.candidates[0]:
        return False
    return any(contains(o, i) for o in outer.candidates for i in inner.candidates)


def _is_possessive(gap: list[str], possessives: Collection[str]) -> bool:
    return bool(gap) and gap[0] in possessives and len(gap) <= 4


def _size(names: Found) -> int:
    """How well known the best candidate is, in inhabitants; extra places and areas count as towns of some size."""
    return max((max(c.population, _FLOOR.get(c.place_id.partition(":")[0], 0)) for c in names.candidates), default=0)


_FLOOR = {"extra": _KNOWN, "area": _WELL_KNOWN}


def _relation(governor: Governor, is_part: bool, descriptor: str | None) -> Relation:
    if descriptor == "outskirts":
        return "near"
    if governor.relation in ("at", "none") and (is_part or descriptor == "countryside"):
        return "part"
    return governor.relation
