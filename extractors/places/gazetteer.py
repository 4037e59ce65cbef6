"""The gazetteer: names to places, read from one memory-mapped file that any number of processes share.

Opening reads a few kilobytes; a look-up touches the pages it needs. Nothing is locked and nothing is written, so a
forked worker may go on with its parent's gazetteer, and a pickled one opens the file again.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import lmdb
from rapidfuzz import fuzz, process

from extractors.places.entry import unpack
from extractors.places.index import BUCKET, IS_WORD, LOOSE, META, NAME, PLACE, TABLES
from extractors.places.names import loose_key, place_key, skeleton
from extractors.places.records import Candidate, Place

_FUZZY_CUTOFF = 82.0
_FUZZY_LIMIT = 25
_LIST_LIMIT = 400
_REMEMBERED = 20_000


class GazetteerError(ValueError):
    """An index that is missing or is not one; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """A widely known name for the context pass: surface form, country, weight for that country, first-level area."""

    name: str
    iso2: str
    weight: float
    admin1: str | None


@lru_cache(maxsize=64)
def _open(path: str, inode: int, modified: int) -> lmdb.Environment:
    """The file's environment; LMDB allows only one a process, so all gazetteers of a file share it."""
    return lmdb.open(path, subdir=False, readonly=True, lock=False, max_dbs=TABLES, max_spare_txns=4, readahead=False)


