"""Where does what strikes from afar start? "Rockets fired from Foo", "a drone launched from Foo struck the port"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.coding.at_event import FROM
from extractors.events.frame_records import Frame
from extractors.places.records import PlaceMention
from extractors.text.grammar import Grammar


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
