"""One pass over an article's events that keeps each once.

Only events of one key, or a window of them, are compared, so that the cost stays in proportion to the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable

from extractors.coding.draft import Draft

WINDOW = 60
"""So many events back a mention is compared where no key parts them."""


def each_once(
    drafts: list[Draft],
    key: Callable[[Draft], Hashable],
    is_told: Callable[[Draft, Draft], bool],
    take_in: Callable[[Draft, Draft], None],
    window: int = 0,
) -> list[Draft]:
    """The events in the order of first mention.

    Args:
        drafts: The mentions, in that order.
        key: What two mentions of one event have in common whatever else they say.
        is_told: Whether the first of two mentions of one key tells of the event of the second.
        take_in: Adds to the first what the second says.
        window: How many kept events of the key a mention is compared with, the last ones; 0 for all.
    """
    kept: list[Draft] = []
    by_key: defaultdict[Hashable, list[Draft]] = defaultdict(list)
    for draft in drafts:
        alike = by_key[key(draft)]
        told = next((d for d in alike[-window:] if is_told(d, draft)), None)
        if told is None:
            kept.append(draft)
            alike.append(draft)
        else:
            take_in(told, draft)
    return kept
