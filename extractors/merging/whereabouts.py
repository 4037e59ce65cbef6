"""Do two mentions of one article speak of the same place? By what they name, how wide that is, and what they count.

A mention that names its own, different place is another event, whatever else agrees; what was inherited, is wide or
vague contradicts nothing.
"""

from __future__ import annotations

from extractors.coding.codebook import is_crowd
from extractors.coding.draft import Draft
from extractors.coding.filed import DATELINE, yields
from extractors.places.distance import distance_km
from extractors.places.records import NAMED, Place

_SETTLEMENT_KM = 40.0
"""How far from the place it is described by an unnamed settlement may lie ("a district outside Damascus")."""
_DISTRICT_KM = 8.0
_AROUND_KM = 20.0
_DIRECTION_KM = 80.0
"""How far "north of Foo" may be, of a place that the next sentences name."""
_KM_A_DEGREE = 111.0
"""A degree of latitude is no shorter: places further apart than that need no great circle."""
REACH = 6
"""How many sentences apart an undated, unplaced mention may continue an event."""
_NEAR = 2
_SETTLEMENT_REACH = 4
_TELLING_TOLL = 3
"""So many dead, counted twice, are the same dead."""
_RARE_TOLL = 10
"""So many dead, counted twice within a few sentences, are the same dead wherever they are put."""
_RETOLD = 3
"""Sentences within which rare numbers are the same people."""
_VAGUE = "vague"
_DESCRIBED, _PROVINCE = 2, 3
"""Geo-precision of what lies near or in a named place, and of a province."""
_KILLED = "killed"
_SENTENCE = "sentence"
_SIDES = frozenset(["actor1", "actor2"])
_LEAD = 1
"""Last sentence of headline and lead, which sum up what the text tells after them."""


def same_place(old: Draft, new: Draft) -> bool:
    """True when both are put at one place of the gazetteer, or in one province."""
    if old.place is None or new.place is None:
        return False
    return old.place.place_id == new.place.place_id or _are_one_province(old.place, new.place)


def _are_one_province(one: Place, two: Place) -> bool:
    """True for a province named as such and the same one by its capital ("the south of the province")."""
    is_wide = one.geo_precision == two.geo_precision == _PROVINCE and one.latitude is not None
    return is_wide and one.location == two.location and (one.iso, one.admin1) == (two.iso, two.admin1)


def places_agree(old: Draft, new: Draft) -> bool:
    """True unless the places say that the later mention is of another event."""
    if old.place is None or new.place is None:
        return abs(old.sentence_index - new.sentence_index) <= REACH
    is_listed = new.share[1] > 1 and new.place.location.lower() != old.place.location.lower()
    if same_place(old, new) and not is_listed:
        return True
    if not new.has_own_place:
        return new.sentence_index - old.sentence_index <= REACH
    if not is_listed and _is_of_one_name(old, new):
        return True
    if (_is_filed_elsewhere(old, new) or yields(old, new)) and not is_listed:
        return True
    if not is_listed and is_where_crowd_was(old, new):
        return True
    is_inside = old.place.contains(new.place) or new.place.contains(old.place)
    if old.is_headline or new.is_headline or new.is_anaphoric:
        is_beside = old.sentence_index == new.sentence_index  # "rebels shelled Foo and bombed Bar"
        is_near = old.is_headline and not is_beside and is_within(_AROUND_KM, old.place, new.place)
        is_near = not is_listed and (is_near or _is_around(old.place, new.place))
        return is_inside or is_near or is_recounted(old, new)
    if is_inside and _is_now_named(old, new):
        return True
    if (is_inside and same_toll(old, new)) or points_back(old, new) or (not is_listed and is_recounted(old, new)):
        return True
    if not is_listed and (_is_summed_up(old, new) or _is_named_otherwise(old, new)):
        return True
    if old.names_settlement and new.sentence_index - old.sentence_index <= _SETTLEMENT_REACH:
        is_named_only = new.place.latitude is None and new.place.iso == old.place.iso
        is_its_name = new.place.geo_precision != _DESCRIBED  # "near Bar" is no name of the "camp near Foo"
        if is_inside or is_named_only or (is_its_name and is_within(_SETTLEMENT_KM, old.place, new.place)):
            return True
    if new.names_settlement and new.place.contains(old.place) and new.sentence_index - old.sentence_index <= REACH:
        return True
    is_next = new.sentence_index - old.sentence_index <= 1
    if is_next and not is_listed and _is_district(old.place, new.place) and not _counts_others(old, new):
        return True
    return _is_narrower(old, new)


