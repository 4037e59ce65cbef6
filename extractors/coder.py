"""The coder: an article in, reports out, with a reason for every cell.

The order of the steps is the architecture: read the layout, analyse the sentences that hold a trigger, bind frames inside
the clause, give harm to its event, judge the status, decide the sub-event type, place and date each event by named steps
that go outward from the clause, and fold the mentions of one event into one report.

Pure: no file, clock, environment or network after construction; safe in any process.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.article import Article
from extractors.casing import Caser
from extractors.coding.account import account, account_of_passed
from extractors.coding.cells import reasons
from extractors.coding.claims import ClaimFinder
from extractors.coding.codebook import Codebook
from extractors.coding.draft import Draft
from extractors.coding.frame_coder import FrameCoder
from extractors.coding.happened import date_by_happening
from extractors.coding.leftover import left_over
from extractors.coding.means_told import MeansTold
from extractors.coding.opening import date_by_opening
from extractors.coding.opponents import Opponents
from extractors.coding.outcome import Outcome, keep_one_reading, take_up_background
from extractors.coding.reports import ReportWriter
from extractors.coding.situate import Situator
from extractors.coding.situation import Situation, by_scene
from extractors.events.analysis import Analysis
from extractors.events.attach import attach, share_amounts
from extractors.events.binding import FrameBinder
from extractors.events.ends import without_ends
from extractors.events.frame_records import Frame
from extractors.events.harm_slots import Harm
from extractors.events.objects import has_object
from extractors.events.screen import Passed
from extractors.events.triggers import TriggerRule
from extractors.explain import Explanation, FieldReason
from extractors.lexicons.loader import LexiconError
from extractors.mentions.actors_homes import home_groups
from extractors.merging.fire_of_fight import without_fire_of_fights
from extractors.merging.one_act import unite
from extractors.merging.passing import set_aside
from extractors.merging.rare_acts import without_other_words
from extractors.merging.retold import without_retold
from extractors.merging.told_twice import without_twice
from extractors.merging.totals import set_totals_aside
from extractors.merging.within import fold
from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer
from extractors.places.resolve import Places
from extractors.reading import Finders, analyse, marked, sentences
from extractors.report import Extraction, Issue, Report
from extractors.text.capitals import is_shouted, is_small
from extractors.text.date_order import order_of
from extractors.text.layout import Layout, LayoutReader


@dataclass(frozen=True, slots=True)
class _Coded:
    """An article coded, with what `explain` shows of the way there."""

    n_sentences: int
    analyses: list[Analysis] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    reports: tuple[Report, ...] = ()
    issues: tuple[Issue, ...] = ()


class Coder:
    """Codes articles of one language. Build it once (`Coder.default()`), then call `code` as often as you like."""

    def __init__(self, finders: Finders, situator: Situator, writer: ReportWriter, language: str = "en") -> None:
        """Put the parts together; `default` does it with the shipped lexicons.

        Raises:
            LexiconError: A trigger rule names a guard or frame that does not exist.
        """
        self.codebook = Codebook.default()
        self._finders = finders
        self._layout = LayoutReader.default(language)
        self._caser = Caser(finders.grammar, finders.actors, finders.places, language)
        self._binder = FrameBinder.default(finders.grammar, finders.adjectives, language)
        self._frame_coder = FrameCoder(situator, finders.grammar, finders.guards, finders.harm, language)
        claims = ClaimFinder.default(finders.actors, finders.grammar, finders.places.capitals, language)
        self._opponents = Opponents(situator.namer, finders.grammar, finders.actors, claims)
        self._writer = writer
        self._means = MeansTold.default(language)
        _check(finders.triggers.rules, finders.guards.names, frozenset(self._binder.rules))

    @classmethod
    def default(cls, gazetteer: Gazetteer | None = None, language: str = "en") -> Coder:
        """The coder with the shipped lexicons over an opened gazetteer, or over the embedded one.

        Raises:
            LexiconError: A lexicon is broken.
        """
        places = Places.default(gazetteer or open_default(), language, home_groups(language))
        finders = Finders.default(places, language)
        return cls(finders, Situator.default(places, finders.grammar, language), ReportWriter.default(), language)

    def code(self, article: Article) -> Extraction:
        """All events that the article tells of, and what could not be coded. Never raises for any text."""
        coded = self._code(article)
        return Extraction(coded.reports, coded.issues, coded.n_sentences)

    def explain(self, article: Article) -> Explanation:
        """The same as `code`, with the reasoning: mentions, triggers tried, roles, and why each cell is what it is."""
        coded = self._code(article)
        analysed = (
            account(analysis, [o for o in coded.outcomes if o.frame.analysis is analysis])
            for analysis in coded.analyses
        )
        sentences = sorted((*analysed, *map(account_of_passed, coded.passed)), key=lambda s: s.index)
        fields = (
            FieldReason(report.report_id, *reason)
            for report, draft in zip(coded.reports, coded.drafts, strict=True)
            for reason in reasons(report, draft)
        )
        return Explanation(tuple(sentences), tuple(fields), coded.reports, coded.issues)

    # -- steps ---------------------------------------------------------------------------------------------------

    def _code(self, article: Article) -> _Coded:
        article, layout = self._read(article)
        spans = sentences(article, layout, self._finders.splitter)
        indices = marked(article, spans, self._finders.triggers)
        if not indices:
            return _Coded(len(spans))
        situation = self._frame_coder.situator.begin(article, layout)
        situation.bounds = bounds = [(s.start, s.end) for s in spans]
        outcomes: list[Outcome] = []
        passed: list[Passed] = []
        for scene, own in by_scene(indices, bounds, situation.scenes):
            situation.turn_to(scene)
            for read in analyse(article, spans, own, situation.anchor, scene.context, self._finders):
                if isinstance(read, Passed):
                    passed.append(read)
                    continue
                self._frame_coder.situator.enter(read, situation)
                outcomes.extend(self._outcomes(read, situation))
        drafts = [draft for outcome in outcomes for draft in outcome.drafts]
        self._means.complete(drafts)
        drafts = fold(drafts)
        take_up_background(drafts, situation)
        set_totals_aside(drafts)
        set_aside(drafts, len(spans), situation.anchor)
        self._frame_coder.situator.complete(drafts, bounds, situation)
        date_by_opening(drafts, article, bounds, self._finders.dates, situation.anchor)
        date_by_happening(drafts, article, bounds, self._finders.dates, self._finders.grammar, situation.anchor)
        self._opponents.complete(drafts, situation, bounds)
        drafts = without_other_words(without_twice(without_retold(without_fire_of_fights(unite(drafts)))))
        reports, issues = self._writer.write(article, drafts)
        issues = [*situation.issues, *issues]
        return _Coded(len(spans), situation.analyses, passed, outcomes, drafts, tuple(reports), tuple(issues))

    def _read(self, article: Article) -> tuple[Article, Layout]:
        """The article in ordinary spelling with its order of day and month, and its layout; capitals tell datelines, too."""
        article = replace(article, day_first=order_of(article))
        layout = self._layout.read(article)
        openings = [block.start for block in layout.blocks]
        if is_shouted(article.text):
            return replace(article, text=self._caser.cased(article.text, openings)), layout
        if is_small(article.text, [(block.start, block.end) for block in layout.blocks]):
            article = replace(article, text=self._caser.cased_small(article.text, openings))
            layout = self._layout.read(article)
        return article, layout

    def _outcomes(self, analysis: Analysis, situation: Situation) -> list[Outcome]:
        """What became of each frame of a sentence."""
        situation.note(self._finders.harm.remarks.setting(analysis))
        harms = self._finders.harm.find(analysis)
        outcomes = [self._frame_coder.code(frame, situation) for frame in self._frames(analysis, harms)]
        for frame in left_over(outcomes, harms, analysis) if harms else ():
            self._binder.surround([frame], analysis)
            outcomes.append(self._frame_coder.code(frame, situation))
        if len(outcomes) > 1:
            keep_one_reading(outcomes, situation, self.codebook)
        return outcomes

    def _frames(self, analysis: Analysis, harms: list[Harm]) -> list[Frame]:
        """Bound frames of a sentence with their harm, in reading order."""
        frames = self._binder.bind(analysis)
        if harms:
            able = [f for f in frames if has_object(f)]
            alone = attach(able, harms, analysis, self._finders.grammar.links)
            share_amounts(able)
            if alone:
                self._binder.surround(alone, analysis)
                frames = [*frames, *alone]
        return sorted(without_ends(frames, analysis.clauses), key=lambda f: f.trigger.first)


def _check(rules: tuple[TriggerRule, ...], guards: frozenset[str], frames: frozenset[str]) -> None:
    """Raise `LexiconError` for a trigger rule that names a guard or frame which does not exist."""
    for rule in rules:
        for name in (*(set(rule.guards) - guards), *({rule.frame} - frames)):
            raise LexiconError(
                f"triggers: the rule {rule.id!r} names {name!r}, which is in neither guards.yml nor frames.yml"
            )
