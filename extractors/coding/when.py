"""When was it? The day of an event by named steps that go outward: clause, sentence, sentences before, day of the report.

A day that belongs to the saying ("a monitor said on Friday") or to a comparison ("the heaviest in a week") dates nothing; but
what happened on no known day happened no later than it was told.
"""

from __future__ import annotations

from datetime import date, timedelta

from extractors.coding.counted_back import counted_back
from extractors.coding.days_of_clauses import has_clause_of_its_own
from extractors.coding.days_of_nouns import is_of_noun, is_of_topic, without_days_of_nouns
from extractors.coding.days_of_saying import DaysOfSaying
from extractors.coding.days_since import is_ahead, runs_till_now
from extractors.coding.draft import When
from extractors.coding.situation import Situation
from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS
from extractors.events.surroundings import COARSE
from extractors.mentions.dates import coded_day, context_offset, in_context, is_background
from extractors.mentions.records import DateMention
from extractors.text.grammar import Grammar

_OF_MONTH = "month"
_NEWS = timedelta(days=14)
"""Age beyond which a day is no news."""
_TOLD = timedelta(days=4)
"""Age up to which a weekday of saying is one before the report, not the one to which a report dated too early belongs."""
_CURRENT_DAYS = timedelta(days=2)
"""Age up to which a day carries on to the sentences behind it in an article."""
_CHRONICLE = timedelta(days=45)
"""Age beyond which a day carries on to places, too: all of that passage is history."""
_REACH = 3
"""Sentences over which a day carries on."""
_COMPARISON_REACH = 10
"""Tokens before a span within which a superlative makes it a comparison."""
_OPENING_REACH = 4
"""Tokens before the day that a sentence opens with."""
_BEFORE_OPENING = frozenset(["P", "S", "A", ","])
_CURRENT = frozenset(["week", "month_current"])
"""Rules of dates for the week and the month of the report."""
_COUNTED = frozenset(["past_span", "within_span"])
"""Rules of dates that count the days over which a toll was taken."""
_SOME_DAYS, _FEW_DAYS = 3, 4
"""From so many to so many days; what is counted in hours takes fewer, and is one event."""
_MONTH = 3
"""Precision of a month."""


