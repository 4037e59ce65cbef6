"""An actor's name in ACLED's spelling, by the day and country of the event (codebook sections 3 and 4).

The same words name different actors: "the army" is the event country's, under the regime of the day; a group is
renamed; "terrorists" in state media are the country's opposition. Nothing is guessed: words that need a country and
have none give no actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from extractors.coding.actors_generic import GenericNames
from extractors.coding.actors_state import StateNames, inter_of
from extractors.coding.interaction import CIVILIANS, PROTESTERS, RIOTERS
from extractors.events.owners import AIRCRAFT, OWNED
from extractors.mentions.actors_compile import ALTERNATIVES, ETHNIC, SIDE
from extractors.mentions.actors_countries import country_names
from extractors.mentions.actors_facts import (
    WORLD,
    Designation,
    Names,
    Parties,
    Side,
    States,
    load_names,
    load_parties,
    load_states,
)
from extractors.mentions.records import PEOPLE_KINDS, STATE_KINDS, ActorKind, ActorMention, CodedActor

_COUNTRY = "{country}"
_ARMY: ActorKind = "military"
_PEOPLE_INTERS = frozenset([CIVILIANS, PROTESTERS, RIOTERS])


class ActorNamer:
    """Names mentions; compiled once, then pure and safe in any thread or process."""

    def __init__(
        self,
        names: Names,
        states: States,
        parties: Mapping[str, Parties],
        countries: Mapping[str, str],
        release: date | None = None,
    ) -> None:
        """Prepare the tables.

        Args:
            names: ACLED's generic names.
            states: Regimes of all countries.
            parties: Actors and sides by country code and "world".
            countries: ACLED's country name by ISO 3166 alpha-2 code.
            release: Day of the ACLED release to imitate: a regime that ended later is printed open ("(2000-)").
                `None` is today's naming.
        """
        self._state = StateNames(names, states, countries, release)
        self._generic = GenericNames(names, states, countries)
        self._parties = parties
        self._fallbacks = parties[WORLD].fallbacks
        self._forces_of = states.forces_of

    @classmethod
    def default(cls, language: str = "en", release: date | None = None) -> ActorNamer:
        """The namer with the shipped facts, which are the same in every language.

        Raises:
            LexiconError: A lexicon file does not fit its schema.
        """
        return cls(load_names(), load_states(), load_parties(), country_names(), release)

    def code(
        self, mention: ActorMention, country_iso2: str | None, country: str | None, when: date | None
    ) -> CodedActor | None:
        """The mention's ACLED name, inter label and associated actors; `None` when a country is needed and not known.

        Args:
            mention: What the words say.
            country_iso2: ISO 3166 alpha-2 of the event's country, where known.
            country: ACLED's name of that country.
            when: Day of the event.
        """
        found = self._of_mention(mention, country_iso2, country, when)
        return None if found is None else found._replace(said=mention)

    def _of_mention(
        self, mention: ActorMention, country_iso2: str | None, country: str | None, when: date | None
    ) -> CodedActor | None:
        home = mention.country or country_iso2
        if mention.country is None and mention.kind == _ARMY and mention.entry_id is None:
            home = self._forces_of.get(country_iso2 or "", home)
        found = self._entry(mention, country_iso2, home, country, when) if mention.entry_id else None
        is_at_home = mention.country is None or (mention.country == country_iso2 and mention.rule_id.endswith(OWNED))
        if mention.entry_id is None and is_at_home and mention.rule_id.startswith(AIRCRAFT):
            found = self.commander_of_the_air(country_iso2, country, when)
        if mention.kind in PEOPLE_KINDS:
            is_people = found is not None and found.inter in _PEOPLE_INTERS
            return found if is_people else self._people(mention, country_iso2, country, when)
        if found is not None:
            return found._replace(is_named=_has_name(mention))
        if _is_acronym(mention):
            return None
        if mention.kind in STATE_KINDS:
            return self._state.name(mention.kind, home, None, country_iso2, when, mention.rule_id)
        return self._generic.group(mention, country_iso2, country)

    def _people(
        self, mention: ActorMention, iso2: str | None, country: str | None, when: date | None
    ) -> CodedActor | None:
        """People with the group they are of; officials have their government as associate."""
        if mention.affiliation not in STATE_KINDS:
            people = (mention.kind, mention.country, mention.affiliation)
            return self._generic.people(*people, iso2, country, mention.rule_id)
        coded = self._generic.people(mention.kind, mention.country, None, iso2, country, mention.rule_id)
        state = mention.country or iso2
        body = self._state.name("government", state, None, iso2, when, mention.rule_id) if state else None
        return coded if body is None else coded._replace(assoc=(*coded.assoc, body.name))

    def default_for(
        self, kind: ActorKind, country_iso2: str | None, country: str | None, when: date | None
    ) -> CodedActor | None:
        """The actor of a kind in a country when the text names nobody ("Protesters (X)", "Civilians (X)")."""
        if kind in STATE_KINDS:
            return self._state.name(kind, country_iso2, None, country_iso2, when, f"default.{kind}")
        if kind in PEOPLE_KINDS:
            return self._generic.people(kind, None, None, country_iso2, country, f"default.{kind}")
        return self._generic.of_kind(kind, country_iso2, country, f"default.{kind}")

    def gang(self, country_iso2: str | None, country: str | None) -> CodedActor | None:
        """The criminals of a country when the text names nobody."""
        return self._generic.gang(country_iso2, country, "default.gang")

    def as_victims(self, actor: CodedActor, iso2: str | None, country: str | None) -> tuple[str, ...]:
        """What those are whom violence against civilians hits, told by the name of an armed actor."""
        return self._generic.as_victims(actor, country or self._generic.country_name(iso2))

    def belligerent(
        self, iso2: str | None, country: str | None, when: date | None, *, is_front: bool = False
    ) -> CodedActor | None:
        """Whom a state's army fights on a day, `is_front` along a front: a side of every fight there that names none."""
        parties = self._parties.get(iso2) if iso2 else None
        if parties is None or iso2 is None:
            return None
        resolved = _current([*parties.belligerents, *(() if is_front else parties.insurgents)], iso2, when)
        return self._resolve(resolved, iso2, country, when) if resolved else None

    def air_force(self, iso2: str | None, country: str | None, when: date | None) -> CodedActor | None:
        """Whose the aircraft over a country are on a day when nobody is said to own them: else its own army's."""
        return self.commander_of_the_air(iso2, country, when) or self.default_for("military", iso2, country, when)

    def launcher(self, iso2: str, country: str, when: date | None) -> CodedActor | None:
        """Who fires from a country across its borders on a day when nobody is named: else an armed group of it."""
        parties = self._parties.get(iso2)
        resolved = _current(parties.launchers, iso2, when) if parties else None
        known = self._resolve(resolved, iso2, country, when) if resolved else None
        return known or self.default_for("unidentified_armed", iso2, country, when)

    def commander_of_the_air(self, iso2: str | None, country: str | None, when: date | None) -> CodedActor | None:
        """Whose the aircraft are that nobody is said to own, where a country's skies are not its own army's."""
        parties = self._parties.get(iso2) if iso2 else None
        resolved = _current(parties.air_force, iso2, when) if parties and iso2 else None
        return self._resolve(resolved, iso2, country, when) if resolved else None

    def _resolve(self, entry_id: str, iso2: str | None, country: str | None, when: date | None) -> CodedActor | None:
        code, key = entry_id.split("/", 1)
        designation = next((d for d in self._parties[code].actors[key] if d.fits(when, iso2)), None)
        if designation is None:
            return None
        return self._designated(designation, code, iso2, country, when, "default.belligerent")

    def _entry(
        self, mention: ActorMention, iso2: str | None, home: str | None, country: str | None, when: date | None
    ) -> CodedActor | None:
        """The actor that the mention's entry means there and then, if any."""
        entry_id = mention.entry_id or ""
        if entry_id.startswith(ETHNIC):
            return self._generic.ethnic(entry_id.removeprefix(ETHNIC), iso2, country, mention.rule_id)
        if entry_id.startswith(SIDE):
            side = entry_id.removeprefix(SIDE)
            resolved = self._side(side, home, when) or (self._side(side, iso2, when) if home != iso2 else None)
        else:
            resolved = self._named(entry_id, mention.is_strong, home, iso2)
        if resolved is None:
            return None
        code, key = resolved.split("/", 1)
        for designation in self._parties[code].actors[key]:
            if designation.fits(when, iso2):
                if designation.affiliation is not None:
                    return self._affiliated(designation, mention, iso2, country)
                where = country or self._generic.country_name(iso2 or mention.country)
                return self._designated(
                    designation, code if code != WORLD else home, iso2, where, when, mention.rule_id
                )
        return None

    def _affiliated(
        self, designation: Designation, mention: ActorMention, iso2: str | None, country: str | None
    ) -> CodedActor | None:
        """People of a party or body: civilians, protesters or rioters with it as associated actor."""
        kind = mention.kind if mention.kind in PEOPLE_KINDS else designation.actor_kind
        nationality = designation.state or mention.country
        return self._generic.people(kind, nationality, designation.affiliation, iso2, country, mention.rule_id)

    def _side(self, side: str, home: str | None, when: date | None) -> str | None:
        """The entry that a side word means in a country on a day, by its own actor or that of a like side."""
        if home is None or home not in self._parties:
            return None
        sides = self._parties[home].sides
        for key in (side, *self._fallbacks.get(side, ())):
            actor = _current(sides.get(key, ()), home, when)
            if actor is not None:
                return actor
        return None

    def _named(self, entry_id: str, is_strong: bool, *homes: str | None) -> str | None:
        """The entry that a name means: a weak name, or one of several alike, only in or near its own country."""
        options = entry_id.split(ALTERNATIVES)
        for home in homes:
            for option in options:
                code = option.split("/", 1)[0]
                if code in (home, WORLD) or home in self._parties[code].near:
                    return option
        return options[0] if is_strong and len(options) == 1 else None

    def _designated(
        self,
        designation: Designation,
        code: str | None,
        iso2: str | None,
        where: str | None,
        when: date | None,
        rule_id: str,
    ) -> CodedActor | None:
        """The coded actor of a designation filed under the country `code`, in an event in the country named `where`."""
        assoc = tuple(designation.assoc)
        kind = designation.actor_kind
        if designation.of is not None:
            named = self._state.name(kind, designation.state or code, designation.unit, iso2, when, rule_id)
            return None if named is None else CodedActor(named.name, named.inter, assoc, rule_id)
        name = designation.name or ""
        if _COUNTRY in name:
            if where is None:
                return None
            name = name.replace(_COUNTRY, where)
        return CodedActor(name, inter_of(kind, iso2 in (None, code)), assoc, rule_id)


def _current(items: Iterable[str | Side], home: str, when: date | None) -> str | None:
    """The entry id of the first actor that is right on the day."""
    for item in items:
        if isinstance(item, str) or item.fits(when):
            actor = item if isinstance(item, str) else item.actor
            return actor if "/" in actor else f"{home}/{actor}"
    return None


def _has_name(mention: ActorMention) -> bool:
    """True for an actor's own name, also before a noun ("Foo Front fighters"); a side or people is none."""
    return mention.entry_id is not None and not mention.entry_id.startswith((SIDE, ETHNIC))


def _is_acronym(mention: ActorMention) -> bool:
    """True for capitals that name some particular actor, only not one of this country."""
    return mention.entry_id is not None and not mention.entry_id.startswith(SIDE) and mention.text.isupper()
