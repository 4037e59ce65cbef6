"""Where and when people came to harm, for the event of a when-clause: "nine were killed in Foo on Monday when a bomb went off".

The clause of the event itself says neither, and the one that counts its victims says both.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import LETHAL, Frame, Spot
from extractors.events.harm_slots import Harm
from extractors.events.where_clause import THERE
from extractors.places.records import PlaceMention

STEP = "harm_clause"
"""Step of a place that the clause of the harm gives."""


def give_where(frame: Frame, harm: Harm, analysis: Analysis) -> None:
    """Add the places and days of a harm's clause to the event that stands behind it in a clause of its own."""
    clauses = analysis.clauses
    if harm.agents or harm.category not in LETHAL or clauses.kinds[harm.position] != "V":
        return
    opener = clauses.break_before(frame.position)
    if opener < harm.position or clauses.kinds[opener] != "S":
        return
    first = analysis.chunks[clauses.start(harm.position)].first
    last = analysis.chunks[clauses.end(harm.position) - 1].last
    if not frame.spots:
        named = [m for m in analysis.places if first <= m.first < last and m.relation in THERE]
        named = [m for m in named if _is_adjunct(m, harm, analysis)]
        frame.spots += [Spot(m, STEP) for m in named if not (m.is_country or m.is_anaphor or m.is_container)]
    days = [d for d in analysis.dates if first <= d.first < last and d.is_day and not d.is_duration]
    if days and not frame.dates:
        frame.dates, frame.has_own_day = days, True


def _is_adjunct(mention: PlaceMention, harm: Harm, analysis: Analysis) -> bool:
    """False for "residents of Foo were killed", which says who they were; "nurses at a clinic in Foo" says where, too."""
    clauses, owner = analysis.clauses, analysis.owner[mention.first]
    is_whose = owner > 0 and clauses.lows[owner - 1] in clauses.grammar.partitives and not mention.descriptor
    return owner > harm.position or not is_whose


def share_where(frame: Frame, other: Frame) -> None:
    """Give another reading of the same words what the clause of the harm gave the first one."""
    given = [spot for spot in frame.spots if spot.step == STEP]
    if given and not other.spots:
        other.spots = given
        if not other.dates:
            other.dates, other.has_own_day = frame.dates, frame.has_own_day
