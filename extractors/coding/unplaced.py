"""What a place is called that no gazetteer may know: the name that the clause or its sentence gives."""

from __future__ import annotations

from extractors.coding.at_event import FROM, LEAVING
from extractors.coding.narrower import NOT_AROUND
from extractors.events.frame_records import Frame
from extractors.places.records import PlaceMention


def unknown_name(frame: Frame) -> str | None:
    """The name that the clause gives to the place, known or not, else the first that its sentence gives."""
    mentions = (*(spot.mention for spot in frame.spots), *frame.analysis.places)
    return next((mention.name for mention in mentions if is_name(mention, frame)), None)


def is_name(mention: PlaceMention, frame: Frame) -> bool:
    """True for the name of a place where something is, not of one that somebody goes to or, mostly, comes from."""
    is_left = mention.relation == FROM and frame.kind in LEAVING  # "drove the rebels out of Foo"
    return (is_left or mention.relation not in NOT_AROUND) and not mention.is_anaphor