def is_where_crowd_was(old: Draft, new: Draft) -> bool:
    """True for "police in Foo fired at protesters who had gathered at Bar": Bar says where in or near Foo they met them."""
    if old.sentence_index != new.sentence_index or not (is_crowd(old.sub_event_type) and is_crowd(new.sub_event_type)):
        return False
    people = [{e.start for e in d.evidence if e.field in _SIDES} for d in (old, new)]
    if not people[0] & people[1]:
        return False
    return old.place is not None and new.place is not None and is_around(_AROUND_KM, old.place, new.place)


def _is_of_one_name(old: Draft, new: Draft) -> bool:
    """True for a town and the area that is called like it, in one province."""
    one, two = old.place, new.place
    if one is None or two is None or one.iso != two.iso or 3 in (one.geo_precision, two.geo_precision):
        return False
    return one.location.lower() == two.location.lower() and one.admin1 == two.admin1


def _is_filed_elsewhere(old: Draft, new: Draft) -> bool:
    """True for a headline without a place, which got that of the dateline, and the lead in the same country."""
    is_lead = old.is_headline and not new.is_headline and new.sentence_index <= _LEAD + 1
    if not is_lead or old.place_step != DATELINE or old.place is None or new.place is None:
        return False
    return old.place.iso == new.place.iso


def is_recounted(old: Draft, new: Draft) -> bool:
    """True when a later sentence counts the same dead in a quarter of the town or near it, or numbers too rare for chance."""
    distance = new.sentence_index - old.sentence_index
    if distance <= 0 or old.place is None or new.place is None or old.place.iso != new.place.iso:
        return False
    counted = _counted(old) & _counted(new)
    if not counted:
        return False
    is_rare = distance <= _RETOLD and any(number >= _RARE_TOLL for _, number in counted)
    return is_rare or len({sort for sort, _ in counted}) > 1 or is_within(_AROUND_KM, old.place, new.place)


def is_counted_apart(old: Draft, new: Draft) -> bool:
    """True for "ten of the dead came in raids on Baz" and "another raid on Qux": not all, or not those, told before."""
    is_told_part = new.place_step == _SENTENCE and any(a.is_part for a in new.amounts)
    if not (new.has_own_place or is_told_part) or same_place(old, new) or new.place is None:
        return False
    if new.is_other and new.sentence_index > old.sentence_index and not old.is_headline:
        return True
    dead = [a for a in new.amounts if a.category == _KILLED]
    if dead and not old.is_headline and all(a.is_additional and a.is_counted and (a.coded or 0) > 1 for a in dead):
        return any(a.category == _KILLED for a in old.amounts)
    return any(b.is_part and (a.coded or 0) > (b.coded or 0) for a in old.amounts for b in new.amounts)


def _is_summed_up(old: Draft, new: Draft) -> bool:
    """True for a lead that tells of a wide place without numbers what a later sentence tells of a town in it."""
    if old.sentence_index > _LEAD or old.is_spread or old.amounts or old.share[1] > 1:
        return False
    if old.place is None or new.place is None:
        return False
    names = {a.name for a in (old.actor1, old.actor2) if a}
    return bool(names) and names <= {a.name for a in (new.actor1, new.actor2) if a} and old.place.contains(new.place)


def _is_named_otherwise(old: Draft, new: Draft) -> bool:
    """True for the same few dead at a name that no gazetteer knows, and in the next sentences at a place of its country."""
    if old.place is None or new.place is None or old.place.iso != new.place.iso:
        return False
    names = [p for p in (old.place, new.place) if p.latitude is None and p.place_id.startswith(NAMED)]
    is_near = 0 < new.sentence_index - old.sentence_index <= _NEAR
    killed = [{a.coded for a in d.amounts if a.category == _KILLED and (a.coded or 0) > 1} for d in (old, new)]
    return len(names) == 1 and is_near and bool(killed[0] & killed[1])


