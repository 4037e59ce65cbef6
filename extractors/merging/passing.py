"""Events told in passing: what has no place, no day and no counted toll of its own is background, not a report.

An article names many fights without telling of any ("the group is fighting the army in Syria"). Looked at only when all
mentions of an event are folded into one, so that a bare headline counts with what the text adds.
"""

from __future__ import annotations

from datetime import date, timedelta

from extractors.coding.codebook import ORGANISED_VIOLENCE, Codebook
from extractors.coding.draft import Draft
from extractors.events.verdict import UNDER_WAY
from extractors.mentions.records import CodedActor
from extractors.places.records import HELD, NAMED, Place

RULE = "told_in_passing"
LONG_AGO = "long_before_the_article"
GOES_ON = "goes_on"
_OLD = timedelta(days=31)
"""Age of what is no news, whichever sentence gives its day."""
_NOTE = 6
"""Sentences of a text that is a note of one event, not an article."""
_HARM, _KILLED = "harm", "killed"
NAMELESS = ("Unidentified", "Civilians")
"""How the names of actors begin who are nobody in particular."""
_OPENING = 12
"""Sentences within which a text that is news has told of an event."""
_REPORTED = "as_reported"
_PASSING = 2
"""So many mentions has what is told in passing."""
_FEW = 5
"""So many events without a day an essay or a portrait recalls."""
_AREA = 3
"""`geo_precision` of a place known only as a province or a part of a country."""
_LEAD = 2
"""Sentences of the headline and the lead: what they tell is the news."""


def set_aside(drafts: list[Draft], n_sentences: int, anchor: date | None) -> None:
    """Make background of the events that are only told in passing; a short note tells nothing but its event.

    So is what a later sentence puts, by a day it takes from those around it, long before the day of the article
    (`anchor`): the entries of a chronology.
    """
    if n_sentences <= _NOTE:
        _set_wide_aside(drafts)
        return
    is_feature = _is_feature(drafts)
    for draft in (d for d in drafts if d.status == "occurred"):
        if is_feature and _is_undated_violence(draft):
            draft.status, draft.status_rule = "historical", RULE
        elif _is_long_ago(draft, anchor):
            draft.status, draft.status_rule = "historical", LONG_AGO
        elif _is_going_on(draft):
            draft.status, draft.status_rule = "historical", GOES_ON
        elif _is_in_passing(draft):
            draft.status, draft.status_rule = "historical", RULE


def _is_feature(drafts: list[Draft]) -> bool:
    """True where the opening of a text tells of no event at all: what it tells of later is no news of the day.

    A communique that tells of many events has them behind its opening, too.
    """
    told = [d for d in drafts if d.status != "historical"]
    is_late = min((d.sentence_index for d in told), default=0) >= _OPENING
    is_dated = any(d.when.is_own and d.when.precision == 1 for d in told)
    return is_late and not is_dated and sum(d.status == "occurred" and _is_undated_violence(d) for d in drafts) <= _FEW


def _is_undated_violence(draft: Draft) -> bool:
    """True for violence that has no day but that of the article, and that the text hardly comes back to."""
    is_violent = Codebook.default().event_type[draft.sub_event_type] in ORGANISED_VIOLENCE
    is_undated = draft.when.step == _REPORTED and draft.when.precision != 1
    return is_violent and is_undated and draft.mentions <= _PASSING


def _set_wide_aside(drafts: list[Draft]) -> None:
    """Of a note with an event of its own, what it adds of a whole country without a day or a victim is background."""
    told = [d for d in drafts if d.status == "occurred"]
    if any(d.place is not None and d.place.latitude is not None for d in told):
        for draft in (d for d in told if d.sentence_index >= _LEAD and d.share[1] == 1 and _is_wide(d)):
            draft.status, draft.status_rule = "historical", RULE
    if any(not _is_going_on(d) for d in told):
        for draft in filter(_is_going_on, told):
            draft.status, draft.status_rule = "historical", GOES_ON


def _is_wide(draft: Draft) -> bool:
    place = draft.place
    is_country = place is not None and place.latitude is None and not place.place_id.startswith(NAMED)
    return is_country and not (draft.mentions > 1 or draft.when.is_own or any(a.coded for a in draft.amounts))


def _is_long_ago(draft: Draft, anchor: date | None) -> bool:
    day = draft.when.day
    return anchor is not None and day is not None and draft.sentence_index >= _LEAD and anchor - day > _OLD


def _is_going_on(draft: Draft) -> bool:
    """True for "the army is shelling the suburbs", behind the lead: how the war goes, not what a day brought."""
    return draft.status_rule == UNDER_WAY.rule and draft.sentence_index >= _LEAD and not draft.when.is_own


def _is_in_passing(draft: Draft) -> bool:
    is_alone = draft.mentions == 1 and draft.share[1] == 1 and draft.sentence_index >= _LEAD
    if draft.is_definite and is_alone and not _says_more(draft):
        return True  # "the attack in Foo" that the text has told nothing else of
    if is_alone and _is_a_life(draft):
        return True
    place = draft.place
    if place is None and not draft.when.is_own:
        return True  # neither a place nor a day, not even a country
    is_bare = not (draft.when.is_own or draft.amounts) and draft.when.precision != 1
    if is_alone and is_bare and place is not None and _is_area(place):
        return True  # "clashes between them in the province of Foo": neither place, day nor toll
    is_placed = draft.has_own_place or draft.mentions > 1 or draft.sentence_index < _LEAD
    is_located = place is not None and (place.latitude is not None or place.place_id.startswith(NAMED))
    has_place = is_placed and is_located
    if has_place or draft.when.is_own or any(a.coded for a in draft.amounts):
        return False
    return draft.sentence_index >= _LEAD or not (place is not None or _names_actor(draft) or draft.amounts)


def _is_a_life(draft: Draft) -> bool:
    """True for one person's death that tells of a life: "she married a man who was killed", no day, place, doer or weapon."""
    if draft.kind != _HARM or draft.when.is_own or draft.has_own_place or draft.has_means:
        return False
    is_by_nobody = draft.actor1 is None or draft.actor1.name.startswith(NAMELESS)
    return is_by_nobody and sum(a.coded or 0 for a in draft.amounts if a.category == _KILLED) == 1


def _is_area(place: Place) -> bool:
    """True for a province, a part of a country or a country; not for a village that only its province places."""
    return place.geo_precision == _AREA and not place.place_id.startswith((NAMED, HELD))


def _says_more(draft: Draft) -> bool:
    """True when the mention gives a day or a toll of its own."""
    return draft.when.is_own or any(a.coded for a in draft.amounts)


def _names_actor(draft: Draft) -> bool:
    """True when one side has a name, be it only that of its kind of force."""
    return any(not a.name.startswith(NAMELESS) for a in (draft.actor1, draft.actor2) if a)


def is_by_name(actor: CodedActor) -> bool:
    """True for a group that is named, not only told by its side ("rebels")."""
    return actor.is_named and not actor.name.startswith(NAMELESS)
