"""Who stands on the sides of an event: the names of all reports, a known group before "gunmen", allies as associates.

The report that the row follows gives the order of the sides; those of the others are set against it (codebook
sections 2 and 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.coding.interaction import CIVILIANS
from extractors.merging.sides import CROSSED, alignment, is_aimed, is_umbrella, is_unarmed, is_unit_of, is_vague
from extractors.merging.sources import parts_of
from extractors.merging.telling import Side, Telling

_FIGHT = "Battles"


@dataclass(slots=True)
class _Named:
    """The names on one side, with the voices that use each, and the associates."""

    voices: dict[Side, set[str]] = field(default_factory=dict)
    associates: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class United:
    """One side of an event: its actor, if anybody names one, and the associated actors."""

    side: Side | None
    associates: tuple[str, ...]


def unite(base: Telling, tellings: Iterable[Telling]) -> tuple[United, United]:
    """The two sides of an event whose type and order of sides are those of `base`."""
    named = (_Named(), _Named())
    for telling in tellings:
        for place, (side, associates) in enumerate(_set_against(base, telling)):
            if side is not None:
                named[place].voices.setdefault(side, set()).add(telling.voice)
                named[place].associates.update(associates)
    chosen = (_chosen(base, 0, named[0]), _chosen(base, 1, named[1]))
    if chosen[0] == chosen[1]:
        chosen = base.sides
    taken = {side[0] for side in chosen if side is not None}
    one, two = (_united(base, side, names, taken) for side, names in zip(chosen, named, strict=True))
    return one, two


def _set_against(base: Telling, telling: Telling) -> list[tuple[Side | None, list[str]]]:
    """The sides of a telling with their associates, in the order of the base's sides."""
    report = telling.report
    sides = list(zip(telling.sides, (parts_of(report.assoc_actor_1), parts_of(report.assoc_actor_2)), strict=True))
    aimed = is_aimed(base.report.sub_event_type) and is_aimed(report.sub_event_type)
    return sides[::-1] if alignment(base.sides, telling.sides, is_aimed=aimed) == CROSSED else sides


def _chosen(base: Telling, place: int, named: _Named) -> Side | None:
    """The actor of a side: as exactly as anybody names it, among equals the one that most voices name."""
    own = base.sides[place]
    fit = [side for side in named.voices if _may_stand_for(side, own, base, place)]
    return min(fit, key=lambda s: (_vagueness(s), -len(named.voices[s]), s != own, -len(s[0]), s), default=own)


def _may_stand_for(side: Side, own: Side | None, base: Telling, place: int) -> bool:
    """True for names that may take the place of the base's: armed for armed, the same sort of people for people."""
    if side == base.sides[1 - place]:
        return False
    if own is None:
        return not (is_unarmed(side[1]) and (base.report.event_type == _FIGHT or place == 0))
    if is_unarmed(own[1]) or is_unarmed(side[1]):
        return side[1] == own[1]
    return True


def _vagueness(side: Side) -> int:
    return 2 if is_vague(side[0]) else 1 if is_umbrella(side[0]) else 0


def _united(base: Telling, chosen: Side | None, named: _Named, taken: set[str]) -> United:
    if chosen is None:
        return United(None, ())
    others = {side[0] for side in named.voices if _adds(side, chosen, base)}
    names = {name for name in named.associates | others if name not in taken and not _is_out_of_place(name, base)}
    return United(chosen, tuple(sorted(names)))


def _adds(side: Side, chosen: Side, base: Telling) -> bool:
    """True for a further name that says more than the actor's: another group, or people hit beside an armed target."""
    if is_vague(side[0]):
        return is_unarmed(side[1]) and not is_unarmed(chosen[1]) and is_aimed(base.report.sub_event_type)
    return not (is_umbrella(side[0]) or is_unit_of(chosen[0], side[0]) or is_unarmed(chosen[1]))


def _is_out_of_place(name: str, base: Telling) -> bool:
    """Civilians are no associates in a battle (codebook section 2)."""
    return base.report.event_type == _FIGHT and name.startswith(CIVILIANS)
