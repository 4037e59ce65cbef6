"""Within one article: mentions of one event become one report, "raids on A and B" stay two.

A later draft is folded into an earlier one when types are compatible and neither place, day nor actors contradict each
other. A draft that names its own, different place is another event, whatever else agrees.
"""

from __future__ import annotations

from datetime import date

from geopy.distance import great_circle

from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.tolls import again
from extractors.events.frame_records import Amount
from extractors.merging.crowds import absorb_crowd, are_crowds
from extractors.places.records import Place

_GENERIC_KINDS = frozenset(["assault", "bombing", "explosion", "harm", "killing", "clash"])
_REMOTE_KINDS = frozenset(["air_strike", "bombing", "shelling", "ied", "suicide", "explosion", "strike"])
_LABELS = frozenset(
    ["labelled_destruction", "labelled_change", "labelled_disruption", "labelled_other", "labelled_arrest"]
)
"""Kinds of labels: what a note is about is said at its start ("Defusal: ..."), whatever words follow."""
_VIOLENT = frozenset(["Battles", "Explosions/Remote violence", "Violence against civilians"])
_DISTRICT_KM = 8.0
_AROUND_KM = 20.0
_KM_A_DEGREE = 111.0
"""A degree of latitude is no shorter: places further apart than that need no great circle."""
_REACH = 6
"""How many sentences apart an undated, unplaced mention may continue an event."""


_WINDOW = 60
"""So many events back a mention is compared: cost stays in proportion to the text, however long."""
_MENTIONS = 40
"""After so many mentions of one event further ones add nothing but length."""


def fold(drafts: list[Draft]) -> list[Draft]:
    """Fold drafts that tell of the same event; order of the result is that of first mention."""
    folded: list[Draft] = []
    for draft in drafts:
        target = _same_event(draft, folded[-_WINDOW:])
        if target is not None:
            _absorb(target, draft)
        elif not draft.is_anaphoric:
            folded.append(draft)
    return folded


def _same_event(draft: Draft, earlier: list[Draft]) -> Draft | None:
    candidates = [e for e in reversed(earlier) if _compatible(e, draft)]
    exact = [e for e in candidates if e.place and draft.place and e.place.place_id == draft.place.place_id]
    best = exact or candidates
    return best[0] if best else None


def _compatible(old: Draft, new: Draft) -> bool:
    if old.status != new.status and not (new.is_anaphoric and new.status == "occurred"):
        return False
    if not (_types_agree(old, new) and _places_agree(old, new) and _days_agree(old, new)):
        return False
    return are_crowds(old, new) or _actors_agree(old, new)


def _types_agree(old: Draft, new: Draft) -> bool:
    if old.sub_event_type == new.sub_event_type or old.kind in _LABELS:
        return True
    if new.is_anaphoric and new.kind in _GENERIC_KINDS and old.kind in _REMOTE_KINDS:
        return True
    book = Codebook.default()
    types = {book.event_type[old.sub_event_type], book.event_type[new.sub_event_type]}
    near = abs(old.sentence_index - new.sentence_index) <= 2
    if types <= _VIOLENT:
        if new.is_anaphoric or (old.is_headline and (old.kind in _GENERIC_KINDS or new.kind in _GENERIC_KINDS)):
            return True
        if "Battles" in types and len(types) == 2 and old.sentence_index == new.sentence_index:
            return False
        is_generic = not _is_named_fight(old, new) and (new.kind in _GENERIC_KINDS or old.kind in _GENERIC_KINDS)
        return is_generic and (_same_place(old, new) or not new.has_own_place) and (near or len(types) == 1)
    return are_crowds(old, new) and (near or _same_place(old, new))


def _is_named_fight(old: Draft, new: Draft) -> bool:
    """True when "clashes" stand beside "bombardment": two words for two things, not one event told twice."""
    return (old.kind == "clash") != (new.kind == "clash") and {old.kind, new.kind} & _REMOTE_KINDS != set()


def _same_place(old: Draft, new: Draft) -> bool:
    return bool(old.place and new.place and old.place.place_id == new.place.place_id)


