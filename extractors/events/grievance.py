"""What a demonstration is about is told in its sentence, but did not happen there and then.

"Workers marched against the arrest of two colleagues": the arrest is why they marched. It stands behind a word that opens
the grievance ("against", "demanding", "over"), or is what the crowd protests; what the crowd or the police did besides is
told by a verb of its own ("and clashed with the police", "throwing stones").
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.groups import FINITE
from extractors.events.status_lexicon import StatusLexicon

_OPENERS = frozenset(["S", "P"])
"""Groups that open what went on with a demonstration: "before guards fired", "before blowing himself up"."""
GRIEVANCE = "grievance_of_a_demonstration"
"""Rule of the status of what a demonstration was about."""


class Grievances:
    """Tells the grievance of a demonstration from its events."""

    def __init__(self, lexicon: StatusLexicon) -> None:
        """Keep the kinds of trigger that tell of demonstrations and the words that open what they are about.

        Behind words that tell what came before, an event with a day of its own is news; sequels open what went on with
        the demonstration.
        """
        self._demonstrations = lexicon.demonstrations
        self._cues, self._later, self._sequels = lexicon.grievances, lexicon.grievances_before, lexicon.sequels

    def is_grievance(self, frame: Frame) -> bool:
        """True when the frame tells what a demonstration named before it in its sentence is about."""
        if frame.kind in self._demonstrations and not frame.is_noun:
            return False
        if any(filler.mention.kind == "protesters" for filler in frame.targets):
            return False
        analysis = frame.analysis
        if self._is_of_those_mourned(frame):
            return True
        told = (t for t in analysis.standing if t.rule.kind in self._demonstrations and analysis.may_have_object(t))
        first = next((analysis.owner[t.first] for t in told), frame.position)
        return first < frame.position and self._opens(first, frame)

    def _is_of_those_mourned(self, frame: Frame) -> bool:
        """True for the killing of "relatives of a man who was killed marched": it says whose, on no day of its own."""
        analysis, clauses, at = frame.analysis, frame.analysis.clauses, frame.position
        if frame.is_noun or at < 4 or clauses.kinds[at - 4 : at] != ["N", "P", "N", "R"]:
            return False
        if clauses.chunks[at].voice != "passive" or clauses.lows[at - 3] not in clauses.grammar.partitives:
            return False
        later = [t for t in analysis.standing if t.rule.kind in self._demonstrations and t.first >= frame.trigger.last]
        ends = min((t.first for t in later if analysis.may_have_object(t)), default=0)
        is_dated = any(frame.trigger.last <= d.first < ends and d.precision == 1 for d in analysis.dates)
        return ends > 0 and not is_dated

    def _opens(self, first: int, frame: Frame) -> bool:
        """Walk back to the demonstration: is there a cue, with no main verb between it and the frame?"""
        chunks, clauses = frame.analysis.chunks, frame.analysis.clauses
        kinds, own = clauses.kinds, chunks[frame.position]
        is_main = not frame.is_noun and own.tense in FINITE
        if own.kind == "V" and own.tense == "participle" and own.voice == "active" and kinds[frame.position - 1] != "P":
            return False
        for j in range(frame.position - 1, first - 1, -1):
            kind = kinds[j]
            is_sequel = kind in _OPENERS and not frame.is_noun and clauses.lows[j] in self._sequels
            if kind == ";" or is_sequel or (kind == "R" and kinds[j - 1] == ","):
                return False
            if kind in ("P", "V", "S") and self._is_cue(clauses.lows[j], frame):
                return not (is_main and kind != "S")
            if kind in ("R", "S"):
                is_main = False
            elif kind == "V" and chunks[j].tense in FINITE:
                is_main = True
        return False

    def _is_cue(self, word: str, frame: Frame) -> bool:
        return word in self._cues or (word in self._later and not frame.has_own_day)
