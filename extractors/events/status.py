"""Did it happen? A frame's status from the words that govern its trigger.

Order of the rules: negation, condition, future and modality, the verb or noun that governs the trigger, its own
adjectives, tense, and last its date (`status_dates`): what lies before the news window is background. The first that
holds decides and is named in the evidence.
"""

from __future__ import annotations

from datetime import date

from extractors.events.frame_records import LABELS, Frame
from extractors.events.grievance import Grievances
from extractors.events.groups import BREAKS
from extractors.events.slots import Clauses
from extractors.events.status_dates import DateJudge
from extractors.events.status_lexicon import CueWords, StatusLexicon
from extractors.events.status_shapes import (
    CHAIN,
    describes,
    is_aim,
    is_answered,
    is_bare,
    is_before,
    is_compared,
    is_conduct,
    is_freed,
    is_generic,
    is_identified,
    is_long_after,
    is_met,
    is_of_past_year,
    is_origin,
    is_reported,
    is_standing,
)
from extractors.events.verdict import BACKGROUND, CALLED, OCCURRED, Verdict, is_unreal, mood
from extractors.lexicons.loader import load
from extractors.report import Status
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import ING

_CUES: tuple[Status, ...] = ("planned", "threatened", "hypothetical", "alleged", "denied", "attempted", "historical")
_DIRECT = frozenset(["object", "subject"])
_STATES = frozenset(["siege", "capture", "control"])
"""Kinds of event that leave a lasting state, by which a place may be described."""
_ONGOING = frozenset(["clash", "assault", "siege"])
"""Kinds of event that may go on for years."""
_TAKEN = frozenset(["abduction", "captives", "arrest", "notable_arrest"])
"""Kinds of event by which a person may be identified."""
_KILLED = "killed"
_INFINITIVE_REACH = 9
"""Groups to the left within which the governor of an infinitive is looked for."""


