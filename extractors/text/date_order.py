"""Which of two figures is the day? "05/06/2024" is the 5th of June in one outlet and the 6th of May in another.

The outlet's habit decides where it is known; else a date of the same text of which only one figure can be a month.
"""

from __future__ import annotations

import re

from extractors.article import Article

_FIGURES = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\w/-]|\.\d)")
_MONTHS = 12
_DAYS = 31


def order_of(article: Article) -> bool | None:
    """True where the day comes first in the article's dates, false where the month does, `None` where nothing tells."""
    return written_order(article.text) if article.day_first is None else article.day_first


def written_order(text: str) -> bool | None:
    """The order that the dates in figures of a text settle; `None` where none of them does, or where they differ.

    >>> written_order("Raided on 05/06/2024 and again on 13/06/2024.")
    True
    """
    orders: set[bool] = set()
    for one, _, other in _FIGURES.findall(text):
        first, second = int(one), int(other)
        if not (0 < first <= _DAYS and 0 < second <= _DAYS) or (first > _MONTHS) == (second > _MONTHS):
            continue
        orders.add(first > _MONTHS)
    return orders.pop() if len(orders) == 1 else None
