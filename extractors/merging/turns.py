"""What a later clause makes of a deed told before it: ground was taken, the fire was answered, the captives were killed.

The codebook's hierarchy makes one event of both (section 2): "attacked the village and seized it" is territory that
changed hands, shelling that the other side answers is an exchange of fire.
"""

from __future__ import annotations

from extractors.coding.actor_facts import is_site
from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.coding.interaction import CIVILIANS, GROUPS
from extractors.coding.naming import is_same
from extractors.mentions.records import CodedActor
from extractors.merging.totals import killed
from extractors.merging.whereabouts import same_toll

_TAKING = frozenset(["capture", "fall"])
_LEAVING = frozenset(["withdraw", "surrender"])
_ANSWER, _SUICIDE = "answer", "suicide"
_ATTACK, _ABDUCTION = "Attack", "Abduction/forced disappearance"
_FIGHTS, _FIGHT, _UNSAID = "Battles", "clash", "assault"
_NEAR = 2
"""Sentences behind an attack within which it is answered."""


def is_turn(old: Draft, new: Draft) -> bool:
    """True when the later mention `new` says how the attack `old` went on, so that both are one event."""
    return old.status == new.status == "occurred" and (
        _is_taken(old, new)
        or _is_handed_over(old, new)
        or _is_answered(old, new)
        or _is_fought_off(old, new)
        or _is_fought_out(old, new)
        or _is_killing_of_captives(old, new)
        or _is_taking_of_survivors(old, new)
    )


def turn(target: Draft, draft: Draft) -> None:
    """Give the event the type of its turn, and the other side that the turn names."""
    if _is_taking_of_survivors(target, draft):
        target.sub_event_type = _ATTACK
        return
    if _is_handed_over(target, draft):
        _hand_over(target, draft)
        return
    is_fought = _is_fought_off(target, draft) or _is_fought_out(target, draft)
    target.sub_event_type = draft.sub_event_type
    if is_fought:
        defender, others = _defender(target, draft)
        target.actor2, target.assoc2 = defender or target.actor2, others
        return
    if draft.kind in _TAKING:
        target.kind, target.actor2, target.assoc2 = draft.kind, draft.actor2, draft.assoc2
        return
    names = {a.name for a in (target.actor1, target.actor2) if a is not None}
    is_open = target.actor2 is None or target.actor2.inter == CIVILIANS
    if is_open and draft.actor1 is not None and draft.actor1.name not in names:
        target.actor2, target.assoc2 = draft.actor1, draft.assoc1


def _is_taken(old: Draft, new: Draft) -> bool:
    """Nobody was harmed in an attack that was only the way to take the place."""
    is_only_way = old.sub_event_type == "Attack" and not old.amounts and new.kind in _TAKING
    return (
        is_only_way
        and is_same(old.actor1, new.actor1)
        and old.sentence_index == new.sentence_index
        and _is_there(old, new)
    )


def _is_handed_over(old: Draft, new: Draft) -> bool:
    """One side takes the place that, the same sentence says, the other has left or given up."""
    kinds = old.kind, new.kind
    is_both = any(one in _TAKING and other in _LEAVING for one, other in (kinds, kinds[::-1]))
    is_by_two = old.actor1 is not None and new.actor1 is not None and old.actor1.name != new.actor1.name
    leaving = new if new.kind in _LEAVING else old
    is_there = _is_there(old, new) or not leaving.has_own_place
    return is_both and is_by_two and old.sentence_index == new.sentence_index and is_there


def _hand_over(target: Draft, draft: Draft) -> None:
    """Whoever takes the place is actor1, whoever leaves it actor2."""
    if draft.kind in _LEAVING:
        target.actor2, target.assoc2 = draft.actor1, draft.assoc1
        return
    target.actor2, target.assoc2 = target.actor1, target.assoc1
    target.actor1, target.assoc1 = draft.actor1, draft.assoc1
    target.sub_event_type, target.kind = draft.sub_event_type, draft.kind


