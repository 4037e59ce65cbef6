"""When do two mentions of one article tell of the same event? Types, places, days and sides must not contradict.

A mention that names its own, different place is another event, whatever else agrees; what was inherited, is wide or
vague contradicts nothing.
"""

from __future__ import annotations

from datetime import date

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import AIR, Draft
from extractors.coding.interaction import CIVILIANS, GROUPS
from extractors.events.frame_records import LABELS
from extractors.merging.crowds import are_crowds, is_deed_of_crowd, is_headline_of_crowd
from extractors.merging.passing import NAMELESS, is_by_name
from extractors.merging.people import are_other_people, is_person_told_of_again
from extractors.merging.turns import is_turn
from extractors.merging.whereabouts import (
    is_counted_apart,
    is_recounted,
    places_agree,
    points_back,
    same_place,
    same_toll,
)

GENERIC_KINDS = frozenset(["assault", "bombing", "explosion", "harm", "killing", "clash"])
_REMOTE_KINDS = frozenset(["air_strike", "bombing", "shelling", "ied", "suicide", "explosion", "strike"])
_TAKING = frozenset(["capture", "control", "fall"])
_TAKEN_AND_HARMED = frozenset(["Battles", "Violence against civilians"])
"""To take a town is one thing, to attack its people another."""
_BOMBS = {"Suicide bomb", "Remote explosive/landmine/IED"}
_COUNTED = frozenset(["gunfire", "explosion", "shelling"])
_AIMED = frozenset(["Explosions/Remote violence", "Violence against civilians"])
"""Event types in which one side strikes the other."""
_VAGUE = "Unidentified"
_HARM, _BEFORE = "harm", "pluperfect"
_REPORTED = "as_reported"
_ABDUCTION, _CLASH = "abduction", "clash"
_NEAR = 2
_SOME_DAYS, _WEEK = 3, 6
"""How far the day of a report may lie from that of its event; a headline's, as far as a weekday can reach back."""


def is_same_event(old: Draft, new: Draft) -> bool:
    """True when the later mention `new` may tell of the event that `old` is."""
    if (old.start == new.start and old.share != new.share) or old.is_elsewhere != new.is_elsewhere:
        return False
    if new.is_apart and new.sentence_index > old.sentence_index:
        return False
    if is_turn(old, new):
        return True
    is_told_on = (new.is_anaphoric and new.status == "occurred") or _is_its_toll(old, new)
    if old.status != new.status and not is_told_on:
        return False
    if is_counted_apart(old, new) or are_other_people(old, new):
        return False
    if not (_types_agree(old, new) and places_agree(old, new) and days_agree(old, new)):
        return False
    if _are_of_foes(old, new):
        return False
    is_by_crowd = are_crowds(old, new) or is_deed_of_crowd(old, new) or is_headline_of_crowd(old, new)
    if is_by_crowd or actors_agree(old, new):
        return True
    return is_recounted(old, new)


def _is_its_toll(old: Draft, new: Draft) -> bool:
    """True for "thirty people had also been injured" right behind what counts dead alone: it happened then."""
    if (
        old.status != "occurred"
        or new.kind != _HARM
        or new.status_rule != _BEFORE
        or new.has_own_place
        or new.when.is_own
    ):
        return False
    told = {a.category for a in old.amounts}
    is_counted = bool(told and new.amounts) and told.isdisjoint(a.category for a in new.amounts)
    return is_counted and new.sentence_index - old.sentence_index == 1


def _are_of_foes(old: Draft, new: Draft) -> bool:
    """True when whoever strikes in one is struck from the air in the other: fire of rebels is no air strike on them.

    Nor are an air strike of nobody known and what a named group did one event: no group has jets.
    """
    book = Codebook.default()
    is_aimed = {book.event_type[old.sub_event_type], book.event_type[new.sub_event_type]} <= _AIMED
    if not is_aimed or (old.sub_event_type == AIR) == (new.sub_event_type == AIR):
        return False
    other = new if old.sub_event_type == AIR else old
    if (old.actor1 is None) != (new.actor1 is None):
        return other.actor1 is not None and other.actor1.inter in GROUPS and not other.actor1.name.startswith(_VAGUE)
    if old.actor1 is None or new.actor1 is None or old.actor1.inter == new.actor1.inter:
        return False
    struck = {a.name for a in (old.actor2, new.actor2) if a is not None and a.inter != CIVILIANS}
    return not old.actor1.name.startswith(_VAGUE) and bool(struck & {old.actor1.name, new.actor1.name})


