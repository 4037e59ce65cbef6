"""What goes on with the event told just before: its dead, its second blow, "the strikes", those who died of it later.

Such a frame says too little to be coded by itself and takes the type of the event that it goes on with.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.coding.codebook import VIOLENCE, Codebook
from extractors.coding.decision import Decided
from extractors.coding.draft import Draft
from extractors.coding.interaction import GROUPS, STATES
from extractors.coding.remarked import kill_captives
from extractors.coding.situation import NEARBY, Situation
from extractors.coding.told_on import is_one_more
from extractors.events.frame_records import Frame
from extractors.events.harm import HarmFinder
from extractors.events.verdict import BACKGROUND
from extractors.mentions.records import ARMED_KINDS
from extractors.text.grammar import Grammar

OF_KIND_BEFORE = "kind_of_previous_event"
"""Rule of a type taken from the event before."""
_BOMBARDMENT = frozenset(["Air/drone strike", "Shelling/artillery/missile attack"])
_KINDS = frozenset(["air_strike", "strike", "shelling"])
"""Kinds of event noun that say how it was done: "the strikes" are no interception told in between."""
_ARRESTS = frozenset(["arrest", "notable_arrest"])
_SHOOTING, _BLAST = "shooting", "bombing"
_BOMBS = frozenset(["suicide", "ied", "explosion"])
"""Kinds of event whose blast may be told of again."""
_COUNTING_REACH = 5
"""Sentences back within which "five more" are counted on."""
_STRIKE, _FROM_AFAR = "strike", "Explosions/Remote violence"
_HARMFUL = VIOLENCE | {"Protests"}
"""Types of event of which people may die later."""
_FIGHTS = frozenset(["Battles"])
"""Types of event whose victims of gunfire are told of by themselves."""


class EventsBefore:
    """Finds the event before that a frame of one language goes on with."""

    def __init__(self, grammar: Grammar, harm: HarmFinder) -> None:
        """Keep the words for dying, and those for what came later."""
        self._grammar = grammar
        self._later, self._dying = harm.later, harm.dying
        self._event_type: Mapping[str, str] = Codebook.default().event_type

    def died_of(self, frame: Frame, situation: Situation) -> Draft | None:
        """The event told in a sentence before of which somebody died later: "died in hospital on Monday"."""
        last = last_occurred(frame, situation)
        if last is None or last.sentence_index == frame.analysis.sentence.index or frame.agents:
            return None
        if not frame.amounts or self._event_type[last.sub_event_type] not in _HARMFUL:
            return None
        analysis, clauses = frame.analysis, frame.analysis.clauses
        if analysis.sentence.lowers[frame.trigger.first] not in self._dying:
            return None
        behind = (group for _, groups in clauses.prepositions(frame.position) for group in groups)
        return last if any(clauses.lows[group] in self._later for group in behind) else None

    def continued(self, frame: Frame, situation: Situation) -> Decided:
        """Harm told without any doer, place or day goes on with the violence of the sentence before."""
        is_harm = frame.kind == "harm" and bool(frame.amounts)
        if frame.status != "occurred" or not (is_harm or _is_only_shot(frame)):
            return None
        if frame.agents or frame.spots or frame.dates:
            return None
        last = last_occurred(frame, situation) or _before_background(frame, situation)
        if last is None or last.sentence_index == frame.analysis.sentence.index:
            return None
        if self._event_type[last.sub_event_type] not in (VIOLENCE if is_harm else _FIGHTS):
            return None
        last = self._fight_beside(last, situation)
        is_deadly = any(a.category == "killed" and a.coded for a in frame.amounts)
        if is_deadly and ARMED_KINDS.isdisjoint(f.mention.kind for f in frame.targets):
            kill_captives(last)
        frame.is_anaphoric = True
        return last.sub_event_type, "continues_previous_event"

    def one_more(self, frame: Frame, situation: Situation) -> Decided:
        """ "The second killed nine in Foo" after two bombs, "five more died in Bar": one more of the kind told before."""
        is_counted_on = _counts_on(frame)
        if not (is_counted_on or is_one_more(frame, self._grammar)):
            return None
        if frame.kind == "harm" and frame.is_noun and frame.agents:
            return None  # "five more deaths in rebel fire": whose fire it was is told anew
        last = last_occurred(frame, situation, _COUNTING_REACH if is_counted_on else NEARBY)
        if last is None or self._event_type[last.sub_event_type] not in VIOLENCE:
            return None
        frame.agents = []
        return last.sub_event_type, OF_KIND_BEFORE

    def struck_too(self, frame: Frame, situation: Situation) -> Decided:
        """ "Rebels also targeted Foo" after their rockets hit Bar: the same side, and the same means."""
        last = last_occurred(frame, situation)
        if last is None or last.actor1 is None or frame.kind != _STRIKE or frame.is_noun or not frame.spots:
            return None
        verb, side = frame.analysis.chunks[frame.position], last.actor1.inter
        is_added = not self._grammar.adding.isdisjoint(frame.analysis.sentence.lowers[verb.first : verb.last])
        is_group = "agent:nonstate" in frame.facts and side in GROUPS
        is_same = is_group or ("agent:state" in frame.facts and side in STATES)
        if not (is_added and is_same) or frame.instruments or self._event_type[last.sub_event_type] != _FROM_AFAR:
            return None
        return last.sub_event_type, OF_KIND_BEFORE

    def of_crowd(self, decided: Decided, frame: Frame, situation: Situation) -> Decided:
        """ "The clash" after a riot or a brawl is that riot or brawl, not a battle."""
        last = last_occurred(frame, situation)
        if last is None or self._event_type[last.sub_event_type] != "Riots":
            return decided
        return last.sub_event_type, "continues_previous_event"

    def gone_on_with(self, frame: Frame, situation: Situation) -> Draft | None:
        """The event before that a definite event noun ("the attack"), or harm in the next sentence, goes on with."""
        before = frame.analysis.clauses.lows[max(0, frame.position - 1)]
        is_placed_noun = frame.is_noun and frame.has_place_phrase and before not in self._grammar.partitives
        goes_on = frame.is_anaphoric or is_placed_noun or (frame.kind == "harm" and bool(frame.amounts))
        last = _told_of(frame, situation) if goes_on and frame.status == "occurred" else None
        is_later = last is not None and last.sentence_index < frame.analysis.sentence.index
        if last is not None and frame.kind == "harm" and last.kind in _ARRESTS and not is_later:
            return None  # "arrested four men over the fire, which left 58 dead"
        return self._fight_beside(last, situation) if last and is_later and frame.kind == "harm" else last

    def _fight_beside(self, last: Draft, situation: Situation) -> Draft:
        """The fight told in the sentence of a kidnapping: the dead of the next sentence are the fight's."""
        if last.kind != "abduction":
            return last
        beside = (d for d in situation.drafts if d.sentence_index == last.sentence_index and d.status == "occurred")
        return next((d for d in beside if self._event_type[d.sub_event_type] == "Battles"), last)


