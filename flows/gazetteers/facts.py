"""What an index says of itself: where its places come from, under which licences, and whom to name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.places.build import ATTRIBUTION, SOURCE, DefaultPlaces
from flows.gazetteers.opening import GEONAMES
from flows.gazetteers.reading import Staged, StagedSource

NO_LICENCE = "licence not stated"


def index_facts(staged: Staged, default: DefaultPlaces) -> dict[str, Any]:
    """The facts to store with the index; all that the embedded one has, too."""
    sources = [_source(source) for source in staged.sources]
    return dict(default.meta) | {
        "digest": staged.digest,
        "attribution": "; ".join(dict.fromkeys([ATTRIBUTION, *(_line(s) for s in sources if s["is_other"])])),
        "sources": sources,
        "area_names": staged.area_names,
    }


def _source(staged: StagedSource) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": staged.name, "n_places": staged.n_places, "is_other": False}
    if staged.source is None:
        return dict(SOURCE) | facts
    settings, file = staged.source.settings, {"file": staged.source.path.name}
    if staged.source.kind in GEONAMES:
        return dict(SOURCE) | facts | file
    return (
        facts
        | file
        | {
            "licence": settings.licence or NO_LICENCE,
            "attribution": settings.attribution or staged.name,
            "is_other": True,
        }
    )


def _line(source: Mapping[str, Any]) -> str:
    return f"{source['attribution']}, {source['licence']}"
