"""Why two reports were merged, or kept apart: the comparison of both, part by part, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from extractors.merging.comparing import ONE_ARTICLE, Part, parts
from extractors.merging.rules import MergeRules
from extractors.merging.telling import telling_of
from extractors.merging.witness import Witness
from extractors.report import Report


class Why(NamedTuple):
    """The comparison of two reports.

    Attributes:
        parts: What was compared, what was found, what it is worth.
        points: The sum; `None` where a part is a contradiction.
        is_alike: True when the two alone would be one event.
    """

    parts: tuple[Part, ...]
    points: float | None
    is_alike: bool

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Names of the parts that contradict each other."""
        return tuple(part.name for part in self.parts if part.points is None)


def why(one: Report, two: Report, witnesses: Mapping[str, Witness]) -> Why:
    """Compare two publishable reports as merging does.

    Two that are alike may still be two events: a report must fit all others of an event, and events of different days
    are joined only where one of them leads (docs/merging.md).

    Raises:
        ValueError: A report has no day or no place.
    """
    found = parts(telling_of(one, witnesses), telling_of(two, witnesses))
    worths = [part.points for part in found]
    if None in worths:
        return Why(found, None, False)
    total = sum(worth for worth in worths if worth is not None)
    return Why(found, total, found[0].name == ONE_ARTICLE or total >= MergeRules.default().lexicon.join)
