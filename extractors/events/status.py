"""Did it happen? A frame's status from the words that govern its trigger.

Order of the rules: negation, condition, future and modality, the verb or noun that governs the trigger, its own
adjectives, tense, and last its date (`status_dates`): what lies before the news window is background. The first that
holds decides and is named in the evidence. Verbs are judged in `status_verbs`, event nouns in `status_nouns`.
"""

from __future__ import annotations

from datetime import date

from extractors.events.frame_records import LABELS, Frame
from extractors.events.grievance import GRIEVANCE, Grievances
from extractors.events.slots import Clauses
from extractors.events.status_asked import asked
from extractors.events.status_cues import StatusCues
from extractors.events.status_dates import DateJudge
from extractors.events.status_followed_up import is_followed_up
from extractors.events.status_general import general, is_doubt_of_circumstances
from extractors.events.status_hearsay import is_foregone, is_to_end, is_unheard_of, told_by_noun
from extractors.events.status_lexicon import StatusLexicon
from extractors.events.status_nouns import NounJudge
from extractors.events.status_shapes import is_freed, is_in_long_span, is_long_after, is_origin
from extractors.events.status_verbs import VerbJudge
from extractors.events.verdict import OCCURRED, Verdict
from extractors.lexicons.loader import load
from extractors.text.grammar import Grammar


class StatusJudge:
    """Judges frames of one language."""

    def __init__(self, lexicon: StatusLexicon, grammar: Grammar) -> None:
        """Put together the judges of verbs, of nouns and of dates."""
        self._grammar = grammar
        self._lexicon = lexicon
        self._cues = StatusCues(lexicon, grammar)
        self._of_verbs = VerbJudge(self._cues, grammar)
        self._of_nouns = NounJudge(self._cues, grammar, self._of_verbs)
        self._grievances = Grievances(lexicon)
        self._by_date = DateJudge(lexicon, grammar.superlatives, grammar.background_openers)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> StatusJudge:
        """The judge of a shipped language."""
        return cls(load(StatusLexicon, language, "status.yml"), grammar)

    def judge(self, frame: Frame, anchor: date | None) -> Verdict:
        """The status of a frame; `anchor` is the day the article was written."""
        if frame.kind in LABELS:
            return OCCURRED
        verdict = self._by_words(frame, frame.analysis.clauses, anchor)
        return (self._by_date.judge(frame, anchor) or verdict) if verdict.status == "occurred" else verdict

    def _by_words(self, frame: Frame, clauses: Clauses, anchor: date | None) -> Verdict:
        opener = clauses.subordinator(frame.position)
        is_condition = opener in self._lexicon.conditions or self._is_in_case(frame, clauses)
        is_condition = is_condition or self._is_of_a_condition(frame, clauses)
        if is_condition and not is_doubt_of_circumstances(frame, clauses, self._cues, self._grammar):
            return Verdict("hypothetical", "condition")
        if opener in self._grammar.background_openers or is_long_after(frame, self._grammar):
            return Verdict("historical", "before_what_is_told")
        in_question = asked(frame, clauses, self._cues, self._grammar)
        if in_question is not None:
            return in_question
        in_general = general(frame, self._cues, self._grammar)
        if in_general is not None:
            return in_general
        by_speaker = self._by_speaker(frame, clauses)
        if by_speaker is not None:
            return by_speaker
        if self._grievances.is_grievance(frame):
            return Verdict("historical", GRIEVANCE)
        if is_freed(frame, self._cues.freeing, self._cues.killing):
            return Verdict("historical", "freed_since")
        if frame.is_noun and is_unheard_of(frame, self._cues, self._grammar):
            return Verdict("denied", "unheard_of")
        if is_in_long_span(frame, self._grammar):
            return Verdict("historical", "long_period")
        if is_followed_up(frame, self._cues, self._grammar):
            return Verdict("historical", "followed_up")
        if is_foregone(frame, self._cues):
            return Verdict("hypothetical", "foregone")
        if is_to_end(frame.position, clauses, self._cues) and self._is_going_on(frame, clauses):
            return Verdict("hypothetical", "shall_end")
        if not frame.is_noun:
            return self._of_verbs.judge(frame, clauses.chunks[frame.position], frame.position, clauses)
        if not frame.has_own_day and is_origin(frame, self._lexicon.origin_nouns, self._cues.origin_verbs):
            return Verdict("historical", "origin_of_the_conflict")
        return self._of_nouns.judge(frame, clauses, anchor)

    def _is_in_case(self, frame: Frame, clauses: Clauses) -> bool:
        """True for the deaths of "in case they are killed": a condition of two words before the subject."""
        if frame.is_noun:
            return False
        first = min([frame.position, *clauses.subject(frame.position).groups])
        before = clauses.sentence.lowers[: clauses.chunks[first].first][-2:]
        return " ".join(before) in self._lexicon.conditions

    def _is_of_a_condition(self, frame: Frame, clauses: Clauses) -> bool:
        """True for the raids of "if you do not die in raids, you starve": none in particular, behind a verb that is open."""
        if not frame.is_noun or frame.spots or frame.dates:
            return False
        if clauses.sentence.lowers[clauses.chunks[frame.position].first] in self._grammar.definite:
            return False
        verb, _ = clauses.governor(frame.position) or (-1, "")
        return verb >= 0 and clauses.subordinator(verb) in self._lexicon.conditions

    @staticmethod
    def _is_going_on(frame: Frame, clauses: Clauses) -> bool:
        """True for the "-ing" of a verb, which a trigger may be taken for as a noun."""
        chunk = clauses.chunks[frame.position]
        return chunk.kind == "V" and chunk.tense == "participle" and chunk.voice == "active"

    def _by_speaker(self, frame: Frame, clauses: Clauses) -> Verdict | None:
        """Inside the that-clause of a verb, be "that" said or not: denied, or wanted ("orders that X be shelled")."""
        kinds, chunk = clauses.kinds, clauses.chunks[frame.position]
        is_wish = not frame.is_noun and chunk.tense == "present" and not chunk.is_perfect and not chunk.is_progressive
        for j in range(frame.position - 1, 0, -1):
            if kinds[j] == ";":
                return None
            by_noun = told_by_noun(j, clauses, self._cues, self._grammar)
            if by_noun is not None:
                return by_noun
            if kinds[j] != "V" or not _opens_clause(j, clauses):
                continue
            told = self._cues.verbs.get(clauses.lows[j])
            if told == "denied":
                return Verdict("denied", "denied_by_the_speaker")
            if told == "planned" and is_wish:
                return Verdict("planned", f"governed_by:{clauses.lows[j]}")
        return None


def _opens_clause(verb: int, clauses: Clauses) -> bool:
    """True where what is said follows the verb, be "that" said or not, or a day between ("denied on Friday that")."""
    kinds, behind = clauses.kinds, verb + 1
    if kinds[behind] == "N":
        return clauses.begins_clause(behind)
    while kinds[behind : behind + 1] == ["P"] and kinds[behind + 1 : behind + 2] in (["T"], ["N"]):
        behind += 2
    return kinds[behind : behind + 1] == ["S"]
