"""When was it, and is that news? An event dated before the news window is background, one dated ahead is planned.

The rules look at the days of the event's own clause first, then at those of its sentence, last at words for long spans.
"""

from __future__ import annotations

from datetime import date, timedelta

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS
from extractors.events.status_lexicon import StatusLexicon
from extractors.events.verdict import Verdict
from extractors.mentions.dates import is_background
from extractors.mentions.records import DateMention

_DAYS = frozenset(["day", "days"])
_AHEAD = timedelta(days=2)
"""How far behind the article's day an event may lie and still be told as having happened (time zones, late editions)."""
_HARM, _MONTH, _KILLED, _VAGUE = "harm", "month", "killed", "vague"
_SHARING = frozenset(["past", "participle"])
"""Tenses of a verb that may share the "has" of another before it."""
_SOME = 10
"""What a plural without a number is coded as, at most."""
_HUNDREDS = 100
"""What "hundreds" are coded as."""
_LEAD = 1
"""Last sentence of headline and lead, whose "hundreds have been killed" is the news."""
_COMPARED = 8
"""Words before a long span within which a superlative makes it a comparison."""
_LEAD_IN = 1
"""Tokens before the day that a note begins with ("On")."""
_SINCE = 4
"""Tokens behind "broke out in" within which the time stands that makes it background."""
_SENTENCE_REACH = 12
"""Tokens behind a trigger within which a coarse date of the sentence still dates it."""


class DateJudge:
    """Judges frames by their days."""

    def __init__(self, lexicon: StatusLexicon, superlatives: frozenset[str], openers: frozenset[str]) -> None:
        """Keep the age of news, the length of a period and the toll that only a statistic has, and words of long spans.

        `openers` are the words behind which a toll begins to be counted ("since").
        """
        self._openers = openers
        self._statistic = lexicon.statistic_from
        self._window = timedelta(days=lexicon.news_window_days)
        self._total = timedelta(days=lexicon.period_total_days)
        self._begun = frozenset(lexicon.begun_markers)
        self._markers = (*lexicon.background_markers, *lexicon.begun_markers)
        self._superlatives = superlatives

    def judge(self, frame: Frame, anchor: date | None) -> Verdict | None:
        """The status that the days give, or `None` when they say nothing against the event."""
        found = None
        if frame.dates:
            found = self._by_period(frame) or (self._by_distance(frame, anchor) if anchor is not None else None)
        found = found or self._by_opener(frame, anchor)
        return found or (None if frame.has_own_day else self._by_background(frame, anchor))

    def _by_opener(self, frame: Frame, anchor: date | None) -> Verdict | None:
        """A toll counted up to now from something that was, where no day says that this was lately."""
        clauses, analysis = frame.analysis.clauses, frame.analysis
        if not _is_counted_till_now(frame):
            return None
        behind = range(frame.position + 1, len(clauses.kinds))
        opener = next((i for i in behind if clauses.kinds[i] in "SP" and clauses.lows[i] in self._openers), None)
        if opener is None:
            return None
        days = [d.first_day for d in analysis.dates if analysis.owner[d.first] > opener and d.granularity in _DAYS]
        is_lately = any(d is not None and anchor is not None and anchor - d <= self._total for d in days)
        return None if is_lately else Verdict("historical", "period_total")

    def _by_period(self, frame: Frame) -> Verdict | None:
        """Long periods, totals over a period, and dates too coarse to be news; none of them beside a day."""
        days = [d for d in frame.dates if d.granularity in _DAYS and not d.is_duration]
        if days and not (all(_opens_note(d, frame) for d in days) and _is_long_ago(frame)):
            return None
        for mention in frame.dates:
            length = _length(mention) if mention.is_duration else None
            if length is not None and length > self._window:
                return Verdict("historical", "long_period")
            if length is not None and frame.amounts and length >= self._total:
                return Verdict("historical", "period_total")
            is_month = mention.granularity == _MONTH and not mention.is_duration
            if is_month and _is_counted_till_now(frame):
                return Verdict("historical", "period_total")
            if is_background(mention):
                return Verdict("historical", "since_long" if mention.is_duration else "coarse_date")
        return None

    def _by_distance(self, frame: Frame, anchor: date) -> Verdict | None:
        """The day nearest to the trigger, seen from the day of the article."""
        days = [d for d in frame.dates if d.granularity in _DAYS] or frame.dates
        nearest = min(days, key=lambda d: abs(d.first - frame.trigger.first))
        if nearest.first_day is None or _opens_note(nearest, frame):
            return None
        length = _length(nearest)
        if length is not None and anchor - (nearest.first_day + length / 2) > self._window:
            return Verdict("historical", "before_news_window")
        return Verdict("planned", "date_ahead") if nearest.first_day - anchor > _AHEAD else None

    def _by_background(self, frame: Frame, anchor: date | None) -> Verdict | None:
        """Words for a long span in the sentence of an event without a day of its own."""
        analysis = frame.analysis
        reach = frame.trigger.last + _SENTENCE_REACH
        around = [d for d in analysis.dates if d.first <= reach] if analysis.dates else []
        if around and not analysis.is_note and all(is_background(d) for d in around):
            return Verdict("historical", "coarse_date_of_sentence")
        if analysis.is_note and _is_long_ago(frame):
            return Verdict("historical", "coarse_date_of_clause")
        is_war = _is_of_a_war(frame) or _is_summed_up(frame)
        if is_war or any((amount.coded or 0) >= self._statistic for amount in frame.amounts):
            return Verdict("historical", "statistic")
        text = analysis.sentence.text.lower()
        marker = next((m for m in self._markers if m in text and not self._is_comparison(m, text)), None)
        if marker in self._begun and not _names_time(marker, text, analysis):
            return None
        if marker in self._begun and anchor is not None and any(self._is_lately(d, anchor) for d in around):
            return None
        return Verdict("historical", f"background:{marker}") if marker else None

    def _is_lately(self, mention: DateMention, anchor: date) -> bool:
        """True for the day of "broke out in Foo on Sunday", not for "eight days ago": what lasts since then is summed up."""
        day = mention.first_day
        return mention.granularity in _DAYS and day is not None and anchor - day <= self._total

    def _is_comparison(self, marker: str, text: str) -> bool:
        """True for "the heaviest exchange of fire for years", which says how bad it was, not when."""
        before = text[: text.index(marker)].split()[-_COMPARED:]
        return not self._superlatives.isdisjoint(before)


