"""What is doubtful about a place, as rows for a person: names without a place, and choices that hardly are one."""

from __future__ import annotations

from extractors.places.records import Place, PlaceMention, Unresolved
from extractors.report import Issue


def unresolved(article_id: str, mention: PlaceMention, found: Unresolved) -> Issue:
    """The row of a name that could not be placed."""
    return Issue(
        article_id,
        found.kind,
        "warning",
        found.reason,
        "location",
        start=mention.start,
        end=mention.end,
        text=mention.name,
    )


def doubtful(article_id: str, mention: PlaceMention, place: Place) -> Issue:
    """The row of a choice that is kept, though hardly more speaks for it than for another place."""
    message = f"{place.location} ({place.iso2}) was chosen with a score of {place.score:.2f}, perhaps {place.runner_up}"
    span = mention.start, mention.end
    return Issue(
        article_id, "doubtful_place", "warning", message, "location", start=span[0], end=span[1], text=mention.name
    )
