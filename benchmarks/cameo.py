"""How the reports of single sentences compare with the events that CAMEO or PLOVER see in them; the sentences are kept outside.

    python benchmarks/cameo.py FILE.jsonl... [--lines even|odd] [--misses N] [--json]

Each sentence is coded as an article of its own, published on the record's day. Printed are, by family of events: how many
are `asked` for, the share of these for which a report was made (`recall`); how many reports are `ours`, the share of them that
the sentence asks for (`precision`). Then come the share of source and target sides that are right in the answers, and how
many of the sentences that tell of no event of the table have a report all the same (`false sentences`).

`cameo_alike.py` says which reports answer which event. Only what occurred counts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.cameo_alike import FAMILIES, Asked, family, read_events
from benchmarks.shares import share_of
from extractors.article import Article
from extractors.coder import Coder
from extractors.report import Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its day and all events that any record tells of it."""

    id: str
    text: str
    day: date
    events: tuple[Asked, ...]


@dataclass(slots=True)
class Score:
    """Sums over sentences; `misses` lists sentences by sort ("missed", "false")."""

    sentences: int = 0
    quiet: int = 0
    disturbed: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sides: Counter[bool] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: {"missed": [], "false": []})

    def add(self, sentence: Sentence, reports: Iterable[Report]) -> None:
        """Count a sentence and what was reported of it."""
        occurred = [report for report in reports if report.status == "occurred"]
        asked = [event for event in sentence.events if event.families]
        self.sentences += 1
        for event in asked:
            answers = [report for report in occurred if event.is_answer(report)]
            self.asked[event.families[0]] += 1
            self.answered[event.families[0]] += bool(answers)
            if answers:
                self.sides.update(max((event.sides(report) for report in answers), key=sum))
            else:
                self.misses["missed"].append(f"{sentence.id}\t{event.name}\t{sentence.text}")
        if any(event.is_left_out for event in sentence.events):
            occurred = [report for report in occurred if any(event.is_answer(report) for event in asked)]
        elif not asked:
            self.quiet += 1
            self.disturbed += bool(occurred)
        for report in occurred:
            is_right = any(event.is_answer(report) for event in asked)
            self.ours[family(report)] += 1
            self.right[family(report)] += is_right
            if not is_right:
                self.misses["false"].append(f"{sentence.id}\t{report.sub_event_type}\t{sentence.text}")

    def figures(self) -> dict[str, dict[str, float]]:
        """By family and for `all`: asked, recall, ours and precision; `sides` and `false sentences` with share and number."""
        rows = {name: self._rates([name]) for name in FAMILIES}
        rows["all"] = self._rates(FAMILIES)
        told = self.sides.total()
        return rows | {
            "sides": {"share": share_of(self.sides[True], told), "of": told},
            "false sentences": {"share": share_of(self.disturbed, self.quiet), "of": self.quiet},
        }

    def _rates(self, names: Iterable[str]) -> dict[str, float]:
        asked, answered, ours, right = (
            sum(counts[name] for name in names) for counts in (self.asked, self.answered, self.ours, self.right)
        )
        return {"asked": asked, "recall": share_of(answered, asked), "ours": ours, "precision": share_of(right, ours)}


def read_sentences(path: Path, lines: str = "all") -> Iterator[Sentence]:
    """Sentences of a file, of all its lines or of the even or odd ones, counted from 0; a text that stands twice comes once.

    Raises:
        KeyError: A record lacks what the formats need.
        ValueError: A line is no JSON, or a day is none.
    """
    records: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    events: dict[str, dict[Asked, None]] = {}
    for record in records:
        events.setdefault(record["text"], {}).update(dict.fromkeys(read_events(record)))
    for number, record in enumerate(records):
        if record["text"] in events and (lines == "all" or (lines == "odd") == bool(number % 2)):
            asked = tuple(events.pop(record["text"]))
            yield Sentence(record["id"], record["text"], date.fromisoformat(record["date"]), asked)


def score(sentences: Iterable[Sentence], coder: Coder) -> Score:
    """Code the sentences and compare."""
    total = Score()
    for sentence in sentences:
        article = Article(sentence.id, sentence.text, published=sentence.day)
        total.add(sentence, coder.code(article).reports)
    return total


def table(total: Score) -> str:
    """The figures as lines of text; "-" stands for a share of nothing."""
    figures = total.figures()
    lines = [f"{total.sentences} sentences", "", f"{'':16} {'asked':>6} {'recall':>7} {'ours':>6} {'precision':>10}"]
    for name in (*FAMILIES, "all"):
        row = figures[name]
        recall, precision = _shown(row["recall"], row["asked"]), _shown(row["precision"], row["ours"])
        lines.append(f"{name:16} {row['asked']:6} {recall:>7} {row['ours']:6} {precision:>10}")
    for name in ("sides", "false sentences"):
        lines.append(f"{name:16} {_shown(figures[name]['share'], figures[name]['of'])} of {figures[name]['of']}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score files of sentences and print; 1 with a message where a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="JSON-lines files of sentences")
    parser.add_argument("--lines", choices=("all", "even", "odd"), default="all", help="only these lines")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print N misses of each sort")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        sentences = [sentence for path in options.files for sentence in read_sentences(path, options.lines)]
    except (OSError, KeyError, ValueError) as error:
        print(f"no sentences with events of CAMEO in {', '.join(map(str, options.files))}: {error!r}", file=sys.stderr)
        return 1
    total = score(sentences, Coder.default())
    print(json.dumps({"read": total.sentences, **total.figures()}) if options.json else table(total))
    if not options.json:
        for sort, misses in total.misses.items():
            for miss in misses[: options.misses]:
                print(f"{sort}\t{miss}")
    return 0


def _shown(share: float, of: float) -> str:
    return f"{share:.3f}" if of else "-"


if __name__ == "__main__":
    sys.exit(main())
