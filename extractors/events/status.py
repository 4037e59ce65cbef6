"""Did it happen? A frame's status from the words that govern its trigger.

Order of the rules: negation, condition, future and modality, the verb or noun that governs the trigger, its own
adjectives, tense, and last its date: what lies before the news window is background. The first that holds decides and
is named in the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractors.events.frames import Frame
from extractors.events.slots import Clauses
from extractors.lexicons.loader import Strict, load
from extractors.mentions.dates import is_background
from extractors.report import Status
from extractors.text.grammar import Chunk, Grammar
from extractors.text.morphology import BASE, SFORM, Morphology, morphology


class CueWords(Strict):
    """Words of one status: governing verbs (lemmas), governing nouns, and adjectives before the trigger."""

    verbs: list[str]
    nouns: list[str]
    adjectives: list[str]


class StatusLexicon(Strict):
    """Schema of `status.yml`."""

    planned: CueWords
    threatened: CueWords
    hypothetical: CueWords
    alleged: CueWords
    denied: CueWords
    attempted: CueWords
    historical: CueWords
    conditions: list[str]
    factual_infinitives: list[str]
    claim_verbs: list[str]
    claim_phrases: list[str]
    background_markers: list[str]
    negative_determiners: list[str]
    origin_nouns: list[str]
    habitual_adverbs: list[str]
    origin_verbs: list[str]
    news_window_days: int
    period_total_days: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the rule that gave it."""

    status: Status
    rule: str


OCCURRED = Verdict("occurred", "told_as_fact")
_CUES: tuple[Status, ...] = ("planned", "threatened", "hypothetical", "alleged", "denied", "attempted", "historical")


