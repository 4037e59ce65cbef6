"""Dates: every way that news says when something happened, turned into days and ACLED's time precision.

The words are recognised by the rules of `lexicons/<language>/dates.yml`; the arithmetic is our own, because news looks
back: "on Friday" in a Friday story is that day, in any other the last Friday. Precision is by codebook section 6.
`rule_id` is the rule, with a suffix where the days depend on more than the words:

- "relative_to_context:-1" ("a day earlier"), ":+0" ("the same day"), ":+3": so many days from another date of the text.
  Such mentions have no days of their own; `in_context` gives them some.
- "before_other:-2", "after_other:+1": counted from another event ("two days before the vote"); no days.
- "month_edge:early", "month_of_year:late": which part of a month; `coded_day` then takes its first or last day.
- "since:...": an open span up to the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from extractors.lexicons.loader import LexiconError
from extractors.mentions import dates_calendar as calendar
from extractors.mentions.dates_ahead import AheadWords
from extractors.mentions.dates_compile import DateTables, compile_dates
from extractors.mentions.dates_joining import Found, Joiner
from extractors.mentions.dates_lexicon import DateRule, load_dates
from extractors.mentions.dates_meanings import MEANINGS, TURNING
from extractors.mentions.dates_patterns import Readings, walk
from extractors.mentions.dates_spans import Clock, Got
from extractors.mentions.records import DateMention
from extractors.text.tokens import Sentence, tokenise

_DOTTED = re.compile(r"(?<=\d)\.(?=\d)")
_MID_MONTH = 15
_MAX_HEADER = 60
_CONTEXT = "relative_to_context"
_BACKGROUND_RULES = frozenset(
    {"ago", "past", "recent", "phase_of_conflict", "season", "since_start", "for_long", "over_a_conflict"}
)


class DateFinder:
    """Finds the dates of a sentence; immutable and safe to share."""

    def __init__(self, tables: DateTables, joiner: Joiner, ahead: AheadWords) -> None:
        """Take the compiled words and rules of one language."""
        self._tables = tables
        self._joiner = joiner
        self._ahead = ahead
        self._triggers = tables.triggers
        self._followers = tables.followers
        self._guards = [_Guard(rule) for rule in tables.rules]

    @classmethod
    @lru_cache(maxsize=8)
    def default(cls, language: str = "en") -> DateFinder:
        """The finder of a language, from the lexicons that ship with the package.

        Raises:
            LexiconError: The language has no date or number lexicon.
        """
        lexicon = load_dates(language)
        return cls(compile_dates(language), Joiner(lexicon), AheadWords(lexicon))

    def find(self, sentence: Sentence, anchor: date | None, day_first: bool | None = None) -> list[DateMention]:
        """All dates of the sentence, in order, not overlapping.

        Args:
            sentence: The sentence.
            anchor: The day on which the report was filed; without it only dates in full get days.
            day_first: The source's habit in "05/07/2014"; `None` when it is not known.
        """
        if self._triggers.isdisjoint(sentence.lowers):
            return []
        clock = Clock(anchor, day_first)
        found = self._walk(sentence, clock)
        return [_mention(sentence, hit) for hit in self._joiner.join(sentence, found, anchor)]

    def _walk(self, sentence: Sentence, clock: Clock) -> list[Found]:
        """Dates from left to right; of two that overlap the one that reaches further wins."""
        found: list[Found] = []
        readings = self._tables.reader(sentence)
        done = 0
        for at in self._candidates(sentence.lowers):
            hit = self._at(sentence, at, readings, clock)
            if hit is None or hit.end <= done:
                continue
            if at < done:
                found.pop()
            found.append(hit)
            done = hit.end
        return found

    def _candidates(self, lowers: list[str]) -> Iterator[int]:
        """Positions where a date may start: words that open a pattern, with a trigger not far behind."""
        starts, triggers, reach = self._tables.starts, self._triggers, self._tables.reach
        done = 0
        for trigger in [at for at, word in enumerate(lowers) if word in triggers]:
            for at in range(max(done, trigger - reach), trigger + 1):
                low = lowers[at]
                if (low in starts and self._goes_on(low, lowers, at + 1)) or ":" > low >= "0":
                    yield at
            done = trigger + 1

    def _goes_on(self, low: str, lowers: list[str], behind: int) -> bool:
        """False for a word such as "in" before what never stands behind it in a date."""
        followers = self._followers.get(low)
        if followers is None:
            return True
        return behind < len(lowers) and (lowers[behind] in followers or lowers[behind][0].isdigit())

    def _at(self, sentence: Sentence, at: int, readings: Readings, clock: Clock) -> Found | None:
        """The longest date that starts at token `at`."""
        tables, seen = self._tables, clock
        for match in walk(tables.root, readings, at, len(sentence)):
            rule = tables.rules[match.rule]
            if not self._guards[match.rule].allows(sentence.lowers, at, match.end):
                continue
            if rule.means in TURNING and self._ahead.govern(sentence.lowers, at):
                seen = replace(clock, is_ahead=True)
            span = MEANINGS[rule.means](Got(match.path, sentence, at, match.end), seen, rule)
            if span is not None:
                rule_id = rule.id if span.offset is None else f"{_CONTEXT}:{span.offset:+d}"
                return Found(at, match.end, span, rule_id + span.suffix)
        return None


class _Guard:
    """The neighbours that forbid or require a rule."""

    __slots__ = ("needs_after", "needs_before", "unless_after", "unless_before")

    def __init__(self, rule: DateRule) -> None:
        self.unless_before = frozenset(rule.unless_before)
        self.unless_after = frozenset(rule.unless_after)
        self.needs_before = frozenset(rule.needs_before)
        self.needs_after = frozenset(rule.needs_after)

    def allows(self, lowers: list[str], first: int, end: int) -> bool:
        before = lowers[first - 1] if first else ""
        after = lowers[end] if end < len(lowers) else ""
        if before in self.unless_before or after in self.unless_after:
            return False
        if self.needs_after and after and after not in self.needs_after:
            return False
        return not self.needs_before or before in self.needs_before


def _mention(sentence: Sentence, hit: Found) -> DateMention:
    start, end = sentence.span(hit.first, hit.end)
    span = hit.span
    return DateMention(
        hit.first,
        hit.end,
        start,
        end,
        sentence.slice(hit.first, hit.end),
        span.first,
        span.last,
        span.precision,
        span.granularity,
        span.is_explicit,
        span.is_duration,
        hit.rule_id,
    )


def context_offset(mention: DateMention) -> int | None:
    """Days from another date of the text that the words mean ("a day earlier" -1); `None` for other dates."""
    rule, _, offset = mention.rule_id.partition(":")
    return int(offset) if rule == _CONTEXT else None


def in_context(mention: DateMention, day: date) -> DateMention:
    """The mention with its days counted from `day`; other mentions come back as they are."""
    offset = context_offset(mention)
    if offset is None:
        return mention
    moved = calendar.move(day, offset)
    return mention._replace(first_day=moved, last_day=moved)


LONG = frozenset(["month", "year", "vague"])
"""Granularities of spans in which more happens than one event: "this month", "since 2015"."""


def is_background(mention: DateMention) -> bool:
    """True when the words place something in the past that is too far or too vague to code ("in 2011", "years ago").

    A conflict's age ("the six-year war") or what lies ahead ("in the coming days") is vague too, but dates no event.
    """
    return mention.granularity == "year" or (
        mention.granularity == "vague" and mention.rule_id.partition(":")[0] in _BACKGROUND_RULES
    )


def coded_day(mention: DateMention) -> date | None:
    """The one day that ACLED codes for the mention (codebook section 6).

    The day itself; the middle of a week or of several days; the 15th of a month, its first or last day for "early" and
    "late"; the last day of a span that the report closes ("for a second day"). `None` for what is too coarse to code.
    """
    first, last = mention.first_day, mention.last_day
    if first is None or last is None or mention.granularity in ("year", "vague"):
        return None
    if mention.precision == 1:
        return last if mention.is_duration else first
    if mention.granularity == "month":
        return _month_day(mention, first, last)
    return calendar.middle(calendar.Days(first, last))


def _month_day(mention: DateMention, first: date, last: date) -> date:
    edge = mention.rule_id.rpartition(":")[2]
    if edge == "early":
        return first
    if edge == "late":
        return last
    is_whole = (first, last) == calendar.month_days(first.year, first.month)
    return (
        first.replace(day=_MID_MONTH) if is_whole or edge == "middle" else calendar.middle(calendar.Days(first, last))
    )


@lru_cache(maxsize=4096)
def parse_day(
    text: str, day_first: bool | None = None, anchor: date | None = None, language: str = "en"
) -> date | None:
    """The first full written date of a short text such as a header line ("Fri Feb 27 2015", "21-08-2014").

    Args:
        text: The line.
        day_first: The source's habit in "05/07/2014".
        anchor: A day near which the text was written; a date without a year ("Oct 19") needs it.
        language: Two-letter code; a language without a lexicon is read by dateparser.
    """
    line = _DOTTED.sub("-", text.strip())
    iso = _iso(line)
    if iso or not line:
        return iso
    try:
        finder = DateFinder.default(language)
    except LexiconError:
        return _foreign_day(line, day_first, language)
    mentions = finder.find(tokenise(line, 0, len(line)), anchor, day_first)
    return next((m.first_day for m in mentions if m.is_explicit and m.granularity == "day" and m.first_day), None)


def _iso(line: str) -> date | None:
    try:
        return date.fromisoformat(line[:10]) if line[4:5] == "-" else None
    except ValueError:
        return None


def _foreign_day(line: str, day_first: bool | None, language: str) -> date | None:
    """A full date in a language without a lexicon; dateparser knows two hundred of them."""
    if len(line) > _MAX_HEADER or not any(c.isdigit() for c in line):
        return None
    import dateparser  # slow to import, and rarely needed

    order = {} if day_first is None else {"DATE_ORDER": "DMY" if day_first else "MDY"}
    try:
        found = dateparser.parse(
            line, languages=[language], settings={"REQUIRE_PARTS": ["day", "month", "year"], **order}
        )
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
