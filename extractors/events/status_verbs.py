"""Did it happen? The answer of the verb that tells the deed: its negation, mood and tense, and what governs it.

An infinitive or participle follows its governor: "managed to storm" happened, "planned to storm" did not.
"""

from __future__ import annotations

from extractors.events.captives import is_attribute
from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS
from extractors.events.shared_doers import joined_to
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.status_shapes import (
    describes,
    is_aim,
    is_almost,
    is_before,
    is_busy,
    is_conduct,
    is_doer_named,
    is_generic,
    is_identified,
    is_reported,
    is_reported_behind,
    is_spoken_of,
    is_standing,
    is_under_way,
)
from extractors.events.verdict import OCCURRED, UNDER_WAY, Verdict, is_unreal, mood
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import ING

_STATES = frozenset(["siege", "capture", "control"])
"""Kinds of event that leave a lasting state, by which a place may be described."""
_FIGHT = "clash"
_ONGOING = frozenset(["clash", "assault", "siege"])
"""Kinds of event that may go on for years."""
_TAKEN = frozenset(["abduction", "captives", "arrest", "notable_arrest"])
"""Kinds of event by which a person may be identified."""
_INFINITIVE_REACH = 9
"""Groups to the left within which the governor of an infinitive is looked for."""


class VerbJudge:
    """Judges deeds by the verbs that tell or govern them."""

    def __init__(self, cues: StatusCues, grammar: Grammar) -> None:
        """Keep the cue words of the language."""
        self._cues, self._grammar = cues, grammar

    def judge(self, frame: Frame, chunk: Chunk, position: int, clauses: Clauses) -> Verdict:
        """The status of a deed by the verb in group `position`: the frame's own, or one that its verb hangs on."""
        if chunk.is_negated:
            return Verdict("denied", "negated_verb")
        if is_almost(chunk, clauses, self._cues.lexicon.almost):
            return Verdict("attempted", "almost")
        if frame.analysis.sentence.lowers[chunk.first] in self._cues.lexicon.wished:
            return Verdict("hypothetical", "wished")
        if self.is_habit(frame, chunk):
            return Verdict("historical", "habitual")
        if chunk.tense == "future" or chunk.is_modal:
            return mood(chunk)
        if chunk.tense == "infinitive":
            return self.infinitive(frame, position, clauses)
        if chunk.tense == "present" and is_generic(frame, chunk):
            return Verdict("hypothetical", "generic_present")
        is_told = frame.has_own_day or is_reported(position, clauses) or is_reported_behind(frame, clauses)
        is_told = is_told or self._is_added(frame, chunk)
        if is_before(chunk) and (not is_told or (chunk.is_progressive and not frame.amounts)):
            return Verdict("historical", "pluperfect")
        is_act = frame.kind in self._cues.lexicon.demonstrations or position != frame.position
        if not (frame.has_own_day or is_act) and is_aim(position, clauses):
            return Verdict("hypothetical", "aim")
        if chunk.is_perfect and chunk.is_progressive and frame.kind in _ONGOING and not frame.has_own_day:
            return Verdict("historical", "goes_on")
        if is_conduct(frame, position, clauses):
            return Verdict("alleged", "conduct_of_a_side")
        if frame.kind == _FIGHT and not frame.amounts and is_doer_named(frame, position, clauses):
            return Verdict("historical", "describes_what_is_named")
        if not frame.has_own_day and self._is_description(frame, position, clauses):
            return Verdict("historical", "describes_what_is_named")
        shared = joined_to(position, clauses)
        if shared is not None and (clauses.chunks[shared].tense == "infinitive" or is_unreal(clauses.chunks[shared])):
            return self.judge(
                frame, clauses.chunks[shared], shared, clauses
            )  # "calls for them to be killed or attacked"
        if chunk.tense == "participle" and chunk.voice == "active":
            if is_spoken_of(frame, position, clauses, self._cues.becoming):
                return Verdict("hypothetical", "spoken_of")
            if position and clauses.chunks[position - 1].tense == "infinitive":
                return self.infinitive(frame, position - 1, clauses)  # "a plan to resume bombing the city"
            return self.participle(frame, position, clauses)
        if chunk.tense == "participle" and position >= 2 and clauses.kinds[position - 1] == "P":
            governed = self._behind_preposition(position, clauses)  # "on the brink of being overrun"
            if governed is not None:
                return governed
        return UNDER_WAY if not is_act and is_under_way(frame, chunk) else OCCURRED

    def is_habit(self, frame: Frame, verb: Chunk) -> bool:
        """True for "regularly attack" and "often carry out attacks", of no day."""
        around = frame.analysis.sentence.lowers[max(0, verb.first - 1) : verb.last + 1]
        is_loose = not (frame.has_own_day or frame.analysis.is_note)
        return is_loose and not self._cues.lexicon.habitual_adverbs.isdisjoint(around)

    def _is_added(self, frame: Frame, chunk: Chunk) -> bool:
        """True for "rebels had also shelled Foo": one more deed of those that the text tells of, in no order of time."""
        verb = frame.analysis.sentence.lowers[chunk.first : chunk.last]
        is_own = frame.analysis.chunks[frame.position] is chunk and "agent:armed" in frame.facts
        return is_own and not self._grammar.adding.isdisjoint(verb)

    def is_perceived(self, chunk: Chunk, position: int, clauses: Clauses) -> bool:
        """True for "shelling could be heard": it was; not for "shelling may be heard"."""
        opens = clauses.sentence.lowers[chunk.first]
        return opens in self._cues.lexicon.perceivable and clauses.lows[position] in self._grammar.observing

    def _is_told_of(self, word: str, chunk: Chunk) -> bool:
        return word in self._grammar.reporting and word not in self._cues.verbs and not is_unreal(chunk)

    def _is_of_fighters(self, position: int, clauses: Clauses) -> bool:
        """True for "joined the forces fighting rebels in Foo": it says which forces; not for "saw troops fighting"."""
        chunk, kinds = clauses.chunks[position], clauses.kinds
        is_bare = chunk.tense == "participle" and chunk.voice == "active"
        verb = (
            clauses.verb_before(position - 1, BREAKS)
            if is_bare and position > 1 and kinds[position - 1] == "N"
            else None
        )
        if verb is None or clauses.chunks[verb].tense == "participle":
            return False
        return clauses.lows[verb] not in self._grammar.reporting | self._grammar.observing | self._grammar.suffering

    def _is_description(self, frame: Frame, position: int, clauses: Clauses) -> bool:
        """True for a verb that only says which place or person is meant; what is counted is told for its own sake."""
        if (frame.kind in _STATES and describes(position, clauses)) or is_attribute(frame):
            return True
        if frame.kind in _STATES and not frame.has_own_day and clauses.fronted(position).groups:
            return True  # "a town that rebels captured"
        is_bare_fight = frame.kind == _FIGHT and not frame.amounts
        if is_bare_fight and (self._is_of_fighters(position, clauses) or is_busy(position, clauses)):
            return True
        if any(amount.is_counted for amount in frame.amounts) or frame.analysis.is_headline:
            return False
        is_of_person = frame.kind in _TAKEN and not frame.analysis.is_note and is_identified(position, clauses)
        return is_of_person or (frame.kind in _ONGOING and is_standing(position, clauses))

    def participle(self, frame: Frame, position: int, clauses: Clauses) -> Verdict:
        """A participle follows the verb it hangs on; "of storming", "accused of killing" follow their governor."""
        if position >= 2 and clauses.kinds[position - 1] == "P":
            governed = self._behind_preposition(position, clauses)
            if governed is not None:
                return governed
        is_inside = position > 0 and clauses.lows[position - 1] in self._grammar.links.toll_cause
        for j in range(position - 1, -1, -1):
            chunk = clauses.chunks[j]
            if chunk.kind in BREAKS:
                break
            if chunk.kind == "V" and chunk.tense == "infinitive" and is_inside:
                return self.infinitive(frame, j, clauses)  # "are preparing to help in storming the town"
            if chunk.kind == "V" and chunk.tense != "participle":
                told = self._cues.of_verb(clauses.lows[j]) if j == position - 1 else None  # "stopped bombing the city"
                return mood(chunk) if is_unreal(chunk) else told or OCCURRED
            if chunk.kind == "V" and j and clauses.kinds[j - 1] == "P" and chunk.voice == "active":
                return self.participle(frame, j, clauses)
        return OCCURRED

    def _behind_preposition(self, position: int, clauses: Clauses) -> Verdict | None:
        """The status by the cue verb or noun before a preposition, or by the verb before that noun."""
        kinds, before = clauses.kinds, position - 2
        if kinds[before] == "V":
            return self._cues.of_verb(clauses.lows[before])
        if kinds[before] != "N":
            return None
        if before > 1 and clauses.lows[before - 1] in self._grammar.links.agent and kinds[before - 2] == "V":
            return self._cues.of_verb(clauses.lows[before - 2])  # "accused by the mayor of killing"
        by_noun = self._cues.of_noun(clauses.lows[before]) or self._cues.of_noun(clauses.last_word(before))
        if by_noun is None and before >= 1 and kinds[before - 1] == "V":
            return self._cues.of_verb(clauses.lows[before - 1])
        return by_noun

    def infinitive(self, frame: Frame, position: int, clauses: Clauses) -> Verdict:
        """An infinitive is planned unless its governor says otherwise ("managed to", "failed to")."""
        infinitive = clauses.chunks[position]
        is_past = infinitive.is_perfect or frame.analysis.tags[infinitive.head] == ING
        for j in range(position - 1, max(-1, position - 1 - _INFINITIVE_REACH), -1):
            kind, word, chunk = clauses.kinds[j], clauses.lows[j], clauses.chunks[j]
            if kind == "V":
                if is_past and word not in self._cues.verbs and not is_unreal(chunk):
                    return OCCURRED  # "claimed to have shelled", "said to be shelling"
                if chunk.voice == "passive" and infinitive.voice == "passive" and self._is_told_of(word, chunk):
                    return OCCURRED  # "nine were said to be killed"
                is_shown = frame.kind in self._cues.lexicon.purposes and word not in self._cues.verbs
                is_tried = frame.kind in self._cues.lexicon.attempts and self._cues.verbs.get(word) == "attempted"
                is_done = word in self._cues.factual or clauses.lows[j + 1] in self._cues.lexicon.able
                if is_done and clauses.subordinator(j) in self._cues.lexicon.conditions:
                    return Verdict("hypothetical", "condition")
                if is_done and _is_use_till_now(frame, chunk):
                    return Verdict("historical", "used_for_it")
                if (is_shown or is_tried or is_done) and not chunk.is_negated:
                    return self.judge(frame, chunk, j, clauses)
                return Verdict(self._cues.verbs.get(word, "planned"), f"governed_by:{word}")
            by_noun = self._cues.of_noun(word) if kind == "N" else None
            if kind == "N" and j == position - 1:
                by_noun = by_noun or self._cues.of_verb(word)
            if by_noun is not None:
                return by_noun
            if kind in BREAKS:
                break
        if frame.analysis.is_note and frame.kind in self._cues.lexicon.purposes:
            return OCCURRED  # "Residents block the road to protest": the verb was read as a noun
        return Verdict("planned", "infinitive")


def _is_use_till_now(frame: Frame, verb: Chunk) -> bool:
    """True for "the hills have been used to shell the town", of no day and no victims: what they serve for."""
    is_till_now = verb.is_perfect and not verb.is_pluperfect and verb.voice == "passive"
    return is_till_now and not (frame.has_own_day or frame.amounts)
