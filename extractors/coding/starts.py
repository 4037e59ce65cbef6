"""Where does what strikes from afar start? "Rockets fired from Foo", "a drone launched from Foo struck the port"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.coding.at_event import FROM
from extractors.events.frame_records import Frame
from extractors.mentions.actors_countries import country_names
from extractors.places.distance import distance_km
from extractors.places.records import Place, PlaceMention
from extractors.text.grammar import Grammar

_RANGE_KM = 300.0
"""How far rockets fly whose start bears a name of several places."""


def nearest_abroad(mention: PlaceMention, target: Place | None) -> tuple[str, str] | None:
    """Code and name of the country of the nearest place of a name abroad: Gaza, of "rockets from Gaza hit Foo"."""
    if target is None or target.latitude is None or target.longitude is None:
        return None
    at = (target.latitude, target.longitude)
    abroad = [(distance_km(at, (c.latitude, c.longitude)), c.iso2) for c in mention.candidates if c.iso2 != target.iso2]
    far, iso2 = min(abroad, default=(_RANGE_KM, ""))
    name = country_names().get(iso2)
    return (iso2, name) if name and far < _RANGE_KM else None


def starts_of(frame: Frame, grammar: Grammar) -> Iterator[PlaceMention]:
    """The places that a frame, or what is told of its subject, has something come from."""
    origin = grammar.links.origin
    yield from (s.mention for s in frame.spots if s.step in origin or s.mention.relation == FROM)
    analysis, clauses = frame.analysis, frame.analysis.clauses
    groups = () if frame.is_noun or clauses.kinds[frame.position] != "V" else clauses.subject(frame.position).groups
    verb = groups[-1] + 1 if groups else len(clauses.kinds)
    if clauses.kinds[verb : verb + 3] != ["V", "P", "N"] or clauses.lows[verb + 1] not in origin:
        return
    if clauses.chunks[verb].is_passive_participle and clauses.lows[verb] in grammar.sending:
        yield from (m for m in analysis.places if analysis.owner[m.first] == verb + 2)
