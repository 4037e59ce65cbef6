"""Surface words to candidates, remembered: the same few hundred names fill most of the news.

Country names of the language come first ("US", "Burma"), then the gazetteer.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.places import tables
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords
from extractors.places.names import place_key
from extractors.places.records import Candidate

_MEMORY = 100_000
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What a surface form may mean. `is_word`: it is an everyday word too; `is_loose`: only its transliteration fits."""

    candidates: tuple[Candidate, ...]
    is_word: bool = False
    is_loose: bool = False


NOTHING = Found(())


class Lookup:
    """Exact and loose look-ups by surface form, with a bounded memory."""

    def __init__(self, gazetteer: Gazetteer, countries: dict[str, CountryWords]) -> None:
        """Prepare the country names; the gazetteer is only read."""
        self.gazetteer = gazetteer
        self._countries = _country_names(gazetteer, countries)
        self._exact: dict[str, Found] = {}
        self._loose: dict[str, Found] = {}

    def exact(self, surface: str) -> Found:
        """Candidates of this very name, whatever its accents, hyphens and articles look like."""
        found = self._exact.get(surface)
        if found is None:
            found = self._look(surface)
            if len(self._exact) >= _MEMORY:
                self._exact.clear()
            self._exact[surface] = found
        return found

    def _look(self, surface: str) -> Found:
        key = place_key(surface)
        country = self._countries.get(key)
        if country and (len(key) >= _SHORT or surface.isupper()):
            others = tuple(c for c in self.gazetteer.candidates(key) if c.place_id != country.place_id)
            return Found((country, *others))
        candidates, is_word = self.gazetteer.lookup(key)
        return Found(candidates, is_word) if candidates else NOTHING

    def loose(self, surface: str) -> Found:
        """Candidates whose name is another transliteration."""
        found = self._loose.get(surface)
        if found is None:
            places = self.gazetteer.loose(place_key(surface))
            found = Found(places, False, True) if places else NOTHING
            if len(self._loose) >= _MEMORY:
                self._loose.clear()
            self._loose[surface] = found
        return found


def _country_names(gazetteer: Gazetteer, words: dict[str, CountryWords]) -> dict[str, Candidate]:
    """Countries by key of every name that the language has for them."""
    found: dict[str, Candidate] = {}
    for iso2, country in tables.countries().items():
        names = [*(words[iso2].names if iso2 in words else ()), country.name]
        found.update({place_key(name): country_candidate(gazetteer, iso2) for name in names})
    for iso2, country in tables.countries().items():
        found.setdefault(place_key(country.name), country_candidate(gazetteer, iso2))
    return found


def country_candidate(gazetteer: Gazetteer, iso2: str) -> Candidate:
    """A country as a candidate; its degrees are those of its capital, or 0 where the table names none."""
    country = tables.countries()[iso2]
    seat = gazetteer.country_capital(iso2)
    latitude, longitude = (seat.latitude, seat.longitude) if seat else (0.0, 0.0)
    return Candidate(f"country:{iso2}", country.name, "country", latitude, longitude, iso2, None, None, 0)
