"""Tags of an event: those of its reports; one crowd has one size, that of the best report that gives any (section 8)."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.coding.codebook import is_crowd
from extractors.coding.crowd_size import TAG, UNKNOWN
from extractors.merging.sources import parts_of


def joined_tags(sub_event_type: str, values: Iterable[str | None]) -> str | None:
    """The tags of an event.

    Args:
        sub_event_type: That of the event: only demonstrations and riots have a crowd.
        values: Tags of the reports, the best report first.
    """
    tags = list(dict.fromkeys(part for value in values for part in parts_of(value)))
    sizes = [tag for tag in tags if tag.startswith(TAG)]
    size = next((tag for tag in sizes if tag != UNKNOWN), UNKNOWN)
    crowd = [size] if is_crowd(sub_event_type) else []
    return "; ".join([*crowd, *sorted(set(tags) - set(sizes))]) or None
