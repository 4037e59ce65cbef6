"""The coder: an article in, reports out, with a reason for every cell.

The order of the steps is the architecture: read the layout, analyse the sentences that hold a trigger, bind frames inside
the clause, give harm to its event, judge the status, decide the sub-event type, place and date each event by named steps
that go outward from the clause, and fold the mentions of one event into one report.

Pure: no file, clock, environment or network after construction; safe in any process.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.article import Article
from extractors.coding.codebook import Codebook
from extractors.coding.decision import DecisionTable
from extractors.coding.draft import Draft
from extractors.coding.reports import ReportWriter, is_placeless
from extractors.coding.situate import Situation, Situator
from extractors.events.analysis import Analysis
from extractors.events.attach import attach, share_amounts
from extractors.events.facts import GuardBook, facts_of
from extractors.events.frames import Frame, FrameBinder
from extractors.events.status import StatusJudge
from extractors.events.triggers import TriggerRule
from extractors.explain import Explanation, FieldReason, SentenceExplanation, Seen, Tried
from extractors.lexicons.loader import LexiconError
from extractors.merging.within import fold
from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer
from extractors.places.resolve import Places
from extractors.reading import Finders, analyse
from extractors.report import Extraction, Issue
from extractors.text.layout import LayoutReader

_WEAK_SUPPORT = frozenset(
    ["agent:armed", "target:armed", "harm:any", "with:aircraft", "with:artillery", "with:device", "with:suicide", "with:grenade", "with:chemical", "passive:at_place"]
)


@dataclass(slots=True)
class Outcome:
    """What became of one frame: its draft, or the reason why there is none."""

    frame: Frame
    drafts: list[Draft]
    reason: str


class Coder:
    """Codes articles of one language. Build it once (`Coder.default()`), then call `code` as often as you like."""

    def __init__(self, finders: Finders, situator: Situator, writer: ReportWriter, language: str = "en") -> None:
        """Put the parts together; `default` does it with the shipped lexicons."""
        self._finders = finders
        self._layout = LayoutReader.default(language)
        self._binder = FrameBinder.default(finders.grammar, language)
        self._judge = StatusJudge.default(finders.grammar, language)
        self._guards = GuardBook.default(language)
        self._decisions = DecisionTable.default(language)
        _check(finders.triggers.rules, self._guards.names, frozenset(self._binder.rules))
        self._situator = situator
        self._writer = writer
        self.codebook = Codebook.default()

    @classmethod
    def default(cls, gazetteer: Gazetteer | None = None, language: str = "en") -> Coder:
        """The coder with the shipped lexicons over an opened gazetteer, or over the embedded one.

        Raises:
            LexiconError: A lexicon is broken.
        """
        places = Places.default(gazetteer or open_default(), language)
        finders = Finders.default(places, language)
        return cls(finders, Situator.default(places, finders.grammar, language), ReportWriter.default(language), language)

    def code(self, article: Article) -> Extraction:
        """All events that the article tells of, and what could not be coded. Never raises for any text."""
        situation, outcomes = self._outcomes(article)
        folded = fold([d for o in outcomes for d in o.drafts])
        reports, issues = self._writer.write(article, folded, situation)
        return Extraction(tuple(reports), (*situation.issues, *issues))

    def explain(self, article: Article) -> Explanation:
        """The same as `code`, with the reasoning: mentions, triggers tried, roles, and why each cell is what it is."""
        situation, outcomes = self._outcomes(article)
        folded = fold([d for o in outcomes for d in o.drafts])
        reports, issues = self._writer.write(article, folded, situation)
        return Explanation(
            tuple(_sentence(a, [o for o in outcomes if o.frame.analysis is a]) for a in situation.analyses),
            tuple(FieldReason(r.report_id, *reason) for r, d in zip(reports, [d for d in folded if not is_placeless(d)], strict=True) for reason in self._writer.reasons(r, d)),
            tuple(reports),
            (*situation.issues, *issues),
        )

    # -- steps ---------------------------------------------------------------------------------------------------

    def _outcomes(self, article: Article) -> tuple[Situation, list[Outcome]]:
        layout = self._layout.read(article)
        situation = self._situator.begin(article, layout)
        outcomes: list[Outcome] = []
        for analysis in analyse(article, layout, situation.anchor, situation.context, self._finders):
            situation.analyses.append(analysis)
            self._situator.enter(analysis, situation)
            coded = [self._code_frame(frame, situation) for frame in self._frames(analysis)]
            self._one_reading(coded, situation)
            outcomes.extend(coded)
        return situation, outcomes

    def _one_reading(self, outcomes: list[Outcome], situation: Situation) -> None:
        """Where two rules read the same words, the reading that is higher in the codebook's hierarchy stays."""
        best: dict[tuple[int, int], Outcome] = {}
        for outcome in (o for o in outcomes if o.drafts):
            span = (outcome.frame.trigger.first, outcome.frame.trigger.last)
            rival = best.get(span)
            if rival is None:
                best[span] = outcome
                continue
            worse, better = sorted((outcome, rival), key=lambda o: -self._precedence(o.drafts[0].sub_event_type))
            best[span] = better
            gone = {id(d) for d in worse.drafts}
            situation.drafts = [d for d in situation.drafts if id(d) not in gone]
            worse.drafts, worse.reason = [], f"other_reading:{better.frame.trigger.rule.id}"

    def _precedence(self, sub_event_type: str) -> int:
        """Place among readings of the same words: the hierarchy, but a transfer of territory before a mere movement."""
        rank = self.codebook.rank[sub_event_type]
        is_strategic = self.codebook.event_type[sub_event_type] == "Strategic developments" and sub_event_type != "Other"
        return 1000 - rank if is_strategic else rank if sub_event_type != "Other" else 2000

    def _frames(self, analysis: Analysis) -> list[Frame]:
        """Bound frames of a sentence with their harm, in reading order."""
        frames = self._binder.bind(analysis)
        harms = self._finders.harm.find(analysis)
        if harms:
            able = [f for f in frames if self._has_object(f)]
            for frame in attach(able, harms, analysis, analysis.clauses):
                self._binder.surround(frame)
                frames.append(frame)
            share_amounts(able)
        frames.sort(key=lambda f: f.trigger.first)
        return frames

    def _code_frame(self, frame: Frame, situation: Situation) -> Outcome:
        """Judge, decide and situate one frame."""
        frame.facts = facts_of(frame, self._situator.country_of(frame, situation), self._finders.grammar) | self._situator.context_facts(frame, situation)
        frame.is_anaphoric = self._is_anaphoric(frame)
        blocked = self._guards.blocks(frame)
        if blocked:
            return Outcome(frame, [], f"guard:{blocked}")
        if not self._has_object(frame):
            return Outcome(frame, [], "needs_object")
        self._situator.borrow_dates(frame)
        verdict = self._judge.judge(frame, situation.anchor)
        frame.status, frame.status_rule = verdict.status, verdict.rule
        words = frame.analysis.sentence.lowers[frame.trigger.first : frame.trigger.last]
        decided = self._decisions.decide(frame.kind, frame.facts, " ".join(words))
        decided = self._of_previous_kind(frame, situation, decided)
        if decided is None:
            return self._undecided(frame, situation)
        if not frame.is_anaphoric and not self._is_supported(frame):
            return Outcome(frame, [], "weak_trigger_without_support")
        drafts = self._situator.drafts(frame, decided, situation)
        return Outcome(frame, drafts, "coded" if drafts else "no_place")

    def _of_previous_kind(self, frame: Frame, situation: Situation, decided: tuple[str, str] | None) -> tuple[str, str] | None:
        """ "A bus was also hit": without agent or weapon of its own, a weak word goes on with the remote violence before."""
        if frame.kind not in ("strike", "harm") or frame.agents or frame.instruments or not situation.drafts:
            return decided
        last = situation.drafts[-1]
        is_near = frame.analysis.sentence.index - last.sentence_index <= 2
        is_remote = self.codebook.event_type[last.sub_event_type] == "Explosions/Remote violence"
        if is_near and is_remote and last.status == "occurred" and (decided is None or decided[0] in ("Attack", "Armed clash")):
            return last.sub_event_type, "kind_of_previous_event"
        return decided

    @staticmethod
    def _is_supported(frame: Frame) -> bool:
        """A word that alone is not enough needs one of its supporting facts beside it."""
        rule = frame.trigger.rule
        if rule.support:
            return not frame.facts.isdisjoint(rule.support)
        return not (rule.is_weak or frame.kind == "harm") or not frame.facts.isdisjoint(_WEAK_SUPPORT)

    def _undecided(self, frame: Frame, situation: Situation) -> Outcome:
        """A definite event noun ("the attack") or harm in the next sentence may go on with the event before."""
        goes_on = frame.is_anaphoric or (frame.kind == "harm" and frame.amounts)
        if goes_on and situation.drafts and frame.status == "occurred":
            last = situation.drafts[-1]
            if last.status == "occurred" and 0 <= frame.analysis.sentence.index - last.sentence_index <= 2:
                frame.is_anaphoric = True
                drafts = self._situator.drafts(frame, (last.sub_event_type, "continues_previous_event"), situation)
                return Outcome(frame, drafts, "coded")
        return Outcome(frame, [], "no_sub_event_type")

    def _is_anaphoric(self, frame: Frame) -> bool:
        """True for a definite event noun without place or target of its own: "the attack", "the bombing"."""
        if not frame.is_noun:
            return False
        chunk = frame.analysis.chunks[frame.position]
        if frame.targets and chunk.first + 1 != frame.trigger.first:
            return False
        first = frame.analysis.sentence.lowers[chunk.first]
        return first in self._finders.grammar.definite and not frame.has_place_phrase

    def _has_object(self, frame: Frame) -> bool:
        needed = frame.trigger.rule.needs_object
        if not needed:
            return True
        lowers = frame.analysis.sentence.lowers
        chunks = frame.analysis.chunks
        if frame.trigger.form == "phrase" and frame.trigger.last - frame.trigger.first > 2:
            return True
        groups = frame.object_groups
        if chunks[frame.position].kind == "V" and chunks[frame.position].voice == "passive":
            groups = (*groups, *frame.analysis.clauses.subject(frame.position).groups)
        near = {lowers[i] for g in groups for i in range(chunks[g].first, chunks[g].last)}
        behind = set(lowers[frame.trigger.last : frame.trigger.last + 7])
        return bool((near | behind) & set(needed))


