"""How fast the coder is, on one core, without start-up, reading or writing.

    python benchmarks/throughput.py ARTICLES.jsonl [--limit N] [--repeat N] [--json]

Three settings are timed on the same articles and set side by side: finding the sentences (what any coder pays), coding
with everything loaded for the first time, and coding again, when names and words have been seen. The last line is the
memory of the process. Sentences are counted in the prose of the articles; agency clutter does not count.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from extractors import Coder
from extractors.article import Article
from extractors.text.layout import LayoutReader
from extractors.text.sentences import SentenceSplitter
from flows.coders import settle, undisturbed


@dataclass(frozen=True, slots=True)
class Timing:
    """One setting: `seconds` for `articles` with `sentences` in them, and what came out."""

    setting: str
    articles: int
    sentences: int
    seconds: float
    results: int

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """All settings, and the resident memory in MB: with the coder built, and at the highest."""

    timings: tuple[Timing, ...]
    construction_seconds: float
    memory_mb: float | None


def read_articles(path: Path, limit: int | None = None) -> Iterator[Article]:
    """Articles of a JSONL file with `text` and, where known, `id`, `title`, `published`, `source`."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            record = json.loads(line)
            yield Article(
                id=str(record.get("id", number)),
                text=record["text"],
                title=record.get("title"),
                published=datetime.fromisoformat(record["published"]).date() if record.get("published") else None,
                source=record.get("source"),
            )


def measure(articles: Sequence[Article], repeat: int = 1) -> Measurement:
    """Time the settings; the best of `repeat` passes counts where a pass can be repeated."""
    splitter, reader = SentenceSplitter.default(), LayoutReader.default()

    def sentences(article: Article) -> int:
        blocks = reader.read(article).blocks
        return sum(1 for block in blocks for _ in splitter.split(article.text, block.start, block.end))

    begun = time.perf_counter()
    with undisturbed():
        coder = Coder.default()
    built = time.perf_counter() - begun
    settle()
    number = sum(map(sentences, articles))

    def timing(setting: str, work: Callable[[Article], int], passes: int) -> Timing:
        best, results = min(_timed(work, articles) for _ in range(passes))
        return Timing(setting, len(articles), number, best, results)

    def reports(article: Article) -> int:
        return len(coder.code(article).reports)

    timings = (
        timing("find the sentences", sentences, repeat),
        timing("code, first time", reports, 1),
        timing("code, again", reports, repeat),
    )
    return Measurement(timings, built, _memory_mb())


def table(measurement: Measurement) -> str:
    """The measurement for a person; the ratio compares the time with the first setting's."""
    lines = [f"{'':20}{'articles':>10}{'sentences':>11}{'found':>9}{'seconds':>9}{'sentences/s':>13}{'ratio':>8}"]
    base = measurement.timings[0].seconds or 1e-9
    for timing in measurement.timings:
        lines.append(
            f"{timing.setting:20}{timing.articles:10,}{timing.sentences:11,}{timing.results:9,}"
            f"{timing.seconds:9.2f}{timing.rate:13,.0f}{timing.seconds / base:8.1f}"
        )
    memory = f"{measurement.memory_mb:,.0f} MB" if measurement.memory_mb is not None else "not known on this system"
    lines.append(f"Coder built in {measurement.construction_seconds:.2f} s; highest resident memory {memory}.")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", type=Path, help="JSONL file of articles")
    parser.add_argument("--limit", type=int, help="articles to read; all by default")
    parser.add_argument("--repeat", type=int, default=2, help="passes of which the best counts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    articles = tuple(read_articles(given.articles, given.limit))
    if not articles:
        parser.error(f"{given.articles} holds no articles")
    measurement = measure(articles, max(1, given.repeat))
    text = json.dumps(asdict(measurement)) if given.json else table(measurement)
    sys.stdout.write(text + "\n")
    return 0


def _timed(work: Callable[[Article], int], articles: Sequence[Article]) -> tuple[float, int]:
    begun = time.process_time()
    results = sum(map(work, articles))
    return time.process_time() - begun, results


def _memory_mb() -> float | None:
    """Highest resident memory of this process; `None` where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.exit(main())
