"""How the reports of news texts compare with labels of what police did, of texts that are kept outside.

    python benchmarks/police.py TEXTS.jsonl [--range A:B] [--misses N] [--json]

Every text has the labels of what it says that police did, be it one clause of it: KILL, ARREST, FORCE, ANY_ACTION. A
report gives its text a label in the plain way: a report of arrests gives ARREST; one in which police or soldiers act on
people gives FORCE, and KILL if somebody died; each of them ANY_ACTION. What happened long before the text counts as well.
`in country` is the share of reports placed in the country that the texts are of, `with place` of those with a place in it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.options import record_range
from benchmarks.shares import share_of
from extractors.article import Article
from extractors.coder import Coder
from extractors.report import Report

LABELS: Final = ("KILL", "ARREST", "FORCE", "ANY_ACTION")
_DONE = frozenset(["occurred", "historical"])
_STATE = "State forces"
_ON_PEOPLE = frozenset(["Battles", "Riots", "Violence against civilians", "Explosions/Remote violence"])
_ON_CROWDS = frozenset(["Protest with intervention", "Excessive force against protesters"])
_ARRESTS = "Arrests"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the labels it should have."""

    name: str
    published: date
    text: str
    labels: frozenset[str]


@dataclass(slots=True)
class Score:
    """Counts by label: texts that have it by us, by the annotators and by both; reports and where they are."""

    texts: int = 0
    ours: Counter[str] = field(default_factory=Counter)
    theirs: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    in_country: int = 0
    with_place: int = 0
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1 by label, and the shares of reports; 0 where there is nothing to count."""
        rates = {}
        for label in LABELS:
            precision, recall = (share_of(self.both[label], of[label]) for of in (self.ours, self.theirs))
            f1 = share_of(2 * precision * recall, precision + recall)
            rates[label] = {"precision": precision, "recall": recall, "f1": f1}
        shares = {name: share_of(n, self.reports) for name, n in self._places()}
        return {"texts": self.texts, "labels": rates, "reports": self.reports, **shares}

    def _places(self) -> tuple[tuple[str, int], ...]:
        return ("in country", self.in_country), ("with place", self.with_place)


def read_texts(path: Path) -> Iterable[Text]:
    """Texts of a JSONL file whose records have `doc_id`, `date`, `text` and the list `doc_labels`.

    Raises:
        KeyError: A record lacks one of them.
        ValueError: A line is no JSON, or a date is none.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            day = date.fromisoformat(record["date"])
            yield Text(str(record["doc_id"]), day, record["text"], frozenset(record["doc_labels"]))


def labels_of(report: Report) -> frozenset[str]:
    """The labels that one report gives its text."""
    if report.status not in _DONE:
        return frozenset()
    if report.sub_event_type == _ARRESTS:
        return frozenset(["ARREST", "ANY_ACTION"])
    is_crowd = report.sub_event_type in _ON_CROWDS
    is_fight = report.event_type in _ON_PEOPLE and _STATE in (report.inter1, report.inter2)
    if not (is_crowd or is_fight):
        return frozenset()
    killed = report.fatalities > 0 and (is_crowd or report.inter1 == _STATE or report.event_type != "Battles")
    return frozenset(["FORCE", "ANY_ACTION", *(["KILL"] if killed else [])])


def score(texts: Iterable[Text], coder: Coder, country: str = "India") -> Score:
    """Codes the texts and compares."""
    total = Score()
    for text in texts:
        reports = coder.code(Article(text.name, text.text, published=text.published)).reports
        ours = frozenset[str]().union(*map(labels_of, reports))
        total.texts += 1
        total.reports += len(reports)
        total.in_country += sum(report.country == country for report in reports)
        total.with_place += sum(report.country == country and report.location is not None for report in reports)
        for label in LABELS:
            has, should = label in ours, label in text.labels
            total.ours[label] += has
            total.theirs[label] += should
            total.both[label] += has and should
            if has != should:
                found = [report.sentence for report in reports if label in labels_of(report)]
                total.misses[f"{'false' if has else 'missed'} {label}"].append(" | ".join([text.name, *found]))
    return total


def table(total: Score) -> str:
    """The figures as lines of text."""
    figures = total.figures()
    lines = [f"{total.texts} texts", "", f"{'label':12} {'P':>6} {'R':>6} {'F1':>6} {'ours':>6} {'texts':>6}"]
    for label, rates in figures["labels"].items():
        values = " ".join(f"{value:6.3f}" for value in rates.values())
        lines.append(f"{label:12} {values} {total.ours[label]:6} {total.theirs[label]:6}")
    shares = f"in country {figures['in country']:.3f}, with place {figures['with place']:.3f}"
    return "\n".join([*lines, "", f"{total.reports} reports: {shares}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Score a file of texts and print; 1 with a message where it cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="JSON-lines file of texts")
    parser.add_argument(
        "--range", type=record_range, default=slice(None), metavar="A:B", help="only the A-th to B-th text"
    )
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of each sort")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        chosen = list(islice(read_texts(options.texts), options.range.start, options.range.stop))
    except (OSError, KeyError, ValueError) as error:
        print(f"no labelled texts in {options.texts}: {error!r}", file=sys.stderr)
        return 1
    total = score(chosen, Coder.default())
    print(json.dumps(total.figures()) if options.json else table(total))
    if not options.json:
        for sort, lines in sorted(total.misses.items()):
            for line in lines[: options.misses]:
                print(f"{sort}\t{line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
