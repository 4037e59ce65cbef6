"""A coder whose articles are written in a tiny language, so that tests of the store say exactly what they mean.

Each line of a text is a command: `strike Aleppo 2012-12-28 3` is an air strike there and then with three dead;
`plan Aleppo 2012-12-28` is a report that is not published; `vague Aleppo` has no date; `warn` is an issue; `crash` an
exception; `die` ends the process; `wait 0.5` takes time. Any other line is prose.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from extractors.article import Article
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.report import Evidence, Extraction, Issue, Report
from flows.records import CoderVersion
from flows.store.files import LocalFiles

PLACES = {"Aleppo": (36.2012, 37.1612), "Homs": (34.7268, 36.7234), "Marea": (36.4783, 37.2)}


class FakeCoder:
    def __init__(self, sub_event_type: str) -> None:
        self._sub_event_type = sub_event_type

    def code(self, article: Article) -> Extraction:
        reports, issues = [], []
        position = 0
        for index, line in enumerate(article.text.split("\n")):
            words = line.split()
            if words and words[0] in ("strike", "plan", "vague"):
                reports.append(a_report(article, index, position, line, words, self._sub_event_type))
            elif words and words[0] == "warn":
                issues.append(Issue(article.id, "unknown_place", "warning", "expected a known place, found Nowhere"))
            elif words:
                act(words)
            position += len(line) + 1
        return Extraction(tuple(reports), tuple(issues))


def act(words: list[str]) -> None:
    if words[0] == "crash":
        raise RuntimeError("this article is too much")
    if words[0] == "die":
        os._exit(3)
    if words[0] == "wait":
        time.sleep(float(words[1]))


def a_report(article: Article, index: int, start: int, line: str, words: list[str], sub_event_type: str) -> Report:
    place = words[1] if words[1] in PLACES else None
    day = date.fromisoformat(words[2]) if len(words) > 2 else None
    dead = int(words[3]) if len(words) > 3 else 0
    reason = {"strike": None, "plan": "planned", "vague": "no date"}[words[0]]
    lat, lon = PLACES.get(words[1], (None, None))
    inter1, inter2 = "State forces", "Civilians"
    return Report(
        report_id="r" + hashlib.sha256(f"{article.id}|{index}".encode()).hexdigest()[:16],
        article_id=article.id, status="planned" if words[0] == "plan" else "occurred", reason=reason,
        event_date=day, time_precision=1 if day else None, disorder_type="Political violence",
        event_type="Explosions/Remote violence", sub_event_type=sub_event_type,
        actor1="Military Forces of Syria (2000-2024)", assoc_actor_1=None, inter1=inter1,
        actor2="Civilians (Syria)", assoc_actor_2=None, inter2=inter2, interaction=interaction(inter1, inter2),
        civilian_targeting=civilian_targeting("Explosions/Remote violence", sub_event_type, inter2),
        iso=760, region="Middle East", country="Syria", admin1="Aleppo", admin2=None, admin3=None, location=place,
        latitude=lat, longitude=lon, geo_precision=1 if place else None, source=article.source,
        source_scale=article.source_scale, notes=f"{line}.", fatalities=dead, tags=None, claimed_by=None,
        sentence_index=index, start=start, end=start + len(words[0]), sentence=line, rule_id="fake",
        fatalities_low=dead, fatalities_high=dead, injuries=0, injuries_low=None, injuries_high=None, other_harm=None,
        coded_to=words[-1].strip(")") if "(coded" in words else None,
        confidence=0.9, evidence=(Evidence("sub_event_type", start, start + len(words[0]), words[0], "fake"),),
    )  # fmt: skip


@dataclass(frozen=True)
class FakeFactory:
    """Recipe of the fake coder; `release` stands for a change of its code."""

    release: str = "1"
    sub_event_type: str = "Air/drone strike"

    def __call__(self) -> FakeCoder:
        return FakeCoder(self.sub_event_type)

    def prepare(self) -> None:
        """Nothing to build."""

    def version(self) -> CoderVersion:
        return CoderVersion("0", self.release, "0", "0", "0", f"0+{self.release}")


@dataclass(frozen=True)
class OnceDead(FakeFactory):
    """The first process that builds this coder dies of it."""

    marker: str = ""

    def __call__(self) -> FakeCoder:
        if not os.path.exists(self.marker):
            Path(self.marker).touch()
            os._exit(9)
        return super().__call__()


@dataclass(frozen=True)
class AlwaysDead(FakeFactory):
    """Every process that builds this coder dies of it."""

    def __call__(self) -> FakeCoder:
        os._exit(9)


@dataclass
class FakeClock:
    """A clock that goes on a minute a look."""

    time: datetime = datetime(2024, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


class Crash(BaseException):
    """The end of a process, as far as a test can play it: after it nothing is written any more."""


class FailingFiles(LocalFiles):
    """Files whose `fails_at`-th change fails; a crash fails all later ones too, a full disk only that one."""

    def __init__(self, root: Path, fails_at: int, error: BaseException) -> None:
        super().__init__(root)
        self.n_changes = 0
        self._fails_at = fails_at
        self._error = error
        self._guard = threading.Lock()

    def _change(self, path: Path | None = None) -> None:
        with self._guard:
            self.n_changes += 1
            moment = self.n_changes
        is_over = moment > self._fails_at and isinstance(self._error, Crash)
        if is_over or moment == self._fails_at:
            if path is not None and path.parent.is_dir() and not is_over:
                path.write_bytes(b"half a fi")
            raise self._error

    def write_table(self, name, table):
        self._change(self.path(name))
        super().write_table(name, table)

    def write_text(self, name, text):
        self._change(self.path(name))
        super().write_text(name, text)

    def append_stream(self, name, table):
        self._change()
        super().append_stream(name, table)

    def write_streams(self, name, tables):
        self._change(self.path(f"{name}.part"))
        super().write_streams(name, tables)

    def move(self, source, target):
        self._change()
        super().move(source, target)

    def remove(self, name):
        self._change()
        super().remove(name)

    def remove_folder(self, name):
        self._change()
        super().remove_folder(name)

    def make_folder(self, name):
        self._change()
        super().make_folder(name)


def article(id: str, *lines: str, published: str | None = "2012-12-29", **fields: object) -> dict[str, object]:
    return {"id": id, "text": "\n".join(lines), "published": published, "source": "Daily Star", **fields}


def write_articles(path: Path, articles: Iterable[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return str(path)


def snapshot(output: Path) -> dict[str, bytes]:
    """Content of every published file, apart from the manifests."""
    files = (path for path in output.rglob("*.parquet") if not path.relative_to(output).parts[0].startswith("_"))
    return {str(path.relative_to(output)): path.read_bytes() for path in files}


def rows(output: Path, name: str, *ignored: str) -> list[dict[str, object]]:
    """The rows of a table without the columns that tell one run from another."""
    from flows.store.dataset import read_table

    drop = {"timestamp", "run_id", *ignored}
    return [
        {key: value for key, value in row.items() if key not in drop} for row in read_table(output, name).to_pylist()
    ]


def without(report: Report, *names: str) -> Report:
    return replace(report, **dict.fromkeys(names))


def lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.strip().splitlines())