def _places_agree(old: Draft, new: Draft) -> bool:
    if old.place is None or new.place is None:
        return abs(old.sentence_index - new.sentence_index) <= _REACH
    if old.place.place_id == new.place.place_id:
        return True
    if not new.has_own_place:
        return new.sentence_index - old.sentence_index <= _REACH
    if old.is_headline or new.is_headline or new.is_anaphoric:
        return contains(old.place, new.place) or contains(new.place, old.place)
    if (
        old.names_settlement
        and new.sentence_index - old.sentence_index <= 4
        and (contains(old.place, new.place) or (new.place.latitude is None and new.place.iso == old.place.iso))
    ):
        return True
    if new.names_settlement and contains(new.place, old.place) and new.sentence_index - old.sentence_index <= _REACH:
        return True
    if new.sentence_index - old.sentence_index <= 1 and _is_district(old.place, new.place):
        return True
    return not old.has_own_place and contains(old.place, new.place) and new.sentence_index - old.sentence_index <= 2


def _is_district(one: Place, two: Place) -> bool:
    """True when two names of one area lie so close that one is a quarter of the other."""
    if one.latitude is None or two.latitude is None or 3 in (one.geo_precision, two.geo_precision):
        return False
    reach = _AROUND_KM if 2 in (one.geo_precision, two.geo_precision) else _DISTRICT_KM
    if abs(one.latitude - two.latitude) * _KM_A_DEGREE > reach:
        return False
    return bool(great_circle((one.latitude, one.longitude), (two.latitude, two.longitude)).km < reach)


def contains(outer: Place, inner: Place) -> bool:
    """True when `outer` is the country or the province that `inner` lies in."""
    if outer.iso != inner.iso or outer.place_id.startswith("name:"):
        return False
    if outer.latitude is None:
        return True
    return outer.geo_precision == 3 and outer.admin1 is not None and outer.admin1 == inner.admin1


def _days_agree(old: Draft, new: Draft) -> bool:
    if old.when.day is None or new.when.day is None:
        return True
    if _overlap(old, new):
        return True
    if _is_weak_day(old) or _is_weak_day(new):
        return not (old.when.is_own and new.when.is_own) and abs((old.when.day - new.when.day).days) <= 3
    return False


def _is_weak_day(draft: Draft) -> bool:
    """True for a day that is only the day of the report, or that a continuation inherited."""
    if draft.when.is_own:
        return False
    return (
        draft.when.step == "as_reported" or draft.is_anaphoric or not draft.has_own_place or draft.when.precision != 1
    )


def _overlap(old: Draft, new: Draft) -> bool:
    def span(d: Draft) -> tuple[date, date]:
        day = d.when.day or date.min
        return day, d.when.last_day or day

    (a, b), (c, d) = span(old), span(new)
    return a <= d and c <= b


def _actors_agree(old: Draft, new: Draft) -> bool:
    names_old = {a.name for a in (old.actor1, old.actor2) if a}
    names_new = {a.name for a in (new.actor1, new.actor2) if a}
    if not names_old or not names_new:
        return True
    if names_old & names_new:
        others_old, others_new = names_old - names_new, names_new - names_old
        return not (others_old and others_new) or _both_vague(others_old, others_new) or _same_inters(old, new)
    return (
        _both_vague(names_old, names_new)
        or _different_sides(old, new)
        or _halves_of_fight(old, new)
        or (_same_inters(old, new) and _same_place(old, new))
    )


def _same_inters(old: Draft, new: Draft) -> bool:
    """True when both name the same sorts of actor: "rebels" and a rebel group may be the same."""

    def inters(d: Draft) -> set[str]:
        return {a.inter for a in (d.actor1, d.actor2) if a}

    one, two = inters(old), inters(new)
    return one <= two or two <= one


def _both_vague(one: set[str], two: set[str]) -> bool:
    return all(n.startswith(("Unidentified", "Civilians")) for n in one) or all(
        n.startswith(("Unidentified", "Civilians")) for n in two
    )


def _different_sides(old: Draft, new: Draft) -> bool:
    """True when each names only one side, and not the same side: together they make the pair."""
    return (old.actor1 is None) != (new.actor1 is None) and (old.actor2 is None) != (new.actor2 is None)


