"""Which articles print one text? Agency copy in ten papers is one witness with ten sources.

An article belongs to the earliest near-identical one of the days around it; only an article that is nobody's copy can be
copied, so that a text that changes a little every day does not grow into one group. The groups are a function of the
set of articles, whatever their order, and an article's group depends on those published within `REACH_DAYS` of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flows.texts.signature import PLACES, sketch_of

COPY_DAYS = 4
"""Most days between an article and its copy."""
REACH_DAYS = 2 * COPY_DAYS
"""Articles published further away from one have no influence on its group."""
_ALIKE = 0.6
"""Share of a text that its copy has."""
_BANDS = (16, 4)
"""Bands of the index and places in each: of texts that are 60 % alike, nine in ten are found; of 80 %, all."""


class Signed(NamedTuple):
    """An article with the signature of its text."""

    article_id: str
    published: date | None
    signature: str | None


def text_groups(articles: Iterable[Signed]) -> dict[str, str]:
    """The group of every article that shares its text with another, named after the first that printed it."""
    signed = sorted({a for a in articles if a.signature and a.published}, key=_order)
    if len(signed) < 2:
        return {}
    alike = dict(_alike(signed))
    originals = {a.article_id for a in signed if all(_order(a) < _order(other) for _, other in alike[a.article_id])}
    groups: dict[str, str] = {}
    for article in signed:
        found = [(share, other) for share, other in alike[article.article_id] if other.article_id in originals]
        if article.article_id not in originals and found:
            original = min(found, key=lambda one: (-one[0], _order(one[1])))[1]
            groups[article.article_id] = groups[original.article_id] = original.article_id
    return groups


def _alike(signed: list[Signed]) -> Iterator[tuple[str, list[tuple[float, Signed]]]]:
    """For each article those of the days around it that are alike, with the share that they have in common."""
    from datasketch import MinHashLSH

    index = MinHashLSH(num_perm=PLACES, params=_BANDS)
    sketches = {a.article_id: sketch_of(a.signature or "") for a in signed}
    by_id = {a.article_id: a for a in signed}
    for article_id, sketch in sketches.items():
        index.insert(article_id, sketch, check_duplication=False)
    for article_id, sketch in sketches.items():
        near = (
            other for other in index.query(sketch) if other != article_id and _is_near(by_id[article_id], by_id[other])
        )
        rated = [(sketch.jaccard(sketches[other]), by_id[other]) for other in sorted(near)]
        yield article_id, [(share, other) for share, other in rated if share >= _ALIKE]


def _is_near(one: Signed, two: Signed) -> bool:
    if one.published is None or two.published is None:
        return False
    return abs(one.published - two.published) <= timedelta(days=COPY_DAYS)


def _order(article: Signed) -> tuple[date, str]:
    return article.published or date.max, article.article_id
