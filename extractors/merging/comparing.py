"""How alike are two reports of different articles? Every part of the answer has a name, a level and points.

A part without points for what was found is a contradiction: another day, another place, types that exclude each other.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from extractors.merging.rules import MergeRules, Numbers
from extractors.merging.sides import is_aimed, side_levels
from extractors.merging.telling import EXACT, MONTH, Bounds, Telling
from extractors.places.names import skeleton

APART: Final = "apart"
"""The level of a contradiction."""
ONE_ARTICLE: Final = "one_article"
_KM_A_DEGREE = 111.2
_NEAR, _AREA = 2, 3
"""Geo-precisions of "near a town" and of a province."""
ONE_ROW: Final = 99.0
"""Points of two reports of one article that agree on everything: no other is as sure."""


class Part(NamedTuple):
    """One part of a comparison.

    Attributes:
        name: What was compared.
        level: What was found, in the words of `merging.yml`.
        points: What it is worth; `None` for a contradiction.
    """

    name: str
    level: str
    points: float | None


def likeness(one: Telling, two: Telling) -> float | None:
    """How alike what two articles tell is, their texts apart; `None` when it is contradictory."""
    rules = MergeRules.default().lexicon.points
    total = 0.0
    for levels, find in ((rules.day, day_level), (rules.place, place_level), (rules.type, type_level)):
        worth = levels.get(find(one, two))
        if worth is None:
            return None
        total += worth
    for side in side_levels_of(one, two):
        total += rules.side[side]
    counts = rules.killed[killed_level(one, two)] + rules.injured[injured_level(one, two)]
    return total + counts + rules.scene[scene_level(one, two)]


def parts(one: Telling, two: Telling) -> tuple[Part, ...]:
    """The comparison part by part, with the texts; reports of one article have but one part."""
    if one.report.article_id == two.report.article_id:
        return (Part(ONE_ARTICLE, "same", ONE_ROW) if is_one_row(one, two) else Part(ONE_ARTICLE, APART, None),)
    rules = MergeRules.default().lexicon.points
    first, second = side_levels_of(one, two)
    found = (
        ("day", day_level(one, two), rules.day),
        ("place", place_level(one, two), rules.place),
        ("type", type_level(one, two), rules.type),
        ("side 1", first, rules.side),
        ("side 2", second, rules.side),
        ("killed", killed_level(one, two), rules.killed),
        ("injured", injured_level(one, two), rules.injured),
        ("scene", scene_level(one, two), rules.scene),
        ("text", text_level(one, two), rules.text),
    )
    return tuple(Part(name, level, levels.get(level)) for name, level, levels in found)


def day_level(one: Telling, two: Telling) -> str:
    """How the days agree, each as exactly as its report knows it (codebook section 6)."""
    if MONTH in (one.precision, two.precision):
        return "month" if one.month == two.month else APART
    gap = abs(one.day - two.day)
    if one.precision == two.precision == EXACT:
        return "same" if gap == 0 else "eve" if gap == 1 else APART
    if gap == 0:
        return "same_rough"
    if _is_from_the_future(one, two) or _is_from_the_future(two, one):
        return APART
    reach = MergeRules.default().lexicon.days
    return next((level for level in ("next", "near", "week") if gap <= getattr(reach, level)), APART)


def place_level(one: Telling, two: Telling) -> str:
    """How the places agree, each as exactly as its report knows it."""
    if one.iso != two.iso:
        return APART
    if _AREA in (one.geo_precision, two.geo_precision):
        return _area_level(one, two)
    km, reach = _kilometres(one.point, two.point), MergeRules.default().lexicon.kilometres
    is_rough = _NEAR in (one.geo_precision, two.geo_precision)
    is_one_name = skeleton(one.name) == skeleton(two.name)
    if (km <= reach.point and not (is_rough and not is_one_name)) or (one.name == two.name and km <= reach.name):
        return "around" if is_rough else "same"
    if is_rough:
        return "near" if km <= reach.near else APART
    return "inside" if km <= reach.quarter and one.is_city != two.is_city else APART


def type_level(one: Telling, two: Telling) -> str:
    """Whether two sub-event types may tell of one event."""
    pair = (one.report.sub_event_type, two.report.sub_event_type)
    return MergeRules.default().type_level.get(pair, APART)


def killed_level(one: Telling, two: Telling) -> str:
    """How the numbers of dead agree."""
    earlier, later = (one, two) if one.published <= two.published else (two, one)
    return _count_level(earlier.killed, later.killed, is_later=earlier.published < later.published)


def injured_level(one: Telling, two: Telling) -> str:
    """How the numbers of injured agree."""
    earlier, later = (one, two) if one.published <= two.published else (two, one)
    return _count_level(earlier.injured, later.injured, is_later=earlier.published < later.published)


def side_levels_of(one: Telling, two: Telling) -> tuple[str, str]:
    """How the sides agree."""
    aimed = is_aimed(one.report.sub_event_type) and is_aimed(two.report.sub_event_type)
    return side_levels(one.sides, two.sides, is_aimed=aimed)


def scene_level(one: Telling, two: Telling) -> str:
    """Whether both name what was struck and name the same, on one day: a town may lose a hospital on each of two days."""
    return "same" if one.day == two.day and not one.scenes.isdisjoint(two.scenes) else "other"


def text_level(one: Telling, two: Telling) -> str:
    """Whether both say it in the same words, in near-identical articles."""
    if one.text_group is None or one.text_group != two.text_group:
        return "other"
    words, other_words = set(one.report.sentence.split()), set(two.report.sentence.split())
    return "same" if 2 * len(words & other_words) > max(len(words), len(other_words)) else "other"


def is_one_row(one: Telling, two: Telling) -> bool:
    """True for two reports of one article that agree on day, place and sides: one event (codebook section 2)."""
    return (
        (one.day, one.precision, one.point, one.geo_precision) == (two.day, two.precision, two.point, two.geo_precision)
        and set(one.sides) == set(two.sides)
        and type_level(one, two) != APART
    )


def _is_from_the_future(one: Telling, two: Telling) -> bool:
    """True when the first is dated by its article alone and the second is of a later day: it could not be known."""
    return one.is_as_reported and two.precision == EXACT and two.day > one.day


def _area_level(one: Telling, two: Telling) -> str:
    if one.geo_precision == two.geo_precision:
        is_one = _kilometres(one.point, two.point) <= MergeRules.default().lexicon.kilometres.point
        return "area" if is_one else APART
    area = one.report.admin1
    return "in_area" if area is not None and area == two.report.admin1 else APART


def _count_level(one: Bounds | None, two: Bounds | None, *, is_later: bool) -> str:
    if one is None or two is None:
        return "silent"
    numbers = MergeRules.default().lexicon.numbers
    (coded, low, high), (other, other_low, other_high) = one, two
    if coded == other:
        return _weight(coded, numbers)
    if other_low <= coded <= other_high or low <= other <= high:
        return "overlap"
    if is_later and coded < other < coded * numbers.risen_times:
        return "risen"
    less, more = sorted((coded, other))
    if more < less * numbers.far_times or more - less < numbers.far_more:
        return "differs"
    return "very_far" if more - less >= numbers.very_far_more else "far"


def _weight(number: int, numbers: Numbers) -> str:
    """How much it says that two reports have the same number."""
    levels = ("silent", "few", "some", "many")
    level = (number > 0) + (number >= numbers.some) + (number >= numbers.many)
    return levels[max(level - (number in numbers.vague), min(level, 1))]


def _kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Distance on a plane, which is enough for a few dozen kilometres."""
    north = (one[0] - two[0]) * _KM_A_DEGREE
    east = abs(one[1] - two[1])
    east = min(east, 360 - east) * _KM_A_DEGREE * math.cos(math.radians((one[0] + two[0]) / 2))
    return math.hypot(north, east)