def _is_killing_of_captives(old: Draft, new: Draft) -> bool:
    """Who is taken and killed in one sentence by the same hands was attacked."""
    is_killing = new.sub_event_type == _ATTACK and any(a.category == "killed" and a.coded for a in new.amounts)
    is_by_same = is_same(old.actor1, new.actor1)
    is_there = not old.has_own_place or not new.has_own_place or _is_there(old, new)
    return (
        is_killing
        and is_by_same
        and is_there
        and old.sub_event_type == _ABDUCTION
        and old.sentence_index == new.sentence_index
    )


def _is_taking_of_survivors(old: Draft, new: Draft) -> bool:
    """Who is hurt and who is taken in one sentence by the same hands were attacked: "beat and arrested a student"."""
    types = {old.sub_event_type, new.sub_event_type}
    is_told_again = old.sentence_index == new.sentence_index or same_toll(old, new)
    is_by_same = is_same(old.actor1, new.actor1) and is_told_again
    is_there = not old.has_own_place or not new.has_own_place or _is_there(old, new)
    return is_by_same and is_there and types == {_ATTACK, _ABDUCTION}


def _is_answered(old: Draft, new: Draft) -> bool:
    """Fire that is returned, right behind it, was an exchange of fire; a bomber who is fired at is still one."""
    if new.kind != _ANSWER or old.kind == _SUICIDE or not 0 <= new.sentence_index - old.sentence_index <= _NEAR:
        return False
    is_violence = Codebook.default().event_type[old.sub_event_type] in ORGANISED_VIOLENCE
    return is_violence and (not new.has_own_place or _is_there(old, new))


def _is_fought_off(old: Draft, new: Draft) -> bool:
    """An attack on a place that harmed none of its people, and armed men who met it there: their fight is the event."""
    is_bare = old.sub_event_type == _ATTACK and old.kind == _UNSAID and not old.amounts
    is_on_place = is_bare and (old.actor2 is None or is_site(old.actor2))
    if not is_on_place or Codebook.default().event_type[new.sub_event_type] != _FIGHTS:
        return False
    is_told_on = new.sentence_index == old.sentence_index
    return is_told_on and _defender(old, new)[0] is not None and (not new.has_own_place or _is_there(old, new))


def _is_fought_out(old: Draft, new: Draft) -> bool:
    """An attack that killed nobody, whose doers right after it are in a fight with armed men: the fight is the event."""
    if old.sub_event_type != _ATTACK or killed(old) or old.actor1 is None or new.kind != _FIGHT:
        return False
    is_excuse = new.is_noun and old.actor1.inter not in GROUPS  # "it was a shootout", the police say
    # "In the ensuing clash", "repelled the assault": how the attack ended.
    is_told_of = new.is_anaphoric or new.is_definite
    if is_excuse or is_told_of or not 0 < new.sentence_index - old.sentence_index <= _NEAR:
        return False
    foe = _defender(old, new)[0]
    return foe is not None and foe.inter != CIVILIANS and (not new.has_own_place or _is_there(old, new))


def _defender(old: Draft, new: Draft) -> tuple[CodedActor | None, tuple[str, ...]]:
    """Whom the doers of the attack `old` fought, by the fight `new`, and the friends of those; nobody where it is another's."""
    if old.actor1 is None:
        return None, ()
    if is_same(old.actor1, new.actor1):
        return new.actor2, new.assoc2
    is_told_on = new.is_anaphoric or new.is_definite  # "the attack"
    is_by_them = new.kind == _FIGHT and new.sentence_index > old.sentence_index  # "they exchanged fire with troops"
    if is_same(old.actor1, new.actor2) or (new.actor2 is None and (is_told_on or new.kind == _FIGHT)):
        return new.actor1, new.assoc1
    return (new.actor2, new.assoc2) if new.actor1 is None and (is_told_on or is_by_them) else (None, ())


def _is_there(old: Draft, new: Draft) -> bool:
    return bool(old.place and new.place and old.place.place_id == new.place.place_id)