class Gazetteer:
    """Read-only look-ups over an index made by `extractors.places.build` or `extractors.places.index.write_index`."""

    def __init__(self, path: Path) -> None:
        """Open the index.

        Raises:
            GazetteerError: There is no such file, or it is not a gazetteer.
        """
        self._path = path
        try:
            stat = path.stat()
            self._environment = _open(str(path.resolve()), stat.st_ino, stat.st_mtime_ns)
            tables = {n: self._environment.open_db(n, create=False) for n in (PLACE, NAME, LOOSE, BUCKET, META)}
        except (OSError, lmdb.Error) as error:
            raise GazetteerError(f"{path}: not a gazetteer index ({error}); build it first") from error
        self._tables = tables
        self._get = self._environment.begin().get
        self.lookup = lru_cache(maxsize=_REMEMBERED)(self._lookup)
        self._alike = lru_cache(maxsize=_REMEMBERED)(self._fuzzy)
        self._seat = lru_cache(maxsize=_REMEMBERED)(self._find_seat)
        self._meta: dict[str, Any] = {}
        self._area_names: Mapping[str, str] = self.meta("area_names")
        self._seats: Mapping[str, str] = self.meta("seats")

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open an index file; see the constructor."""
        return cls(path)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return type(self), (self._path,)

    @property
    def path(self) -> Path:
        """The index file."""
        return self._path

    @property
    def digest(self) -> str:
        """Digest of the sources and of the code that built the index."""
        return str(self.meta("digest"))

    @property
    def attribution(self) -> str:
        """Whom to name where the places are used, as the sources' licences ask."""
        return str(self.meta("attribution"))

    def __len__(self) -> int:
        with self._environment.begin() as transaction:
            return int(transaction.stat(self._tables[PLACE])["entries"])

    def meta(self, name: str) -> Any:
        """A fact stored with the index.

        Raises:
            GazetteerError: The index does not hold it.
        """
        if name not in self._meta:
            raw = self._get(name.encode(), db=self._tables[META])
            if raw is None:
                raise GazetteerError(f"{self._path}: the index lacks {name!r}; build it again")
            self._meta[name] = json.loads(raw)
        return self._meta[name]

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Places with exactly this key (`names.place_key`), best known first; empty when there are none."""
        return self.lookup(key)[0]

    def _lookup(self, key: str) -> tuple[tuple[Candidate, ...], bool]:
        """Places with exactly this key, and whether the key is also an everyday word; `lookup` remembers the last."""
        raw = self._get(key.encode(), db=self._tables[NAME]) if key else None
        if raw is None:
            return (), False
        return self._unpacked(raw), bool(raw[0] & IS_WORD)

    def _unpacked(self, posting: bytes) -> tuple[Candidate, ...]:
        get, table, areas = self._get, self._tables[PLACE], self._area_names
        end = min(len(posting), 4 * _LIST_LIMIT)
        return tuple([unpack(get(posting[at : at + 4], db=table) or b"", areas) for at in range(1, end, 4)])

    def has(self, key: str) -> bool:
        """True when some place has exactly this key."""
        return bool(key) and self._get(key.encode(), db=self._tables[NAME]) is not None

    def loose(self, key: str) -> tuple[Candidate, ...]:
        """Places whose name is another transliteration of this exact key, best known first."""
        return self._of_keys(self._keys(LOOSE, loose_key(key)))

    def fuzzy(self, name: str, iso2: str | None = None) -> list[tuple[Candidate, float]]:
        """Places whose name resembles `name`, with likeness 0 to 100, most alike first.

        Only names with the same consonants are compared (q and k, gh and g, z and s count as the same).

        Args:
            name: A name as the text spells it.
            iso2: Look in this country only.
        """
        return list(self._alike(place_key(name), iso2))

    def _fuzzy(self, key: str, iso2: str | None) -> tuple[tuple[Candidate, float], ...]:
        """The same for a key; texts name the same unknown place again and again."""
        found = process.extract(
            key, self._keys(BUCKET, skeleton(loose_key(key))), scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=None
        )
        scored = [(place, score) for match, score, _ in found for place in self.candidates(match)]
        wanted = [(place, score) for place, score in scored if iso2 is None or place.iso2 == iso2]
        return tuple(_best_of_each(wanted)[:_FUZZY_LIMIT])

    def _keys(self, table: bytes, head: str) -> list[str]:
        raw = self._get(head.encode(), db=self._tables[table]) if head else None
        return raw.decode().split("\n") if raw else []

    def _of_keys(self, keys: Iterable[str]) -> tuple[Candidate, ...]:
        places = {place.place_id: place for key in keys for place in self.candidates(key)}
        return tuple(sorted(places.values(), key=lambda place: -place.population))

    def place(self, place_id: str) -> Candidate | None:
        """The place of a seat, by the number that `seats` holds; `None` when there is none."""
        return self._seat(place_id)

    def _find_seat(self, place_id: str) -> Candidate | None:
        number = self._seats.get(place_id)
        raw = self._get(struct.pack(">I", int(number)), db=self._tables[PLACE]) if number is not None else None
        return unpack(raw, self._area_names) if raw is not None else None

    def admin1_capital(self, iso2: str, admin1: str) -> Candidate | None:
        """The town that stands for a first-level area (codebook section 6), by the area's news name."""
        return self.place(f"{iso2}.{admin1}")

    def country_capital(self, iso2: str) -> Candidate | None:
        """The capital of a country; `None` where it has none that the table names."""
        return self.place(iso2)

    def entry_of(self, place: Place) -> Candidate | None:
        """The entry that a resolved place came from, found again by its name; `None` when the name is not its own."""
        return next((c for c in self.candidates(place_key(place.location)) if c.place_id == place.place_id), None)

    def known(self) -> list[Known]:
        """Names that tell a reader which country a text is about, for the context pass."""
        rows = self.meta("known")
        return [Known(name, iso2, weight, self._area_names.get(code)) for name, iso2, weight, code in rows]


def _best_of_each(scored: list[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Each place once with its best score, most alike first, better known first among equals."""
    best: dict[str, tuple[Candidate, float]] = {}
    for place, score in scored:
        if place.place_id not in best or best[place.place_id][1] < score:
            best[place.place_id] = (place, score)
    return sorted(best.values(), key=lambda pair: (-pair[1], -pair[0].population))