class DayFinder:
    """Finds the days of events."""

    def __init__(self, grammar: Grammar, saying: DaysOfSaying) -> None:
        """Keep the verbs of saying and the superlatives."""
        self._saying = saying
        self._reporting = grammar.reporting
        self._superlatives = grammar.superlatives
        self._moment, self._topic = grammar.links.moment, grammar.links.topic
        self._background = grammar.background_openers
        self._others = grammar.others
        self._whereat = grammar.links.whereat
        self._sequels = grammar.sequel_verbs
        self._possessives = grammar.possessives

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> DayFinder:
        """With the shipped verbs of saying and reacting."""
        return cls(grammar, DaysOfSaying.default(grammar, language))

    def open(self, analysis: Analysis, situation: Situation) -> None:
        """Note the day that a sentence opens with: it dates what the sentence tells, and what follows."""
        situation.opening, situation.is_dated_in_full = None, False
        self._carry_on(analysis, situation)
        if not analysis.dates:
            return
        mention = analysis.dates[0]
        if mention.is_day and mention.first_day is not None and self._opens(mention, analysis):
            precision = 2 if self._saying.has(mention, analysis) else mention.precision
            day = mention.first_day
            situation.opening = When(day, day, precision, f"opening:{mention.rule_id}", True)
            situation.last_day = (analysis.sentence.index, situation.opening)
            situation.is_dated_in_full = analysis.is_note and mention.is_explicit and precision == 1

    @staticmethod
    def _carry_on(analysis: Analysis, situation: Situation) -> None:
        """Note the day of the sentence before, where no event of it has: "Soldiers came on Monday. They shot two men"."""
        mention, before = analysis.day_before, analysis.sentence.index - 1
        if mention is None or mention.first_day is None or (situation.last_day and situation.last_day[0] >= before):
            return
        day = mention.first_day
        situation.last_day = (before, When(day, day, mention.precision, f"before:{mention.rule_id}", True))

    def _opens(self, mention: DateMention, analysis: Analysis) -> bool:
        """True when nothing stands before the day but a preposition or "as reported"; "Sunday's raid" dates only the raid."""
        clauses = analysis.clauses
        before = analysis.owner[mention.first - 1] + 1 if mention.first else 0
        is_free = mention.first <= _OPENING_REACH and not is_of_noun(mention, analysis, self._possessives)
        return is_free and all(
            kind in _BEFORE_OPENING or (kind == "V" and low in self._reporting)
            for kind, low in zip(clauses.kinds[:before], clauses.lows[:before], strict=True)
        )

    def borrow_dates(self, frame: Frame, anchor: date | None) -> None:
        """Give a frame without days of its own the only day of its sentence, unless that is the day of the saying.

        What lies ahead of the report, the `anchor`, dates no past deed ("will meet tomorrow, after soldiers killed two").
        """
        analysis = frame.analysis
        if not analysis.dates:
            return
        if frame.dates:
            frame.dates = [d for d in frame.dates if self._dates_event(d, frame)]
            frame.dates = without_days_of_nouns(frame.dates, frame, self._possessives)
        if not frame.dates:
            frame.has_own_day = False
            others = [d for d in analysis.dates if d.granularity not in COARSE and self._dates_event(d, frame)]
            others = [d for d in others if not (_is_of_another(d, frame) or _is_to_come(d, frame, anchor))]
            others = [d for d in others if not self._is_told_aside(d, frame)]
            frame.dates = others if len(others) == 1 else []

    def _is_of_sequel(self, mention: DateMention, frame: Frame) -> bool:
        """True for the Thursday of "soldiers killed near Foo were buried on Thursday"."""
        clauses = frame.analysis.clauses
        main = None if frame.is_noun else clauses.main_verb(frame.position)
        return main is not None and clauses.lows[main] in self._sequels and frame.analysis.owner[mention.first] > main

    def _is_told_aside(self, mention: DateMention, frame: Frame) -> bool:
        """True for the day of another event that a clause behind the frame tells of: "after a siege that began on Monday"."""
        clauses, analysis = frame.analysis.clauses, frame.analysis
        groups = ((analysis.owner[t.first], t) for t in analysis.triggers if t.form == "noun")
        nouns = {group for group, t in groups if t.last > analysis.chunks[group].head}  # no "protest organiser"
        last = frame.analysis.owner[mention.first]
        for opens in range(frame.position + 1, last):
            is_where = clauses.kinds[opens] == "S" and clauses.lows[opens] in self._whereat
            if not is_where and clauses.kinds[opens] != "R":
                continue
            is_of_noun = not is_where and opens - 1 in nouns and opens - 1 != frame.position
            return is_of_noun or not nouns.isdisjoint(range(opens + 1, last))
        return False

    def when(self, frame: Frame, situation: Situation) -> When:
        """The day of the event: its clause, its sentence, the sentences before, or the day of the telling (precision 2)."""
        index = frame.analysis.sentence.index
        recent = situation.last_day
        last = recent[1] if recent is not None and 0 <= index - recent[0] <= _REACH else None
        back = counted_back(frame, last, situation.anchor, self._moment) if frame.analysis.dates else None
        if back is not None:
            return back
        own = _own_day(frame, situation) if frame.dates else None
        if situation.opening is not None and (own is None or not self._is_another_day(own, frame, situation)):
            return situation.opening
        if own is not None:
            if not (runs_till_now(frame, own, self._background) or is_ahead(own, situation.anchor)):
                situation.last_day = (index, own)
            return own if frame.has_own_day else When(own.day, own.last_day, own.precision, "sentence", False)
        if last is not None and self._is_past(last, situation.anchor) and self._is_told_anew(frame, situation.anchor):
            situation.last_day = last = None
        is_note, is_placed = frame.analysis.is_note, bool(frame.spots)
        if last is not None and (is_note or not _is_stale(last, situation.anchor, is_placed)):
            return When(last.day, last.last_day, last.precision, "previous_sentence", False)
        if situation.anchor is not None:
            day = self._day_told(frame, situation.anchor)
            return When(day, day, 2, "as_reported", False)
        return When(None, None, None, "no_day_known", False)

    def _is_told_anew(self, frame: Frame, anchor: date | None) -> bool:
        """True for a deed with its own place and number of victims, for "in another attack" and for a place told of now."""
        if frame.is_anaphoric:
            return False
        if frame.spots and any(self._is_told_now(d, frame.analysis, anchor) for d in frame.analysis.dates):
            return True
        if not self._others.isdisjoint(frame.analysis.sentence.lowers[:_OPENING_REACH]):
            return True
        return bool(frame.spots) and any(a.is_counted for a in frame.amounts)

    def _day_told(self, frame: Frame, anchor: date) -> date:
        """The day of the report, or the one on which its sentence has somebody tell of the event: it was no later."""
        days = (d.first_day for d in frame.analysis.dates if d.is_day and self._saying.has(d, frame.analysis))
        return max((day for day in days if day is not None and anchor - _TOLD <= day <= anchor), default=anchor)

    def _is_told_now(self, mention: DateMention, analysis: Analysis, anchor: date | None) -> bool:
        """True for the Sunday of "the ministry said on Sunday that" where that is one of the last days."""
        day = mention.first_day
        is_now = anchor is not None and day is not None and abs(anchor - day) <= _NEWS
        return is_now and self._saying.has(mention, analysis)

    @staticmethod
    def _is_past(last: When, anchor: date | None) -> bool:
        """True for a month, and for a day so far back that the sentence which named it told background."""
        if last.precision == _MONTH:
            return True
        return anchor is not None and last.day is not None and anchor - last.day > _NEWS

    @staticmethod
    def _is_another_day(own: When, frame: Frame, situation: Situation) -> bool:
        """True for an exact day that is not the one the sentence opens with; in a dated note no earlier one."""
        opening = situation.opening
        days = (own.day, opening.day) if opening is not None else (None, None)
        is_before = days[0] is not None and days[1] is not None and days[0] < days[1]
        is_exact = _is_exact(own, frame.dates) or has_clause_of_its_own(own, frame)
        return is_exact and not (is_before and situation.is_dated_in_full)

    @staticmethod
    def each_day(frame: Frame, when: When) -> list[When]:
        """One `When` a day for a toll counted over a few days ("nine were killed in three days"), else the one given."""
        spans = (d for d in frame.dates if d.is_duration and d.rule_id in _COUNTED and d.first_day and d.last_day)
        span = next(spans, None) if when.is_own and any(a.coded for a in frame.amounts) else None
        if span is None or span.first_day is None or span.last_day is None:
            return [when]
        n_days = (span.last_day - span.first_day).days + 1
        most = max((a.coded or 0 for a in frame.amounts), default=0)
        if span.granularity != "days" or not _SOME_DAYS <= n_days <= min(_FEW_DAYS, most):
            return [when]
        days = (span.first_day + timedelta(days=n) for n in range(n_days))
        return [When(day, day, span.precision, f"day_of:{span.rule_id}", True) for day in days]

    def _dates_event(self, mention: DateMention, frame: Frame) -> bool:
        analysis = frame.analysis
        if self._is_of_sequel(mention, frame) or is_of_topic(mention, frame, self._topic):
            return False
        own = analysis.owner[mention.first]
        verb = analysis.clauses.verb_before(own, BREAKS)
        if analysis.clauses.subordinator(own if verb is None else verb) in self._background:
            return False
        return not self._saying.has(mention, analysis) and not self._compares(mention, analysis)

    def _compares(self, mention: DateMention, analysis: Analysis) -> bool:
        """True for "the heaviest in a week", and for "the second attack of its kind this month"."""
        if not (mention.is_duration or mention.rule_id in _CURRENT):
            return False
        before = analysis.sentence.lowers[max(0, mention.first - _COMPARISON_REACH) : mention.first]
        return not self._superlatives.isdisjoint(before)


