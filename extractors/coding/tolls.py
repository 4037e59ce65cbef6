"""From amounts to ACLED's numbers: sums inside one telling, the lowest between tellings, vague words by the codebook.

Codebook section 7: all sides are summed; where tellings differ the lowest is coded and the spread is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractors.coding.fatalities import split_total
from extractors.events.amounts import BARE, HOUSEHOLDS, THOSE_BEFORE
from extractors.events.frame_records import Amount
from extractors.events.put_right import without_earlier
from extractors.events.remarks import TOTAL_HERE
from extractors.mentions.records import ARMED_KINDS, PEOPLE_KINDS, STATE_KINDS, ActorKind

_INJURED = "injured"
_COUNT, _VAGUE = "count:", "count:vague"
_FIGHTERS: ActorKind = "unidentified_armed"
_FIGHTING = ARMED_KINDS - STATE_KINDS
_PEOPLE: ActorKind = "civilians"
"""The sort of victim that "12 people" are: soldiers told of later may be among them."""


@dataclass(frozen=True, slots=True)
class Toll:
    """The coded number with the lowest and highest reported; `low` and `high` are `None` when nothing was said."""

    coded: int
    low: int | None
    high: int | None


NOTHING_SAID: Final = Toll(0, None, None)


def toll(amounts: Iterable[Amount], category: str, vague: Callable[[], int]) -> Toll:
    """The toll of one category. `vague` gives ACLED's 3 or 10 for a plural without a number."""
    own = [a for a in amounts if a.category == category]
    if not own:
        return NOTHING_SAID
    return _divided(_whole(own, vague), own)


def number_told(amounts: Sequence[Amount], category: str) -> int:
    """How many a text counts for one category; a vague word counts for nobody."""
    return toll(amounts, category, lambda: 0).coded if amounts else 0


def of_one_place(amounts: Sequence[Amount], category: str) -> list[Amount]:
    """What is told later of one place of a shared total: "42 died in three towns. In the first, eight died"."""
    own = [a for a in amounts if a.category == category and a.coded]
    total = max((a.coded or 0 for a in own if not a.telling), default=0)
    later = [a for a in own if a.telling and a.is_counted and not a.is_part]
    return later if all((a.coded or 0) < total for a in later) else []


def _whole(own: list[Amount], vague: Callable[[], int]) -> Toll:
    """The toll before it is divided: the number that the text says is coded, else the lowest that is told."""
    notes = sorted((a for a in own if a.is_stated and a.coded is not None), key=lambda a: a.rule_id != TOTAL_HERE)
    stated = notes[0].coded if notes else None
    if stated is not None:
        return Toll(stated, stated, max([stated, *(a.coded or 0 for a in own)]))
    own = without_earlier(a for a in own if not a.is_stated)
    own = [a for a in own if a.rule_id != THOSE_BEFORE or a.coded is not None] or own
    own = [a for a in own if not a.is_found] or own
    own = [a for a in own if not a.rule_id.endswith(HOUSEHOLDS)] or own
    if not own:
        return NOTHING_SAID
    last = next((a for a in reversed(own) if a.is_total and a.coded is not None), None)
    if last is not None and last.coded is not None:
        numbers = [a.coded for a in own if a.coded is not None and a.is_counted and a.coded <= last.coded]
        return Toll(last.coded, min(numbers, default=last.coded), max([last.coded, *(a.high or 0 for a in own)]))
    first, later = _tellings(own)
    total = _sum(first, vague)
    exact = [number for number, is_exact in later if is_exact]
    if total in (_sum_of_several(exact), _sum_of_several(_parts(own))):
        return Toll(total, total, total)  # "ten died", three of whom in one blast and seven in another
    rivals = [r for r in exact if r * 2 >= total]
    if rivals and not _is_exact(first):
        return Toll(min(rivals), min(rivals), max(total, *rivals))  # "dozens died", then "58 died"
    low = min([total, *rivals]) if total else max([0, *rivals])
    highs = [a.high for a in own if a.high is not None]
    return Toll(low, low, max([total, *highs, *rivals]))


def _sum_of_several(numbers: list[int]) -> int | None:
    """The sum of two numbers or more."""
    return sum(numbers) if len(numbers) > 1 else None


