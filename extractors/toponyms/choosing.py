"""The choice among weighed meanings, with its runner-up; what is a tie stays open, what is weak is said to be weak."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from extractors.places.holding import is_same_place
from extractors.report import Issue
from extractors.toponyms.recognition import Toponym
from extractors.toponyms.records import FoundPlace
from extractors.toponyms.weighing import Weighed

_TIE = 0.05
"""Points between two places up to which the text does not tell which is meant."""
_WEAK = 0.6
"""Least share of the evidence for a choice that needs no second look."""


def choice(toponym: Toponym, weighed: Sequence[Weighed]) -> FoundPlace:
    """What a name means: the best of its weighed meanings, best first, unless another place is as good."""
    start, end = toponym.span
    verdict = toponym.verdict
    name = (start, end, toponym.name, verdict.use, verdict.descriptor)
    if not weighed:
        return FoundPlace(*name, None, None, 0.0, None, f"{verdict.rule}; not in the gazetteer")
    best = weighed[0]
    rival = next((w for w in weighed[1:] if not is_same_place(w.candidate, best.candidate)), None)
    is_tie = rival is not None and best.score - rival.score < _TIE
    reason = "; ".join(filter(None, (verdict.rule, best.reasons)))
    return FoundPlace(
        *name,
        entry=None if is_tie else best.candidate,
        within=None,
        score=round(_confidence(best, rival), 3),
        runner_up=rival.candidate if rival else None,
        reason=f"{reason}; as good: {_told(rival, best)}" if is_tie and rival else reason,
    )


def _told(rival: Weighed, best: Weighed) -> str:
    return " and ".join(f"{w.candidate.name} ({w.candidate.admin1}, {w.candidate.iso2})" for w in (best, rival))


def _confidence(best: Weighed, rival: Weighed | None) -> float:
    """The share of the evidence that speaks for the best and not for its rival, 0.5 to 1."""
    return 1.0 / (1.0 + math.exp(rival.score - best.score)) if rival else 1.0


def issues_of(places: Sequence[FoundPlace], article_id: str | None) -> Iterator[Issue]:
    """A row for each name that has no entry, or only a doubtful one; once a name."""
    told: set[str] = set()
    for place in places:
        problem = _problem(place)
        if problem and place.name not in told:
            told.add(place.name)
            kind, message = problem
            yield Issue(
                article_id, kind, "warning", message, "place", start=place.start, end=place.end, text=place.name[:200]
            )


def _problem(place: FoundPlace) -> tuple[str, str] | None:
    """Kind and message of what is doubtful, if anything is."""
    if place.entry is None and place.runner_up is None:
        return "unknown_place", f"no gazetteer entry of this name{_in(place)}"
    if place.entry is None:
        return "ambiguous_place", f"two places fit equally well: {place.reason.rpartition(': ')[2]}"
    if place.score < _WEAK and place.runner_up is not None:
        other = place.runner_up
        return "doubtful_place", f"{place.entry.name} ({place.entry.iso2}), perhaps {other.name} ({other.iso2})"
    return None


def _in(place: FoundPlace) -> str:
    return f"; the text puts it in {place.within.name}" if place.within else ""
