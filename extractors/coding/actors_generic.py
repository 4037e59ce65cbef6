"""Names of actors that are nobody in particular: `Civilians (X)`, `Protesters (X)`, `Unidentified Armed Group (X)`."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.coding.actors_state import inter_of
from extractors.coding.interaction import IDENTITY_MILITIA
from extractors.mentions.actors_facts import Names, States
from extractors.mentions.records import ActorKind, ActorMention, CodedActor

_ABBREVIATED = ": "
_GANG = "gang"
_SIDE = "side/"


class GenericNames:
    """Names made of a word and a country in brackets."""

    def __init__(self, names: Names, states: States, countries: Mapping[str, str]) -> None:
        """Prepare the tables.

        Args:
            names: The generic names.
            states: Neighbours and gang countries.
            countries: ACLED's country names by ISO 3166 alpha-2 code.
        """
        self._names = names
        self._countries = countries
        self._neighbours = states.neighbours
        self._shared_land = states.shared_land
        self._gang_countries = frozenset(states.gang_countries)

    def country_name(self, iso2: str | None) -> str | None:
        """ACLED's name of a country."""
        return self._countries.get(iso2) if iso2 else None

    def people(
        self,
        kind: ActorKind,
        nationality: str | None,
        affiliation: str | None,
        iso2: str | None,
        country: str | None,
        rule_id: str,
    ) -> CodedActor:
        """Civilians, protesters or rioters of the event's country, without one where none is known.

        Civilians from a neighbouring country keep their own name ("Civilians (Somalia)" in Kenya); those from farther
        away are `Civilians (International)` with their nationality as associated actor.
        """
        where = country or self.country_name(iso2) or self.country_name(nationality)
        word = self._names.people[kind]
        assoc: list[str] = []
        own = self.country_name(nationality)
        if own and nationality and iso2 and nationality != iso2:
            if self._keeps_own(kind, nationality, iso2):
                where = own
            elif kind == "civilians":
                where = self._names.foreign_civilians
                assoc.append(f"{word} ({own})")
        if affiliation:
            assoc.append(affiliation if _ABBREVIATED in affiliation else _in(affiliation, where))
        return CodedActor(_in(word, where), inter_of(kind, True), tuple(assoc), rule_id)

    def _keeps_own(self, kind: ActorKind, nationality: str, iso2: str) -> bool:
        """True for civilians of a neighbour, and for rioters and protesters where two peoples share the land."""
        table = self._neighbours if kind == "civilians" else self._shared_land
        return iso2 in table.get(nationality, ())

    def group(self, mention: ActorMention, iso2: str | None, country: str | None) -> CodedActor:
        """An armed group that the words do not identify; a nationality in the words names its country."""
        where = self.country_name(mention.country) or country or self.country_name(iso2)
        side = (mention.entry_id or "").removeprefix(_SIDE)
        named = self._names.sides.get(side)
        if side == _GANG and (mention.country or iso2) not in self._gang_countries:
            named = None
        if named is not None:
            return CodedActor(_in(named.name, where), inter_of(named.kind, True), (), mention.rule_id)
        return self.of_kind(mention.kind, iso2, where, mention.rule_id)

    def gang(self, iso2: str | None, country: str | None, rule_id: str) -> CodedActor:
        """Unnamed criminals: an Unidentified Gang in the countries where ACLED knows them by that name."""
        if iso2 not in self._gang_countries:
            return self.of_kind("unidentified_armed", iso2, country, rule_id)
        named = self._names.sides[_GANG]
        where = country or self.country_name(iso2)
        return CodedActor(_in(named.name, where), inter_of(named.kind, True), (), rule_id)

    def ethnic(self, people: str, iso2: str | None, country: str | None, rule_id: str) -> CodedActor:
        """The armed members of a people: `X Ethnic Militia (Country)`."""
        where = country or self.country_name(iso2)
        name = _in(f"{people} {self._names.people_militia}", where)
        return CodedActor(name, inter_of("identity_militia", True), (), rule_id)

    def as_victims(self, actor: CodedActor, country: str | None) -> tuple[str, ...]:
        """What the civilians are whom words that often mean a militia name ("two Dinka herders"); a group keeps its name.

        An unidentified militia would say nothing of victims, and gives none.
        """
        if actor.inter != IDENTITY_MILITIA:
            return (actor.name,)
        names = self._names
        trades = tuple(t for key, t in names.livelihoods.items() if actor.rule_id.startswith(f"actor.{key}"))
        nobodies = (names.groups["identity_militia"], *(side.name for side in names.sides.values()))
        who = () if actor.name.startswith(nobodies) else (actor.name.replace(names.people_militia, names.people_group),)
        return (*who, *(_in(trade, country) for trade in trades))

    def of_kind(self, kind: ActorKind, iso2: str | None, country: str | None, rule_id: str) -> CodedActor:
        """The unidentified actor of a kind.

        Rebels that no entry identifies are an unidentified armed group, and that is a political militia.
        """
        where = country or self.country_name(iso2)
        if kind == "external":
            return CodedActor(self._names.foreign_forces, inter_of(kind, False), (), rule_id)
        inter = inter_of("unidentified_armed" if kind == "rebel" else kind, True)
        return CodedActor(_in(self._names.groups[kind], where), inter, (), rule_id)


def _in(name: str, country: str | None) -> str:
    """A name with its country in brackets; bare where no country is known, which no published event may be."""
    return f"{name} ({country})" if country else name
