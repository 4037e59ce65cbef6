"""Do two names stand for one side of an event? "Gunmen" may be a known group; two known groups are two.

Order of the sides means nothing except where one side hits the other (codebook section 2): there actor2 is the target.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from extractors.coding.codebook import Codebook
from extractors.coding.interaction import CIVILIANS, PROTESTERS, RIOTERS
from extractors.merging.rules import MergeRules, Names
from extractors.merging.telling import Side

Sides = tuple[Side | None, Side | None]
_UNARMED = frozenset([CIVILIANS, PROTESTERS, RIOTERS])
_AIMED = frozenset(["Explosions/Remote violence", "Violence against civilians"])
STRAIGHT, CROSSED = (0, 1), (1, 0)


def side_levels(one: Sides, two: Sides, *, is_aimed: bool) -> tuple[str, str]:
    """Levels of the two sides, in the better of the two ways to set them against each other."""
    return _levels(one, two, alignment(one, two, is_aimed=is_aimed))


@lru_cache(maxsize=65536)
def alignment(one: Sides, two: Sides, *, is_aimed: bool) -> tuple[int, int]:
    """Which side of the second report stands for each side of the first."""
    if is_aimed:
        return STRAIGHT
    straight, crossed = (_worth(_levels(one, two, way)) for way in (STRAIGHT, CROSSED))
    return CROSSED if crossed > straight else STRAIGHT


def is_aimed(sub_event_type: str) -> bool:
    """True for the types of event in which the second side is the target."""
    return Codebook.default().event_type[sub_event_type] in _AIMED


def is_vague(name: str) -> bool:
    """True for the name of nobody in particular."""
    return name.startswith(tuple(MergeRules.default().lexicon.actors.vague))


def is_umbrella(name: str) -> bool:
    """True for a name that covers several groups."""
    return name.startswith(tuple(MergeRules.default().lexicon.actors.umbrellas))


def is_unarmed(inter: str | None) -> bool:
    """True for civilians and crowds."""
    return inter in _UNARMED


def is_unit_of(name: str, other: str) -> bool:
    """True when a name adds a unit to the other ("Military Forces of X (2000-) Air Force")."""
    return name.startswith(f"{other} ")


def _levels(one: Sides, two: Sides, way: tuple[int, int]) -> tuple[str, str]:
    return side_level(one[0], two[way[0]]), side_level(one[1], two[way[1]])


def _worth(levels: tuple[str, str]) -> float:
    points = MergeRules.default().lexicon.points.side
    return points[levels[0]] + points[levels[1]]


@lru_cache(maxsize=65536)
def side_level(one: Side | None, two: Side | None) -> str:
    """How two actors go together; see `merging.yml`."""
    if one is None or two is None:
        return "unknown"
    (name, inter), (other, other_inter) = one, two
    if name == other:
        return "vague" if is_vague(name) else "same"
    is_soft, is_other_soft = inter in _UNARMED, other_inter in _UNARMED
    if is_soft != is_other_soft:
        return "target"
    if is_soft or _covers(one, two) or _covers(two, one) or _are_of_one_state(name, other):
        return "related"
    return "unknown" if is_vague(name) or is_vague(other) else "other"


def _covers(one: Side, two: Side) -> bool:
    """True when the first name may be said of the second group."""
    (name, inter), (other, other_inter) = one, two
    if is_unit_of(other, name):
        return True
    return (is_umbrella(name) or is_vague(name)) and inter == other_inter


def _are_of_one_state(name: str, other: str) -> bool:
    names: Names = MergeRules.default().lexicon.actors
    return any(
        name.startswith(one) and other.startswith(two) and _state(name, one) == _state(other, two)
        for one, two in product(names.states, repeat=2)
    )


def _state(name: str, beginning: str) -> str:
    return name.removeprefix(beginning).partition(" (")[0]
