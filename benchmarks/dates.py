"""How well the date finder finds and resolves the time expressions of annotated texts.

    python benchmarks/dates.py GOLD.jsonl... [--range A:B] [--misses N] [--json]

A record of a gold file is a text with its expressions (`text`; `dct`, the day of the text; `timex3`, each with `start`,
`end`, `type` and TIMEX3's `value`), or one expression in a sentence (`input`, `reference`, `start`, `end`, `type`,
`timex`, and `values`, each a `value` or a `start` and `end`). Of the latter those without a day of reference are left out.

Asked for is what names a day (perhaps with its part: a morning), a week or weekend, a month, a year, or days from one
to another. Clock times, durations, repeated times, quarters, seasons, decades, "now" and days counted on from the day of
the text ("the next three days") are not asked for. Printed are, by size:

- `found`: the share that a date of ours overlaps;
- `right`: the share that is found with the right days. A day must be that day, precise to it; of a week and a month the
  coded day must lie in it, with precision 2 and 3; a year must be that year. Where a date of ours joins two ("from Monday
  to Friday"), one of its ends must be the annotated one.
- `of found`: the share of those found that is right.

`annotated` is the share of our dates that overlap any annotation, asked for or not; it says little where a record has one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.dates_gold import KINDS, Expression, Record, read_records
from benchmarks.options import record_range
from benchmarks.shares import share_of
from extractors.mentions.dates import DateFinder, coded_day, context_offset, in_context
from extractors.mentions.dates_calendar import Days, middle
from extractors.mentions.records import DateMention
from extractors.text.sentences import SentenceSplitter
from extractors.text.tokens import tokenise

_PRECISION = {"day": 1, "week": 2, "month": 3, "year": 3}
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_JOINED = ("range:", "since:", "days_of_month", "months")


@dataclass(slots=True)
class Score:
    """Counts of one gold file, by kind of expression."""

    records: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    ours: int = 0
    annotated: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, dict[str, float]]:
        """By kind and for "all": how many are asked for, and the shares `found`, `right` and `of found`."""
        kinds = {kind: [kind] for kind in KINDS if self.asked[kind]} | {"all": list(KINDS)}
        return {name: self._shares(parts) for name, parts in kinds.items()}

    def _shares(self, kinds: Sequence[str]) -> dict[str, float]:
        asked, found, right = (sum(c[k] for k in kinds) for c in (self.asked, self.found, self.right))
        return {
            "asked": asked,
            "found": share_of(found, asked),
            "right": share_of(right, asked),
            "of found": share_of(right, found),
        }


def find(record: Record, finder: DateFinder, splitter: SentenceSplitter) -> list[DateMention]:
    """Our dates of a text; what counts from another day counts from the last one named, else from the text's own."""
    found: list[DateMention] = []
    last = record.day
    for paragraph in _PARAGRAPH.finditer(record.text):
        for start, end in splitter.split(record.text, *paragraph.span()):
            for mention in finder.find(tokenise(record.text, start, end), record.day):
                dated = in_context(mention, last) if context_offset(mention) is not None else mention
                last = dated.last_day if dated.granularity in ("day", "days") and dated.last_day else last
                found.append(dated)
    return found


def is_right(mention: DateMention, expression: Expression) -> bool:
    """True when the mention has the days of the expression, as said at the top."""
    kind, first, last = expression.kind, mention.first_day, mention.last_day
    if kind is None or first is None or last is None:
        return False
    if mention.rule_id.startswith(_JOINED):
        wanted = [Days(first, last)] if kind == "days" else [Days(first, first), Days(last, last)]
        return any(
            (days == ours) if kind == "days" else days.first <= ours.first <= days.last
            for days in expression.meanings
            for ours in wanted
        )
    if kind == "days":
        return Days(first, last) in expression.meanings
    if kind == "day":
        return mention.precision == 1 and first == last and Days(first, last) in expression.meanings
    is_year = mention.granularity == "year"
    if mention.precision != _PRECISION[kind] or (kind == "year") != is_year:
        return False
    day = middle(Days(first, last)) if is_year else coded_day(mention)
    return day is not None and any(days.first <= day <= days.last for days in expression.meanings)


def score(records: Iterable[Record]) -> Score:
    """Scores the date finder on records."""
    finder, splitter, total = DateFinder.default(), SentenceSplitter.default(), Score()
    for record in records:
        total.records += 1
        _score_record(record, find(record, finder, splitter), total)
    return total


def _score_record(record: Record, ours: Sequence[DateMention], total: Score) -> None:
    total.ours += len(ours)
    for mention in ours:
        if any(e.start < mention.end and mention.start < e.end for e in record.expressions):
            total.annotated += 1
        else:
            total.misses.append(_miss("not annotated", record, mention, None, [mention]))
    for expression in record.expressions:
        if expression.kind is None:
            continue
        over = [m for m in ours if m.start < expression.end and expression.start < m.end]
        right = any(is_right(m, expression) for m in over)
        total.asked[expression.kind] += 1
        total.found[expression.kind] += bool(over)
        total.right[expression.kind] += right
        if not right:
            total.misses.append(_miss("wrong" if over else "passed over", record, expression, expression, over))


def _miss(
    what: str, record: Record, at: Expression | DateMention, gold: Expression | None, ours: Sequence[DateMention]
) -> str:
    around = record.text[max(0, at.start - 60) : at.start], record.text[at.start : at.end], record.text[at.end :][:40]
    quote = "{}[{}]{}".format(*around).replace("\n", " ")
    wanted = " or ".join(f"{d.first}/{d.last}" for d in gold.meanings) if gold else ""
    got = "; ".join(f"{m.text!r} {m.first_day}/{m.last_day} p{m.precision} {m.rule_id}" for m in ours)
    return f"{what}\t{record.name} {record.day}\t{quote}\t{gold.kind if gold else ''} {wanted}\t{got}"


def table(scores: dict[str, Score]) -> str:
    """The shares of each file, a line a kind of expression."""
    lines = []
    for name, total in scores.items():
        lines += [f"{name}: {total.records} records", f"{'':8} {'asked':>6} {'found':>6} {'right':>6} {'of found':>8}"]
        for kind, share in total.figures().items():
            found, right, of_found = share["found"], share["right"], share["of found"]
            lines.append(f"{kind:8} {int(share['asked']):6} {found:6.3f} {right:6.3f} {of_found:8.3f}")
        lines.append(f"annotated {share_of(total.annotated, total.ours):.3f} of {total.ours} dates")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score files of annotated time expressions and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="JSON-lines files of annotated time expressions")
    parser.add_argument(
        "--range", type=record_range, default=slice(None), metavar="A:B", help="only the A-th to B-th record"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of each sort of each file")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    scores = {path.stem: score(read_records(path, options.range)) for path in options.gold}
    empty = [name for name, total in scores.items() if not total.asked.total()]
    if empty:
        parser.error(f"no date in {', '.join(empty)}")
    if options.json:
        rows = {
            name: {"records": s.records, "ours": s.ours, "annotated": share_of(s.annotated, s.ours), **s.figures()}
            for name, s in scores.items()
        }
        print(json.dumps(rows))
        return 0
    print(table(scores))
    for name, total in scores.items():
        for sort in ("passed over", "wrong", "not annotated"):
            for miss in [m for m in total.misses if m.startswith(sort)][: options.misses]:
                print(f"{name}\t{miss}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
