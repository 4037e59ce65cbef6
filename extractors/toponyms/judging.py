"""Is a name used for a place here? What its own sentence says, from "surely" to "no", each with the rule that says so.

The coder asks only where events are, so it may pass over what is doubtful. The geoparser asks for every place that a text
names: here a name is refused only where it is somebody's or something else's, and what is open is left to the article.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.places.evidence import Evidence
from extractors.places.surroundings import Left, Surroundings
from extractors.text.tokens import Sentence
from extractors.toponyms.lexicon import ToponymLexicon
from extractors.toponyms.names import Name
from extractors.toponyms.neighbours import Neighbours
from extractors.toponyms.records import Use
from extractors.toponyms.scene import CITY, GREAT_CITY, LIKELY, OPEN, REFUSED, SMALL, SURE, TOWN, Scene, Verdict

_TOWN_DESCRIPTOR, _AREA_DESCRIPTOR = "city", "province"


class Judge:
    """Judges names by their sentence."""

    def __init__(self, around: Surroundings, evidence: Evidence, lexicon: ToponymLexicon) -> None:
        """Keep the word lists and what weighs evidence."""
        self._around = around
        self._places = around.lexicon
        self._evidence = evidence
        self._lexicon = lexicon
        self._local_nouns = lexicon.local_nouns | around.lexicon.residents
        self._neighbours = Neighbours(around, lexicon)
        self._city_forms = frozenset(self._places.descriptors[_TOWN_DESCRIPTOR].forms)

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
        if self._neighbours.is_refused(scene, name):
            return REFUSED
        before, front = around.descriptor_before(sentence, name.first, 0)
        after, _ = around.descriptor_after(sentence, name.last)
        left = around.left(sentence, front)
        if name.found.is_country:
            after = None
        descriptor = before or after or self._by_office(sentence, name)
        is_single = name.last == name.first + 1
        word = sentence.lowers[name.first]
        is_weak = is_single and word in self._places.never_alone
        is_held = self._evidence.areas.is_before_area(scene.reading, name.last, name.found) or self._is_before_short(
            scene, number
        )
        if is_held and not scene.is_in_person(name):
            return Verdict(SURE, "inside_area", "place", descriptor, left.is_part)
        if self._neighbours.is_person(scene, name, left):
            return REFUSED
        touched = self._neighbours.touches(scene, name, after)
        if touched is not None:
            return replace(touched, descriptor=descriptor)
        is_spot = descriptor is not None and self._around.kinds[descriptor] == "facility"
        if (before or after) and not (is_weak and (left.governor.strength == "none" or is_spot)):
            return Verdict(SURE, "descriptor", "place", descriptor, left.is_part)
        if is_weak:
            return REFUSED
        return replace(self._governed(scene, number, name, left), descriptor=descriptor)

    def _by_office(self, sentence: Sentence, name: Name) -> str | None:
        """The descriptor that the office or body behind the name implies: "Foo Mayor" is of a town, "Foo Gov." of a state."""
        word = sentence.lowers[name.last] if name.last < len(sentence.words) else ""
        if word in self._city_forms and name.last + 1 < len(sentence.words):
            word = sentence.lowers[name.last + 1]
        if word in self._lexicon.town_heads and not (name.found.is_country and sentence.glued[name.first]):
            return None if sentence.words[name.first].isupper() else _TOWN_DESCRIPTOR
        is_area = any(c.kind == "admin1" for c in name.found.candidates)
        return _AREA_DESCRIPTOR if is_area and word in self._lexicon.area_heads else None

    def _governed(self, scene: Scene, number: int, name: Name, left: Left) -> Verdict:
        """By the words left of the name, by the verb behind it, by a list, or by how well known it is."""
        use, lowers = self._use(scene, name), scene.reading.sentence.lowers
        found, strength = name.found, left.governor.strength
        is_dubious = self._neighbours.is_dubious(scene, name)
        home = scene.home_size(name)
        if found.is_country:
            return Verdict(SURE, "country", use, None, left.is_part)
        if self._is_dateline(scene.reading.sentence, name):
            return Verdict(SURE, "dateline", use)
        if strength == "strong" and (not is_dubious or home >= SMALL):
            return Verdict(SURE, "preposition", use, None, left.is_part)
        if is_dubious and (found.is_word or found.size < GREAT_CITY):
            return Verdict(OPEN, "dubious", use) if strength != "none" else REFUSED
        is_local = name.last < len(lowers) and lowers[name.last] in self._local_nouns
        if is_local and (home >= SMALL or found.size >= SMALL):
            return Verdict(LIKELY, "local_noun", use)
        if strength == "none" and self._around.suffers(scene.reading.sentence, name.last):
            return Verdict(LIKELY, "suffers", use)
        if strength in ("verb", "weak") and (home >= SMALL or found.size >= TOWN):
            return Verdict(LIKELY, strength, use, None, left.is_part)
        if self._is_listed(scene, number) and (home >= 0 or found.size >= TOWN):
            return Verdict(LIKELY, "list", use)
        is_area = found.candidates[0].kind == "admin1"
        if is_area or found.size >= CITY or home >= TOWN:
            return Verdict(LIKELY, "well_known", use, None, left.is_part)
        return Verdict(OPEN, "name_alone", use, None, left.is_part)

    def _is_dateline(self, sentence: Sentence, name: Name) -> bool:
        """True for a name in capitals that opens a line before a dash or bracket ("FOOTOWN - ...")."""
        if name.first > 0 or name.last >= len(sentence.words) or not sentence.slice(name.first, name.last).isupper():
            return False
        return sentence.words[name.last] in self._lexicon.dateline_marks and not sentence.text.isupper()

    def _use(self, scene: Scene, name: Name) -> Use:
        """The government where the name speaks, acts as one or owns a minister."""
        lowers, last = scene.reading.sentence.lowers, name.last
        candidate = name.found.candidates[0]
        may_govern = candidate.kind in ("country", "admin1") or candidate.population >= CITY
        left = self._around.left(scene.reading.sentence, name.first)
        if not may_govern or last >= len(lowers) or left.governor.strength != "none":
            return "place"
        return "government" if lowers[last] in self._lexicon.acting_verbs else "place"

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