def _is_stale(last: When, anchor: date | None, is_placed: bool) -> bool:
    """True for a day of the week before: an article told it as what led up to its news, which it does not date.

    What names a place of its own (`is_placed`) is no more of the chronicle that an older day opens.
    """
    return (
        anchor is not None
        and last.day is not None
        and _CURRENT_DAYS < anchor - last.day <= (_CHRONICLE if is_placed else _NEWS)
    )


def _is_exact(when: When, dates: list[DateMention]) -> bool:
    """True for a single day that the words name without help from any other day."""
    return any(d.is_explicit and d.granularity == "day" and d.first_day == when.day for d in dates)


def _own_day(frame: Frame, situation: Situation) -> When | None:
    """The day nearest to the trigger that the frame's own words name."""
    named = [d for d in frame.dates if d.first_day is not None and d.granularity not in COARSE]
    usable = [d for d in named if not is_background(d)]
    if not usable:
        return _relative(frame.dates, situation)
    points = [d for d in usable if not d.is_duration]
    days = [d for d in points if d.precision == 1] or points or usable
    best = min(days, key=lambda d: abs(d.first - frame.trigger.first))
    day = coded_day(best)
    if day is None:
        return None
    last = best.last_day if best.precision == 1 and best.last_day is not None else day
    return When(day, max(day, last), best.precision, best.rule_id, True)


def _relative(dates: list[DateMention], situation: Situation) -> When | None:
    """ "a day earlier", counted from the last day named in the text, else from the day of the article.

    "The next morning" of a story that names no day lies behind nothing that is known: it has no day.
    """
    base = situation.last_day[1].day if situation.last_day is not None else situation.anchor
    if base is None:
        return None
    for mention in dates:
        if context_offset(mention) is not None:
            counted = in_context(mention, base)
            is_ahead = situation.last_day is None and counted.first_day is not None and counted.first_day > base
            if counted.first_day is not None and not is_ahead:
                return When(counted.first_day, counted.first_day, 1, mention.rule_id, True)
    return None


def _is_to_come(mention: DateMention, frame: Frame, anchor: date | None) -> bool:
    """True for "tomorrow" beside what is told as done; a written day may be that of the article itself."""
    if anchor is None or mention.is_explicit or mention.first_day is None or frame.is_noun:
        return False
    chunk = frame.analysis.chunks[frame.position]
    return mention.first_day > anchor and chunk.tense == "past" and not chunk.is_modal


def _is_of_another(mention: DateMention, frame: Frame) -> bool:
    """True for the month of "beheaded a hostage whom they abducted in September": it dates what the relative clause tells."""
    kinds = frame.analysis.clauses.kinds
    return mention.granularity == _OF_MONTH and "R" in kinds[frame.position : frame.analysis.owner[mention.first]]
