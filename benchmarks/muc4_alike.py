"""When is a report right about an incident of MUC-4?

The codebooks differ. MUC-4 asks for acts against targets that are not fighting, by type of incident; the event table
has sub-event types, and fights between two armed sides, too. What corresponds to what is written here, in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from benchmarks.muc4_keys import Key
from extractors.mentions.actors_facts import load_parties
from extractors.mentions.actors_lexicon import load_words
from extractors.mentions.actors_trie import expand
from extractors.report import Report
from flows.evaluation.likeness import bare_name, is_same_name

KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Attack": ("ATTACK",),
        "Sexual violence": ("ATTACK",),
        "Excessive force against protesters": ("ATTACK",),
        "Chemical weapon": ("ATTACK",),
        "Abduction/forced disappearance": ("KIDNAPPING",),
        "Remote explosive/landmine/IED": ("BOMBING",),
        "Suicide bomb": ("BOMBING",),
        "Disrupted weapons use": ("BOMBING",),
        "Grenade": ("BOMBING", "ATTACK"),
        "Air/drone strike": ("ATTACK", "BOMBING"),
        "Shelling/artillery/missile attack": ("ATTACK", "BOMBING"),
        "Looting/property destruction": ("ARSON", "ROBBERY", "ATTACK"),
        "Armed clash": ("ATTACK",),
        "Government regains territory": ("ATTACK",),
        "Non-state actor overtakes territory": ("ATTACK",),
        "Mob violence": ("ATTACK",),
        "Violent demonstration": ("ATTACK",),
    }
)
"""Types of incident that a sub-event type may be, the usual one first; other sub-event types are no incident."""

NEUTRAL: Final = frozenset(
    [
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Mob violence",
        "Violent demonstration",
    ]
)
"""What the keys hold only where a target was hit that did not fight: right where a key fits, else left out."""

_UNDONE = frozenset(["attempted", "threatened", "planned"])
_TWO_SIDED = "Battles"
_UNNAMED = ("Unidentified ", "Civilians (", "Protesters (", "Rioters (", "Vigilante Group")
_STATE = {
    "Military Forces": frozenset(
        ["army", "armed", "military", "air", "force", "navy", "troops", "battalion", "brigade", "soldiers", "infantry"]
    ),
    "Police Forces": frozenset(["police", "guard"]),
    "Government": frozenset(["government", "regime"]),
}
_NO_STATE = frozenset(
    ["liberation", "revolutionary", "peoples", "popular", "secret", "death", "guerrilla", "guerrillas"]
)
_WORD = re.compile(r"[a-z0-9]+")


def counts(report: Report) -> bool:
    """True for a report that claims an incident of the kinds that the keys hold."""
    is_own = report.sub_event_type in KINDS and report.sub_event_type not in (*NEUTRAL, "Disrupted weapons use")
    return is_own and report.status == "occurred"


def counts_for(report: Report, key: Key) -> bool:
    """True for a report that counts where there is a key like this one: of its kind, and done or not as the key says."""
    if not is_kind(report, key):
        return False
    is_undone = report.status in _UNDONE or report.sub_event_type == "Disrupted weapons use"
    if is_undone:
        return bool(key.stages & {"ATTEMPTED", "THREATENED"})
    return report.status == "occurred" and (counts(report) or key.is_accomplished)


def is_kind(report: Report, key: Key) -> bool:
    """True where the report's type may be the key's."""
    return any(kind in key.kinds for kind in KINDS.get(report.sub_event_type, ()))


def is_country(report: Report, key: Key) -> bool:
    """True for the key's country, and where the key has none."""
    return not key.countries or any(is_same_name(name, report.country) for name in key.countries)


def is_place(report: Report, key: Key) -> bool:
    """True where the report's place is one the key names, from the finest to the widest area, or lies in its finest.

    Where the key only has a country, the country must be right.
    """
    if not key.places:
        return is_country(report, key)
    areas = (report.admin1, report.admin2, report.admin3)
    names = {name for place in key.places for name in place}
    is_named = any(is_same_name(name, report.location) for name in names)
    return is_named or any(is_same_name(place[-1], area) for place in key.places for area in areas)


def is_finest(report: Report, key: Key) -> bool:
    """True where the report's place is the finest that the key names; the country, where it names no other."""
    if not key.places:
        return is_country(report, key)
    areas = (report.admin1, report.admin2, report.admin3) if report.geo_precision == 3 else ()
    return any(is_same_name(place[-1], name) for place in key.places for name in (report.location, *areas))


def is_day(report: Report, key: Key) -> bool:
    """True for a day that the key allows, and for any where it names none."""
    return not key.spans or any(span.holds(report.event_date) for span in key.spans)


def perpetrators(report: Report) -> tuple[str, ...]:
    """Named groups and forces that the report takes for the perpetrator, and who claims it; of a fight the rebels' side."""
    sides = [report.actor1]
    if report.event_type == _TWO_SIDED:
        both = [(report.actor1, report.inter1), (report.actor2, report.inter2)]
        sides = [name for name, inter in both if inter != "State forces"] or [name for name, _ in both]
    names = (*sides, report.claimed_by)
    return tuple(dict.fromkeys(name for name in names if name and not name.startswith(_UNNAMED)))


def is_perpetrator(actor: str, names: Iterable[str]) -> bool:
    """True where one of a key's names for a perpetrator means the actor."""
    return any(_means(name, actor) for name in names)


@lru_cache(maxsize=10_000)
def _means(name: str, actor: str) -> bool:
    if any(_is_within(alias, name) for alias in (*actor.split(": "), *_aliases().get(actor, ()))):
        return True
    words = set(_WORD.findall(name.lower().replace("'", "")))
    state = next((said for start, said in _STATE.items() if actor.startswith(start)), frozenset[str]())
    return bool(words & state) and not words & _NO_STATE


def _is_within(alias: str, name: str) -> bool:
    """True for the same name, or one that holds the other's words ("ELN guerrillas")."""
    one, other = f" {bare_name(alias)} ", f" {bare_name(name)} "
    return bool(one.strip() and other.strip()) and (one in other or other in one or is_same_name(alias, name))


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    """What the lexicons call an actor, by its name in the table."""
    words = load_words("en")[1]
    return {
        designation.name: tuple(alias for pattern in words[code].strong.get(key, ()) for alias in expand(pattern))
        for code, parties in load_parties().items()
        if code in words
        for key, designations in parties.actors.items()
        for designation in designations
        if designation.name
    }
