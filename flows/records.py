"""The records that travel between the steps of a run, and the errors that end one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from extractors.article import Article
    from extractors.report import Extraction

Progress = Callable[[int, int | None, str], None]
"""Called as `progress(done, total, note)`, in articles; `total` is `None` until the end of the input is known."""


class RunFailed(Exception):
    """A run that could not be finished; the message says why and what to do. Nothing published is damaged."""


class DatasetLocked(RunFailed):
    """Another run is writing to the same output folder."""


class StoreError(RunFailed):
    """The output folder cannot be read or written."""


class CoderLike(Protocol):
    """What a run needs of a coder."""

    def code(self, article: Article) -> Extraction:
        """Find the events of one article."""
        ...


class CoderMaker(Hashable, Protocol):
    """Builds the coder in whatever process it is needed; must be picklable and hashable.

    `version` changes whenever the same article may be coded differently.
    """

    def __call__(self) -> CoderLike:
        """Build the coder."""
        ...

    def prepare(self) -> None:
        """Make what every coder needs and only one process may make, such as the index of place names."""
        ...

    def version(self) -> CoderVersion:
        """What the coder is made of."""
        ...


@dataclass(frozen=True, slots=True)
class CoderVersion:
    """What the coded rows depend on beside the articles.

    Attributes:
        release: Release of the package.
        code: Digest of the coder's code.
        lexicons: Digest of the lexicons.
        gazetteer: Digest of the gazetteer, or the name and release of the package it is built from.
        settings: Digest of the settings that change what is coded.
        text: All of these in one short text, as the ledger keeps it ("0.1.0+5f0c2a9be1d3").
        attribution: Whom to name for the places of a gazetteer of the user's own; "" for the embedded one.
    """

    release: str
    code: str
    lexicons: str
    gazetteer: str
    settings: str
    text: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that are coded, retried and kept as a whole.

    Attributes:
        number: Position in the run, from 1.
        key: Digest of the articles and the coder; a coded batch is found again under it after an interruption.
        articles: Articles with their digests.
    """

    number: int
    key: str
    articles: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """An article that is to be coded. `extra` is JSON; `digest` covers all that was read of the article."""

    article: Article
    digest: str
    file: str | None
    line: int | None
    extra: str | None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did.

    Attributes:
        run_id: Identifier, sortable by start.
        output: Folder of the datasets.
        status: "published", or "unchanged" when there was nothing new and no dataset file was touched.
        started: Start, ISO 8601 in UTC.
        finished: End.
        seconds: Time by step.
        n_read: Articles found in the input, good or bad.
        n_coded: Articles coded in this run.
        n_unchanged: Articles already in the ledger with the same text.
        n_older: Those of them that an older version of the coder coded.
        n_rejected: Articles left out, each with a row in `issues`.
        n_reports: Reports from this run's articles.
        n_issues: Problems met in this run.
        n_events: Events in the dataset now.
        n_events_new: Events that were not there before.
        n_events_changed: Events with a changed cell.
        n_events_removed: Events that are gone.
        problems: This run's problems by kind.
        files: Dataset files written, relative to `output`.
        manifest: Path of the run's manifest.
        coder_version: The coder, as the ledger names it.
    """

    run_id: str
    output: str
    status: Literal["published", "unchanged"]
    started: str
    finished: str
    seconds: Mapping[str, float]
    n_read: int
    n_coded: int
    n_unchanged: int
    n_older: int
    n_rejected: int
    n_reports: int
    n_issues: int
    n_events: int
    n_events_new: int
    n_events_changed: int
    n_events_removed: int
    problems: Mapping[str, int]
    files: tuple[str, ...]
    manifest: str
    coder_version: str


@dataclass(slots=True)
class Tally:
    """What has been counted so far in a run; filled while articles stream through, so it is the one mutable record."""

    n_read: int = 0
    n_coded: int = 0
    n_unchanged: int = 0
    n_older: int = 0
    n_rejected: int = 0
    n_reports: int = 0
    n_issues: int = 0
    is_read: bool = False
    problems: dict[str, int] = field(default_factory=dict)

    @property
    def n_done(self) -> int:
        """Articles that need no more work before the merge."""
        return self.n_coded + self.n_unchanged + self.n_rejected

    def add_problem(self, kind: str, n: int = 1) -> None:
        """Count a problem."""
        self.n_issues += n
        self.problems[kind] = self.problems.get(kind, 0) + n
