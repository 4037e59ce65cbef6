"""Is a name used for a place here? What its own sentence says, from "surely" to "no", each with the rule that says so.

The coder asks only where events are, so it may pass over what is doubtful. The geoparser asks for every place that a text
names: here a name is refused only where it is somebody's or something else's, and what is open is left to the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.places.evidence import Evidence
from extractors.places.reading import Reading
from extractors.places.surroundings import Left, Surroundings
from extractors.text.tokens import Sentence
from extractors.toponyms.lexicon import ToponymLexicon
from extractors.toponyms.names import Name
from extractors.toponyms.persons import Run
from extractors.toponyms.records import Use

SURE, LIKELY, OPEN, NO = 3, 2, 1, 0
_CITY = 100_000
_TOWN = 15_000
_SMALL = 1_000
_SHORTEST = 3
_FULL_NAME = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely a name is a place's, by which rule, and how it is used."""

    grade: int
    rule: str
    use: Use = "place"
    descriptor: str | None = None
    is_part: bool = False


REFUSED = Verdict(NO, "refused")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a name is judged against: its sentence, the names in it, the persons there and in the whole article."""

    reading: Reading
    names: tuple[Name, ...]
    runs: tuple[Run, ...]
    surnames: frozenset[str]


class Judge:
    """Judges names by their sentence."""

    def __init__(self, around: Surroundings, evidence: Evidence, lexicon: ToponymLexicon) -> None:
        """Keep the word lists and what weighs evidence."""
        self._around = around
        self._places = around.lexicon
        self._evidence = evidence
        self._lexicon = lexicon
        self._heads = self._places.organisation_heads | lexicon.body_heads
        self._beside = around.beside_names | self._places.titles | self._heads | lexicon.opening_bodies

    def verdict(self, scene: Scene, number: int) -> Verdict:
        """What the sentence says of its name of that number."""
        name, sentence = scene.names[number], scene.reading.sentence
        if name.kind == "people":
            return REFUSED if self._is_language(scene, name) else Verdict(SURE, "people", "people")
        if name.kind == "short":
            return self._short(scene, name)
        if name.kind == "wide":
            return Verdict(SURE, "wide_area", self._use(scene, name))
        if sentence.slice(name.first, name.last).lower() in self._places.never_places:
            return REFUSED
        return self._known(scene, number, name)

    # Short forms and peoples

    def _short(self, scene: Scene, name: Name) -> Verdict:
        sentence = scene.reading.sentence
        is_behind = (
            name.first > 1 and sentence.words[name.first - 1] == "," and sentence.words[name.first - 2][0].isupper()
        )
        if is_behind:
            return Verdict(SURE, "short_form_behind_name")
        left = self._around.left(sentence, name.first)
        is_town = not name.is_plain and name.found.candidates[0].kind == "populated"
        if name.is_plain or (is_town and left.governor.strength == "strong"):
            return Verdict(SURE, "short_form", self._use(scene, name))
        return REFUSED

    def _is_language(self, scene: Scene, name: Name) -> bool:
        """True for "in Turkish", "speaks French": no noun follows, and the words are of speech."""
        sentence = scene.reading.sentence
        before = sentence.lowers[name.first - 1] if name.first else ""
        following = sentence.words[name.last] if name.last < len(sentence.words) else "."
        return before in self._lexicon.languages_after and not following[0].isalpha()

    # Names of the gazetteer

    def _known(self, scene: Scene, number: int, name: Name) -> Verdict:
        sentence, around = scene.reading.sentence, self._around
        if self._is_street(scene, name) or self._is_after_body(scene, name):
            return REFUSED
        before, front = around.descriptor_before(sentence, name.first, 0)
        after, _ = around.descriptor_after(sentence, name.last)
        left = around.left(sentence, front)
        descriptor = before or after
        is_single = name.last == name.first + 1
        word = sentence.lowers[name.first]
        is_weak = is_single and word in self._places.never_alone
        is_held = self._evidence.is_before_area(scene.reading, name.last, name.found) or self._is_before_short(
            scene, number
        )
        if is_held and not self._is_in_run(scene, name):
            return Verdict(SURE, "inside_area", "place", descriptor, left.is_part)
        if self._is_person(scene, name, left):
            return REFUSED
        touched = self._touches(scene, name, after)
        if touched is not None:
            return touched
        if descriptor and not (is_weak and left.governor.strength == "none"):
            return Verdict(SURE, "descriptor", "place", descriptor, left.is_part)
        if is_weak:
            return REFUSED
        return self._governed(scene, number, name, left)

    def _governed(self, scene: Scene, number: int, name: Name, left: Left) -> Verdict:
        """By the words left of the name, by the verb behind it, by a list, or by how well known it is."""
        use = self._use(scene, name)
        found, strength = name.found, left.governor.strength
        is_dubious = self._is_dubious(scene, name)
        home = max((size for iso2, size in found.sizes if iso2 in scene.reading.countries), default=-1)
        if found.is_country:
            return Verdict(SURE, "country", use, None, left.is_part)
        if strength == "strong" and (not is_dubious or home >= _SMALL):
            return Verdict(SURE, "preposition", use, None, left.is_part)
        if is_dubious:
            return Verdict(OPEN, "dubious", use) if strength != "none" else REFUSED
        if strength == "none" and self._around.suffers(scene.reading.sentence, name.last):
            return Verdict(LIKELY, "suffers", use)
        if strength in ("verb", "weak") and (home >= _SMALL or found.size >= _TOWN):
            return Verdict(LIKELY, strength, use, None, left.is_part)
        if self._is_listed(scene, number) and (home >= 0 or found.size >= _TOWN):
            return Verdict(LIKELY, "list", use)
        is_area = found.candidates[0].kind == "admin1"
        if is_area or found.size >= _CITY or home >= _TOWN:
            return Verdict(LIKELY, "well_known", use, None, left.is_part)
        return Verdict(OPEN, "name_alone", use, None, left.is_part)

    def _use(self, scene: Scene, name: Name) -> Use:
        """The government where the name speaks, acts as one or owns a minister."""
        lowers, last = scene.reading.sentence.lowers, name.last
        candidate = name.found.candidates[0]
        may_govern = candidate.kind in ("country", "admin1") or candidate.population >= _CITY
        left = self._around.left(scene.reading.sentence, name.first)
        if not may_govern or last >= len(lowers) or left.governor.strength != "none":
            return "place"
        return "government" if lowers[last] in self._lexicon.acting_verbs else "place"

    def _is_dubious(self, scene: Scene, name: Name) -> bool:
        """True for everyday words and personal names by themselves, and what is too short."""
        sentence, word = scene.reading.sentence, scene.reading.sentence.lowers[name.first]
        if name.last > name.first + 1:
            return name.found.is_word and name.found.candidates[0].kind != "admin1" and name.first == 0
        if len(word) < _SHORTEST or word in self._places.person_names or word in self._lexicon.given_names:
            return True
        is_shout = sentence.words[name.first].isupper() and not sentence.text.isupper() and not name.found.is_country
        return name.found.is_word or (is_shout and name.found.size < _CITY)

    # What makes it something else

    def _is_person(self, scene: Scene, name: Name, left: Left) -> bool:
        """True inside the name of a person, and for a surname of the article where nothing puts something there."""
        if any(first < name.last and name.first < last for first, last in scene.runs):
            return True
        if name.last != name.first + 1:
            return False
        word = scene.reading.sentence.lowers[name.first]
        return word in scene.surnames and left.governor.strength != "strong"

    def _is_in_run(self, scene: Scene, name: Name) -> bool:
        return any(first < name.last and name.first < last for first, last in scene.runs)

    def _is_street(self, scene: Scene, name: Name) -> bool:
        """True for "Foo Avenue" and "12 Foo Bar Road"."""
        sentence = scene.reading.sentence
        at = name.last
        while at < len(sentence.words) and sentence.words[at][0].isupper() and at < name.last + 2:
            if sentence.lowers[at] in self._lexicon.street_words:
                return True
            at += 1
        return False

    def _is_after_body(self, scene: Scene, name: Name) -> bool:
        """True for the end of "University of Foo"."""
        lowers, words = scene.reading.sentence.lowers, scene.reading.sentence.words
        at = name.first - 1
        if at > 0 and lowers[at] in self._places.articles:
            at -= 1
        if at < 1 or lowers[at] not in self._places.partitives:
            return False
        return words[at - 1][0].isupper() and lowers[at - 1] in self._lexicon.opening_bodies

    def _touches(self, scene: Scene, name: Name, after: str | None) -> Verdict | None:
        """What capitalised words right beside the name make of it; `None` where they leave it a name by itself."""
        sentence = scene.reading.sentence
        if scene.reading.is_shouted:
            return None
        words, lowers = sentence.words, sentence.lowers
        before = name.first - 1
        is_named = {n for other in scene.names if _is_great(other) for n in range(other.first, other.last)}
        if before >= 0 and words[before][0].isupper() and lowers[before] not in self._beside and before not in is_named:
            is_opening = before == 0 and lowers[before] in self._around.function_words
            if not is_opening and not sentence.glued[name.first]:
                return REFUSED
        if name.last >= len(words) or not words[name.last][0].isupper() or after:
            return None
        following = lowers[name.last]
        if following in self._beside or name.last in is_named:
            is_body = following in self._heads
            return self._body(name, scene) if is_body else None
        is_given = following in self._lexicon.given_names
        if not _is_great(name) or (self._is_dubious(scene, name) and not is_given):
            return REFUSED
        return Verdict(LIKELY, "before_name", "body") if self._is_body(sentence, name) else REFUSED

    def _is_body(self, sentence: Sentence, name: Name) -> bool:
        """True for "the Foo Walmart" and "Foo Homeless Coalition"; "Foo Hilton" by itself is rather a person."""
        before = sentence.lowers[name.first - 1] if name.first else ""
        end = name.last
        while end < len(sentence.words) and sentence.words[end][0].isupper():
            end += 1
        return end - name.first != _FULL_NAME or before in self._places.articles

    def _body(self, name: Name, scene: Scene) -> Verdict:
        """A place that opens the name of a body ("Foo Fire Department")."""
        if name.found.is_country or name.found.candidates[0].kind == "admin1":
            return Verdict(SURE, "body", "body")
        if self._is_dubious(scene, name):
            return Verdict(OPEN, "body", "body")
        home = max((size for iso2, size in name.found.sizes if iso2 in scene.reading.countries), default=-1)
        return Verdict(LIKELY if home >= _SMALL or name.found.size >= _TOWN else OPEN, "body", "body")

    # Neighbours

    def _is_before_short(self, scene: Scene, number: int) -> bool:
        """True for "Foo, Ky." where a Foo lies in Kentucky."""
        if number + 1 >= len(scene.names):
            return False
        name, outer = scene.names[number], scene.names[number + 1]
        words = scene.reading.sentence.words
        if outer.kind != "short" or outer.first != name.last + 1 or words[name.last] != ",":
            return False
        return any(o.contains(i) for o in outer.found.candidates for i in name.found.candidates)

    def _is_listed(self, scene: Scene, number: int) -> bool:
        """True where only links of a list stand between the name and another one."""
        lowers = scene.reading.sentence.lowers
        name = scene.names[number]
        for other in scene.names[max(0, number - 1) : number + 2]:
            gap = lowers[other.last : name.first] if other.first < name.first else lowers[name.last : other.first]
            if other is not name and 0 < len(gap) <= 3 and self._places.list_links.issuperset(gap):
                return True
        return False


def _is_great(name: Name) -> bool:
    """True for countries, peoples, areas and cities: names that stand for themselves beside another one."""
    return name.kind != "known" or name.found.candidates[0].kind in ("country", "admin1") or name.found.size >= _CITY
