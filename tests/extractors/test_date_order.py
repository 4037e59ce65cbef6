"""The order of day and month in dates of figures: by the outlet, by another date of the text, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import Coder
from extractors.article import Article
from extractors.text.date_order import order_of, written_order
from extractors.text.layout import LayoutReader

_RAID = "Soldiers raided a farm near Gao on 05/06/2014, killing two herders."


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Raided on 05/06/2014 and again on 13/06/2014.", True),
        ("Raided on 05/06/2014 and again on 06/13/2014.", False),
        ("Raided on 05/06/2014.", None),
        ("Raided on 13/06/2014 and on 06/13/2014.", None),
        ("Raided on 13-06-14.", True),
        ("Version 13.06.2014.5, part 45/06/2014, call 5513/06/2014.", None),
        ("Raided on 13/13/2014.", None),
    ],
)
def test_a_figure_above_twelve_settles_the_order_of_all(text: str, order: bool | None) -> None:
    assert written_order(text) is order


def test_the_outlet_wins_over_the_text() -> None:
    assert order_of(Article("a", "Raided on 13/06/2014.", day_first=False)) is False
    assert order_of(Article("a", "Raided on 13/06/2014.")) is True


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.booleans(), st.sampled_from("./-"))
def test_a_date_is_settled_just_where_its_day_can_be_no_month(day: date, is_first: bool, mark: str) -> None:
    figures = (day.day, day.month) if is_first else (day.month, day.day)
    text = f"On {figures[0]:02}{mark}{figures[1]:02}{mark}{day.year} it rained."
    assert written_order(text) is (is_first if day.day > 12 else None)


@pytest.mark.parametrize(
    ("article", "day"),
    [
        (Article("a", _RAID, published=date(2014, 9, 1), day_first=True), date(2014, 6, 5)),
        (Article("a", _RAID, published=date(2014, 9, 1), day_first=False), date(2014, 5, 6)),
        (
            Article("a", _RAID + " The farm had been raided on 25/05/2014, too.", published=date(2014, 9, 1)),
            date(2014, 6, 5),
        ),
        (Article("a", _RAID, published=date(2014, 9, 1)), None),
    ],
)
def test_events_get_the_day_that_the_outlet_means(article: Article, day: date | None, coder: Coder) -> None:
    reports = coder.code(article).reports
    days = {r.event_date for r in reports if r.fatalities == 2 and r.time_precision == 1}
    assert days == ({day} if day else set())


@pytest.mark.parametrize(
    ("order", "day"), [(True, date(2014, 6, 5)), (False, date(2014, 5, 6)), (None, date(2014, 6, 5))]
)
def test_the_day_that_a_page_prints_is_read_in_the_order_of_the_outlet(order: bool | None, day: date) -> None:
    text = "Raid on a farm\nPublished: 05/06/2014\n\nSoldiers raided a farm near Gao on Monday, killing two herders."
    assert LayoutReader.default().read(Article("a", text, day_first=order)).header_day == day
