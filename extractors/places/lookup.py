"""Surface words to candidates, remembered: the same few hundred names fill most of the news.

Country names of the language come first ("US", "Burma"), then the gazetteer. A possessive whose apostrophe was lost on
the way ("Syrias Idlib province") is found under its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from extractors.places import tables
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import CountryWords
from extractors.places.names import loose_key, place_key, set_apart
from extractors.places.records import HELD, Candidate
from extractors.text.tokens import Sentence

_MEMORY = 200_000
_SHORT = 4
_WELL_KNOWN = 100_000
EXACT_ONLY = (HELD, "part:")
"""What the ids of places begin with that are too obscure to be looked for under another spelling."""
_FLOORS = {"extra": 20_000, "district": 5_000, "area": _WELL_KNOWN, "country": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Found:
    """What a surface form may mean.

    Attributes:
        candidates: Places, best known first.
        size: How well known the best candidate of just this name is, in inhabitants; areas and hand-made entries count
            as towns of some size, an alternate name as a tenth.
        sizes: The same by country.
        is_word: The name is an everyday word too.
        is_loose: Only its transliteration fits.
        is_possessive: The surface is a possessive without its apostrophe.
    """

    candidates: tuple[Candidate, ...]
    size: int = 0
    sizes: tuple[tuple[str, int], ...] = ()
    is_word: bool = False
    is_loose: bool = False
    is_possessive: bool = False
    is_country: bool = field(init=False)
    """True when the name is first of all a country's."""

    def __post_init__(self) -> None:
        is_country = bool(self.candidates) and self.candidates[0].kind == "country"
        object.__setattr__(self, "is_country", is_country)


NOTHING = Found(())


class _Memory(dict[str, Found]):
    """What surface forms mean, looked up when first asked for; forgotten when there are too many."""

    def __init__(self, look: Callable[[str], Found]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, surface: str) -> Found:
        if len(self) >= _MEMORY:
            self.clear()
        found = self[surface] = self._look(surface)
        return found


class Lookup:
    """Exact and loose look-ups by surface form, with a bounded memory."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        countries: dict[str, CountryWords],
        own_countries: frozenset[str] = frozenset(),
        article_countries: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare the country names.

        Args:
            gazetteer: The places.
            countries: What the language calls countries.
            own_countries: Their names are never taken for another transliteration.
            article_countries: Their names may be written in one with the article.
        """
        self._own_countries = own_countries
        self._article_countries = article_countries
        self._gazetteer = gazetteer
        self._countries = _country_names(gazetteer, countries)
        self.exact: Callable[[str], Found] = _Memory(self._look).__getitem__
        """Candidates of this very name, whatever its accents, hyphens and articles look like."""
        self.loose: Callable[[str], Found] = _Memory(self._look_loosely).__getitem__
        """Candidates whose name is another transliteration."""

    def is_half(self, sentence: Sentence, start: int, least: int, directions: Collection[str]) -> bool:
        """True for a name whose direction belongs to it though it has no capital ("east Jerusalem"), as a town by hand."""
        if start <= least or sentence.lowers[start - 1] not in directions:
            return False
        found = self.exact(sentence.slice(start - 1, start + 1)).candidates
        return any(c.kind == "populated" and c.place_id.startswith(tables.BY_HAND) for c in found)

    def _look(self, surface: str) -> Found:
        key = place_key(surface)
        found = self._by_key(key, surface.isupper())
        if found is NOTHING and key.endswith("s") and " " not in key and "'" not in surface and "’" not in surface:
            owner = self._by_key(key[:-1], False)
            if owner.size >= _WELL_KNOWN:
                return Found(owner.candidates, owner.size, owner.sizes, is_possessive=True)
        return found

    def _by_key(self, key: str, is_upper: bool) -> Found:
        candidates, is_word = self._gazetteer.lookup(key)
        country = self._countries.get(key)
        if country and (len(key) >= _SHORT or is_upper):
            candidates = (country, *(c for c in candidates if c.place_id != country.place_id))
            is_word = False
        return _found(candidates, key, is_word, False) if candidates else NOTHING

    def _look_loosely(self, surface: str) -> Found:
        key = place_key(surface)
        found = self._gazetteer.loose(key) if len(key) > _SHORT else ()
        places = tuple(p for p in found if p.iso2 not in self._own_countries and not p.place_id.startswith(EXACT_ONLY))
        places = places or self._with_article(surface)
        return _found(places, key, False, True) if places else NOTHING

    def _with_article(self, surface: str) -> tuple[Candidate, ...]:
        """Places of a name that is written in one with its article ("Tel Alfoo")."""
        apart = set_apart(surface)
        if apart == surface:
            return ()
        key = place_key(apart)
        is_long = len(loose_key(key)) >= _SHORT
        found = self._gazetteer.candidates(key) or (self._gazetteer.loose(key) if is_long else ())
        return tuple(p for p in found if p.iso2 in self._article_countries and not p.place_id.startswith(EXACT_ONLY))


def _found(candidates: tuple[Candidate, ...], key: str, is_word: bool, is_loose: bool) -> Found:
    sizes: dict[str, int] = {}
    for candidate in candidates:
        size = max(candidate.population, _FLOORS.get(candidate.place_id.partition(":")[0], 0))
        if candidate.kind == "populated" and place_key(candidate.name) != key:
            size //= 10
        for iso2 in candidate.countries or (candidate.iso2,):
            sizes[iso2] = max(size, sizes.get(iso2, 0))
    return Found(candidates, max(sizes.values()), tuple(sizes.items()), is_word, is_loose)


def _country_names(gazetteer: Gazetteer, words: dict[str, CountryWords]) -> dict[str, Candidate]:
    """Countries by key of every name that the language has for them; a country's own name wins."""
    found: dict[str, Candidate] = {}
    for iso2 in tables.countries():
        for name in words[iso2].names if iso2 in words else ():
            found[place_key(name)] = country_candidate(gazetteer, iso2)
    named = {place_key(country.name): iso2 for iso2, country in reversed(tables.countries().items())}
    return found | {key: country_candidate(gazetteer, iso2) for key, iso2 in named.items()}


def country_candidate(gazetteer: Gazetteer, iso2: str) -> Candidate:
    """A country as a candidate; its degrees are those of its capital, or 0 where the table names none."""
    country = tables.countries()[iso2]
    seat = gazetteer.country_capital(iso2)
    latitude, longitude = (seat.latitude, seat.longitude) if seat else (0.0, 0.0)
    return Candidate(f"country:{iso2}", country.name, "country", latitude, longitude, iso2, None, None, 0)
