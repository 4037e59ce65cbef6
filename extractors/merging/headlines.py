"""A headline's event is the one that the text tells in detail, whatever place the headline is filed under.

A headline names a place from where the story is told or where the news matters ("Taiz: prisoners exchanged"), the text
the place where it was. Looked at when all else is folded: only a headline that nothing in the text went on with is left.
"""

from __future__ import annotations

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS, STATE_FORCES
from extractors.mentions.records import CodedActor
from extractors.merging.totals import killed

_HARM = "harm"
_NEAR = 2
"""Sentences behind a headline in which its dead are told of."""
_RETOLD = frozenset(["Agreement", "Arrests", "Change to group/activity", "Headquarters or base established"])
"""Types of which a short text hardly tells two."""


_SIDES = frozenset(["actor.rebels", "actor.fighters", "actor.gunmen"])
"""Words that name no group in particular."""
_WEAPONS = frozenset(
    f"actor.{weapon}{ending}" for weapon in ("drones", "warplanes", "armour") for ending in ("", ":modifier")
)


def retelling(headline: Draft, drafts: list[Draft]) -> Draft | None:
    """The one event of the text that a headline tells of, under another place; `None` where there is none or several."""
    if not headline.is_headline or headline.mentions > 1 or headline.share[1] > 1 or headline.status != "occurred":
        return None
    alike = [d for d in drafts if d is not headline and not d.is_headline and _is_alike(headline, d)]
    is_one = len(alike) == 1 or (bool(alike) and _is_rough(headline) and alike[0] is _first(drafts))
    return alike[0] if is_one and alike[0].share[1] == 1 else None


def _first(drafts: list[Draft]) -> Draft | None:
    """The event that the text tells of first."""
    return next((d for d in drafts if not d.is_headline and d.status == "occurred"), None)


def _is_alike(headline: Draft, draft: Draft) -> bool:
    """True for the same type, sides and country on a day that may be the same; violence must count the same victims."""
    if draft.status == "occurred" and _is_of_its_dead(headline, draft):
        return True
    if draft.status != "occurred" or draft.sub_event_type != headline.sub_event_type:
        return False
    if draft.place is None or headline.place is None or draft.place.iso != headline.place.iso:
        return False
    if headline.when.is_own and draft.when.is_own and headline.when.day != draft.when.day:
        return False
    if not _sides(headline) <= _sides(draft):
        return False
    counted = killed(headline)
    if counted:
        return counted == killed(draft) or (_is_rough(headline) and counted < killed(draft))
    area = headline.place.admin1
    is_there = area is not None and area == draft.place.admin1
    return is_there or draft.sub_event_type in _RETOLD or (_is_vague(headline) and killed(draft) > 0)


def _is_of_its_dead(headline: Draft, draft: Draft) -> bool:
    """True where a headline only counts the dead, in some country, and the text says at once how as many died.

    The country may be that of those who killed them ("30 rebels killed, Egypt says").
    """
    if headline.kind != _HARM or headline.place is None or headline.place.latitude is not None:
        return False
    is_next = 0 < draft.sentence_index - headline.sentence_index <= _NEAR
    is_violent = Codebook.default().event_type[draft.sub_event_type] in VIOLENCE
    return is_next and is_violent and 1 < killed(headline) == killed(draft)


def _is_vague(headline: Draft) -> bool:
    """True where a headline says that several died and not how many ("rebels kill workers")."""
    return any(a.category == "killed" and a.coded is None for a in headline.amounts)


def _is_rough(headline: Draft) -> bool:
    """True where a headline says no number of the dead ("rebels kill dozens")."""
    return all(a.low is None or a.low != a.high for a in headline.amounts if a.category == "killed")


def _sides(draft: Draft) -> set[str]:
    """The names of who acted; of people a headline names a few, the text all, and "rebels" may be any group.

    "Sudan drone hits dam" tells where it was, and the text whose the drone was.
    """
    sides = (a for a in (draft.actor1, draft.actor2) if a is not None and a.inter != CIVILIANS)
    return {a.name for a in sides if not (draft.is_headline and (a.rule_id in _SIDES or _is_of_the_land(a)))}


def _is_of_the_land(actor: CodedActor) -> bool:
    """True for a weapon that a headline names by the country of the event."""
    return actor.inter == STATE_FORCES and actor.rule_id in _WEAPONS
