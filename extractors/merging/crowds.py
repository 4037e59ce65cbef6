"""One demonstration, however it turned: what a crowd did at one place on one day is one event.

Protesters who turn violent are rioters from then on, and what the police did to them changes the type, not the event
(codebook section 2). Names of crowds therefore never tell two mentions apart, and the type of the whole is that of its
gravest part.
"""

from __future__ import annotations

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import PROTESTERS, RIOTERS
from extractors.mentions.records import CodedActor

_CROWDS = frozenset(["Protests", "Riots"])
_VIOLENT = "Violent demonstration"
_OUTSIDE = "Mob violence"


def are_crowds(one: Draft, two: Draft) -> bool:
    """True when both mentions tell of demonstrations, riots or mobs."""
    event_type = Codebook.default().event_type
    return event_type[one.sub_event_type] in _CROWDS and event_type[two.sub_event_type] in _CROWDS


def absorb_crowd(target: Draft, draft: Draft) -> None:
    """Give the event the type of its gravest part, and its crowd the name that goes with the type."""
    target.sub_event_type = sub_event_type = _whole(target.sub_event_type, draft.sub_event_type)
    inter = RIOTERS if Codebook.default().event_type[sub_event_type] == "Riots" else PROTESTERS
    crowds = [a for a in (target.actor1, draft.actor1) if a is not None and a.inter == inter]
    if crowds:
        target.actor1 = max(crowds, key=_length)
    target.actor2 = target.actor2 or draft.actor2


def _whole(one: str, two: str) -> str:
    """A riot inside a demonstration is a violent demonstration; of two protests the one that met more force counts."""
    types = {one, two}
    if _VIOLENT in types or (_OUTSIDE in types and len(types) == 2):
        return _VIOLENT
    return min(types, key=Codebook.default().rank.__getitem__)


def _length(actor: CodedActor) -> int:
    """A name that says the country is longer than one that does not."""
    return len(actor.name)