def _is_long_ago(frame: Frame) -> bool:
    """True for the fighting of "in an area where fighting took place in the 1980s", whatever day the note begins with."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    taking_place = clauses.grammar.happening
    for group in range(frame.position + 1, len(clauses.kinds) - 1):
        kind = clauses.kinds[group]
        if kind in BREAKS or (kind == "V" and clauses.lows[group] not in taking_place):
            return False
        if kind == "P" and clauses.kinds[group + 1] == "T":
            day = next((d for d in analysis.dates if analysis.owner[d.first] == group + 1), None)
            return day is not None and is_background(day) and not day.is_duration
    return False


def _names_time(marker: str, text: str, analysis: Analysis) -> bool:
    """True for "broke out in 2011"; "broke out in Foo" says where it was, not since when it lasts."""
    sentence = analysis.sentence
    end = sentence.start + text.index(marker) + len(marker)
    behind = next((i for i, start in enumerate(sentence.starts) if start >= end), len(sentence))
    return any(behind <= d.first < behind + _SINCE for d in analysis.dates)


def _opens_note(mention: DateMention, frame: Frame) -> bool:
    """True for the written day that a note begins with: it dates the note, whenever that was filed."""
    is_first = frame.analysis.is_note and frame.analysis.sentence.index == 0
    return is_first and mention.is_explicit and mention.first <= _LEAD_IN


def _is_counted_till_now(frame: Frame) -> bool:
    """True for the dead of "80 have been killed this month"."""
    chunk = frame.analysis.chunks[frame.position]
    is_till_now = chunk.is_perfect and not chunk.is_pluperfect
    return frame.kind == _HARM and is_till_now and any((a.coded or 0) > 1 for a in frame.amounts)


def _is_summed_up(frame: Frame) -> bool:
    """True for "hundreds have been killed in attacks on Foo", told behind the lead: so many till now."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    dead = [a for a in frame.amounts if a.category == _KILLED]
    if analysis.sentence.index <= _LEAD or analysis.is_note or any(_VAGUE not in a.rule_id for a in dead):
        return False
    verb, _ = (clauses.governor(frame.position) if frame.is_noun else None) or (frame.position, "")
    chunk = clauses.chunks[verb]
    is_till_now = chunk.kind == "V" and chunk.is_perfect and not chunk.is_pluperfect
    return is_till_now and any((a.coded or 0) >= _HUNDREDS for a in dead)


def _is_of_a_war(frame: Frame) -> bool:
    """True for "the group has killed hundreds, sold captives and executed scores": nobody counted them on one day."""
    dead = [a for a in frame.amounts if a.category == _KILLED]
    if frame.is_noun or frame.analysis.is_headline or not dead or any(_VAGUE not in a.rule_id for a in dead):
        return False
    clauses, chunk = frame.analysis.clauses, frame.analysis.chunks[frame.position]
    if chunk.is_perfect and not (frame.spots or any(a.is_counted or (a.coded or 0) > _SOME for a in dead)):
        return not chunk.is_pluperfect  # "fighters have died in large numbers"
    if chunk.is_perfect:
        return chunk.voice == "active" and not chunk.is_pluperfect and any((a.coded or 0) >= _HUNDREDS for a in dead)
    doers = clauses.subject(frame.position).groups
    before = (
        clauses.chunks[j]
        for j in range(frame.position)
        if clauses.kinds[j] == "V" and clauses.subject(j).groups == doers
    )
    first = next(before, None) if doers else None
    return first is not None and first.is_perfect and not first.is_pluperfect and chunk.tense in _SHARING


def _length(mention: DateMention) -> timedelta | None:
    """From the first to the last day meant, where both are known."""
    if mention.first_day is None or mention.last_day is None:
        return None
    return mention.last_day - mention.first_day
