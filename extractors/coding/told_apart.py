"""An event whose dead are told place by place is an event a place, each with its own number (codebook section 7)."""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.place_choice import by_name, overlaps
from extractors.coding.situation import Situation
from extractors.coding.where import Placer
from extractors.events.frame_records import Amount, Frame
from extractors.events.tallies import Tally, tallies
from extractors.places.records import Place
from extractors.text.grammar import Grammar

Apart = list[tuple[Place, str, list[Amount]]]
"""Places with the step that found each and what was harmed there."""

_STEP = "clause"


def by_place(frame: Frame, grammar: Grammar, placer: Placer, situation: Situation) -> Apart:
    """The places of a frame with the numbers that its words give for each; empty where they give one number for all.

    Harm of other sorts ("and wounded 30") stays with every place and is divided.
    """
    told = tallies(frame, grammar) if frame.status == "occurred" else []
    if not told:
        return []
    category = told[0].amount.category
    others = [a for a in frame.amounts if a.category != category]
    resolved = [(placer.resolve(t.mention, frame.analysis, situation) or _of_name(t, situation), t) for t in told]
    known = next((place for place, _ in resolved if place is not None), None)
    placed = [(place or _in_country_of(known, t), t) for place, t in resolved]
    parts = [(place, t) for place, t in placed if place is not None and t.is_part]
    rest = _rest(frame, parts, placed, placer, situation)
    found = [(place, _local(t.amount)) for place, t in placed if place is not None and not (t.is_part or parts)]
    found = [*rest, *found, *((place, _local(t.amount)) for place, t in parts)]
    pairs = ((a, b) for n, (a, _) in enumerate(found) for b, _ in found[:n])
    if len(found) < 2 or any(_is_same(a, b) if parts else overlaps(a, b) for a, b in pairs):
        return []
    return [(place, _STEP, [amount, *others]) for place, amount in found]


def _rest(
    frame: Frame,
    parts: list[tuple[Place, Tally]],
    placed: list[tuple[Place | None, Tally]],
    placer: Placer,
    situation: Situation,
) -> list[tuple[Place, Amount]]:
    """What is left of the whole for the wider place when its parts have places of their own."""
    if not parts:
        return []
    lead = next(a for a in frame.amounts if a.category == parts[0][1].amount.category and a.coded)
    left = (lead.coded or 0) - sum(t.amount.coded or 0 for _, t in parts)
    inner = {id(t.mention) for _, t in parts}
    whole = next((place for place, t in placed if place is not None and not t.is_part), None)
    for spot in frame.spots if whole is None else ():
        whole = placer.resolve(spot.mention, frame.analysis, situation) if id(spot.mention) not in inner else None
        if whole is not None:
            break
    if whole is None or left <= 0:
        return []
    return [(whole, _local(replace(lead, low=left, high=left, coded=left)))]


def _in_country_of(known: Place | None, told: Tally) -> Place | None:
    """The place of a name that no gazetteer knows: in the country of the one told beside it."""
    return None if known is None or told.mention.is_anaphor else by_name(told.mention.name, known)


def _of_name(told: Tally, situation: Situation) -> Place | None:
    """The place that an event told before has under a name that no gazetteer knows."""
    before = (draft.place for draft in reversed(situation.drafts) if draft.place is not None)
    return next((place for place in before if place.location == told.mention.name), None)


def _is_same(one: Place, two: Place) -> bool:
    return one.place_id == two.place_id and one.location == two.location


def _local(amount: Amount) -> Amount:
    return replace(amount, is_local=True)
