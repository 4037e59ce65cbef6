"""Finds place names in a sentence: runs of capitalised words that the gazetteer knows and the sentence uses as places.

In each run the longest known name wins; `evidence` decides whether it is a place here. A run that the gazetteer does
not know is still kept when a descriptor or the area behind it shows it to be a place ("in the village of Foo", "in Foo,
Yobe").
"""

from __future__ import annotations

from collections.abc import Collection

from extractors.places.bodies import Bodies
from extractors.places.describing import Descriptions
from extractors.places.evidence import Evidence
from extractors.places.gazetteer import Gazetteer
from extractors.places.joining import Joiner
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.listing import names_behind_plural, names_without_commas, reach
from extractors.places.lookup import NOTHING, Found, Lookup
from extractors.places.pointing import Pointing
from extractors.places.reading import Reading
from extractors.places.records import Candidate, PlaceMention
from extractors.places.surroundings import Surroundings
from extractors.places.unknown import QUARTER, UnknownNames, mention_of, relation_of
from extractors.places.wholeness import Wholeness
from extractors.text.tokens import Sentence

_LONGEST = 6
_ELIDED = 3
_RUN = 2
"""A run so long may hold several names; one of so many names must be known or begin as places do."""
_SURE = ("strong", "verb")
_APOSTROPHES = "'’"
_OPENING = frozenset("“\"‘'«:;—–(")


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
        self._lookup = Lookup(gazetteer, words, self._lexicon.own_countries, self._lexicon.article_countries)
        self._evidence = Evidence(self._around, self._lookup)
        self._wholeness = Wholeness(self._around, self._lookup)
        self._pointing = Pointing(self._around, gazetteer)
        self._joiner = Joiner(self._around)
        self._descriptions = Descriptions(self._around)
        self._unknown = UnknownNames(self._around, self._lookup, self._evidence)
        self.bodies = Bodies(self._around, self._lookup)
        self._inside_names = self._lexicon.particles - self._lexicon.name_links

    def find(self, sentence: Sentence, countries: Collection[str] = ()) -> list[PlaceMention]:
        """Places that the sentence names or points back to, in order.

        Args:
            sentence: The sentence.
            countries: Countries (alpha-2) that the article is about, where known: small towns of these are then
                taken on weaker evidence.
        """
        starts = [n for n, word in enumerate(sentence.words) if not "a" <= word < "{" and word[0].isupper()]
        reading = Reading(sentence, countries, len(starts))
        at = 0
        for start in starts:
            if start >= at:
                at = self._chunk(reading, start, at)
        for start in self._pointing.positions(reading):
            self._add_anaphor(reading, start)
        reading.found[:] = self._beside_border(reading)
        return self._joiner.joined(sentence, reading.found, countries) if len(reading.found) > 1 else reading.found

    def known(self, surface: str) -> Found:
        """What just this name stands for, wherever it stands."""
        return self._lookup.exact(surface)

    def _beside_border(self, reading: Reading) -> list[PlaceMention]:
        """The mentions; the Mali of "near the Mali border" only says beside what it was, and so does that of "Foo-Mali"."""
        lowers, found = reading.sentence.lowers, reading.found[:]
        border = -1
        for n, mention in reversed(list(enumerate(found))):
            behind = lowers[mention.last : mention.last + 1]
            is_first = border > 0 and self._is_joint(lowers[mention.last : border])
            if mention.is_country and (is_first or not self._lexicon.border_words.isdisjoint(behind)):
                found[n], border = mention._replace(is_container=not is_first, relation="none"), mention.first
        return found

    def _is_joint(self, words: list[str]) -> bool:
        """True for what joins the two countries of a border."""
        return not words or (len(words) == 1 and words[0] in self._lexicon.list_links)

    def _add_anaphor(self, reading: Reading, start: int) -> None:
        mention = self._pointing.anaphor(reading, start)
        if mention and all(m.last <= mention.first or mention.last <= m.first for m in reading.found):
            reading.found.append(mention)
            reading.found.sort(key=lambda m: m.first)

    # Runs of capitalised words

    def _chunk(self, reading: Reading, start: int, least: int) -> int:
        """Adds the places of the run that begins at `start`; returns where to go on."""
        sentence = reading.sentence
        if self._is_only_sentence_case(sentence, start):
            return start + 1
        first = start
        if sentence.glued[start] and start > least and sentence.lowers[start - 1] in self._lexicon.opening_particles:
            first = start - 1
        first -= self._lookup.is_half(sentence, first, least, self._lexicon.directions)
        end = self._end(sentence, start)
        return self._plural(reading, first) or self._bare_list(reading, first, end) or self._names(reading, first, end)

    def _plural(self, reading: Reading, first: int) -> int:
        """Adds the names of a list behind a plural ("the towns of X, Y and Z"); returns where to go on, or 0."""
        sentence, around = reading.sentence, self._around
        lowers, lexicon = sentence.lowers, self._lexicon
        if lowers[first - 1] not in lexicon.partitives or lowers[first - 2] not in lexicon.plural_descriptors:
            return 0
        names = names_behind_plural(sentence, first, self._lexicon, self._lookup)
        descriptor, front = around.descriptor_before(sentence, first, reading.end)
        left = around.left(sentence, front)
        relation = "at" if left.governor.strength == "none" else relation_of(left, descriptor)
        for start, last in names:
            candidates = self._known(sentence, start, last).candidates
            reading.found.append(mention_of(reading, start, last, descriptor, relation, candidates, "listed"))
        return names[-1][1] if names else 0

    def _bare_list(self, reading: Reading, first: int, end: int) -> int:
        """Adds the names of a list that has lost its commas and has no plural before it; returns where to go on, or 0.

        Most of its names must be known in the countries that the article is about, unless what stands behind the list
        says that places are named: a plural ("Foo Bar and Baz villages") or the area that they lie in.
        """
        sentence, around = reading.sentence, self._around
        if end - first < _RUN or end >= len(sentence.words) or sentence.lowers[end] not in self._lexicon.list_links:
            return 0
        left = around.left(sentence, first)
        if left.governor.strength not in _SURE or reading.is_shouted:
            return 0
        names = names_without_commas(sentence, first, self._lexicon, self._lookup)
        found = [self._known(sentence, *name) for name in names]
        known = [f for f in found if any(c.iso2 in reading.countries for c in f.candidates) and not f.is_country]
        shaped = [n for n, f in zip(names, found, strict=True) if f is NOTHING and self._is_shaped(sentence, *n)]
        is_known = bool(known) and (len(known) + len(shaped)) * _RUN >= len(names)
        if not names or not (is_known or self._is_told_as_places(reading, names[-1][1])):
            return 0
        unsure = [n for n, f in zip(names, found, strict=True) if f is NOTHING and n not in shaped]
        if any(self._unknown.is_no_name(sentence, *name) for name in unsure):
            return 0
        descriptor = around.descriptor_after(sentence, names[-1][1])[0]
        relation = relation_of(left, descriptor)
        for (start, last), meant in zip(names, found, strict=True):
            reading.found.append(mention_of(reading, start, last, descriptor, relation, meant.candidates, "listed"))
        return names[-1][1]

    def _is_told_as_places(self, reading: Reading, last: int) -> bool:
        """True where a plural of places or the area that holds them stands behind a list."""
        lowers = reading.sentence.lowers
        is_plural = last < len(lowers) and lowers[last] in self._lexicon.plural_descriptors
        return is_plural or self._evidence.areas.is_before_area(reading, last, None)

    def _is_shaped(self, sentence: Sentence, start: int, last: int) -> bool:
        """True for "Jabal Foo": its first word opens names of places."""
        opener = sentence.lowers[start]
        is_opener = opener in self._lexicon.name_openers and opener not in self._lexicon.opening_particles
        return is_opener and last > start + 1

    def _known(self, sentence: Sentence, start: int, last: int) -> Found:
        known = self._lookup.exact(sentence.slice(start, last))
        return self._lookup.loose(sentence.slice(start, last)) if known is NOTHING else known

    def _is_only_sentence_case(self, sentence: Sentence, start: int) -> bool:
        """True for a small word that has its capital from beginning the sentence or a quotation."""
        opens = start == 0 or sentence.words[start - 1] in _OPENING
        return opens and sentence.lowers[start] in self._around.function_words

    def _end(self, sentence: Sentence, start: int) -> int:
        """Behind the run of capitalised words that begins at `start`."""
        words, lowers, openers = sentence.words, sentence.lowers, self._lexicon.sentence_openers
        end, at, size = start + 1, start + 1, len(words)
        while at < size:
            if words[at][0].isupper() or _is_elided(words[at]):
                if lowers[at] in openers and not sentence.glued[at]:
                    break
                end = at + 1
            elif not self._is_inside(sentence, start, at) and not self._is_short_form(words[at], lowers[at - 1]):
                break
            at += 1
        return end

    def _is_inside(self, sentence: Sentence, start: int, at: int) -> bool:
        """True for a small word inside a name; one that is a preposition, too, must look like an article.

        "Bab at-Tuffah" and "At Tall at Tahta" are names, "Foo Brigade at Bar Camp" is none. What hyphens join is one name
        whatever its small words are ("Foo-sur-Bar").
        """
        word, behind = sentence.lowers[at], at + 1
        is_hyphened = sentence.glued[at] and behind < len(sentence.words) and sentence.glued[behind]
        if is_hyphened and sentence.words[behind][0].isupper():
            return True
        if word not in self._inside_names or word not in self._lexicon.plain_prepositions:
            return word in self._inside_names
        is_joined = at + 1 < len(sentence.words) and sentence.glued[at + 1]
        return is_joined or sentence.lowers[start] in self._lexicon.opening_particles

    def _is_short_form(self, word: str, before: str) -> bool:
        """True at the full stop of "St. Foo"."""
        return word == "." and before in self._lexicon.abbreviated_openings

    def _names(self, reading: Reading, first: int, end: int) -> int:
        """Adds the places named in the run `first` to `end`; returns where to go on."""
        sentence, before, at, chunk = reading.sentence, len(reading.found), first, first
        limit = reach(sentence, end, self._lexicon)
        while at < end:
            last, names = self._longest(sentence, at, limit)
            if last == at and at + 1 < end and self._is_article(sentence, at):
                last, names = self._longest(sentence, at + 1, limit)
                last = last if last > at + 1 else at
            mention = self._pointing.owned_capital(reading, at, last, names) if names.is_country else None
            if mention is None and last > at:
                mention = self._judge(reading, chunk, at, last, names)
            mention = mention or self._pointing.capital(reading, at)
            if mention:
                reading.found.append(mention)
                last = chunk = mention.last
            at = max(last, at + 1)
        if len(reading.found) == before and self._lookup.exact(sentence.slice(first, end)) is NOTHING:
            unknown = self._unknown.mention(reading, first, end)
            if unknown:
                reading.found.append(unknown)
        return max(at, end)

    def _is_article(self, sentence: Sentence, at: int) -> bool:
        """True for an article that may begin a name which the gazetteer has without it ("Al Foo", "al-Foo")."""
        begins = sentence.words[at][0].isupper() or sentence.glued[at + 1]
        return begins and sentence.lowers[at] in self._lexicon.opening_particles

    def _longest(self, sentence: Sentence, first: int, limit: int) -> tuple[int, Found]:
        """The longest known name that begins at `first`, up to `limit`, and where it ends; `first` without one."""
        words = sentence.words
        for last in range(min(first + _LONGEST, limit), first, -1):
            if (words[last - 1][0].isupper() or _is_elided(words[last - 1])) and (
                last > first + 1 or sentence.lowers[first] not in self._lexicon.particles
            ):
                names = self._lookup.exact(words[first] if last == first + 1 else sentence.slice(first, last))
                if names is not NOTHING:
                    return last, names
        return first, NOTHING

    # Names that the gazetteer knows

    def _judge(self, reading: Reading, chunk: int, first: int, last: int, names: Found) -> PlaceMention | None:
        """The mention of a known name, or `None` when the sentence does not use it as a place."""
        around, sentence = self._around, reading.sentence
        name = sentence.lowers[first] if last == first + 1 else sentence.slice(first, last).lower()
        if name in around.peoples or name in self._lexicon.never_places:
            return None
        after, behind = around.descriptor_after(sentence, last)
        if not self._wholeness.is_whole(reading, chunk, first, last, behind):
            return None
        before, front = around.descriptor_before(sentence, first, self._descriptions.least(reading))
        left = self._descriptions.owned(reading, front) or around.left(sentence, front)
        listed = self._evidence.continued(reading, front) if left.governor.strength == "none" else None
        if left.governor.strength == "none" and listed is None:
            left = around.apposed(sentence, front) or around.dwelt(sentence, last) or left
        own = self._own_descriptor(sentence, first, last, names)
        descriptor = own or before or after or self._descriptions.behind(sentence, last)[0]
        rule = self._evidence.rule(reading, first, last, names, descriptor, left, listed is not None)
        if rule is None:
            return None
        is_bare = around.is_bare_area(sentence, before, front)
        relation = listed.relation if listed else relation_of(left, descriptor, before is not None, is_bare)
        longer = self._lookup.exact(sentence.slice(first, behind)) if after else NOTHING
        candidates = names.candidates if longer is NOTHING else self._either(longer, names, descriptor)
        return mention_of(reading, first, last, descriptor, relation, candidates, rule)

    def _either(self, longer: Found, names: Found, descriptor: str | None) -> tuple[Candidate, ...]:
        """What "Foo city" may mean: places of that whole name, and the Foos, for any town may be called one."""
        if descriptor is None or self._around.kinds[descriptor] != "populated":
            return longer.candidates
        known = {c.place_id for c in longer.candidates}
        return (*longer.candidates, *(c for c in names.candidates if c.place_id not in known))

    def _own_descriptor(self, sentence: Sentence, first: int, last: int, names: Found) -> str | None:
        """The descriptor that ends the name of an area ("Kaduna State"), not of a town; or that opens that of a quarter."""
        if last > first + 1 and sentence.lowers[first] in self._lexicon.quarter_openers:
            return QUARTER
        descriptor = self._around.descriptors.get(sentence.lowers[last - 1]) if last > first + 1 else None
        is_area = descriptor is not None and self._around.kinds[descriptor] == "admin1"
        return descriptor if is_area and not names.is_country else None


def _is_elided(word: str) -> bool:
    """True for the second word of "Foo d'Alba": a capital behind a short form and its apostrophe."""
    return len(word) > _ELIDED and word[1] in _APOSTROPHES and word[2].isupper()
