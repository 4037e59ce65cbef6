"""What makes a name something else than a place: persons, streets, bodies, and other names that it touches.

Washington says, Jordan Smith smiles, the Bank of Baghdad lends and London Road is long. A body that begins with a place
("the Foo Fire Department") keeps it, marked as part of the body's name.
"""

from __future__ import annotations

from extractors.places.spellings import is_everyday_word
from extractors.places.surroundings import Left, Surroundings
from extractors.text.tokens import Sentence
from extractors.toponyms.lexicon import ToponymLexicon
from extractors.toponyms.names import Name
from extractors.toponyms.scene import CITY, LIKELY, OPEN, REFUSED, SMALL, SURE, TOWN, Scene, Verdict, is_great

_SHORTEST = 3
_FULL_NAME = 2


class Neighbours:
    """Looks at the words that touch a name."""

    def __init__(self, around: Surroundings, lexicon: ToponymLexicon) -> None:
        """Keep the word lists."""
        self._around = around
        self._places = around.lexicon
        self._lexicon = lexicon
        self._heads = self._places.organisation_heads | lexicon.body_heads
        self._beside = around.beside_names | self._places.titles | self._heads | lexicon.opening_bodies

    def is_dubious(self, scene: Scene, name: Name) -> bool:
        """True for everyday words and personal names by themselves, and what is too short."""
        sentence, word = scene.reading.sentence, scene.reading.sentence.lowers[name.first]
        if name.last > name.first + 1:
            return name.found.is_word and name.found.candidates[0].kind != "admin1" and name.first == 0
        if len(word) < _SHORTEST or word in self._places.person_names or word in self._lexicon.given_names:
            return True
        is_shout = sentence.words[name.first].isupper() and not sentence.text.isupper() and not name.found.is_country
        return name.found.is_word or (is_shout and name.found.size < CITY)

    def is_person(self, scene: Scene, name: Name, left: Left) -> bool:
        """True inside the name of a person, and for a surname of the article where nothing puts something there."""
        if scene.is_in_person(name):
            return True
        if name.last != name.first + 1:
            return False
        word = scene.reading.sentence.lowers[name.first]
        return word in scene.surnames and left.governor.strength != "strong"

    def is_refused(self, scene: Scene, name: Name) -> bool:
        """True for streets, ends of bodies, directions by themselves, and saints that own a body ("St. Foo's Hospital")."""
        sentence = scene.reading.sentence
        lowers, words, last = sentence.lowers, sentence.words, name.last
        if not name.found.is_country and self._is_street(scene, name):
            return True
        inside = lowers[name.first : last]
        is_general = all(w in self._places.directions or w in self._around.descriptors for w in inside)
        if is_general and not any(iso2 in scene.reading.countries for iso2, _ in name.found.sizes):
            return True
        is_owner = last + 1 < len(words) and lowers[last] in self._places.possessives
        is_saint = inside[0] in self._places.abbreviated_openings
        return self._is_after_body(scene, name) or (is_owner and is_saint and words[last + 1][0].isupper())

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

    def touches(self, scene: Scene, name: Name, after: str | None) -> Verdict | None:
        """What capitalised words right beside the name make of it; `None` where they leave it a name by itself."""
        sentence = scene.reading.sentence
        if scene.reading.is_shouted:
            return None
        words, lowers = sentence.words, sentence.lowers
        before = name.first - 1
        is_named = {n for other in scene.names if is_great(other) for n in range(other.first, other.last)}
        if before >= 0 and words[before][0].isupper() and lowers[before] not in self._beside and before not in is_named:
            is_opening = before == 0 or not words[before - 1][0].isalnum()
            is_small_word = lowers[before] in self._around.function_words
            is_small_word = is_small_word or (is_great(name) and is_everyday_word(lowers[before]))
            if not (is_opening and is_small_word) and not sentence.glued[name.first]:
                return REFUSED
        if name.last >= len(words) or not words[name.last][0].isupper() or after:
            return None
        following = lowers[name.last]
        if following in self._around.function_words or len(following) == 1:
            return None
        if following in self._beside or name.last in is_named:
            is_body = following in self._heads
            return self._body(name, scene) if is_body else None
        is_given = following in self._lexicon.given_names
        if not is_great(name) or (self.is_dubious(scene, name) and not is_given):
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
        if name.found.is_country or (name.found.candidates[0].kind == "admin1" and not name.found.is_word):
            return Verdict(SURE, "body", "body")
        if self.is_dubious(scene, name):
            return Verdict(OPEN, "body", "body")
        home = scene.home_size(name)
        return Verdict(LIKELY if home >= SMALL or name.found.size >= TOWN else OPEN, "body", "body")
