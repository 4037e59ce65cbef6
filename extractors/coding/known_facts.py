"""Every fact that can be stated about a frame, so that a condition on any other is seen to be a mistake.

The facts are stated in `extractors.events.facts` and `Situator.context_facts`; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from extractors.mentions.records import ActorKind

_OF_ACTORS = frozenset(
    ["armed", "state", "state_home", "external", "nonstate", "people", "demonstrators", "site", "many", "none"]
)
_OF_FRAMES = frozenset(
    [
        "form:noun",
        "form:verb",
        "form:active",
        "form:passive",
        "form:finite",
        "form:main",
        "verb:impact",
        "verb:observed",
        "verb:repelled",
        "harm:any",
        "harm:mass",
        "harm:property",
        "harm:stated",
        "agent:plural",
        "agent:rivals",
        "agent:thing",
        "agent:collective",
        "agent:somebody",
        "agent:aircraft",
        "agent:coalition",
        "target:object",
        "target:place",
        "target:civil_site",
        "target:person",
        "target:livelihood",
        "target:met",
        "target:off_duty",
        "target:captive",
        "object:settlement",
        "object:ground",
        "object:name",
        "day:own",
        "place:near",
        "place:on",
        "place:object",
        "place:subject",
        "passive:at_place",
    ]
)
_OF_CONTEXT = frozenset(
    [
        "context:air",
        "context:air_before",
        "context:campaign",
        "context:abduction",
        "context:rape",
        "context:rioting",
        "context:dispersed",
        "context:arrests",
        "context:demonstration",
        "context:demonstration_near",
        "context:demonstration_before",
        "context:demonstration_here",
        "context:crowd",
        "context:collective",
        "context:fighting",
        "context:vacated",
        "context:first_event",
        "context:note",
        "context:feud",
        "context:held",
        "context:lethal_force",
        "context:nowhere",
    ]
)


def known_facts(instruments: Iterable[str], harms: Iterable[str]) -> frozenset[str]:
    """Every fact: those of actors and frames, those of the context, and those of the weapons and harms of a language."""
    kinds = _OF_ACTORS.union(get_args(ActorKind))
    actors = (f"{role}:{kind}" for role in ("agent", "target") for kind in kinds)
    of_words = [*(f"with:{name}" for name in instruments), *(f"harm:{name}" for name in harms)]
    return _OF_FRAMES.union(_OF_CONTEXT, actors, of_words)
