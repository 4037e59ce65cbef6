"""The size of a crowd in the words of the text, as a tag of protests and riots."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.article import Article
from extractors.coder import Coder


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("More than 600 demonstrators blocked the highway near Voi on Monday.", "crowd size=more than 600"),
        ("A group of about 50 people rallied in Lima on Monday against the law.", "crowd size=about 50"),
        ("Hundreds of people joined a protest in Tunis on Tuesday.", "crowd size=hundreds"),
        ("Teachers protested in Lima on Tuesday.", "crowd size=no report"),
        ("Gunmen killed 12 people in Kano on Tuesday.", None),
    ],
)
def test_a_crowd_has_the_size_that_the_text_gives_it(text: str, tags: str | None, coder: Coder) -> None:
    reports = coder.code(Article("a", text, None, date(2020, 3, 4), "Test Herald")).reports
    assert [report.tags for report in reports] == [tags]


def test_the_first_number_of_several_mentions_stays(coder: Coder) -> None:
    text = "Students held a protest in Tunis on Tuesday. Some 200 protesters chanted slogans. About 300 protesters marched."
    reports = coder.code(Article("a", text, None, date(2020, 3, 4), "Test Herald")).reports
    assert [report.tags for report in reports] == ["crowd size=some 200"]
