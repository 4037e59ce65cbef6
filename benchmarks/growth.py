"""What merging a report costs as the dataset grows, in time and memory.

    python benchmarks/growth.py [N ...] [--months N] [--json]

For each number of reports a fresh process writes a dataset of reports made from templates: places on a grid, events
told by one to five articles within two days, tolls that differ. The time counts from the coded rows to the published
dataset; making the rows does not count. By default 10,000, 100,000 and 1,000,000 reports over sixty months.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from extractors.coding.interaction import civilian_targeting, interaction
from extractors.merging.merge import merge
from extractors.report import Report
from flows.store.dataset import open_store
from flows.store.files import LocalFiles
from flows.store.merging import Found, Merger
from flows.store.reviewing import Reviewing
from flows.store.rows import build, month_of, report_row
from flows.store.spill import CodedBatch, Spill
from flows.store.vocabulary import countries

_SIZES = (10_000, 100_000, 1_000_000)
_COUNTRIES = ("Syria", "Mali", "Yemen", "Sudan", "Myanmar", "Colombia")
_PLACES = 400
_BATCH = 2_000
_START = date(2015, 1, 1)
_DAYS_A_MONTH = 30
_TEMPLATES = (
    ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack", "Political militia"),
    ("Political violence", "Violence against civilians", "Attack", "Political militia"),
    ("Demonstrations", "Protests", "Peaceful protest", "Protesters"),
)


@dataclass(frozen=True, slots=True)
class Growth:
    """One size: what was merged, in which time by the clock and of the processor, with how much memory at most."""

    reports: int
    events: int
    seconds: float
    cpu_seconds: float
    memory_mb: float

    @property
    def microseconds(self) -> float:
        """Processor time a report, which other programs on the machine do not lengthen."""
        return 1e6 * self.cpu_seconds / self.reports


def batches(n_reports: int, n_months: int, seed: int = 1) -> Iterator[CodedBatch]:
    """Coded rows of so many reports."""
    chance = random.Random(seed)
    waiting: list[Report] = []
    made = 0
    while made < n_reports:
        told = list(_told(chance, made, n_months))[: n_reports - made]
        made += len(told)
        waiting += told
        if len(waiting) >= _BATCH or made == n_reports:
            yield _batch(waiting)
            waiting = []


def measure(n_reports: int, n_months: int) -> Growth:
    """Merge and publish so many reports here and now."""
    import resource

    spent = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder, open_store(LocalFiles(folder), _RUN_ID, 0) as store:
        spill = Spill(*store.scratch)
        for batch in batches(n_reports, n_months):
            with _timed(spent):
                spill.add(batch)
        with _timed(spent):
            merger = Merger(store, spill, Found(), Reviewing(store, merge))
            merger.run()
            store.staging.publish(store.hold)
        n_events = merger.n_rows("events")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Growth(n_reports, n_events, spent[0], spent[1], peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    """Add the time of the block, by the clock and of the processor."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    spent[0] += time.perf_counter() - clock
    spent[1] += time.process_time() - cpu


def table(found: Sequence[Growth]) -> str:
    """The sizes side by side; the ratio compares the processor's time a report with that of the first size."""
    lines = [
        f"{'reports':>10}{'events':>10}{'seconds':>10}{'CPU s':>9}{'CPU µs a report':>17}{'ratio':>8}{'peak MB':>9}"
    ]
    for one in found:
        ratio = one.microseconds / found[0].microseconds
        lines.append(
            f"{one.reports:10,}{one.events:10,}{one.seconds:10.1f}{one.cpu_seconds:9.1f}"
            f"{one.microseconds:17,.0f}{ratio:8.2f}{one.memory_mb:9,.0f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES, help="numbers of reports")
    parser.add_argument("--months", type=int, default=60, help="months that the reports are spread over")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    given = parser.parse_args(arguments)
    if given.json:
        found = [measure(size, given.months) for size in given.sizes]
        sys.stdout.writelines(json.dumps(asdict(one)) + "\n" for one in found)
        return 0
    found = [_apart(size, given.months) for size in given.sizes]
    sys.stdout.write(table(found) + "\n")
    return 0


def _apart(n_reports: int, n_months: int) -> Growth:
    command = [sys.executable, __file__, str(n_reports), "--months", str(n_months), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Growth(**json.loads(printed))


def _told(chance: random.Random, number: int, n_months: int) -> Iterator[Report]:
    """The reports of one event."""
    country = chance.choice(_COUNTRIES)
    place = chance.randrange(_PLACES)
    day = _START + timedelta(days=chance.randrange(n_months * _DAYS_A_MONTH))
    template = chance.choice(_TEMPLATES)
    toll = chance.choice((0, 0, 1, 2, 3, 5, 8, 13, 21))
    for copy in range(chance.choice((1, 1, 2, 3, 5))):
        told = toll + copy % 2 if template[1] != "Protests" else 0
        yield _report(
            f"a{number + copy}", country, place, day + timedelta(days=copy % 2 and chance.randrange(2)), template, told
        )


def _report(
    article_id: str, country: str, place: int, day: date, template: tuple[str, str, str, str], toll: int
) -> Report:
    disorder_type, event_type, sub_event_type, inter1 = template
    facts = countries()[country]
    is_protest = inter1 == "Protesters"
    inter2 = None if is_protest else "Civilians"
    actor1 = f"Protesters ({country})" if is_protest else f"Unidentified Armed Group ({country})"
    row, column = divmod(place, 20)
    name = f"Town {place}"
    return Report(
        report_id="r" + hashlib.sha256(article_id.encode()).hexdigest()[:16], article_id=article_id,
        status="occurred", reason=None, event_date=day, time_precision=1, disorder_type=disorder_type,
        event_type=event_type, sub_event_type=sub_event_type, actor1=actor1, assoc_actor_1=None, inter1=inter1,
        actor2=None if is_protest else f"Civilians ({country})", assoc_actor_2=None, inter2=inter2,
        interaction=interaction(inter1, inter2),
        civilian_targeting=civilian_targeting(event_type, sub_event_type, inter2), iso=facts.iso, region=facts.region,
        country=country, admin1=f"Province {row}", admin2=None, admin3=None, location=name,
        latitude=round(10 + row * 0.3, 4), longitude=round(20 + column * 0.3, 4), geo_precision=1, source="Gazette",
        source_scale="National", notes=f"Something happened in {name}.", fatalities=toll, tags=None, claimed_by=None,
        sentence_index=0, start=0, end=9, sentence=f"Something happened in {name} on that day, it was said.",
        rule_id="template", fatalities_low=toll or None, fatalities_high=toll or None, injuries=0, injuries_low=None,
        injuries_high=None, other_harm=None, coded_to=None, confidence=0.9,
    )  # fmt: skip


def _batch(reports: Sequence[Report]) -> CodedBatch:
    articles = [_article(report) for report in reports]
    return CodedBatch(
        build("articles", articles), build("reports", [report_row(r) for r in reports]), build("issues", [])
    )


def _article(report: Report) -> dict[str, object]:
    return {
        "article_id": report.article_id, "status": "coded", "source": report.source, "published": report.event_date,
        "n_reports": 1, "n_events": 1, "n_issues": 0, "report_months": [month_of(report.event_date)],
        "digest": hashlib.sha256(report.article_id.encode()).hexdigest()[:32], "coder_version": "template",
    }  # fmt: skip


_RUN_ID = "20240101T000000Z-000000"


if __name__ == "__main__":
    sys.exit(main())