def are_shots_before(frame: Frame, situation: Situation) -> bool:
    """True for the gunshots of "one man was killed with gunshots", told after men fired at a rally: no other shooting."""
    if frame.kind != _SHOOTING or not frame.is_noun or not frame.amounts or frame.agents or frame.spots or frame.dates:
        return False
    clauses, last = frame.analysis.clauses, last_occurred(frame, situation)
    is_means = frame.position > 0 and clauses.kinds[frame.position - 1] == "P"
    is_shooting = last is not None and last.kind == _SHOOTING
    return is_means and is_shooting and last is not None and last.sentence_index < frame.analysis.sentence.index


def bomb_before(frame: Frame, situation: Situation) -> Decided:
    """The bomb told of before whose blast "the blast" is, though shells fell in between."""
    if frame.kind != _BLAST or not frame.is_noun or not frame.is_anaphoric:
        return None
    near = situation.drafts_near(frame.analysis.sentence.index)
    bomb = next((d for d in near if d.kind in _BOMBS and d.status == "occurred"), None)
    return None if bomb is None else (bomb.sub_event_type, OF_KIND_BEFORE)


def _is_only_shot(frame: Frame) -> bool:
    """True for "20 people were shot with arrows", which after a fight tells how it went."""
    is_people = bool(frame.targets) and all(f.mention.kind == "civilians" for f in frame.targets)
    return frame.kind == "shooting" and is_people and "form:passive" in frame.facts


def _counts_on(frame: Frame) -> bool:
    """True for "five more were killed in Foo": dead beside those told before, by nobody and nothing of their own."""
    is_told = frame.agents or frame.instruments or frame.dates or frame.status != "occurred"
    if frame.kind != "harm" or is_told or not frame.spots:
        return False
    return _has_more_dead(frame)


def _has_more_dead(frame: Frame) -> bool:
    """True for the dead of "five more"."""
    return any(a.is_additional and a.category == "killed" for a in frame.amounts)


def last_occurred(frame: Frame, situation: Situation, reach: int = NEARBY) -> Draft | None:
    """The event coded last, when it occurred and stands in the sentence or at most so many before."""
    last = situation.drafts[-1] if situation.drafts else None
    if last is None or last.status != "occurred":
        return None
    return last if frame.analysis.sentence.index - last.sentence_index <= reach else None


def _before_background(frame: Frame, situation: Situation) -> Draft | None:
    """The event of the sentence just before that told its background last: "took the town after heavy fighting".

    Or what somebody tried: "a gunfight broke out when police tried to arrest a man".
    """
    index = frame.analysis.sentence.index - 1
    near = [d for d in situation.drafts if d.sentence_index == index]
    if not near or (near[-1].status_rule != BACKGROUND and near[-1].status != "attempted"):
        return None
    return next((d for d in reversed(near) if d.status == "occurred"), None)


def bombardment_before(frame: Frame, situation: Situation) -> Decided:
    """The air strike or shelling told just before, whose explosions they are."""
    last = last_occurred(frame, situation, _COUNTING_REACH if _has_more_dead(frame) else NEARBY)
    if last is None or last.sub_event_type not in _BOMBARDMENT or last.sentence_index == frame.analysis.sentence.index:
        return None
    return last.sub_event_type, OF_KIND_BEFORE


def _told_of(frame: Frame, situation: Situation) -> Draft | None:
    """The event before: of "the strikes" the last one of that kind, be it not the very last."""
    last = last_occurred(frame, situation)
    if last is None or not frame.is_noun or frame.kind not in _KINDS or last.kind in _KINDS:
        return last
    near = situation.drafts_near(frame.analysis.sentence.index)
    return next((d for d in near if d.kind in _KINDS and d.status == "occurred"), last)
