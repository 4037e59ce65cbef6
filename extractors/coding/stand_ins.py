"""Stand-ins for whoever nothing names: by the sub-event type, in a fight by the other side (codebook sections 2 and 3)."""

from __future__ import annotations

from dataclasses import replace

from extractors.coding.actor_facts import harms_anybody
from extractors.coding.codebook import Codebook
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.interaction import CIVILIANS, GROUPS, STATE_FORCES, STATES
from extractors.coding.naming import ARMED, GROUND, Naming, is_on_group, is_same, is_stand_in
from extractors.mentions.records import CodedActor

ARRESTS = "Arrests"
LONE = "Disrupted weapons use"
"""What a group may do alone: its own bomb goes off."""
_FIGHTERS = "actor.fighters"
"""Rule of words for armed men of no side ("militants"); gunmen may be anybody."""
_CONTRABAND = "contraband"
_SHELLING = "Shelling/artillery/missile attack"
_FIGHT, _ATTACK = "Armed clash", "Attack"
_REGAINED, _OVERTAKEN = "Government regains territory", "Non-state actor overtakes territory"


class StandIns:
    """Fills the sides of events."""

    def __init__(self, naming: Naming, book: Codebook) -> None:
        """Keep the tables of the codebook."""
        self._naming = naming
        self._event_type = book.event_type
        self._unnamed1 = book.unnamed_actor1
        self._unnamed2 = book.unnamed_actor2
        self._opposing = book.unnamed_opponent

    def fill(self, draft: Draft) -> None:
        """Name both sides of an event as far as its type needs them; the draft is changed in place."""
        event_type = self._event_type[draft.sub_event_type]
        if event_type == "Violence against civilians":
            self._victims(draft)
        is_fight = event_type == "Battles"
        if is_fight or draft.sub_event_type in FROM_AFAR:
            draft.actor1 = self._as_enemy(draft.actor1, draft.actor2, draft)
            draft.actor2 = self._as_enemy(draft.actor2, draft.actor1, draft)
        if draft.actor1 is None and draft.actor2 is None and self._at_the_front(draft, is_fight):
            return
        if is_fight:
            draft.actor1 = draft.actor1 or self._answer(draft.actor2, draft)
            draft.actor2 = draft.actor2 or self._answer(draft.actor1, draft)
            self._without_civilians(draft)
            self._by_taker(draft)
        else:
            self._by_type(draft)

    def _by_type(self, draft: Draft) -> None:
        kind = draft.sub_event_type
        if kind == ARRESTS and self._naming.is_vague(draft.actor2, draft):
            draft.actor2 = self._naming.stand_in("civilians", draft)
        if kind == LONE and draft.actor1 is None and not is_stand_in(draft.actor2):
            draft.actor1, draft.actor2 = draft.actor2, None
        if draft.actor1 is None and draft.is_of_state and kind in FROM_AFAR:
            draft.actor1 = self._naming.stand_in("military", draft)
        if kind == LONE and draft.origin is not None:
            draft.actor1 = draft.actor1 or self._naming.stand_in("military", draft)
            draft.actor2 = draft.actor2 or self._naming.launcher(*draft.origin, draft)
        if draft.actor1 is None and (kind in self._unnamed1 or draft.is_unmanned or draft.origin):
            draft.actor1 = self._doer(draft)
        is_seizure = draft.kind == _CONTRABAND and draft.actor1 is not None and draft.actor1.inter in STATES
        if is_seizure and (draft.actor2 is None or draft.actor2.inter == CIVILIANS):
            draft.actor2, draft.assoc2 = self._naming.gang(draft), ()
        is_lone = kind == LONE and draft.actor1 is not None and draft.actor1.inter in GROUPS
        if draft.actor2 is None and kind in self._unnamed2 and not is_lone:
            found = self._naming.stand_in(self._unnamed2[kind], draft)
            draft.actor2 = None if is_same(draft.actor1, found) else found

    def _doer(self, draft: Draft) -> CodedActor | None:
        """Who did what nobody is named for; what came from abroad was somebody there, a drone the enemy's state's.

        An air raid is by whoever rules the country's skies, where that is one air force.
        Drones on a group are the state's, as other aircraft are.
        """
        if draft.origin is not None:
            return self._naming.launcher(*draft.origin, draft)
        if not draft.is_unmanned:
            ruler = self._naming.commander_of_the_air(draft) if draft.sub_event_type == AIR else None
            return ruler or self._naming.stand_in(self._unnamed1[draft.sub_event_type], draft)
        if is_on_group(draft):
            return self._naming.air_force(draft)
        enemy = self._naming.enemy(draft)
        is_state = enemy is not None and enemy.inter in STATES
        return enemy if is_state else self._naming.stand_in("unidentified_armed", draft)

    def _at_the_front(self, draft: Draft, is_fight: bool) -> bool:
        """Where two armies face each other, a fight that names nobody is theirs, a shelling the state's.

        An invader shells the land that he invades. Insurgents fight all over theirs: a shelling is either side's.
        """
        is_shelling = draft.sub_event_type == _SHELLING
        enemy = self._naming.enemy(draft, is_front=is_shelling) if is_fight or is_shelling else None
        if enemy is not None:
            is_invader = enemy.inter in STATES and not is_fight
            draft.actor1 = enemy if is_invader else self._naming.stand_in("military", draft)
            draft.actor2 = enemy if is_fight else None
        return enemy is not None

    def _as_enemy(self, actor: CodedActor | None, other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """Mere fighters against a state at war, or its allies, are its enemy ("the army killed ten militants")."""
        if actor is None or actor.said is None or other is None or not actor.rule_id.startswith(_FIGHTERS):
            return actor
        army = self._naming.stand_in("military", draft)
        is_of_state = self._naming.is_army(other, draft) or (
            army is not None and self._naming.are_allies(other, army, draft)
        )
        enemy = self._naming.enemy(draft) if is_of_state and self._naming.is_vague(actor, draft) else None
        return actor if enemy is None or enemy.inter not in GROUPS else enemy

    def _answer(self, other: CodedActor | None, draft: Draft) -> CodedActor | None:
        """Who stands against somebody in a fight when nobody is named: invaders meet the army, that one its enemy."""
        if other is not None and (_are_rebels(other) or self._naming.faces_state(other, draft)):
            return self._naming.stand_in("military", draft)
        if other is not None and self._naming.is_army(other, draft) and self._naming.enemy(draft) is not None:
            return self._naming.enemy(draft)
        kind = self._opposing[other.inter] if other is not None else "unidentified_armed"
        return self._naming.stand_in(kind, draft)

    def _without_civilians(self, draft: Draft) -> None:
        """A fight has no unarmed side (codebook section 2): harm done to civilians is an Attack, else others fought there."""
        doer, target = draft.actor1, draft.actor2
        if draft.sub_event_type != _FIGHT or doer is None or target is None or target.inter != CIVILIANS:
            return
        if doer.inter not in ARMED:
            return
        if harms_anybody(draft):
            _retype(draft, _ATTACK, "target_unarmed")
        else:
            draft.actor2, draft.assoc2 = self._answer(doer, draft), ()

    def _victims(self, draft: Draft) -> None:
        """Whom violence against civilians hits is a civilian; who he is goes to the associates (codebook section 2)."""
        victim = draft.actor2
        if victim is not None and victim.inter != CIVILIANS:
            draft.assoc2 = (*self._naming.as_victims(victim, draft), *draft.assoc2)
            draft.actor2 = None

    def _by_taker(self, draft: Draft) -> None:
        """Who took the ground stands first, and is the government or its ally just where that regains it (section 2)."""
        one, two = draft.actor1, draft.actor2
        if draft.sub_event_type not in GROUND or one is None or two is None:
            return
        is_regained = draft.sub_event_type == _REGAINED
        are_rivals = one.inter == two.inter == STATE_FORCES  # two governments of one land: the text says who took it
        if are_rivals or self._is_government(one, draft) == is_regained:
            return
        own = two if is_regained else one
        if own.inter == STATE_FORCES:
            draft.actor1, draft.actor2, draft.assoc1, draft.assoc2 = two, one, draft.assoc2, draft.assoc1
        else:
            _retype(draft, _OVERTAKEN if is_regained else _REGAINED, "by_taker")

    def _is_government(self, actor: CodedActor, draft: Draft) -> bool:
        """True for the forces of the country itself and for who fights on their side."""
        army = self._naming.stand_in("military", draft)
        return actor.inter == STATE_FORCES or (army is not None and self._naming.are_allies(actor, army, draft))


def _are_rebels(actor: CodedActor) -> bool:
    """True for "rebels", named or not: whoever rebels fights the state."""
    return actor.said is not None and actor.said.kind == "rebel"


def _retype(draft: Draft, sub_event_type: str, why: str) -> None:
    draft.sub_event_type = sub_event_type
    draft.evidence = [
        replace(e, rule_id=f"{e.rule_id}>{why}") if e.field == "sub_event_type" else e for e in draft.evidence
    ]
