"""Sides that another event of the article names: the same fight told twice, the only air force that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.coding.actor_facts import has_no_planes
from extractors.coding.draft import AIR, FROM_AFAR, Draft
from extractors.coding.interaction import EXTERNAL_FORCES, GROUPS
from extractors.coding.naming import ARMED, Naming, is_same, is_stand_in
from extractors.coding.situation import NEARBY
from extractors.events.frame_records import Frame
from extractors.mentions.records import CodedActor
from extractors.report import Evidence
from extractors.text.grammar import Grammar

_OCCURRED = "occurred"
POINTING = "subject:points_back"
"""Rule of "the group" and "they"."""
_WIDE = 3
"""Geo-precision of a province, of which one part may be fought over by others than another."""
_REACH = 6
"""Sentences back to the fight whose sides another one shares."""
_FIGHTS, _CLASH, _ATTACK = "Battles", "Armed clash", "Attack"
_POLICED = frozenset(["Protest with intervention", "Excessive force against protesters"])
"""Protests at which somebody else acted; the protesters stand first."""


def opponent_told(draft: Draft, known: CodedActor | None, drafts: Sequence[Draft], naming: Naming) -> CodedActor | None:
    """Whom an actor fights in another fight of the article at the same place, where that one names both sides."""
    if known is None or is_stand_in(known) or draft.place is None:
        return None
    for other in drafts:
        if other is draft or other.place is None or other.place.place_id != draft.place.place_id:
            continue
        sides = other.actor1, other.actor2
        if other.sub_event_type != draft.sub_event_type or naming.is_vague(sides[0], other):
            continue
        if naming.is_vague(sides[1], other):
            continue
        one, two = sides
        if one is not None and two is not None and known.name in (one.name, two.name) and one.name != two.name:
            return two if one.name == known.name else one
    return None


def fight_told(
    draft: Draft, drafts: Sequence[Draft], event_type: Mapping[str, str]
) -> tuple[CodedActor, CodedActor] | None:
    """The sides of a fight that names neither ("fighting was also reported near Foo"): those of the last one told.

    That one was told some sentences before, in the same country.
    """
    for other in _fights_before(draft, drafts, event_type):
        one, two = other.actor1, other.actor2
        if one is None or two is None or is_stand_in(one) or is_stand_in(two):
            return None
        is_near = draft.sentence_index - other.sentence_index <= _REACH
        is_there = draft.place is not None and other.place is not None and draft.place.iso == other.place.iso
        return (one, two) if is_near and is_there else None
    return None


def fight_there(
    draft: Draft, drafts: Sequence[Draft], event_type: Mapping[str, str]
) -> tuple[CodedActor, CodedActor] | None:
    """The sides of a fight that names neither, where an earlier one in the same city or town names both."""
    if draft.place is None or draft.actor1 is not None or draft.actor2 is not None:
        return None
    for other in _fights_before(draft, drafts, event_type):
        one, two = other.actor1, other.actor2
        if one is None or two is None or is_stand_in(one) or is_stand_in(two) or other.place is None:
            continue
        is_there = other.place.place_id == draft.place.place_id or other.place.contains(draft.place)
        if is_there and other.place.geo_precision != _WIDE:
            return one, two
    return None


def _fights_before(draft: Draft, drafts: Sequence[Draft], event_type: Mapping[str, str]) -> Iterator[Draft]:
    """The fights that the article has told of, the last first."""
    for other in reversed(drafts):
        if other.order < draft.order and other.status == _OCCURRED and event_type[other.sub_event_type] == _FIGHTS:
            yield other


def doer_told(draft: Draft, drafts: Sequence[Draft], naming: Naming, definite: frozenset[str]) -> CodedActor | None:
    """Who "the attackers" are: the group that did what was told one or two sentences before, or fought in it."""
    if not _points_back(draft, definite):
        return None
    told = next((o for o in _shortly_before(draft, drafts) if o.status == _OCCURRED), None)
    if told is None:
        return None
    is_they = _pointer(draft) == POINTING and not _begins_definite(draft, definite)
    sides = (told.actor1,) if is_they or told.sub_event_type != _CLASH else (told.actor1, told.actor2)
    if is_they and told.sub_event_type in _POLICED and draft.sub_event_type == _ATTACK:
        sides = (told.actor2,)  # "police fired tear gas at the crowd. They also beat journalists."
    sorts = ARMED if is_they else GROUPS
    found = next((a for a in sides if a is not None and a.inter in sorts and not naming.is_vague(a, told)), None)
    return None if is_same(draft.actor2, found) else found


def owner_told(draft: Draft, drafts: Sequence[Draft], definite: frozenset[str]) -> CodedActor | None:
    """Whose "the planes" are: those of the foreign state whose aircraft were told of one or two sentences before."""
    if draft.sub_event_type != AIR or not _points_back(draft, definite):
        return None
    strikes = (o for o in _shortly_before(draft, drafts) if o.sub_event_type == AIR)
    told = next((o for o in strikes if not is_stand_in(o.actor1)), None)
    return told.actor1 if told is not None and told.actor1 and told.actor1.inter == EXTERNAL_FORCES else None


def pointing_subject(frame: Frame, grammar: Grammar, text: str) -> list[Evidence]:
    """The words of a subject that names nobody and points to whoever was told of before: "the group", "they"."""
    analysis = frame.analysis
    if frame.agents or frame.is_noun or len(frame.subject_groups) != 1 or "form:passive" in frame.facts:
        return []
    chunk = analysis.chunks[frame.subject_groups[0]]
    first, head = analysis.sentence.lowers[chunk.first], analysis.sentence.lowers[chunk.head]
    is_group = first in grammar.definite and head in grammar.collectives
    if not is_group and head not in grammar.speaker_pronouns:
        return []
    start, end = analysis.sentence.span(chunk.first, chunk.last)
    return [Evidence("actor1", start, end, text[start:end], POINTING)]


def _points_back(draft: Draft, definite: frozenset[str]) -> bool:
    """True where the words for who did it begin with "the", or are a pronoun."""
    return _pointer(draft) == POINTING or _begins_definite(draft, definite)


def _begins_definite(draft: Draft, definite: frozenset[str]) -> bool:
    words = next((e.text for e in draft.evidence if e.field == "actor1"), "")
    return words.partition(" ")[0].lower() in definite


def _pointer(draft: Draft) -> str:
    """The rule of the first words for who did it."""
    return next((e.rule_id for e in draft.evidence if e.field == "actor1"), "")


def _shortly_before(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Events with a doer that the sentences just before tell of, the last first."""
    for other in reversed(drafts):
        if 0 < draft.sentence_index - other.sentence_index <= NEARBY and other.actor1 is not None:
            yield other


def gunner_told(draft: Draft, drafts: Sequence[Draft]) -> CodedActor | None:
    """Whose aircraft or guns it was: those of the only one whose fire in the same country the article tells of."""
    if draft.sub_event_type not in FROM_AFAR or draft.place is None:
        return None
    told = {
        other.actor1.name: other.actor1
        for other in drafts
        if other.sub_event_type == draft.sub_event_type
        and other.status == _OCCURRED
        and not (other.is_other and other.order > draft.order)  # "rebels answered with a barrage"
        and other.place is not None
        and other.place.iso2 == draft.place.iso2
        and other.actor1 is not None
        and not is_stand_in(other.actor1)
        and not has_no_planes(other.actor1, draft)
    }
    return next(iter(told.values())) if len(told) == 1 else None
