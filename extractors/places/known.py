"""Names that tell a reader which country a text is about: large towns, areas, and places added by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from extractors.places.entry import Entry
from extractors.places.names import place_key, plain
from extractors.places.records import HELD
from extractors.places.spellings import is_everyday_word

_KNOWN_SHORTEST = 4
_SHARED_WEIGHT = 0.2
_NEVER_KNOWN = ("district:", "part:", HELD)


def known_names(entries: Sequence[Entry], towns: Sequence[Entry]) -> list[tuple[str, str, float, str]]:
    """Areas, extra places and large towns by plain name: country, weight for it, and code of the area."""
    shared = _shared_names(towns)
    found: dict[str, tuple[Entry, float]] = {}
    for entry in [*entries, *towns]:
        if entry.kind == "country" or entry.countries or entry.place_id.startswith(_NEVER_KNOWN):
            continue
        spellings = {entry.name, *(n for n in entry.names[1:] if not entry.place_id.startswith("geonames"))}
        for name in spellings | _described(entry, spellings):
            is_short = len(name) < _KNOWN_SHORTEST or is_everyday_word(place_key(name))
            if not is_short and (name not in found or entry.rank > found[name][0].rank):
                found[name] = (entry, _SHARED_WEIGHT if place_key(name) in shared else _weight(entry))
    return [(name, e.iso2, weight, _known_area(e)) for name, (e, weight) in sorted(found.items())]


def _described(entry: Entry, spellings: Collection[str]) -> set[str]:
    """Names with their noun as news writes them: "Foo region", of the area Foo that is also called "Foo Region"."""
    whole = f"{entry.name} "
    nouns = {name[len(whole) :] for name in map(plain, spellings) if name.startswith(whole)}
    return {whole + noun.lower() for noun in nouns if noun.isalpha()}


def _known_area(entry: Entry) -> str:
    """The area that a name speaks for; a town does not, or it would speak for itself among its namesakes."""
    return "" if entry.kind == "populated" else entry.area_code


def _weight(entry: Entry) -> float:
    return 1.0 if entry.population >= 1_000_000 or entry.kind != "populated" else 0.6


def _shared_names(towns: Sequence[Entry]) -> set[str]:
    """Names of large towns in more than one country: they say little of where a text plays ("Tripoli")."""
    owners: dict[str, set[str]] = defaultdict(set)
    for town in towns:
        owners[place_key(town.name)].add(town.iso2)
    return {key for key, countries in owners.items() if len(countries) > 1}
