"""How a gazetteer of any size builds and answers: made-up dumps in GeoNames' format, built into an index, then measured.

    python benchmarks/gazetteer.py --places 1000000

Names are put together from syllables with a fixed seed, so the same size gives the same files. Figures: rows read a second,
peak resident memory of the build, size of the index; time to open it, resident memory afterwards; exact and fuzzy look-ups
a second, of names chosen at random, each asked for once. Rates are of processor time, so that a busy machine tells the
same as an idle one. Exact look-ups are timed twice, with the garbage collector set as a run sets it: as the index lies
there, some of it perhaps on disk only, and again by a gazetteer that remembers nothing, with the pages in memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extractors.places.build import DefaultPlaces
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import place_key
from flows.coders import settle
from flows.gazetteers.building import build_gazetteer
from flows.settings import GazetteerSource

_SEED = 7
_ONSETS = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "q", "r",
           "s", "t", "w", "z", "sh", "kh", "gh", "dh", "th", "br", "kr", "tr", "st"]  # fmt: skip
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ou", "ai", "ee"]
_CODAS = ["", "", "", "n", "r", "l", "m", "sh", "b", "t", "d"]
_HEADS = ["", "", "", "", "Al ", "Tell ", "Kafr ", "San ", "Nova ", "Upper ", "Beit "]
_COUNTRIES = ["SY", "IQ", "NG", "ML", "UA", "AF", "SO", "YE", "SD", "CD",
              "ET", "MX", "CO", "IN", "PK", "MM", "PH", "RU", "FR", "US"]  # fmt: skip
_FEATURES = [("P", "PPL", 70), ("P", "PPLX", 4), ("P", "PPLQ", 1), ("S", "SCH", 8), ("H", "STM", 8), ("T", "MT", 5),
             ("S", "AIRP", 1), ("A", "ADM3", 1), ("L", "RGN", 1), ("S", "HTL", 1)]  # fmt: skip
_LANGUAGES = ["ar", "en", "fr", "", "link", "ku", "ru", "wkdt"]
_SAMPLE = 20_000


@dataclass(frozen=True)
class Figures:
    """What was measured; times in seconds, sizes in MiB, rates a second.

    `exact_places` is how many places a name that was asked for has, `exact_disk_reads` how often a look-up waited for the disk
    the first time.
    """

    places: int
    alternate_names: int
    build_seconds: float
    build_cpu_seconds: float
    rows_per_second: float
    peak_mib: float
    index_mib: float
    indexed: int
    open_seconds: float
    open_mib: float
    exact_first_per_second: float
    exact_per_second: float
    exact_places: float
    exact_disk_reads: float
    exact_mib: float
    fuzzy_milliseconds: float
    fuzzy_slowest_milliseconds: float


def names(chance: random.Random) -> Iterator[str]:
    """Made-up names without end."""
    pick = chance.choice
    while True:
        word = "".join(pick(_ONSETS) + pick(_VOWELS) for _ in range(chance.randint(2, 4))) + pick(_CODAS)
        yield pick(_HEADS) + word.capitalize()


def write_dumps(folder: Path, places: int, alternates: int) -> tuple[Path, Path]:
    """Write `allCountries.txt` and `alternateNamesV2.txt`."""
    chance = random.Random(_SEED)
    made, features = names(chance), [(c, f) for c, f, weight in _FEATURES for _ in range(weight)]
    dump, more = folder / "allCountries.txt", folder / "alternateNamesV2.txt"
    with dump.open("w", encoding="utf-8") as file:
        for number in range(1, places + 1):
            name, (kind, code) = next(made), chance.choice(features)
            point = f"{chance.uniform(-35, 60):.5f}\t{chance.uniform(-120, 140):.5f}"
            country, people = chance.choice(_COUNTRIES), chance.randint(0, 3000) if chance.random() < 0.2 else 0
            file.write(
                f"{20_000_000 + number}\t{name}\t{name}\t\t{point}\t{kind}\t{code}\t{country}\t\t"
                f"{chance.randint(1, 30):02d}\t\t\t\t{people}\t\t0\tEtc/UTC\t2024-01-01\n"
            )
    with more.open("w", encoding="utf-8") as file:
        for number in range(1, alternates + 1):
            ident, language = 20_000_000 + chance.randint(1, places), chance.choice(_LANGUAGES)
            file.write(f"{number}\t{ident}\t{language}\t{next(made)}\t\t\t\t\t\t\n")
    return dump, more


def measure(folder: Path, places: int, alternates: int, default: DefaultPlaces | None = None) -> Figures:
    """Write the dumps, build in this process over the embedded places, look up in a process of its own."""
    dumps = write_dumps(folder, places, alternates)
    index = folder / "index.lmdb"
    before, cpu = time.perf_counter(), time.process_time()
    summary = build_gazetteer(index, [GazetteerSource(path=path) for path in dumps], default=default)
    seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
    asked = subprocess.run(
        [sys.executable, __file__, "--look-up", str(index), "--names", str(dumps[0])],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return Figures(
        places, alternates, seconds, cpu, (places + alternates) / cpu, _peak_mib(), index.stat().st_size / (1 << 20),
        summary.n_places, **json.loads(asked.stdout),
    )  # fmt: skip


def look_up(index: Path, dump: Path) -> dict[str, float]:
    """Open an index and ask it for names of the dump, then for misspelt ones."""
    wanted = _some_names(dump)
    base = _resident_mib()
    before = time.perf_counter()
    gazetteer = Gazetteer.open(index)
    gazetteer.candidates("damascus")
    opened = time.perf_counter() - before
    open_mib = _resident_mib() - base
    keys = [place_key(name) for name in wanted]
    settle()
    reads = _disk_reads()
    first, found = _ask(gazetteer, keys)
    reads = _disk_reads() - reads
    exact_mib = _resident_mib() - base
    gazetteer = Gazetteer.open(index)
    again, _ = _ask(gazetteer, keys)
    times = []
    for name in wanted[: _SAMPLE // 40]:
        before = time.process_time()
        gazetteer.fuzzy(f"{name[:-1]}{'e' if name[-1] != 'e' else 'a'}")
        times.append(time.process_time() - before)
    return {
        "open_seconds": opened,
        "open_mib": open_mib,
        "exact_first_per_second": len(keys) / first,
        "exact_per_second": len(keys) / again,
        "exact_places": found / len(keys),
        "exact_disk_reads": reads / len(keys),
        "exact_mib": exact_mib,
        "fuzzy_milliseconds": 1000 * sum(times) / max(1, len(times)),
        "fuzzy_slowest_milliseconds": 1000 * max(times, default=0.0),
    }


def _ask(gazetteer: Gazetteer, keys: Sequence[str]) -> tuple[float, int]:
    """Processor seconds for asking for each key, and how many places there were."""
    before = time.process_time()
    found = sum(len(gazetteer.candidates(key)) for key in keys)
    return time.process_time() - before, found


def _some_names(dump: Path) -> list[str]:
    """Names from all over the dump, in random order."""
    chance, size = random.Random(_SEED), dump.stat().st_size
    found = []
    with dump.open("rb") as file:
        for _ in range(min(_SAMPLE, size // 100)):
            file.seek(chance.randrange(size))
            file.readline()
            cells = file.readline().decode().split("\t")
            if len(cells) > 7 and cells[6] == "P":
                found.append(cells[1])
    return found


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _disk_reads() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_majflt


def _resident_mib() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / (1 << 20)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=100_000, help="rows of the dump of places")
    parser.add_argument("--alternates", type=int, help="rows of alternate names (4 for 3 places by default)")
    parser.add_argument("--folder", type=Path, default=Path("_gazetteer"), help="where to work; removed afterwards")
    parser.add_argument("--look-up", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--names", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.look_up:
        sys.stdout.write(json.dumps(look_up(options.look_up, options.names)) + "\n")
        return 0
    try:
        options.folder.mkdir(parents=True)
    except OSError as error:
        parser.error(f"--folder: expected a new folder, which is removed afterwards, found {error}")
    try:
        alternates = options.places * 4 // 3 if options.alternates is None else options.alternates
        figures = measure(options.folder, options.places, alternates)
    finally:
        shutil.rmtree(options.folder)
    sys.stdout.write(json.dumps(asdict(figures), indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