class StatusJudge:
    """Judges frames of one language."""

    def __init__(self, lexicon: StatusLexicon, grammar: Grammar) -> None:
        """Inflect the cue verbs."""
        tables = grammar.tables
        self._grammar = grammar
        self._lexicon = lexicon
        self._verbs: dict[str, Status] = {}
        self._nouns: dict[str, Status] = {}
        self._adjectives: dict[str, Status] = {}
        for status in reversed(_CUES):
            cues: CueWords = getattr(lexicon, status)
            self._verbs.update({form: status for verb in cues.verbs for form in tables.verb_forms(verb)})
            self._nouns.update(dict.fromkeys(cues.nouns, status))
            self._adjectives.update(dict.fromkeys(cues.adjectives, status))
        self._factual = frozenset(f for v in lexicon.factual_infinitives for f in tables.verb_forms(v))
        self._naming = frozenset(f for v in lexicon.naming_verbs for f in tables.verb_forms(v))
        self._reacting = frozenset(f for v in lexicon.reacting_verbs for f in tables.verb_forms(v))
        self._accompanying = frozenset(f for v in lexicon.accompanying_verbs for f in tables.verb_forms(v))
        self._freeing = frozenset(f for v in lexicon.freeing_verbs for f in tables.verb_forms(v))
        self._origin_verbs = frozenset(f for v in lexicon.origin_verbs for f in tables.verb_forms(v))
        self._grievances = Grievances(lexicon)
        self._by_date = DateJudge(lexicon)

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
        if opener in self._lexicon.conditions:
            return Verdict("hypothetical", "condition")
        if opener in self._grammar.background_openers or is_long_after(frame, self._grammar):
            return Verdict("historical", "before_what_is_told")
        by_speaker = self._by_speaker(frame, clauses)
        if by_speaker is not None:
            return by_speaker
        if self._grievances.is_grievance(frame):
            return Verdict("historical", "grievance_of_a_demonstration")
        if is_freed(frame, self._freeing):
            return Verdict("historical", "freed_since")
        if not frame.is_noun:
            return self._verb(frame, clauses.chunks[frame.position], frame.position, clauses)
        if not frame.has_own_day and is_origin(frame, self._lexicon.origin_nouns, self._origin_verbs):
            return Verdict("historical", "origin_of_the_conflict")
        return self._noun(frame, clauses, anchor)

    def _by_speaker(self, frame: Frame, clauses: Clauses) -> Verdict | None:
        """Inside the that-clause of a verb, be "that" said or not: denied, or wanted ("orders that X be shelled")."""
        kinds, chunk = clauses.kinds, clauses.chunks[frame.position]
        is_wish = not frame.is_noun and chunk.tense == "present" and not chunk.is_perfect and not chunk.is_progressive
        for j in range(frame.position - 1, 0, -1):
            if kinds[j] == ";":
                return None
            if kinds[j] != "V" or not (kinds[j + 1] == "S" or (kinds[j + 1] == "N" and clauses.begins_clause(j + 1))):
                continue
            told = self._verbs.get(clauses.lows[j])
            if told == "denied":
                return Verdict("denied", "denied_by_the_speaker")
            if told == "planned" and is_wish:
                return Verdict("planned", f"governed_by:{clauses.lows[j]}")
        return None

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, frame: Frame, chunk: Chunk, position: int, clauses: Clauses) -> Verdict:
        if chunk.is_negated:
            return Verdict("denied", "negated_verb")
        around = frame.analysis.sentence.lowers[chunk.first : chunk.last + 1]
        is_loose = not (frame.has_own_day or frame.analysis.is_note)
        if is_loose and not self._lexicon.habitual_adverbs.isdisjoint(around):
            return Verdict("historical", "habitual")
        if chunk.tense == "future" or chunk.is_modal:
            return mood(chunk)
        if chunk.tense == "infinitive":
            return self._infinitive(frame, position, clauses)
        if chunk.tense == "present" and is_generic(frame, chunk):
            return Verdict("hypothetical", "generic_present")
        if is_before(chunk) and not frame.has_own_day and not is_reported(position, clauses):
            return Verdict("historical", "pluperfect")
        is_act = frame.kind in self._lexicon.demonstrations or position != frame.position
        if not (frame.has_own_day or is_act) and is_aim(position, clauses):
            return Verdict("hypothetical", "aim")
        if chunk.is_perfect and chunk.is_progressive and frame.kind in _ONGOING and not frame.has_own_day:
            return Verdict("historical", "goes_on")
        if is_conduct(frame, position, clauses):
            return Verdict("alleged", "conduct_of_a_side")
        if not frame.has_own_day and self._is_description(frame, position, clauses):
            return Verdict("historical", "describes_what_is_named")
        if chunk.tense == "participle" and chunk.voice == "active":
            return self._participle(position, clauses)
        return OCCURRED

    @staticmethod
    def _is_description(frame: Frame, position: int, clauses: Clauses) -> bool:
        """True for a verb that only says which place or person is meant; what is counted is told for its own sake."""
        if frame.kind in _STATES and describes(position, clauses):
            return True
        if any(amount.is_counted for amount in frame.amounts) or frame.analysis.is_headline:
            return False
        is_of_person = frame.kind in _TAKEN and not frame.analysis.is_note and is_identified(position, clauses)
        return is_of_person or (frame.kind in _ONGOING and is_standing(position, clauses))

    def _participle(self, position: int, clauses: Clauses) -> Verdict:
        """A participle follows the verb it hangs on; "of storming", "accused of killing" follow their governor."""
        if position >= 2 and clauses.kinds[position - 1] == "P":
            governed = self._behind_preposition(position, clauses)
            if governed is not None:
                return governed
        for j in range(position - 1, -1, -1):
            chunk = clauses.chunks[j]
            if chunk.kind in BREAKS:
                break
            if chunk.kind == "V" and chunk.tense != "participle":
                return mood(chunk) if is_unreal(chunk) else OCCURRED
            if chunk.kind == "V" and j and clauses.kinds[j - 1] == "P" and chunk.voice == "active":
                return self._participle(j, clauses)
        return OCCURRED

    def _behind_preposition(self, position: int, clauses: Clauses) -> Verdict | None:
        """The status by the cue verb or noun before a preposition, or by the verb before that noun."""
        kinds, before = clauses.kinds, position - 2
        if kinds[before] == "V":
            return self._cue(self._verbs, clauses.lows[before])
        if kinds[before] != "N":
            return None
        if before > 1 and clauses.lows[before - 1] in self._grammar.links.agent and kinds[before - 2] == "V":
            return self._cue(self._verbs, clauses.lows[before - 2])  # "accused by the mayor of killing"
        by_noun = self._cue(self._nouns, clauses.lows[before]) or self._cue(self._nouns, clauses.last_word(before))
        if by_noun is None and before >= 1 and kinds[before - 1] == "V":
            return self._cue(self._verbs, clauses.lows[before - 1])
        return by_noun

    @staticmethod
    def _cue(cues: dict[str, Status], word: str) -> Verdict | None:
        return Verdict(cues[word], f"governed_by:{word}") if word in cues else None

    def _infinitive(self, frame: Frame, position: int, clauses: Clauses) -> Verdict:
        """An infinitive is planned unless its governor says otherwise ("managed to", "failed to")."""
        infinitive = clauses.chunks[position]
        is_past = infinitive.is_perfect or frame.analysis.tags[infinitive.head] == ING
        for j in range(position - 1, max(-1, position - 1 - _INFINITIVE_REACH), -1):
            kind, word, chunk = clauses.kinds[j], clauses.lows[j], clauses.chunks[j]
            if kind == "V":
                if is_past and word not in self._verbs and not is_unreal(chunk):
                    return OCCURRED  # "claimed to have shelled", "said to be shelling"
                is_shown = frame.kind in self._lexicon.purposes and word not in self._verbs
                is_tried = frame.kind in self._lexicon.attempts and self._verbs.get(word) == "attempted"
                is_done = word in self._factual or clauses.lows[j + 1] in self._lexicon.able
                if is_done and clauses.subordinator(j) in self._lexicon.conditions:
                    return Verdict("hypothetical", "condition")
                if (is_shown or is_tried or is_done) and not chunk.is_negated:
                    return self._verb(frame, chunk, j, clauses)
                return Verdict(self._verbs.get(word, "planned"), f"governed_by:{word}")
            by_noun = self._cue(self._nouns, word) if kind == "N" else None
            if kind == "N" and j == position - 1:
                by_noun = by_noun or self._cue(self._verbs, word)
            if by_noun is not None:
                return by_noun
            if kind in BREAKS:
                break
        if frame.analysis.is_note and frame.kind in self._lexicon.purposes:
            return OCCURRED  # "Residents block the road to protest": the verb was read as a noun
        return Verdict("planned", "infinitive")

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, frame: Frame, clauses: Clauses, anchor: date | None) -> Verdict:
        if is_of_past_year(frame, anchor):
            return Verdict("historical", "year_before_the_noun")
        told = self._attributes(frame) or self._chained(frame.position, clauses)
        if told is not None:
            return told
        is_dated = any(d.first > frame.trigger.first for d in frame.dates)
        if not is_dated and is_answered(frame.position, clauses, self._lexicon.answers):
            return Verdict("historical", BACKGROUND)
        is_counted = any(a.is_counted or a.category == _KILLED for a in frame.amounts)
        is_own_event = frame.has_own_day or bool(frame.absorbed) or frame.has_place_phrase or is_counted
        if not is_own_event and clauses.opener(frame.position) is not None:
            return Verdict("historical", BACKGROUND)
        governor = clauses.governor(frame.position)
        return OCCURRED if governor is None else self._governed(frame, *governor, clauses)

    def _attributes(self, frame: Frame) -> Verdict | None:
        """ "No attack", "a planned attack": the words before the noun in its group."""
        lowers = frame.analysis.sentence.lowers
        for word in lowers[frame.analysis.chunks[frame.position].first : frame.trigger.first]:
            if word in self._lexicon.negative_determiners:
                return Verdict("denied", "negated_noun")
            is_placed = word in self._lexicon.likening and bool(frame.spots)
            if word in self._adjectives and not (frame.has_own_day or is_placed):
                return Verdict(self._adjectives[word], f"{CALLED}{word}")
        return None

    def _chained(self, position: int, clauses: Clauses) -> Verdict | None:
        """ "threat of attack", "plans for a raid": a cue noun joined by a preposition just before."""
        j = clauses.before(position, CHAIN)
        if j < 1 or clauses.kinds[j] != "P" or clauses.kinds[j - 1] != "N":
            return None
        return None if clauses.lows[j] in self._grammar.links.later else self._cue(self._nouns, clauses.lows[j - 1])

    def _governed(self, frame: Frame, verb: int, how: str, clauses: Clauses) -> Verdict:
        """The status by the verb that governs an event noun."""
        chunk, word, links = clauses.chunks[verb], clauses.lows[verb], self._grammar.links
        if chunk.is_pluperfect and how in self._grammar.temporal and not frame.has_own_day:
            return Verdict("historical", "before_a_past_event")
        if (
            how in links.agent
            and word in self._accompanying
            and clauses.kinds[frame.position + 1 : frame.position + 2] != ["R"]
        ):
            return Verdict("historical", "accompanies_another_event")
        if how in links.cause and is_compared(frame, chunk, self._grammar.superlatives):
            return Verdict("historical", "accompanies_another_event")
        if how not in _DIRECT and how not in links.cue:
            return OCCURRED
        if word in self._grammar.repelling and is_met(frame):
            return OCCURRED
        if how == "object" and word in self._naming and clauses.predicate(frame.position, self._grammar.indefinite):
            return OCCURRED  # "called the raid a crime"
        if how == "object" and word in self._reacting and is_bare(frame, self._grammar.definite):
            return Verdict("historical", "reaction_to_it")
        reaches = how != "subject" or chunk.voice == "passive" or word in self._lexicon.failing_verbs
        if reaches and word in self._verbs:
            return Verdict(self._verbs[word], f"governed_by:{word}")
        if how not in links.apart and is_unreal(chunk):
            return mood(chunk)
        if how == "object" and chunk.tense == "participle" and chunk.voice == "active":
            return self._participle(verb, clauses)
        if how == "object" and chunk.tense == "infinitive":
            return self._infinitive(frame, verb, clauses)
        is_background = chunk.is_pluperfect and how in _DIRECT and not frame.has_own_day
        if is_background and not is_reported(verb, clauses):
            return Verdict("historical", "pluperfect")
        return OCCURRED