def _check(rules: tuple[TriggerRule, ...], guards: frozenset[str], frames: frozenset[str]) -> None:
    """Raise `LexiconError` for a trigger rule that names a guard or frame which does not exist."""
    for rule in rules:
        for name in (*(set(rule.guards) - guards), *({rule.frame} - frames)):
            raise LexiconError(f"triggers: the rule {rule.id!r} names {name!r}, which is in neither guards.yml nor frames.yml")


def _sentence(analysis: Analysis, outcomes: list[Outcome]) -> SentenceExplanation:
    sentence = analysis.sentence
    seen = [
        *(Seen(m.text, "date", f"{m.first_day}..{m.last_day} precision {m.precision}", m.rule_id, m.start, m.end) for m in analysis.dates),
        *(Seen(m.text, "count", f"low {m.low} high {m.high} coded {m.coded}", m.rule_id, m.start, m.end) for m in analysis.counts),
        *(Seen(m.text, "actor", f"{m.kind} {m.entry_id or ''}".strip(), m.rule_id, m.start, m.end) for m in analysis.actors),
        *(Seen(m.name, "place", m.relation, m.rule_id, m.start, m.end) for m in analysis.places),
    ]
    groups = " ".join(f"[{c.kind} {sentence.slice(c.first, c.last)}]" for c in analysis.chunks)
    return SentenceExplanation(sentence.index, sentence.text, groups, tuple(sorted(seen, key=lambda s: s.start)), tuple(map(_tried, outcomes)))


def _tried(outcome: Outcome) -> Tried:
    frame = outcome.frame
    start, end = frame.analysis.sentence.span(frame.trigger.first, frame.trigger.last)
    roles = [
        *(f"agent: {f.mention.text} ({f.step})" for f in frame.agents),
        *(f"target: {f.mention.text} ({f.step})" for f in frame.targets),
        *(f"place: {s.mention.name} ({s.step})" for s in frame.spots),
        *(f"{a.category}: {a.coded if a.coded is not None else 'vague'} ({a.rule_id})" for a in frame.amounts),
    ]
    return Tried(
        frame.analysis.sentence.slice(frame.trigger.first, frame.trigger.last),
        frame.trigger.rule.id,
        outcome.reason,
        f"{frame.status} ({frame.status_rule})" if frame.status_rule else frame.status,
        outcome.drafts[0].sub_event_type if outcome.drafts else None,
        tuple(roles),
        tuple(sorted(frame.facts)),
        start,
        end,
    )


__all__ = ["Coder", "Issue", "Outcome"]