class StatusJudge:
    """Judges frames of one language."""

    def __init__(self, lexicon: StatusLexicon, tables: Morphology, grammar: Grammar) -> None:
        """Inflect the cue verbs."""
        self._grammar = grammar
        self.window = timedelta(days=lexicon.news_window_days)
        self._verbs: dict[str, Status] = {}
        self._nouns: dict[str, Status] = {}
        self._adjectives: dict[str, Status] = {}
        for status in reversed(_CUES):
            cues: CueWords = getattr(lexicon, status)
            self._verbs.update({f: status for v in cues.verbs for f in tables.verb_forms(v)})
            self._nouns.update(dict.fromkeys(cues.nouns, status))
            self._adjectives.update(dict.fromkeys(cues.adjectives, status))
        self._conditions = frozenset(lexicon.conditions)
        self._factual = frozenset(f for v in lexicon.factual_infinitives for f in tables.verb_forms(v))
        self._total_days = lexicon.period_total_days
        self._no = frozenset(lexicon.negative_determiners)
        self._origin_nouns = frozenset(lexicon.origin_nouns)
        self._habitual = frozenset(lexicon.habitual_adverbs)
        self._origin_verbs = frozenset(f for v in lexicon.origin_verbs for f in tables.verb_forms(v))
        self._background = tuple(lexicon.background_markers)

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> StatusJudge:
        """The judge of a shipped language."""
        return cls(load(StatusLexicon, language, "status.yml"), morphology(language), grammar)

    def judge(self, frame: Frame, anchor: date | None) -> Verdict:
        """The status of a frame; `anchor` is the day the article was written."""
        analysis = frame.analysis
        clauses = analysis.clauses
        verdict = self._by_words(frame, clauses)
        if verdict.status != "occurred":
            return verdict
        by_date = self._by_date(frame, anchor)
        if by_date is not None:
            return by_date
        return verdict

    # -- words -------------------------------------------------------------------------------------------------

    def _by_words(self, frame: Frame, clauses: Clauses) -> Verdict:
        analysis = frame.analysis
        if self._is_conditional(frame, clauses):
            return Verdict("hypothetical", "condition")
        if self._is_denied(frame, clauses):
            return Verdict("denied", "denied_by_the_speaker")
        if frame.is_noun and not frame.has_own_day and self._is_origin(frame):
            return Verdict("historical", "origin_of_the_conflict")
        if frame.is_noun:
            return self._noun(frame, clauses)
        chunk = analysis.chunks[frame.position]
        return self._verb(frame, chunk, frame.position, clauses)

    def _is_denied(self, frame: Frame, clauses: Clauses) -> bool:
        """True inside the that-clause of a verb of denying."""
        for j in range(frame.position - 1, 0, -1):
            if clauses.chunks[j].kind == "V" and clauses.chunks[j + 1].kind == "S" and self._verbs.get(clauses.low(j)) == "denied":
                return True
            if clauses.chunks[j].kind == ";":
                return False
        return False

    def _is_origin(self, frame: Frame) -> bool:
        """True when the words before tell how a conflict began ("an uprising that started with protests")."""
        before = frame.analysis.sentence.lowers[: frame.trigger.first]
        return not self._origin_nouns.isdisjoint(before) and not self._origin_verbs.isdisjoint(before)

    def _is_conditional(self, frame: Frame, clauses: Clauses) -> bool:
        start = clauses.start(frame.position)
        chunks = frame.analysis.chunks
        return start > 0 and chunks[start - 1].kind == "S" and clauses.low(start - 1) in self._conditions

    def _verb(self, frame: Frame, chunk: Chunk, position: int, clauses: Clauses) -> Verdict:
        if chunk.is_negated:
            return Verdict("denied", "negated_verb")
        if not self._habitual.isdisjoint(frame.analysis.sentence.lowers[chunk.first : chunk.last + 1]) and not frame.has_own_day:
            return Verdict("historical", "habitual")
        if chunk.tense == "future":
            return Verdict("planned", "future_tense")
        if chunk.is_modal and not (chunk.is_perfect and False):
            return Verdict("hypothetical", "modal_verb")
        if chunk.tense == "infinitive":
            return self._infinitive(frame, position, clauses)
        tag = frame.analysis.tags[chunk.head]
        if (
            chunk.tense == "present"
            and tag in (BASE, SFORM)
            and not chunk.is_perfect
            and chunk.voice == "active"
            and not frame.analysis.is_headline
            and not any(a.coded for a in frame.amounts)
        ):
            return Verdict("hypothetical", "generic_present")
        if chunk.is_pluperfect and not self._is_reported(position, clauses) and not frame.has_own_day:
            return Verdict("historical", "pluperfect")
        if chunk.tense == "participle" and chunk.voice == "active":
            return self._participle(frame, position, clauses)
        return OCCURRED

    def _participle(self, frame: Frame, position: int, clauses: Clauses) -> Verdict:
        """A participle follows the verb it hangs on; "of storming", "accused of killing" follow their governor."""
        chunks = frame.analysis.chunks
        if position >= 2 and chunks[position - 1].kind == "P":
            before = chunks[position - 2]
            word = clauses.low(position - 2)
            if before.kind == "V" and word in self._verbs:
                return Verdict(self._verbs[word], f"governed_by:{word}")
            if before.kind == "N":
                if word in self._nouns:
                    return Verdict(self._nouns[word], f"governed_by:{word}")
                if position >= 3 and chunks[position - 3].kind == "V" and clauses.low(position - 3) in self._verbs:
                    word = clauses.low(position - 3)
                    return Verdict(self._verbs[word], f"governed_by:{word}")
        for j in range(position - 1, -1, -1):
            chunk = chunks[j]
            if chunk.kind in (";", "S", "R"):
                break
            if chunk.kind == "V" and chunk.tense != "participle":
                if chunk.is_negated or chunk.is_modal or chunk.tense == "future":
                    return self._verb_mood(chunk)
                break
        return OCCURRED

    @staticmethod
    def _verb_mood(chunk: Chunk) -> Verdict:
        if chunk.tense == "future":
            return Verdict("planned", "future_tense")
        return Verdict("denied", "negated_verb") if chunk.is_negated else Verdict("hypothetical", "modal_verb")

    def _infinitive(self, frame: Frame, position: int, clauses: Clauses) -> Verdict:
        chunks = frame.analysis.chunks
        for j in range(position - 1, max(-1, position - 7), -1):
            kind, word = chunks[j].kind, clauses.low(j)
            if kind == "V":
                if word in self._factual and not chunks[j].is_negated:
                    return self._verb(frame, chunks[j], j, clauses)
                return Verdict(self._verbs.get(word, "planned"), f"governed_by:{word}")
            if kind == "N" and word in self._nouns:
                return Verdict(self._nouns[word], f"governed_by:{word}")
            if kind in (";", "S", "R"):
                break
        return Verdict("planned", "infinitive")

    def _is_reported(self, position: int, clauses: Clauses) -> bool:
        """True when a reporting verb stands before in the sentence: its pluperfect is only backshift."""
        return any(c.kind == "V" and clauses.low(j) in self._grammar.reporting for j, c in enumerate(clauses.chunks[:position]))

    def _noun(self, frame: Frame, clauses: Clauses) -> Verdict:
        analysis = frame.analysis
        chunk = analysis.chunks[frame.position]
        lowers = analysis.sentence.lowers
        for i in range(chunk.first, frame.trigger.first):
            if lowers[i] in self._no:
                return Verdict("denied", "negated_noun")
            if lowers[i] in self._adjectives and not frame.has_own_day:
                return Verdict(self._adjectives[lowers[i]], f"adjective:{lowers[i]}")
        chained = self._chained(frame, clauses)
        if chained is not None:
            return chained
        if clauses.opener(frame.position) is not None and not (frame.has_own_day or frame.has_place_phrase or frame.amounts):
            return Verdict("historical", "background_of_another_event")
        governor = clauses.governor(frame.position)
        if governor is None:
            return OCCURRED
        verb, how = governor
        return self._governed(frame, verb, how, clauses)

    def _chained(self, frame: Frame, clauses: Clauses) -> Verdict | None:
        """ "threat of attack", "plans for a raid": a cue noun joined by a preposition just before."""
        chunks = clauses.chunks
        position = frame.position
        j = position - 1
        while j >= 0 and chunks[j].kind in ("C", "N", ",") and chunks[j].kind != "P":
            j -= 1
        if j >= 1 and chunks[j].kind == "P" and chunks[j - 1].kind == "N":
            word = clauses.low(j - 1)
            if word in self._nouns and clauses.low(j) != "after":
                return Verdict(self._nouns[word], f"governed_by:{word}")
        return None

    def _governed(self, frame: Frame, verb: int, how: str, clauses: Clauses) -> Verdict:
        chunk, word = clauses.chunks[verb], clauses.low(verb)
        if how in self._grammar.temporal and chunk.is_pluperfect and not frame.has_own_day:
            return Verdict("historical", "before_a_past_event")
        if how in ("object", "subject", "of", "for", "against", "about", "from", "with"):
            status = self._verbs.get(word)
            if status and (how != "subject" or chunk.voice == "passive" or word in ("failed", "fail")):
                return Verdict(status, f"governed_by:{word}")
            if how != "from" and how != "with" and (chunk.is_negated or chunk.tense == "future" or chunk.is_modal):
                return self._verb_mood(chunk)
            if chunk.tense == "participle" and chunk.voice == "active" and how == "object":
                return self._participle(frame, verb, clauses)
            if chunk.tense == "infinitive" and how == "object":
                return self._infinitive(frame, verb, clauses)
            if chunk.is_pluperfect and how in ("subject", "object") and not frame.has_own_day and not self._is_reported(verb, clauses):
                return Verdict("historical", "pluperfect")
            if word in self._grammar.reporting and how == "object" and status is None:
                return OCCURRED
        return OCCURRED

    # -- dates -------------------------------------------------------------------------------------------------

    def _by_date(self, frame: Frame, anchor: date | None) -> Verdict | None:
        is_dated = any(d.granularity in ("day", "days") for d in frame.dates)
        for mention in () if is_dated else frame.dates:
            if mention.is_duration and mention.first_day and mention.last_day and mention.last_day - mention.first_day > self.window:
                return Verdict("historical", "long_period")
            is_total = bool(frame.amounts) and mention.is_duration and mention.first_day is not None and mention.last_day is not None
            if is_total and (mention.last_day or date.max) - (mention.first_day or date.min) >= timedelta(days=self._total_days):
                return Verdict("historical", "period_total")
            if is_background(mention):
                return Verdict("historical", "since_long" if mention.is_duration else "coarse_date")
        if anchor is not None and frame.dates:
            days = [d for d in frame.dates if d.granularity in ("day", "days")] or frame.dates
            first = min(days, key=lambda d: abs(d.first - frame.trigger.first))
            if first.first_day is not None and first.last_day is not None:
                middle = first.first_day + (first.last_day - first.first_day) / 2
                if anchor - middle > self.window:
                    return Verdict("historical", "before_news_window")
            if first.first_day is not None and first.first_day - anchor > timedelta(days=2):
                return Verdict("planned", "date_ahead")
        around = [d for d in frame.analysis.dates if d.first <= frame.trigger.last + 8]
        if not frame.has_own_day and around and all(is_background(d) for d in around):
            return Verdict("historical", "coarse_date_of_sentence")
        low = frame.analysis.sentence.text.lower()
        for marker in self._background:
            if marker in low and not frame.has_own_day:
                return Verdict("historical", f"background:{marker}")
        return None
