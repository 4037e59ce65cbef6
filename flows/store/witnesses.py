"""The articles behind the reports, as merging needs them: who printed what and when, and whose copy it is.

Which articles print one text is worked out a month of publication at a time, from that month and the days around it. A
new article may make an old one the original of a copy: the months that such an article tells of are built anew as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from extractors.merging.witness import Witness
from flows.store.dataset import Store
from flows.store.months import UNDATED, shifted, with_neighbours
from flows.store.rows import kept
from flows.store.spill import Spill
from flows.texts.groups import REACH_DAYS, Signed, text_groups

_COLUMNS = ("article_id", "published", "source", "source_scale", "text_signature", "report_months")
_MOST_PARTS = 12
"""So many months of publication are kept at a time."""


class _Article(NamedTuple):
    signed: Signed
    source: str | None
    source_scale: str | None
    report_months: tuple[str, ...]


_Part = dict[str, _Article]


class Witnesses:
    """Facts of the articles, as they will be once the run is published."""

    def __init__(self, store: Store, spill: Spill, coded: pa.Array) -> None:
        """Bring together the ledger and the articles coded in this run."""
        self._store = store
        self._spill = spill
        self._coded = coded
        self._parts: dict[str, _Part] = {}
        self._witnesses: dict[str, dict[str, Witness]] = {}
        entries = store.ledger.entries
        self._part_of_coded = {id_: part for part in spill.parts("articles") for id_ in _ids(spill, part)}
        self._touched = spill.parts("articles") | {entries[id_].part for id_ in spill.article_ids & entries.keys()}

    def of(self, article_ids: Iterable[str]) -> dict[str, Witness]:
        """The facts of some articles."""
        by_part: dict[str, set[str]] = {}
        entries = self._store.ledger.entries
        for article_id in set(article_ids):
            part = self._part_of_coded.get(article_id) or entries[article_id].part
            by_part.setdefault(part, set()).add(article_id)
        return {id_: self._of_part(part)[id_] for part in sorted(by_part) for id_ in by_part[part]}

    def regrouped_months(self) -> set[str]:
        """Months of the reports of old articles that have become part of another group of copies."""
        months: set[str] = set()
        for part in with_neighbours(self._touched - {UNDATED}):
            before = self._groups(part, {near: self._published(near) for near in _around(part)})
            after = self._groups(part, {near: self._part(near) for near in _around(part)})
            for id_, article in self._part(part).items():
                if before.get(id_) != after.get(id_):
                    months.update(article.report_months)
        return months - {UNDATED}

    def _of_part(self, part: str) -> dict[str, Witness]:
        if part not in self._witnesses:
            groups = {} if part == UNDATED else self._groups(part, {near: self._part(near) for near in _around(part)})
            _make_room(self._witnesses)
            self._witnesses[part] = {
                id_: Witness(id_, one.signed.published, one.source, one.source_scale, groups.get(id_))
                for id_, one in self._part(part).items()
            }
        return self._witnesses[part]

    def _groups(self, part: str, articles: dict[str, _Part]) -> dict[str, str]:
        """Groups of the articles of a month, from those of the days around it."""
        first, last = date.fromisoformat(f"{part}-01"), date.fromisoformat(f"{shifted(part, 1)}-01")
        reach = timedelta(REACH_DAYS)
        signed = (one.signed for rows in articles.values() for one in rows.values())
        return text_groups(s for s in signed if s.published and first - reach <= s.published < last + reach)

    def _part(self, part: str) -> _Part:
        if part not in self._parts:
            _make_room(self._parts)
            old = kept(self._store.rows("articles", part), self._coded)
            self._parts[part] = _articles(old) | _articles(self._spill.rows("articles", part))
        return self._parts[part]

    def _published(self, part: str) -> _Part:
        return _articles(self._store.rows("articles", part))


def _around(part: str) -> list[str]:
    return sorted(with_neighbours([part]))


def _ids(spill: Spill, part: str) -> list[str]:
    ids: list[str] = spill.rows("articles", part)["article_id"].to_pylist()
    return ids


def _articles(rows: pa.Table) -> _Part:
    cells = zip(*(rows[column].to_pylist() for column in _COLUMNS), strict=True)
    return {
        id_: _Article(Signed(id_, _day(published), signature), source, scale, tuple(months))
        for id_, published, source, scale, signature, months in cells
    }


def _day(value: datetime | None) -> date | None:
    return value.date() if value is not None else None


def _make_room(parts: dict[str, Any]) -> None:
    """Let go of the part that was read first, when there are too many."""
    if len(parts) >= _MOST_PARTS:
        del parts[next(iter(parts))]
