"""How was it done? What the words of a deed leave open, the other deeds of the article tell: bombs, shells, gas.

"Raids" of a state that strikes from the air are air raids; an attack on civilians is of the kind that the same side's other
attacks are of; and people killed where the article tells of nothing but bombardment were killed by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from extractors.coding.codebook import Codebook
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.interaction import CIVILIANS, GROUPS, STATES
from extractors.coding.naming import is_stand_in
from extractors.lexicons.loader import Strict, load
from extractors.mentions.records import CodedActor

FILE = "means.yml"
_ATTACK = "Attack"
_OPEN = frozenset([_ATTACK, "Armed clash"])
_REMOTE = "Explosions/Remote violence"
_GROUND = frozenset(["shooting", "clash", "killing", "abduction", "fire_on"])
"""Kinds of trigger that say that it was done at close range."""
_REAL = "occurred"
_OFTEN = FROM_AFAR | {"Chemical weapon"}
"""What comes again and again, from one side, upon one place and another; a bomb is one act at one place."""
_WIDE = 3
"""Geo precision of a province."""
_TOLD = frozenset([_REAL, "historical", "alleged"])
"""Status of what the article tells of as something that was done, be it long ago."""


class MeansLexicon(Strict):
    """Schema of `means.yml`: words, in lower case, for attacks by whatever means."""

    raids: list[str] = Field(min_length=1)
    attacks: list[str] = Field(min_length=1)


class MeansTold:
    """Tells from the other events of an article how one was done."""

    def __init__(self, lexicon: MeansLexicon, book: Codebook) -> None:
        """Keep the words and the event types."""
        self._raids, self._attacks = frozenset(lexicon.raids), frozenset(lexicon.attacks)
        self._event_type = book.event_type

    @classmethod
    def default(cls, language: str = "en") -> MeansTold:
        """With the shipped words of a language.

        Raises:
            LexiconError: The file does not fit its schema.
        """
        return cls(load(MeansLexicon, language, FILE), Codebook.default())

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Give each event whose words leave its means open the means of its like; the drafts are changed in place."""
        vague = [d for d in drafts if self._is_open(d)]
        told = [d for d in drafts if d.status in _TOLD and self._event_type[d.sub_event_type] == _REMOTE]
        for draft in vague if told else ():
            found = self._kind(draft, [d for d in told if d not in vague], drafts)
            if found is not None:
                draft.sub_event_type = found
                if is_stand_in(draft.actor1):
                    draft.actor1 = None

    def _is_open(self, draft: Draft) -> bool:
        return draft.status == _REAL and draft.sub_event_type in _OPEN and not draft.has_means

    def _kind(self, draft: Draft, told: Sequence[Draft], drafts: Sequence[Draft]) -> str | None:
        word = draft.trigger_word
        if word in self._raids and not _is_of(draft.actor1, GROUPS):
            return AIR if any(_may_be_one(draft.actor1, d.actor1) for d in _struck_from_air(told)) else None
        if draft.sub_event_type != _ATTACK or draft.actor2 is None or draft.actor2.inter != CIVILIANS:
            return None
        if word in self._attacks:
            alike = [d for d in told if _may_be_one(draft.actor1, d.actor1)]
        elif draft.kind == "harm":
            alike = [d for d in told if _may_be_one(draft.actor1, d.actor1) and _is_near(draft, d)]
        else:
            return None
        at_hand = [d for d in drafts if d.kind in _GROUND and d.status == _REAL and _may_be_one(draft.actor1, d.actor1)]
        kinds = {d.sub_event_type for d in alike}
        is_deed = draft.kind != "harm"
        alike = [d for d in alike if d.sub_event_type in _OFTEN or (is_deed and _is_whereabouts(draft, d))]
        n_now = sum(d.status == _REAL for d in alike)  # none of another place's bomb
        if kinds == {AIR} and _is_of(draft.actor1, GROUPS):
            return None  # rebels have no jets
        return kinds.pop() if len(kinds) == 1 and len(at_hand) < n_now else None


def _struck_from_air(told: Sequence[Draft]) -> Iterator[Draft]:
    """The air strikes among events."""
    return (d for d in told if d.status == _REAL and d.sub_event_type == AIR)


def _is_of(actor: CodedActor | None, sort: frozenset[str]) -> bool:
    return actor is not None and not is_stand_in(actor) and actor.inter in sort


def _may_be_one(one: CodedActor | None, two: CodedActor | None) -> bool:
    """True for the same actor, where one of two is not named, and for two states that may fly together."""
    if one is None or two is None or is_stand_in(one) or is_stand_in(two):
        return True
    return one.name == two.name or (one.inter in STATES and two.inter in STATES)


def _is_near(draft: Draft, other: Draft) -> bool:
    """True for two events in one place or province."""
    if draft.place is None or other.place is None:
        return False
    here, there = draft.place, other.place
    return here.place_id == there.place_id or (here.iso2, here.admin1) == (there.iso2, there.admin1)


def _is_whereabouts(draft: Draft, other: Draft) -> bool:
    """True for an event at the place of another one, and for one that knows only the province."""
    if draft.place is None or other.place is None:
        return False
    return draft.place.place_id == other.place.place_id or draft.place.geo_precision == _WIDE
