"""Which reports answer the events of CAMEO and PLOVER?

Those codebooks hold what states say and do to each other; most of it (statements, visits, aid, demands, threats) is no event
of the table. What corresponds is written here, in the tables: families of events, and the kinds of side that sectors tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from extractors.places.tables import countries
from extractors.report import Report

FAMILIES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "protest": frozenset(
            [
                "Peaceful protest",
                "Protest with intervention",
                "Excessive force against protesters",
                "Violent demonstration",
                "Mob violence",
            ]
        ),
        "detention": frozenset(["Arrests", "Abduction/forced disappearance"]),
        "assault": frozenset(["Attack", "Sexual violence"]),
        "explosion": frozenset(
            [
                "Remote explosive/landmine/IED",
                "Suicide bomb",
                "Grenade",
                "Air/drone strike",
                "Shelling/artillery/missile attack",
                "Chemical weapon",
            ]
        ),
        "fight": frozenset(["Armed clash", "Government regains territory", "Non-state actor overtakes territory"]),
        "destruction": frozenset(["Looting/property destruction"]),
        "agreement": frozenset(["Agreement", "Non-violent transfer of territory"]),
        "activity": frozenset(["Change to group/activity", "Headquarters or base established", "Other"]),
        "disruption": frozenset(["Disrupted weapons use"]),
    }
)
"""Sub-event types by family; every type is in one."""

_ARMED = ("fight", "explosion", "assault")
_PLOVER: Final[Mapping[tuple[str, str], tuple[str, ...]]] = MappingProxyType(
    {
        ("PROTEST", ""): ("protest",),
        ("COERCE", "arrest"): ("detention",),
        ("COERCE", "detain"): ("detention",),
        ("COERCE", "curfew"): ("activity",),
        ("COERCE", "martial-law"): ("activity",),
        ("COERCE", "deport"): ("activity",),
        ("COERCE", "destroy"): ("destruction", "explosion"),
        ("COERCE", "firearms"): _ARMED,
        ("ASSAULT", ""): ("assault", "fight"),
        ("ASSAULT", "explosives"): ("explosion",),
        ("ASSAULT", "suicide-attack"): ("explosion",),
        ("FIGHT", ""): (*_ARMED, "protest"),
        ("FIGHT", "deport"): ("activity",),
    }
)
"""Families that answer an event of PLOVER, by event and mode; "" is any other mode. Other events have no answer."""

_CAMEO: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "0871": ("agreement",),
        "0872": ("agreement",),
        "0873": ("agreement",),
        "0874": ("agreement",),
        "14": ("protest",),
        "1712": ("destruction", "explosion"),
        "1724": ("activity",),
        "173": ("detention",),
        "174": ("activity",),
        "175": ("protest", "assault"),
        "18": ("assault", "fight"),
        "181": ("detention",),
        "183": ("explosion",),
        "19": (*_ARMED, "protest"),
        "191": (),
        "20": _ARMED,
        "201": ("activity",),
    }
)
"""The same by code of CAMEO; the longest that a code starts with counts. A blockade (191) has no answer."""

_STRIKES = ("strike-", "boycott")
_LEFT_OUT = frozenset(["RETREAT", "MOBILIZE"])
_LEFT_OUT_CODES = ("057", "087", "15", "21", "22", "143")
_STATE = frozenset(["GOV", "MIL", "COP", "SPY", "JUD", "LEG"])
_ARMED_GROUP = frozenset(["REB", "UAF", "SEP", "INS", "CRM"])
_SIDES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "state": frozenset(["State forces", "External/Other forces"]),
        "group": frozenset(["Rebel group", "Political militia", "Identity militia"]),
        "people": frozenset(["Civilians", "Protesters", "Rioters", "Identity militia"]),
    }
)
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """What a code tells of a side: its country's name and its sort ("state", "group", "people"); `None` where it does not."""

    country: str | None
    sort: str | None

    def is_like(self, actor: str | None, inter: str | None) -> bool:
        """True where an actor of the table is of this sort and country; a name that tells no country may be of any."""
        if actor is None:
            return False
        is_sort = self.sort is None or inter in _SIDES[self.sort]
        tells = " of " in actor or "(" in actor
        return is_sort and (self.country is None or not tells or self.country in actor)


