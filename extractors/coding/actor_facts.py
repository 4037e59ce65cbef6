"""What the sides of an event are, as far as the article tells: allies, people named by a house, forces of another land."""

from __future__ import annotations

from extractors.coding.draft import AIR, Draft
from extractors.coding.interaction import CIVILIANS, GROUPS, STATE_FORCES, oppose
from extractors.coding.naming import is_on_group
from extractors.coding.perpetrators import LAID
from extractors.events.frame_records import LETHAL
from extractors.events.owners import AIRCRAFT
from extractors.mentions.actors_groups import COUNTRY, SITE
from extractors.mentions.records import PEOPLE_KINDS, CodedActor

_MOB = "Mob violence"
_KILLED = "killed"

Allies = dict[str, set[str]]
"""For each name the names of those who are on its side."""


def told_allies(drafts: list[Draft]) -> Allies:
    """Who stands beside whom on one side of any event that the article tells of, be it only as background."""
    found: dict[str, set[str]] = {}
    for draft in drafts:
        for actor, others in ((draft.actor1, draft.assoc1), (draft.actor2, draft.assoc2)):
            if actor is None:
                continue
            found.setdefault(actor.name, set()).update(others)
            for other in others:
                found.setdefault(other, set()).add(actor.name)
    return found


def friends(actor: CodedActor | None, allies: Allies) -> set[str]:
    """The names of an actor's allies."""
    return allies.get(actor.name, set()) if actor is not None else set()


def is_anybodys(draft: Draft) -> bool:
    """True for what nobody did by being named near it: bombs, drones but those on a group, what came from abroad."""
    return draft.sub_event_type in LAID or draft.origin is not None or (draft.is_unmanned and not is_on_group(draft))


def is_of_home(forces: CodedActor, draft: Draft) -> bool:
    """True for forces of the country that rioters in another one come from: they guard these, whoever is their victim."""
    crowd, place = draft.actor1, draft.place
    if crowd is None or place is None or draft.sub_event_type != _MOB or forces.inter == STATE_FORCES:
        return False
    home = crowd.name.partition("(")[2].rstrip(")")
    return bool(home) and home != place.country and f" of {home} " in forces.name


def has_no_planes(actor: CodedActor | None, draft: Draft) -> bool:
    """True for a group that cannot have done an air raid: no aircraft of its own are told of, nor drones."""
    if actor is None or actor.inter not in GROUPS or draft.sub_event_type != AIR or draft.is_unmanned:
        return False
    return actor.said is None or not actor.said.is_equipment


def has_no_flag(actor: CodedActor | None) -> bool:
    """True for the aircraft of "warplanes hit the town", which nobody is said to own."""
    said = actor.said if actor is not None else None
    return said is not None and said.rule_id == AIRCRAFT and said.first == said.head


def is_like(found: CodedActor | None, other: CodedActor | None) -> bool:
    """True for a second actor of the first one's sort, who is hardly whom that one shells where people are named, too."""
    return found is not None and other is not None and not oppose(found.inter, other.inter)


def is_side(actor: CodedActor) -> bool:
    """True for a group that only a word like "militia" names."""
    return actor.inter in GROUPS and not actor.is_named


def is_site(actor: CodedActor) -> bool:
    """True for civilians of whom only a building or vehicle is named."""
    return actor.inter == CIVILIANS and actor.rule_id.endswith(SITE)


def is_land(actor: CodedActor) -> bool:
    """True for a state of which only the country is named: "raids on Foo" may have hit anybody there."""
    return actor.rule_id.endswith(COUNTRY)


def is_base(actor: CodedActor) -> bool:
    """True for forces of which only an outpost, a position or a base is named."""
    return actor.inter != CIVILIANS and actor.rule_id.endswith(SITE)


def harms_anybody(draft: Draft) -> bool:
    """True where somebody was killed or hurt."""
    return any(a.category in LETHAL and a.coded for a in draft.amounts)


def kills_people(draft: Draft) -> bool:
    """True for a mob that kills people: they are whom it meets, not the police who arrest it later."""
    dead = [a for a in draft.amounts if a.category == _KILLED and a.coded]
    return draft.sub_event_type == _MOB and bool(dead) and all(v.kind in PEOPLE_KINDS for a in dead for v in a.victims)