def _parts(own: list[Amount]) -> list[int]:
    """The numbers that later mentions count, be they alone: "the first blast killed six, the second four"."""
    return [a.coded for a in own if a.telling and a.coded is not None and a.is_counted and not a.is_part]


def _divided(whole: Toll, own: list[Amount]) -> Toll:
    """The share of one event in a total of several; of those that a note divides, the share that most have."""
    amount = max(own, key=lambda a: a.parts or 1)
    parts = amount.parts or 1
    if parts == 1 or any(a.rule_id == TOTAL_HERE for a in own):
        return whole
    shares = split_total(whole.coded, parts)
    return Toll(shares[(parts - 1) // 2 if amount.is_stated else 0], whole.low, whole.high)


_FEW = 3
"""The codebook's lower number for a plural without one."""
_TELLING = 5
"""So many dead counted again are the same dead, whoever they are called."""


def combine(old: list[Amount], new: list[Amount], *, is_headline: bool = False) -> list[Amount]:
    """All amounts of both mentions; repeated figures stay one telling, so that sums never count anyone twice.

    The dead of a headline are among at least as many of whom the text tells, whatever it calls them.
    """
    new = [replace(a, is_additional=False) if _is_beside_others(a, new) else a for a in new]
    old = [a for a in old if not _is_counted_now(a, old, new)]
    if not old:
        return list(new)
    known = {a.category for a in old}
    telling = 1 + max(a.telling for a in old)
    told = {category for category in known if _is_same_total(category, old, new)}
    rest = [a for a in new if a.category not in told and not (a.is_additional and _is_rest(a, old))]
    return [
        *old,
        *(
            a
            if a.category not in known
            or (_adds(a, old) and not (_is_beside_told(a, rest, old) or (is_headline and _covers(a, old))))
            else _again(a, telling)
            for a in rest
        ),
    ]


def _is_counted_now(amount: Amount, old: list[Amount], new: list[Amount]) -> bool:
    """True for the "guards killed" of a headline, of whom the text says how many they are."""
    same = [a for a in old if a.category == amount.category]
    if any(a.coded is not None or a.rule_id.startswith(_COUNT) for a in same):
        return False
    return any(
        a.category == amount.category and a.is_counted and a.coded and not (a.is_also or a.is_additional) for a in new
    )


def _is_beside_others(amount: Amount, new: list[Amount]) -> bool:
    """True for the five of "two were killed and five others injured": others than the dead, not than those hurt before."""
    before = [a for a in new if a.start < amount.start]
    return amount.is_additional and bool(before) and all(a.category != amount.category for a in before)


def _is_beside_told(amount: Amount, new: list[Amount], old: list[Amount]) -> bool:
    """True for the three of "killed 15 people as well as three guards" where the 15 are those told before."""
    before = (a for a in new if a.category == amount.category and a.start < amount.start and a.is_counted)
    return amount.is_additional and any(not (a.is_additional or _adds(a, old)) for a in before)


def _is_same_total(category: str, old: list[Amount], new: list[Amount]) -> bool:
    """True for "killed five. They killed a preacher and four others": several numbers that make up the one told before."""
    own = [a for a in new if a.category == category]
    if len(own) < 2 or any(a.coded is None or a.is_stated or a.is_total for a in own):
        return False
    return sum(a.coded or 0 for a in own) == sum(a.coded or 0 for a in old if a.category == category and not a.telling)


def _adds(amount: Amount, old: list[Amount]) -> bool:
    """True for those not counted before: "two militants were also killed", "three others died later"."""
    if amount.is_part:
        return False
    if amount.is_stated or amount.is_total:
        return True
    if amount.is_also or amount.is_additional:
        told = [a for a in old if a.category == amount.category]
        is_number = amount.coded is not None and (amount.is_additional or amount.category == _INJURED)
        if told and is_number and not _is_exact(told):
            return False  # "dozens were hurt. 50 others were injured": others than the dead
        if amount.is_also:
            return True
        is_of_hurt = amount.category == _INJURED and (amount.coded or 0) >= _TELLING
        return not any(a.coded == amount.coded and (a.is_additional or is_of_hurt) for a in told)
    before = [a for a in old if a.category == amount.category]
    if (amount.coded or 0) >= _TELLING and any(a.coded == amount.coded for a in before):
        return False
    same = [a for a in before if a.coded == amount.coded and a.is_counted]
    if any(_may_be_same({v.kind for v in a.victims}, {v.kind for v in amount.victims}) for a in same):
        return False
    if _are_of_doers(amount, before):
        return True
    kinds = {_sort(v.kind) for a in before for v in a.victims}
    own = {_sort(v.kind) for v in amount.victims}
    if _may_be_same(kinds, own):
        return False
    return bool(own and kinds) and amount.coded is not None and not own & kinds and _PEOPLE not in kinds


def _are_of_doers(amount: Amount, before: list[Amount]) -> bool:
    """True for the attackers of "gunmen killed 12 people. Four of the attackers were shot dead": the 12 are their victims."""
    own, hit = {v.kind for v in amount.victims}, {v.kind for a in before for v in a.victims}
    is_told = bool(hit) and all(a.doers and not a.is_total for a in before)
    if not own or own & hit or amount.coded is None or not is_told:
        return False
    are_groups = own <= _FIGHTING and hit.isdisjoint(_FIGHTING)  # "militants" may be those of the group that did it
    return all(own <= a.doers or (are_groups and a.doers & _FIGHTING) for a in before)


def _covers(amount: Amount, old: list[Amount]) -> bool:
    """True for as many as were told before, or more, of whom nothing says that they are others."""
    told = sum(a.coded or 0 for a in old if a.category == amount.category and a.is_counted)
    return 0 < told <= (amount.coded or 0) and not (amount.is_also or amount.is_additional or amount.is_stated)


def _sort(kind: ActorKind) -> ActorKind:
    """Demonstrators are people, too: "a protester" and "a man" may be one."""
    return _PEOPLE if kind in PEOPLE_KINDS else kind


def _may_be_same(one: set[ActorKind], two: set[ActorKind]) -> bool:
    """True for the militants of one mention and the rebels of the next."""
    return _FIGHTERS in one | two and STATE_KINDS.isdisjoint(one | two) and _PEOPLE not in one | two


def _is_rest(amount: Amount, old: list[Amount]) -> bool:
    """True for the "21 others" of 31 dead of whom ten were told of again just before."""
    own = [a for a in old if a.category == amount.category and a.coded is not None]
    first = [a for a in own if not a.telling]
    totals = {sum(a.coded or 0 for a in first), sum(a.coded or 0 for a in first if a.is_counted)}
    return any((a.coded or 0) + (amount.coded or 0) in totals for a in own if a.telling)


def _again(amount: Amount, telling: int) -> Amount:
    """The amount as what a later mention of the same event says of it."""
    return replace(amount, telling=telling)


def _tellings(own: list[Amount]) -> tuple[list[Amount], list[tuple[int, bool]]]:
    """Amounts of the first telling; of the later ones the sums of numbers, and whether these are more than vague words."""
    by_telling: dict[int, list[Amount]] = {}
    for amount in own:
        by_telling.setdefault(amount.telling, []).append(amount)
    first, *later = (by_telling[key] for key in sorted(by_telling))
    is_number = _is_exact(first)  # after "dozens" one that names nobody ("wounded 19") is good, too
    counted = (
        [
            a
            for a in amounts
            if a.coded is not None and a.is_counted and not (a.is_part or (is_number and a.rule_id.endswith(BARE)))
        ]
        for amounts in later
    )
    sums = ((sum(a.coded or 0 for a in amounts), _is_exact(amounts)) for amounts in counted)
    return first, [s for s in sums if s[0]]


def _is_exact(amounts: list[Amount]) -> bool:
    """True unless there are only words like "dozens", or no number at all."""
    return any(a.coded is not None and not a.rule_id.startswith(_VAGUE) for a in amounts)


def _sum(amounts: list[Amount], vague: Callable[[], int]) -> int:
    """The sum of the numbers; vague plurals count only where no number stands."""
    counted = [a.coded for a in amounts if a.coded is not None]
    if counted:
        return sum(counted)
    number, most = vague(), min((a.high for a in amounts if a.high), default=None)
    return number if most is None or number < most else min(_FEW, most - 1)