def points_back(old: Draft, new: Draft) -> bool:
    """True for "the blast in the old town" right after a blast in or near that town's area."""
    if not new.is_definite or old.place is None or new.place is None or new.share[1] > 1 or old.share[1] > 1:
        return False
    if not 0 < new.sentence_index - old.sentence_index <= _NEAR:
        return False
    reach = _DIRECTION_KM if old.place.geo_precision == _DESCRIBED else _AROUND_KM
    return is_around(reach, old.place, new.place)


def _is_now_named(old: Draft, new: Draft) -> bool:
    """True for "a judge was shot dead in Foo" and, next, "Bar Qux was killed": the one dead, who now has a name."""
    killed = [[a for a in d.amounts if a.category == _KILLED] for d in (old, new)]
    if new.sentence_index - old.sentence_index != 1 or not all(len(own) == 1 == own[0].coded for own in killed):
        return False
    return not killed[0][0].name and bool(killed[1][0].name)


def _is_narrower(old: Draft, new: Draft) -> bool:
    """True when the later mention says where in the wide or inherited place of the earlier one it was."""
    is_elsewhere = old.is_spread and new.sentence_index != old.sentence_index
    if is_elsewhere or old.place is None or new.place is None or not old.place.contains(new.place):
        return False
    is_country = old.place.latitude is None
    reach = REACH if is_country else _NEAR
    return (is_country or not old.has_own_place) and new.sentence_index - old.sentence_index <= reach


def _is_around(one: Place, two: Place) -> bool:
    """True when one is only said to be near a town of the province that the other lies in."""
    is_vague = 2 in (one.geo_precision, two.geo_precision) and None not in (one.latitude, two.latitude)
    return is_vague and one.iso == two.iso and one.admin1 is not None and one.admin1 == two.admin1


def _is_district(one: Place, two: Place) -> bool:
    """True when two names of one area lie so close that one is a quarter of the other."""
    if one.latitude is None or two.latitude is None or 3 in (one.geo_precision, two.geo_precision):
        return False
    reach = _AROUND_KM if 2 in (one.geo_precision, two.geo_precision) else _DISTRICT_KM
    return is_within(reach, one, two)


def _counts_others(old: Draft, new: Draft) -> bool:
    """True where the numbers of dead are so far apart that they cannot be of one event."""
    one, two = ([n for sort, n in _numbers(d) if sort == _KILLED] for d in (old, new))
    return bool(one and two) and not set(one) & set(two)


def is_around(km: float, one: Place, other: Place) -> bool:
    """True for a place that lies in the other, and for two places no farther than `km` from each other."""
    return one.contains(other) or other.contains(one) or is_within(km, one, other)


def is_within(km: float, one: Place, two: Place) -> bool:
    """True when both places are known and no further apart."""
    if one.latitude is None or two.latitude is None or abs(one.latitude - two.latitude) * _KM_A_DEGREE > km:
        return False
    return distance_km((one.latitude, one.longitude), (two.latitude, two.longitude)) < km


def same_toll(old: Draft, new: Draft) -> bool:
    """True when both count the same dead, or as many hurt or taken."""
    return bool(_counted(old) & _counted(new))


def _counted(draft: Draft) -> set[tuple[str, int]]:
    """The tolls of a mention that are no small number and no vague one."""
    told = {(category, number) for category, number in _numbers(draft) if number >= _TELLING_TOLL}
    return told | _summed(draft)


def _summed(draft: Draft) -> set[tuple[str, int]]:
    """All the dead of "19 fighters and four civilians", where there are too many of them to be as many by chance."""
    dead = [a.coded for a in draft.amounts if a.category == _KILLED and a.is_counted and a.coded and not a.telling]
    whole = sum(dead) if len(dead) > 1 and draft.share[1] == 1 else 0
    return {(_KILLED, whole)} if whole >= _RARE_TOLL else set()


def _numbers(draft: Draft) -> set[tuple[str, int]]:
    """The tolls of a mention that are no vague ones."""
    return {(a.category, a.coded) for a in draft.amounts if a.coded and _VAGUE not in a.rule_id}
