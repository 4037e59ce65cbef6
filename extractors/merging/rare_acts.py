"""A rare act that the text also calls an attack, a raid or a bombardment: the gas attack that "the strike" was.

Of an article that tells of a gas attack or a bombing, "the attack in Foo" on that day is the same event, whoever the sentence
seems to blame. Looked at when all sides are known.
"""

from __future__ import annotations

from extractors.coding.draft import FROM_AFAR, Draft
from extractors.coding.interaction import CIVILIANS
from extractors.coding.naming import is_same
from extractors.merging.absorbing import absorb
from extractors.merging.agreement import days_agree
from extractors.merging.each_once import WINDOW, each_once
from extractors.merging.near_and_foes import are_foes, are_near, is_divided
from extractors.merging.passing import NAMELESS, is_by_name
from extractors.merging.totals import killed
from extractors.merging.whereabouts import is_counted_apart

_GAS = "Chemical weapon"
_RARE = frozenset([_GAS, "Suicide bomb", "Remote explosive/landmine/IED"])
_UNSAID, _FIGHT = "Attack", "Armed clash"
_ATTACK, _HARM, _KILLED = "assault", "harm", "killed"
_LEAD = 1
"""Last sentence of headline and lead, which sum up what the text tells after them."""
_SOON = 4
"""Sentences within which the text goes on about an act."""
_ALIKE = 0.75
"""Share of the higher of two tolls that the lower one is where both count the same dead."""


def without_other_words(drafts: list[Draft]) -> list[Draft]:
    """The events, each rare act once whatever it is called; the order is that of first mention."""
    if not any(d.sub_event_type in _RARE and d.status == "occurred" for d in drafts):
        return drafts
    return each_once(drafts, lambda _: None, _is_one_act, _take_in, WINDOW)


def _is_one_act(told: Draft, draft: Draft) -> bool:
    if (told.sub_event_type in _RARE) == (draft.sub_event_type in _RARE):
        return False
    rare, other = (told, draft) if told.sub_event_type in _RARE else (draft, told)
    if not told.status == draft.status == "occurred" or draft.is_other or is_divided(told) or is_divided(draft):
        return False
    if not are_near(told, draft) or not days_agree(told, draft) or is_counted_apart(told, draft):
        return False
    if other.sub_event_type in FROM_AFAR:
        return rare.sub_event_type == _GAS and _is_its_weapon(rare, other)
    return _is_its_attack(rare, other)


def _is_its_weapon(rare: Draft, other: Draft) -> bool:
    """True for the raid or the rockets that brought the gas: by the same side, told beside it, of the same dead.

    Where nobody is named for one of the two it is the same side if the dead are as many.
    """
    is_open = any(d.actor1 is None or d.actor1.name.startswith(NAMELESS) for d in (rare, other))
    if not is_same(rare.actor1, other.actor1) and not (is_open and 0 < _dead(rare) == _dead(other)):
        return False
    is_next = abs(rare.sentence_index - other.sentence_index) <= _SOON
    return is_next and not are_foes(rare, other) and not _counts_apart(rare, other)


def _is_its_attack(rare: Draft, other: Draft) -> bool:
    """True for "the attack", and for the attack of a lead that the text tells in detail."""
    if other.sub_event_type not in (_UNSAID, _FIGHT) or other.kind not in (_ATTACK, _HARM):
        return False
    if other.kind == _HARM and other.sub_event_type != _UNSAID:
        return False
    is_lead = min(rare.sentence_index, other.sentence_index) <= _LEAD
    is_soon = is_lead and abs(rare.sentence_index - other.sentence_index) <= _SOON
    dead = _dead(rare), _dead(other)
    if other.kind == _ATTACK and (other.is_definite or other.is_anaphoric):
        return not all(dead) or is_soon or dead[0] == dead[1]
    is_summed_up = is_soon and other.order < rare.order
    return is_summed_up and not _is_fight(other) and (not all(dead) or dead[0] == dead[1])


def _is_fight(draft: Draft) -> bool:
    """True for a fight of two armed sides, in which bombs are no event of their own."""
    sides = [a for a in (draft.actor1, draft.actor2) if a is not None and a.inter != CIVILIANS]
    return draft.sub_event_type == _FIGHT and len(sides) > 1


def _counts_apart(one: Draft, other: Draft) -> bool:
    """True for two numbers of dead that cannot be of one event."""
    low, high = sorted((_dead(one), _dead(other)))
    return 0 < low < _ALIKE * high


def _dead(draft: Draft) -> int:
    """The dead that a mention counts; a bomber whom nobody counts is none."""
    return killed(draft) if any(a.category == _KILLED and a.is_counted and not a.is_found for a in draft.amounts) else 0


def _take_in(told: Draft, draft: Draft) -> None:
    """Add what the later mention says; type, sides and counted dead are those of the mention that names the act."""
    rare, other = (told, draft) if told.sub_event_type in _RARE else (draft, told)
    sub_event_type, kind = rare.sub_event_type, rare.kind
    doer = (other.actor1, other.assoc1) if _names_doer(rare, other) else (rare.actor1 or other.actor1, rare.assoc1)
    victim = rare.actor2 or other.actor2, rare.assoc2
    dead = [a for a in (rare if _dead(rare) else other).amounts if a.category == _KILLED]
    absorb(told, draft)
    told.sub_event_type, told.kind = sub_event_type, kind
    (told.actor1, told.assoc1), (told.actor2, told.assoc2) = doer, victim
    told.amounts = [*dead, *(a for a in told.amounts if a.category != _KILLED)]


def _names_doer(rare: Draft, other: Draft) -> bool:
    """True where only the lead's "attack" says which group it was."""
    if other.actor1 is None or not is_by_name(other.actor1):
        return False
    if is_same(rare.actor2, other.actor1):
        return False
    return rare.actor1 is None or rare.actor1.name.startswith(NAMELESS)
