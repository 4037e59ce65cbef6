"""One demonstration, however it turned: what a crowd did at one place on one day is one event.

Protesters who turn violent are rioters from then on, and what the police did to them changes the type, not the event
(codebook section 2). Names of crowds therefore never tell two mentions apart, and the type of the whole is that of its
gravest part.
"""

from __future__ import annotations

from extractors.coding.codebook import Codebook, is_crowd
from extractors.coding.crowd_size import first_known
from extractors.coding.draft import Draft
from extractors.coding.interaction import PROTESTERS, RIOTERS
from extractors.coding.naming import is_stand_in
from extractors.mentions.records import CodedActor

_VIOLENT = "Violent demonstration"
_OUTSIDE = "Mob violence"
_DAMAGE, _COUNTED = "destruction", frozenset(["killed", "arrested"])
_LEAD = 2
"""Sentences behind a headline that may tell of its event in full."""
_DEMONSTRATIONS = frozenset(["protest", "gathering", "blockade", "riot"])
_DEEDS = frozenset(["Attack", "Looting/property destruction", "Armed clash"])


def are_crowds(one: Draft, two: Draft) -> bool:
    """True when both mentions tell of demonstrations, riots or mobs."""
    return is_crowd(one.sub_event_type) and is_crowd(two.sub_event_type)


def is_deed_of_crowd(one: Draft, two: Draft) -> bool:
    """True for harm or damage by nobody named, told right behind a riot: the crowd did it."""
    if Codebook.default().event_type[one.sub_event_type] != "Riots" or two.sub_event_type not in _DEEDS:
        return False
    return is_stand_in(two.actor1) and 0 <= two.sentence_index - one.sentence_index <= 1


def is_headline_of_crowd(headline: Draft, told: Draft) -> bool:
    """True for the same dead or arrested, or the same damage, where only the headline or only the text speaks of a crowd."""
    if not headline.is_headline or told.is_headline or told.sentence_index - headline.sentence_index > _LEAD:
        return False
    if is_crowd(headline.sub_event_type) == is_crowd(told.sub_event_type) or told.status != "occurred":
        return False
    if headline.kind == told.kind == _DAMAGE:
        return True
    counted = [
        {(a.category, a.coded) for a in d.amounts if a.category in _COUNTED and a.coded} for d in (headline, told)
    ]
    return bool(counted[0] & counted[1])


def absorb_crowd(target: Draft, draft: Draft) -> None:
    """Give the event the type of its gravest part, its crowd the name that goes with the type, and who the crowd is."""
    target.sub_event_type = sub_event_type = _whole(target, draft)
    inter = RIOTERS if Codebook.default().event_type[sub_event_type] == "Riots" else PROTESTERS
    crowds = [a for a in (target.actor1, draft.actor1) if a is not None and a.inter == inter]
    if crowds:
        target.actor1 = max(crowds, key=_length)
    target.assoc1 = target.assoc1 or draft.assoc1
    if target.actor2 is None:
        target.actor2, target.assoc2 = draft.actor2, draft.assoc2
    target.tags = first_known(target.tags, draft.tags)


def _whole(one: Draft, two: Draft) -> str:
    """A riot inside a demonstration is a violent demonstration; of two protests the one that met more force counts.

    Police who break up a brawl make no demonstration of it.
    """
    types = {one.sub_event_type, two.sub_event_type}
    if _VIOLENT in types:
        return _VIOLENT
    if _OUTSIDE in types:
        return _OUTSIDE if {one.kind, two.kind}.isdisjoint(_DEMONSTRATIONS) else _VIOLENT
    return min(types, key=Codebook.default().rank.__getitem__)


def _length(actor: CodedActor) -> int:
    """A name that says the country is longer than one that does not."""
    return len(actor.name)
