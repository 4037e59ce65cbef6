"""Who "they" and "the men" are that burn and loot: armed men, where armed men did what was told just before.

Only that makes their deed one of an armed group: "they burned the village" alone might be told of a crowd. And only that
says whose forces "they" are in "they also recaptured Foo".
"""

from __future__ import annotations

from extractors.coding.few_men import armed, is_nameless
from extractors.coding.going_on import last_occurred
from extractors.coding.interaction import GROUPS, STATE_FORCES, STATES
from extractors.coding.situation import Situation
from extractors.events.frame_records import Filler, Frame
from extractors.text.grammar import Grammar

_DESTRUCTION, _CAPTURE = "destruction", "capture"
_NOBODY = "agent:none"
_PASSIVE = "passive"


def as_doer_before(filler: Filler, frame: Frame, situation: Situation, grammar: Grammar) -> Filler:
    """The doer of a frame; "the men" are armed where an armed group did what was told just before."""
    mention = filler.mention
    is_definite = frame.analysis.sentence.lowers[mention.first] in grammar.definite
    if not is_definite or not is_nameless(filler, frame, grammar) or _sort_before(frame, situation) not in GROUPS:
        return filler
    return armed(filler, "men_before")


def add_doer_before(frame: Frame, situation: Situation, grammar: Grammar) -> None:
    """Give a destruction or capture by "they" the facts of whoever did what was told just before."""
    if frame.kind not in (_DESTRUCTION, _CAPTURE) or frame.is_noun or _NOBODY not in frame.facts:
        return
    if not _is_by_them(frame, grammar):
        return
    sort = _sort_before(frame, situation)
    if sort in GROUPS or sort in STATES:
        frame.facts -= {_NOBODY, "agent:thing"}
        frame.facts |= {"agent:armed", "agent:nonstate" if sort in GROUPS else "agent:state"}
    if sort == STATE_FORCES:
        frame.facts.add("agent:state_home")


def _is_by_them(frame: Frame, grammar: Grammar) -> bool:
    """True where the doer is a pronoun ("they also recaptured Foo")."""
    clauses, position = frame.analysis.clauses, frame.position
    if len(frame.subject_groups) != 1 or clauses.chunks[position].voice == _PASSIVE:
        return False
    return clauses.lows[frame.subject_groups[0]] in grammar.speaker_pronouns


def _sort_before(frame: Frame, situation: Situation) -> str | None:
    """The class of whoever did what a sentence just before told of."""
    last = last_occurred(frame, situation)
    if last is None or last.sentence_index == frame.analysis.sentence.index or last.actor1 is None:
        return None
    return last.actor1.inter
