"""Whether two mentions lie near each other, are of foes, or share a toll: what any comparison of them asks first."""

from __future__ import annotations

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS
from extractors.coding.naming import is_same
from extractors.merging.whereabouts import is_around

_AROUND_KM = 20.0
_FIGHTS = "Battles"


def are_near(told: Draft, draft: Draft) -> bool:
    """True for one place, a place in the other, and places of a country not far from each other."""
    one, other = told.place, draft.place
    if one is None or other is None or one.iso != other.iso:
        return False
    return one.place_id == other.place_id or is_around(_AROUND_KM, one, other)


def are_foes(told: Draft, draft: Draft) -> bool:
    """True where whoever strikes in one is struck in the other; in a fight either may be named first."""
    event_type = Codebook.default().event_type
    if _FIGHTS in (event_type[told.sub_event_type], event_type[draft.sub_event_type]):
        return False
    pairs = (told.actor1, draft.actor2), (draft.actor1, told.actor2)
    return any(a is not None and a.inter != CIVILIANS and is_same(a, b) for a, b in pairs)


def is_divided(draft: Draft) -> bool:
    """True for one of several places or days of a total that nothing counts apart."""
    return draft.share[1] > 1 and not any(a.is_local for a in draft.amounts)
