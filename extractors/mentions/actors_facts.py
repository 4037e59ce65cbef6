"""Who the actors of the world are, free of any language: regimes by day, units, armed groups and what sides mean where.

ACLED names an actor by the day of the event: a state's forces carry the years of the regime, a group changes its name,
"the rebels" are somebody else in another country. These are facts in `lexicons/actors/`; the words that point to them
by id are in `lexicons/<language>/actors/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field, model_validator

from extractors.lexicons.loader import Strict, load, load_folder
from extractors.mentions.records import ActorKind

WORLD = "world"
"""File of actors that belong to no single country."""


class Regime(Strict):
    """A regime whose first day falls in another year than its name says, or one that another writes differently."""

    since: date
    year: int | None = None
    label: str | None = None


class State(Strict):
    """A country's state forces.

    Attributes:
        regimes: First days of the regimes, oldest first; each lasts until the next begins. What was before the oldest is
            named by its end alone ("(-1991)").
        name: The country in actor names where it differs from ACLED's country column ("the Philippines").
        sovereign: The state whose regimes give the years, and whose forces are at home here, of a land without `regimes`.
    """

    regimes: tuple[date | Regime, ...] = ()
    name: str | None = None
    sovereign: str | None = None
    note: str = ""

    def spans(self) -> list[tuple[date, int, int | None]]:
        """First day, first year and last year (open: `None`) of each regime of its own."""
        starts = [r if isinstance(r, Regime) else Regime(since=r) for r in self.regimes]
        years = [r.year or r.since.year for r in starts]
        ends: list[int | None] = [*years[1:], None][: len(years)]
        return [(r.since, first, last) for r, first, last in zip(starts, years, ends, strict=True)]


class Designation(Strict):
    """What ACLED calls an actor in a period and (where `places` is given) in some countries.

    Exactly one of `name`, `of` and `affiliation`: a group's own name (with "{country}" for the event's country);
    forces of the state `state` (default: the file's country) with an optional unit behind the years; or a party or
    body whose people are civilians, protesters or rioters and which is only their associated actor.
    """

    name: str | None = None
    of: ActorKind | None = None
    affiliation: str | None = None
    unit: str | None = None
    state: str | None = None
    kind: ActorKind | None = None
    since: date | None = None
    until: date | None = None
    places: tuple[str, ...] = ()
    assoc: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _one_form(self) -> Designation:
        if sum(form is not None for form in (self.name, self.of, self.affiliation)) != 1:
            raise ValueError("expected exactly one of `name`, `of` and `affiliation`")
        if self.of is None and self.kind is None:
            raise ValueError(f"{self.name or self.affiliation}: a named actor needs a `kind`")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"{self.name or self.of}: `since` is after `until`")
        return self

    def fits(self, when: date | None, iso2: str | None) -> bool:
        """True when the designation is right on the day and in the country; an unknown day fits an open period only."""
        if self.places and iso2 not in self.places:
            return False
        if when is None:
            return self.until is None
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)

    @property
    def actor_kind(self) -> ActorKind:
        """The kind of actor."""
        kind = self.kind or self.of
        assert kind is not None
        return kind


class Side(Strict):
    """An actor that a side word means in a country, in a period."""

    actor: str
    since: date | None = None
    until: date | None = None

    def fits(self, when: date | None) -> bool:
        """True when the side means this actor on the day."""
        if when is None:
            return self.until is None
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)


class Parties(Strict):
    """Schema of one country's file (or `world.yml`): its actors by id and what side words mean there.

    Attributes:
        actors: Designations by actor id, the first that fits wins.
        near: Other countries in which a weak name of this file's actors still means them.
        sides: Actors by side word.
        belligerents: Whom the country's army faces along a front.
        insurgents: Whom it fights all over the country, without a front.
        air_force: Whose the aircraft and air raids are that a text says nobody owns, where one air force rules the skies.
        launchers: Who fires rockets and missiles from the country across its borders where nobody is named.
        fallbacks: In the world's file: other side words to try where a country has no actor for one.
        goes_by: In the world's file: groups, by id, that go by a side word wherever they are named.
    """

    actors: dict[str, list[Designation]] = Field(default_factory=dict)
    near: tuple[str, ...] = ()
    sides: dict[str, list[str | Side]] = Field(default_factory=dict)
    belligerents: list[str | Side] = Field(default_factory=list)
    insurgents: list[str | Side] = Field(default_factory=list)
    air_force: list[str | Side] = Field(default_factory=list)
    launchers: list[str | Side] = Field(default_factory=list)
    fallbacks: dict[str, list[str]] = Field(default_factory=dict)
    goes_by: dict[str, list[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _not_empty(self) -> Parties:
        for key, designations in self.actors.items():
            if not designations:
                raise ValueError(f"{key}: an actor without designation")
        return self


class States(Strict):
    """Schema of `states.yml`.

    Attributes:
        states: Regimes by country.
        abroad_at_home: Other countries in which a state's forces still are State forces.
        forces_of: The state whose army "troops" are in a country without an army.
        neighbours: Countries in which a nationality's civilians keep their own name.
        shared_land: Countries in which a nationality's rioters and protesters keep their own name too.
        gang_countries: Countries whose unnamed criminals are an Unidentified Gang, not an Unidentified Armed Group.
    """

    states: dict[str, State] = Field(min_length=1)
    abroad_at_home: dict[str, list[str]] = Field(default_factory=dict)
    forces_of: dict[str, str] = Field(default_factory=dict)
    neighbours: dict[str, list[str]] = Field(default_factory=dict)
    shared_land: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    gang_countries: tuple[str, ...] = ()

    def ruler(self, code: str) -> str:
        """The state that rules a land: its sovereign, else itself."""
        state = self.states.get(code)
        return state.sovereign if state and state.sovereign else code

    def spans(self, code: str) -> list[tuple[date, int, int | None]]:
        """First day, first year and last year (open: `None`) of each regime that rules a land, oldest first."""
        ruler = self.states.get(self.ruler(code))
        return ruler.spans() if ruler else []


class SideName(Strict):
    """Name and kind of an unidentified actor that a side word means."""

    name: str
    kind: ActorKind


class Names(Strict):
    """Schema of `generic_names.yml`: ACLED's names for actors that are nobody in particular.

    Attributes:
        state: What stands before the country's name, by kind of state force.
        nameless_state: The same of a state that the text does not name.
        people: Civilians, protesters, rioters.
        groups: Unidentified groups by kind.
        sides: Unidentified groups by side word.
        people_militia: What stands behind the name of a people that fights.
        people_group: The same of a people whose members are victims.
        livelihoods: Associates by the key of a noun for people who live by a trade ("herders").
        foreign_forces: Foreign forces that nothing identifies.
        foreign_civilians: What stands for the country of civilians from abroad.
    """

    state: dict[ActorKind, str]
    nameless_state: dict[ActorKind, str]
    people: dict[ActorKind, str]
    groups: dict[ActorKind, str]
    sides: dict[str, SideName]
    people_militia: str
    people_group: str
    livelihoods: dict[str, str]
    foreign_forces: str
    foreign_civilians: str


def load_names() -> Names:
    """The shipped generic names.

    Raises:
        LexiconError: The file does not fit its schema.
    """
    return load(Names, "actors", "generic_names.yml")


def load_states() -> States:
    """The shipped table of regimes.

    Raises:
        LexiconError: The file does not fit its schema.
    """
    return load(States, "actors", "states.yml")


def load_parties() -> dict[str, Parties]:
    """The shipped actors by country code, and those of no single country under `WORLD`.

    Raises:
        LexiconError: A file does not fit its schema.
    """
    return load_folder(Parties, "actors", "parties")


@dataclass(frozen=True, slots=True)
class Usual:
    """What an actor usually is, by its first designation; `country` only for people of a body abroad."""

    kind: ActorKind
    affiliation: str | None
    country: str | None


def usual(parties: dict[str, Parties]) -> dict[str, Usual]:
    """What each actor usually is, by entry id ("SY/qsd")."""
    return {
        f"{code}/{key}": _usual(designations[0])
        for code, file in parties.items()
        for key, designations in file.actors.items()
    }


def _usual(first: Designation) -> Usual:
    return Usual(first.actor_kind, first.affiliation, first.state if first.affiliation else None)