def is_counted_fire(old: Draft, new: Draft) -> bool:
    """True when the later mention only counts the shots and blasts of a bombardment told before."""
    return old.kind == "shelling" and new.kind in _COUNTED


def is_bomb_told_again(old: Draft, new: Draft) -> bool:
    """True when one mention has a bomb and the other the bomber who carried it, with the same dead or pointing back."""
    is_same = old.is_headline or new.is_anaphoric or same_toll(old, new)
    return is_same and {old.sub_event_type, new.sub_event_type} == _BOMBS


def _types_agree(old: Draft, new: Draft) -> bool:
    if old.sub_event_type == new.sub_event_type or old.kind in LABELS:
        return True
    if new.is_anaphoric and new.kind in GENERIC_KINDS and old.kind in _REMOTE_KINDS:
        return True
    book = Codebook.default()
    types = {book.event_type[old.sub_event_type], book.event_type[new.sub_event_type]}
    near = abs(old.sentence_index - new.sentence_index) <= 2
    if near and is_counted_fire(old, new) and same_place(old, new):
        return True
    if near and is_bomb_told_again(old, new):
        return True
    if len(types) > 1 and _kills_more(old, new):
        return False
    if types <= ORGANISED_VIOLENCE:
        if types == _TAKEN_AND_HARMED and old.kind in _TAKING and not new.is_anaphoric:
            return False
        if old.kind == _ABDUCTION and new.kind == _CLASH and not new.is_anaphoric:
            return False  # "troops freed them after a gun battle"
        if new.is_anaphoric or (old.is_headline and (old.kind in GENERIC_KINDS or new.kind in GENERIC_KINDS)):
            return True
        if "Battles" in types and len(types) == 2 and old.sentence_index == new.sentence_index:
            return is_part_of_fight(old, new)
        is_generic = not is_named_fight(old, new) and (new.kind in GENERIC_KINDS or old.kind in GENERIC_KINDS)
        is_told_on = old.is_definite and not old.has_own_place
        is_told_again = is_told_on or is_recounted(old, new)
        is_there = same_place(old, new) or not new.has_own_place or points_back(old, new) or is_told_again
        return is_generic and is_there and (near or len(types) == 1)
    if is_headline_of_crowd(old, new):
        return True
    return is_deed_of_crowd(old, new) or (are_crowds(old, new) and (near or same_place(old, new)))


def _kills_more(old: Draft, new: Draft) -> bool:
    """True for "a roadside bomb killed four more": more dead by another sort of violence are of another event."""
    is_later = new.sentence_index > old.sentence_index and not new.is_anaphoric and not old.is_headline
    return (
        is_later
        and new.kind not in GENERIC_KINDS
        and any(a.is_additional and a.category == "killed" for a in new.amounts)
    )


def is_named_fight(old: Draft, new: Draft) -> bool:
    """True when "clashes" stand beside "bombardment": two words for two things, not one event told twice."""
    return (old.kind == "clash") != (new.kind == "clash") and {old.kind, new.kind} & _REMOTE_KINDS != set()


def is_part_of_fight(old: Draft, new: Draft) -> bool:
    """True when one sentence tells of a fight and of what was done in it: bombs carried by the attackers, shells, dead.

    The dead of a clash, the shells that fall in it and the bombs the attackers bring are no second event (codebook
    section 2); a blast before the shots, a seizure of people or ground is.
    """
    if old.sentence_index != new.sentence_index or not (same_place(old, new) or old.place is new.place is None):
        return False
    event_type = Codebook.default().event_type
    is_fight_first = event_type[old.sub_event_type] == "Battles"
    fight, deed = (old, new) if is_fight_first else (new, old)
    if event_type[fight.sub_event_type] != "Battles" or fight.kind in _TAKING:
        return False
    if deed.kind == "suicide":
        return is_fight_first or fight.kind == "assault"
    if event_type[deed.sub_event_type] == "Explosions/Remote violence":
        return fight.kind == "assault" or (is_fight_first and fight.kind == "clash" and deed.kind == "shelling")
    return deed.sub_event_type == "Attack" and (fight.kind == "clash" or deed.kind == "harm")