@dataclass(frozen=True, slots=True)
class Asked:
    """An event that a record tells of.

    Attributes:
        name: Event and mode, or code.
        families: Families of which a report answers it; none for what is no event of the table.
        is_left_out: Whether reports of its sentence are neither right nor wrong unless another event asks for them.
        source: What is told of who acts; `None` for nothing.
        target: The same of the other side.
    """

    name: str
    families: tuple[str, ...]
    is_left_out: bool
    source: Side | None
    target: Side | None

    def is_answer(self, report: Report) -> bool:
        """True for a report of one of the families that happened."""
        return report.status == "occurred" and family(report) in self.families

    def sides(self, report: Report) -> list[bool]:
        """Whether source and target, as far as they are told, are the report's two sides, in the order that fits better."""
        ours = [(report.actor1, report.inter1), (report.actor2, report.inter2)]
        told = [(side, number) for number, side in enumerate((self.source, self.target)) if side is not None]
        orders = ([side.is_like(*order[number]) for side, number in told] for order in (ours, ours[::-1]))
        return max(orders, key=sum)


def family(report: Report) -> str:
    """The family of a report's type."""
    return next(name for name, types in FAMILIES.items() if report.sub_event_type in types)


def read_events(record: Mapping[str, Any]) -> tuple[Asked, ...]:
    """The events of a record: of PLOVER's format (`event`, `mode`, `source`) or of PETRARCH's tests (`gold_events`).

    Raises:
        KeyError: The record is neither.
    """
    if "event" in record:
        return (_of_plover(record),)
    return tuple(_of_cameo(event) for event in record["gold_events"] or () if event.get("eventcode"))


def _of_plover(record: Mapping[str, Any]) -> Asked:
    event, mode = record["event"], record.get("mode") or ""
    is_strike = mode.startswith(_STRIKES)
    families = () if is_strike else _PLOVER.get((event, mode), _PLOVER.get((event, ""), ()))
    sides = (_first(record.get(slot)) for slot in ("source", "target"))
    return Asked(f"{event} {mode}".strip(), families, is_strike or event in _LEFT_OUT, *sides)


def _of_cameo(event: Mapping[str, Any]) -> Asked:
    code = event["eventcode"]
    starts = [start for start in _CAMEO if code.startswith(start)]
    is_left_out = code.startswith(_LEFT_OUT_CODES)
    families = _CAMEO[max(starts, key=len)] if starts and not is_left_out else ()
    sides = (_side_of(event.get(slot) or "") for slot in ("sourcecode", "targetcode"))
    return Asked(code, families, is_left_out, *sides)


def _first(actors: object) -> Side | None:
    """The first of a slot's actors that tells anything."""
    listed = [actor for actor in actors if isinstance(actor, dict)] if isinstance(actors, list) else []
    sides = (_side(actor.get("code") or "", [actor.get("sector") or ""]) for actor in listed)
    return next((side for side in sides if side is not None), None)


def _side_of(code: str) -> Side | None:
    """The side of a code like `SYRMIL`: a country and sectors, three letters each."""
    return _side(code[:_LETTERS], [code[at : at + _LETTERS] for at in range(_LETTERS, len(code), _LETTERS)])


def _side(country: str, sectors: Iterable[str]) -> Side | None:
    name = next((entry.name for entry in countries().values() if entry.iso3 == country), None)
    sorts = [_sort(sector[:_LETTERS]) for sector in sectors if sector]
    side = Side(name, next(iter(sorts), None))
    return side if side.country or side.sort else None


def _sort(sector: str) -> str:
    if sector in _STATE:
        return "state"
    return "group" if sector in _ARMED_GROUP else "people"
