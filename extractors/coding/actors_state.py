"""Names of state forces: `Military Forces of X (Y1-Y2) Unit`, with the years of the regime on the day of the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extractors.coding.interaction import (
    CIVILIANS,
    EXTERNAL_FORCES,
    IDENTITY_MILITIA,
    POLITICAL_MILITIA,
    PROTESTERS,
    REBEL_GROUP,
    RIOTERS,
    STATE_FORCES,
)
from extractors.mentions.actors_facts import Names, States
from extractors.mentions.records import ActorKind, CodedActor

_INTER: dict[ActorKind, str] = {
    "military": STATE_FORCES,
    "police": STATE_FORCES,
    "government": STATE_FORCES,
    "rebel": REBEL_GROUP,
    "political_militia": POLITICAL_MILITIA,
    "unidentified_armed": POLITICAL_MILITIA,
    "identity_militia": IDENTITY_MILITIA,
    "rioters": RIOTERS,
    "protesters": PROTESTERS,
    "civilians": CIVILIANS,
    "external": EXTERNAL_FORCES,
    "private_security": EXTERNAL_FORCES,
}


def inter_of(kind: ActorKind, is_home: bool) -> str:
    """The inter label of a kind of actor; state forces abroad are External/Other forces (codebook section 4)."""
    label = _INTER[kind]
    return EXTERNAL_FORCES if label == STATE_FORCES and not is_home else label


class StateNames:
    """Regimes as a table of names."""

    def __init__(self, names: Names, states: States, countries: Mapping[str, str], release: date | None = None) -> None:
        """Prepare the tables; see `ActorNamer` for `release`."""
        self._prefix = names.state
        self._nameless = names.nameless_state
        self._states = states
        self._countries = countries
        self._release = release
        self._spans = {code: tuple(reversed(states.spans(code))) for code in states.states}

    def name(
        self, kind: ActorKind, state: str | None, unit: str | None, iso2: str | None, when: date | None, rule_id: str
    ) -> CodedActor | None:
        """State forces of `state` in an event in country `iso2`, nameless where no state or none of its regimes is known.

        `None` for a state that the table does not know.
        """
        if state is None:
            return CodedActor(self._nameless[kind], inter_of(kind, True), (), rule_id)
        owner = self._owner(state)
        if owner is None:
            return None
        span = self._span(state, when)
        words = [self._prefix[kind], owner, span, unit or ""] if span else [self._nameless[kind]]
        return CodedActor(" ".join(filter(None, words)), inter_of(kind, self._is_home(state, iso2)), (), rule_id)

    def _is_home(self, state: str, iso2: str | None) -> bool:
        """True where a state's forces are State forces: in the lands that it rules, and where the table says so."""
        if iso2 is None or iso2 in self._states.abroad_at_home.get(state, ()):
            return True
        return self._states.ruler(state) == self._states.ruler(iso2)

    def _owner(self, state: str) -> str | None:
        facts = self._states.states.get(state)
        return (facts.name if facts else None) or self._countries.get(state)

    def _span(self, state: str, when: date | None) -> str:
        """The regime's years in brackets, only its end ("(-1991)") before the oldest regime, empty where none is known."""
        spans = self._spans.get(state, ())
        for since, first, last in spans:
            if when is None or since <= when:
                is_over = last is not None and (self._release is None or last <= self._release.year)
                return f"({first}-{last})" if is_over else f"({first}-)"
        return f"(-{spans[-1][1]})" if spans else ""