def days_agree(old: Draft, new: Draft) -> bool:
    """True unless the days say that the later mention is of another event."""
    if old.when.day is None or new.when.day is None:
        return True
    if _overlap(old, new):
        return True
    if new.is_other and new.when.is_own:
        return False  # "carried out a similar raid on Friday"
    if _is_rough_day(new) and same_toll(old, new):
        return True  # "ten died, a website said", behind what happened last month
    if _is_weak_day(old) or _is_weak_day(new):
        days = abs((old.when.day - new.when.day).days)
        is_long = old.is_headline or is_person_told_of_again(old, new)
        return not (old.when.is_own and new.when.is_own) and days <= (_WEEK if is_long else _SOME_DAYS)
    return False


def _is_weak_day(draft: Draft) -> bool:
    """True for a day that is only the day of the report, or that a continuation inherited."""
    if draft.when.is_own:
        return False
    return draft.when.step == _REPORTED or draft.is_anaphoric or not draft.has_own_place or draft.when.precision != 1


def _is_rough_day(draft: Draft) -> bool:
    """True for a week or month that the mention has from the sentences around it."""
    return not draft.when.is_own and draft.when.precision != 1 and draft.when.step != _REPORTED


def _overlap(old: Draft, new: Draft) -> bool:
    def span(d: Draft) -> tuple[date, date]:
        day = d.when.day or date.min
        return day, d.when.last_day or day

    (a, b), (c, d) = span(old), span(new)
    return a <= d and c <= b


def actors_agree(old: Draft, new: Draft) -> bool:
    """True unless the sides say that the later mention is of another event."""
    names_old = {a.name for a in (old.actor1, old.actor2) if a}
    names_new = {a.name for a in (new.actor1, new.actor2) if a}
    if not names_old or not names_new:
        return True
    if names_old & names_new:
        others_old, others_new = names_old - names_new, names_new - names_old
        is_same = not (others_old and others_new) or _both_vague(others_old, others_new) or _same_inters(old, new)
        return is_same or old.is_headline or same_toll(old, new)
    if _is_continued_harm(old, new) and _same_inters(old, new):
        return True
    if _is_uncounted_headline(old, new):
        return True
    return (
        _both_vague(names_old, names_new)
        or _different_sides(old, new)
        or are_halves_of_fight(old, new)
        or (_same_inters(old, new) and (same_place(old, new) or same_toll(old, new) or _is_headline_of_side(old)))
    )


def _is_uncounted_headline(old: Draft, new: Draft) -> bool:
    """True for "dozens die in raids on Foo" and the lead that tells of raids on Foo, whoever else took part in them."""
    is_lead = old.is_headline and old.mentions == 1 and 0 < new.sentence_index - old.sentence_index <= _NEAR
    is_alike = old.sub_event_type == new.sub_event_type and same_place(old, new)
    dead = [a for a in old.amounts if a.category == "killed"]
    return (
        is_lead and is_alike and bool(dead) and all(a.low is None or a.low != a.high or a.coded is None for a in dead)
    )


def _is_continued_harm(old: Draft, new: Draft) -> bool:
    """True for victims told of without a place right after the event."""
    return new.kind == "harm" and not new.has_own_place and new.sentence_index - old.sentence_index <= _NEAR


def _same_inters(old: Draft, new: Draft) -> bool:
    """True when both name the same sorts of actor: "rebels" and a rebel group may be the same."""

    def inters(d: Draft) -> set[str]:
        return {a.inter for a in (d.actor1, d.actor2) if a}

    one, two = inters(old), inters(new)
    return one <= two or two <= one


def _is_headline_of_side(draft: Draft) -> bool:
    """True for a headline without a place that tells of "rebels", whom the text names."""
    is_unplaced = draft.place is None or draft.place.latitude is None
    return draft.is_headline and is_unplaced and draft.actor1 is not None and not is_by_name(draft.actor1)


def _both_vague(one: set[str], two: set[str]) -> bool:
    return any(all(name.startswith(NAMELESS) for name in names) for names in (one, two))


def _different_sides(old: Draft, new: Draft) -> bool:
    """True when each names only one side, and not the same side: together they make the pair."""
    return (old.actor1 is None) != (new.actor1 is None) and (old.actor2 is None) != (new.actor2 is None)


def are_halves_of_fight(old: Draft, new: Draft) -> bool:
    """True when one sentence tells of a fight twice, by one side each ("repelled an attack by")."""
    book = Codebook.default()
    are_fights = {book.event_type[old.sub_event_type], book.event_type[new.sub_event_type]} == {"Battles"}
    sides = [a for d in (old, new) for a in (d.actor1, d.actor2) if a]
    return are_fights and old.sentence_index == new.sentence_index and len(sides) == 2
