"""Names of actors that are nobody in particular: `Civilians (X)`, `Protesters (X)`, `Unidentified Armed Group (X)`."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.coding.actors_state import inter_of
from extractors.coding.interaction import POLITICAL_MILITIA
from extractors.mentions.actors_facts import States
from extractors.mentions.records import ActorKind, ActorMention, CodedActor

_ABBREVIATED = ": "
INTERNATIONAL = "International"
_NAMES: dict[ActorKind, str] = {
    "civilians": "Civilians",
    "protesters": "Protesters",
    "rioters": "Rioters",
    "rebel": "Unidentified Armed Group",
    "political_militia": "Unidentified Armed Group",
    "unidentified_armed": "Unidentified Armed Group",
    "identity_militia": "Unidentified Communal Militia",
    "private_security": "Private Security Forces",
}
_GANG = "Unidentified Gang"
_SIDE_NAMES = {
    "side/gang": _GANG,
    "side/tribal": "Unidentified Tribal Militia",
    "side/ethnic": "Unidentified Ethnic Militia",
    "side/herders": "Unidentified Communal Militia",
    "side/vigilantes": "Vigilante Group",
}
_UNIDENTIFIED_FORCES = "Unidentified Military Forces"


class GenericNames:
    """Names made of a word and a country in brackets."""

    def __init__(self, states: States, names: Mapping[str, str]) -> None:
        """Prepare the table of country names."""
        self._names = names
        self._neighbours = states.neighbours
        self._gang_countries = frozenset(states.gang_countries)

    def country_name(self, iso2: str | None) -> str | None:
        """ACLED's name of a country."""
        return self._names.get(iso2) if iso2 else None

    def people(
        self,
        kind: ActorKind,
        nationality: str | None,
        affiliation: str | None,
        iso2: str | None,
        country: str | None,
        rule_id: str,
    ) -> CodedActor | None:
        """Civilians, protesters or rioters of the event's country.

        Foreign civilians are `Civilians (International)` with their nationality as associated actor, save those of
        a country listed as neighbour, who keep their own ("Civilians (Palestine)" in Israel).
        """
        where = country or self.country_name(iso2) or self.country_name(nationality)
        if where is None:
            return None
        assoc: tuple[str, ...] = ()
        own = self.country_name(nationality)
        if kind == "civilians" and own and nationality and iso2 and nationality != iso2:
            is_near = iso2 in self._neighbours.get(nationality, ())
            assoc = () if is_near else (f"{_NAMES[kind]} ({own})",)
            where = own if is_near else INTERNATIONAL
        if affiliation:
            assoc = (*assoc, affiliation if _ABBREVIATED in affiliation else f"{affiliation} ({where})")
        return CodedActor(f"{_NAMES[kind]} ({where})", inter_of(kind, True), assoc, rule_id)

    def group(self, mention: ActorMention, iso2: str | None, country: str | None) -> CodedActor | None:
        """An armed group that the words do not identify."""
        where = self.country_name(mention.country) or country or self.country_name(iso2)
        name = _SIDE_NAMES.get(mention.entry_id or "")
        if name == _GANG and (mention.country or iso2) not in self._gang_countries:
            name = None
        if name and where:
            inter = POLITICAL_MILITIA if mention.kind == "unidentified_armed" else inter_of(mention.kind, True)
            return CodedActor(f"{name} ({where})", inter, (), mention.rule_id)
        return self.of_kind(mention.kind, iso2, where, mention.rule_id)

    def ethnic(self, group: str, iso2: str | None, country: str | None, rule_id: str) -> CodedActor | None:
        """The armed members of a people: `X Ethnic Militia (Country)`."""
        where = country or self.country_name(iso2)
        name = f"{group} Ethnic Militia ({where})"
        return CodedActor(name, inter_of("identity_militia", True), (), rule_id) if where else None

    def of_kind(self, kind: ActorKind, iso2: str | None, country: str | None, rule_id: str) -> CodedActor | None:
        """The unidentified actor of a kind; `None` without a country."""
        where = country or self.country_name(iso2)
        if kind == "external":
            return CodedActor(_UNIDENTIFIED_FORCES, inter_of(kind, False), (), rule_id)
        if where is None:
            return None
        inter = POLITICAL_MILITIA if kind == "rebel" else inter_of(kind, True)
        return CodedActor(f"{_NAMES[kind]} ({where})", inter, (), rule_id)
