"""Who met whom, as a label: ACLED's eight inter classes, their pairs, and whether civilians were the target.

The pair of classes is written lower code first, whatever the order of the actors; only actor1 and actor2 count, never
associated actors (codebook sections 4 and 5).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

STATE_FORCES: Final = "State forces"
REBEL_GROUP: Final = "Rebel group"
POLITICAL_MILITIA: Final = "Political militia"
IDENTITY_MILITIA: Final = "Identity militia"
RIOTERS: Final = "Rioters"
PROTESTERS: Final = "Protesters"
CIVILIANS: Final = "Civilians"
EXTERNAL_FORCES: Final = "External/Other forces"

STATES: Final = frozenset([STATE_FORCES, EXTERNAL_FORCES])
"""Classes of the armed forces of states."""
GROUPS: Final = frozenset([REBEL_GROUP, POLITICAL_MILITIA, IDENTITY_MILITIA])
"""Classes of armed groups."""

INTER_CODES: Final = MappingProxyType(
    {
        STATE_FORCES: 1,
        REBEL_GROUP: 2,
        POLITICAL_MILITIA: 3,
        IDENTITY_MILITIA: 4,
        RIOTERS: 5,
        PROTESTERS: 6,
        CIVILIANS: 7,
        EXTERNAL_FORCES: 8,
    }
)
"""Numeric code of each inter label (codebook section 4)."""

INTER_LABELS: Final = MappingProxyType({code: label for label, code in INTER_CODES.items()})
"""Inter label of each numeric code."""

CIVILIAN_TARGETING: Final = "Civilian targeting"
"""The only value of the column `civilian_targeting` besides empty."""

_PRINTED: Final = MappingProxyType({(CIVILIANS, EXTERNAL_FORCES): f"{EXTERNAL_FORCES}-{CIVILIANS}"})
"""Pairs that the export prints against the order of their codes."""

_ALWAYS_TARGETING: Final = frozenset({"Violence against civilians"})
_TARGETING_SUB_EVENTS: Final = frozenset({"Excessive force against protesters"})
_TARGETING_IF_CIVILIANS: Final = frozenset({"Explosions/Remote violence"})
_TARGETING_SUB_IF_CIVILIANS: Final = frozenset({"Mob violence"})


def oppose(one: str, two: str) -> bool:
    """True for a state and a group that is none."""
    return (one in STATES) != (two in STATES)


def interaction(inter1: str | None, inter2: str | None = None) -> str | None:
    """The text of the column `interaction` for two inter labels.

    Args:
        inter1: Label of actor1; `None` when no actor is known.
        inter2: Label of actor2; `None` for a one-sided event.

    Returns:
        "A-B" with the lower code first ("External/Other forces-Civilians" is printed the other way round), "A only"
        for a single actor, `None` without any.

    Raises:
        ValueError: A label is none of the codebook's.
    """
    labels = _known(inter1, inter2)
    if not labels:
        return None
    if len(labels) == 1:
        return f"{labels[0]} only"
    first, second = sorted(labels, key=INTER_CODES.__getitem__)
    return _PRINTED.get((first, second), f"{first}-{second}")


def interaction_code(inter1: str | None, inter2: str | None = None) -> int | None:
    """The numeric interaction code: lower digit first ("18"), a single actor times ten ("10").

    Raises:
        ValueError: A label is none of the codebook's.
    """
    codes = sorted(INTER_CODES[label] for label in _known(inter1, inter2))
    if not codes:
        return None
    return codes[0] * 10 + (codes[1] if len(codes) == 2 else 0)


def all_interactions() -> frozenset[str]:
    """Every legal text of the column `interaction`."""
    labels = list(INTER_CODES)
    pairs = [(a, b) for a in labels for b in [None, *labels]]
    return frozenset(text for a, b in pairs if (text := interaction(a, b)) is not None)


def civilian_targeting(event_type: str, sub_event_type: str, inter2: str | None) -> str | None:
    """The column `civilian_targeting`: "Civilian targeting" where civilians are the main or only target, else `None`.

    All Violence against civilians and Excessive force against protesters; Explosions and Mob violence whose actor2 is
    civilians; never Battles, Violent demonstration or Strategic developments (codebook section 5).
    """
    if event_type in _ALWAYS_TARGETING or sub_event_type in _TARGETING_SUB_EVENTS:
        return CIVILIAN_TARGETING
    is_conditional = event_type in _TARGETING_IF_CIVILIANS or sub_event_type in _TARGETING_SUB_IF_CIVILIANS
    return CIVILIAN_TARGETING if is_conditional and inter2 == CIVILIANS else None


def _known(*labels: str | None) -> list[str]:
    present = [label for label in labels if label]
    for label in present:
        if label not in INTER_CODES:
            raise ValueError(f"expected one of {sorted(INTER_CODES)}, found {label!r}")
    return present