def _halves_of_fight(old: Draft, new: Draft) -> bool:
    """True when one sentence tells of a fight twice, by one side each ("repelled an attack by")."""
    book = Codebook.default()
    are_fights = {book.event_type[old.sub_event_type], book.event_type[new.sub_event_type]} == {"Battles"}
    sides = [a for d in (old, new) for a in (d.actor1, d.actor2) if a]
    return are_fights and old.sentence_index == new.sentence_index and len(sides) == 2


def _absorb(target: Draft, draft: Draft) -> None:
    """Take over what the later mention adds: a more precise place, its own day, actors, tolls."""
    book = Codebook.default()
    if draft.place is not None and _is_better_place(target, draft):
        target.names_settlement = draft.names_settlement
        target.place, target.place_step, target.has_own_place = (
            draft.place,
            draft.place_step,
            draft.has_own_place or target.has_own_place,
        )
    if draft.when.day is not None and (target.when.day is None or (draft.when.is_own and not target.when.is_own)):
        target.when = draft.when
    if not draft.is_anaphoric and target.is_headline and draft.kind not in _GENERIC_KINDS:
        target.sub_event_type = draft.sub_event_type
    elif are_crowds(target, draft):
        absorb_crowd(target, draft)
    elif (
        book.rank[draft.sub_event_type] < book.rank[target.sub_event_type]
        and not draft.is_anaphoric
        and _may_raise(target, draft)
    ):
        target.sub_event_type = draft.sub_event_type
    _absorb_actors(target, draft)
    if target.mentions > _MENTIONS:
        return
    target.amounts = combine(target.amounts, draft.amounts)
    target.evidence.extend(draft.evidence)
    target.claimed_by = target.claimed_by or draft.claimed_by
    target.mentions += 1
    target.is_headline = target.is_headline and draft.is_headline


def _may_raise(target: Draft, draft: Draft) -> bool:
    book = Codebook.default()
    is_vague = target.kind in _GENERIC_KINDS or book.event_type[target.sub_event_type] in (
        "Protests",
        "Battles",
        "Riots",
    )
    return is_vague and book.event_type[target.sub_event_type] == book.event_type[draft.sub_event_type]


def _is_better_place(target: Draft, draft: Draft) -> bool:
    if target.place is None:
        return True
    if draft.place is None or not draft.has_own_place:
        return False
    if target.names_settlement and draft.has_own_place:
        return True
    if target.place.latitude is None and draft.place.latitude is not None:
        return True
    return not target.has_own_place or (
        contains(target.place, draft.place) and draft.place.geo_precision < target.place.geo_precision
    )


def _absorb_actors(target: Draft, draft: Draft) -> None:
    names = {a.name for a in (target.actor1, target.actor2) if a}
    if target.actor1 is None and draft.actor1 is not None and draft.actor1.name not in names:
        target.actor1, target.assoc1 = draft.actor1, draft.assoc1
        names.add(draft.actor1.name)
    if target.actor2 is None and draft.actor2 is not None and draft.actor2.name not in names:
        target.actor2, target.assoc2 = draft.actor2, draft.assoc2
    elif (
        target.actor2 is None
        and draft.actor1 is not None
        and draft.actor1.name not in names
        and _halves_of_fight(target, draft)
    ):
        target.actor2, target.assoc2 = draft.actor1, draft.assoc1


def combine(old: list[Amount], new: list[Amount]) -> list[Amount]:
    """All amounts of both mentions; repeated figures stay one, so that sums never count anyone twice."""
    if not old:
        return list(new)
    categories = {a.category for a in old}
    return [*old, *(a if a.category not in categories or _adds(a, old) else again(a) for a in new)]


def _adds(amount: Amount, old: list[Amount]) -> bool:
    """True for the other side's dead: "two militants were also killed" after "three policemen were killed"."""
    if amount.is_stated:
        return True
    kinds = {v.kind for a in old if a.category == amount.category for v in a.victims}
    own = {v.kind for v in amount.victims}
    return amount.is_also and bool(own) and not own & kinds
