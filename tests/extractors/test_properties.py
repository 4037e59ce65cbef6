"""What holds for the coder whatever the text says."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.article import Article
from extractors.coder import Coder
from extractors.coding.codebook import Codebook
from extractors.coding.interaction import civilian_targeting, interaction
from extractors.merging.merge import merge
from extractors.report import Extraction

_LENIENT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_FRAGMENTS = (
    "Gunmen attacked a village near Djibo on Monday, killing 15 residents.",
    "A roadside bomb killed two policemen in Ghazni.",
    "Russian air strikes hit Idlib and Saraqib overnight",
    "At least 12 people, including five children, were wounded.",
    "Hundreds of protesters marched in Baghdad on 3 March 2020.",
    "The army denied shelling Taiz.",
    "Rebels captured the town of Bunia from the army last week;",
    "Clashes between soldiers and al-Shabaab left several dead outside Kismayo.",
    "The attack came a day after a suicide bomber blew himself up in Kabul.",
    "In 2013 gunmen killed 67 people in Nairobi.",
    "NAIROBI, March 3 (Agency) -",
    "in the capital",
    "the city",
    "\n\n",
    '"',
    "(",
    "\u2019s",
    "no",
    "\u202eabc\u0000",
    "10,000",
    "killed",
)
_NEWS = st.lists(st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=12)), max_size=7).map(" ".join)
_TEXT = st.one_of(st.text(max_size=200), _NEWS)
_DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 12, 31)))
_TITLES = st.one_of(st.none(), st.sampled_from(_FRAGMENTS), st.text(max_size=40))


@st.composite
def _articles(draw: st.DrawFn, name: str = "a") -> Article:
    return Article(name, draw(_TEXT), draw(_TITLES), draw(_DAYS), draw(st.sampled_from([None, "Test Herald"])))


@given(article=_articles())
@_LENIENT
def test_any_text_gives_an_extraction(article: Article, coder: Coder) -> None:
    assert isinstance(coder.code(article), Extraction)


@given(article=_articles())
@_LENIENT
def test_evidence_and_spans_slice_back_to_the_text(article: Article, coder: Coder) -> None:
    extraction = coder.code(article)
    for report in extraction.reports:
        assert 0 <= report.start < report.end <= len(article.text)
        assert article.text[report.start : report.end] in report.sentence
        for item in report.evidence:
            assert article.text[item.start : item.end] == item.text
    for issue in extraction.issues:
        assert issue.start is None or issue.end is None or 0 <= issue.start <= issue.end <= len(article.text)


@given(article=_articles())
@_LENIENT
def test_report_ids_are_unique(article: Article, coder: Coder) -> None:
    ids = [r.report_id for r in coder.code(article).reports]
    assert len(ids) == len(set(ids))


@given(article=_articles())
@_LENIENT
def test_types_actors_and_tolls_agree_with_the_codebook(article: Article, coder: Coder) -> None:
    book = Codebook.default()
    for r in coder.code(article).reports:
        assert r.event_type == book.event_type[r.sub_event_type]
        assert r.disorder_type == book.disorder_type[r.sub_event_type]
        assert r.interaction == interaction(r.inter1, r.inter2)
        assert r.civilian_targeting == civilian_targeting(r.event_type, r.sub_event_type, r.inter2)
        assert (r.actor1 is None) == (r.inter1 is None)
        assert (r.actor2 is None) == (r.inter2 is None)
        assert r.fatalities >= 0
        assert r.injuries >= 0
        assert r.fatalities_low is None or r.fatalities_high is None or r.fatalities_low <= r.fatalities_high


@given(article=_articles())
@_LENIENT
def test_coordinates_come_only_with_a_place_and_a_day_only_with_a_precision(article: Article, coder: Coder) -> None:
    for r in coder.code(article).reports:
        assert (r.latitude is None) == (r.longitude is None)
        if r.latitude is not None:
            assert r.location
            assert r.country
            assert r.geo_precision in (1, 2, 3)
        assert (r.event_date is None) == (r.time_precision is None)
        assert r.time_precision in (None, 1, 2, 3)


@given(article=_articles())
@_LENIENT
def test_published_reports_occurred_and_have_what_an_event_needs(article: Article, coder: Coder) -> None:
    for r in coder.code(article).reports:
        if r.is_publishable:
            assert r.status == "occurred"
            assert r.event_date is not None
            assert r.latitude is not None
            assert r.actor1 or r.actor2
        else:
            assert r.reason


@given(article=_articles())
@_LENIENT
def test_the_same_article_is_coded_the_same_again(article: Article, coder: Coder) -> None:
    assert coder.code(article) == coder.code(article)


@given(one=_articles("one"), two=_articles("two"))
@_LENIENT
def test_order_of_articles_does_not_matter(one: Article, two: Article, coder: Coder) -> None:
    forward = [coder.code(one), coder.code(two)]
    backward = [coder.code(two), coder.code(one)]
    assert forward == backward[::-1]


@given(article=_articles())
@_LENIENT
def test_explaining_gives_the_same_reports_as_coding(article: Article, coder: Coder) -> None:
    assert coder.explain(article).reports == coder.code(article).reports


@given(seed=st.randoms(use_true_random=False))
@_LENIENT
def test_merged_events_do_not_depend_on_the_order_of_reports(seed: object, coder: Coder) -> None:
    reports = [
        r
        for k, text in enumerate(_FRAGMENTS)
        for r in coder.code(Article(f"a{k % 7}-{k}", text, None, date(2020, 3, 4), f"Paper {k % 3}")).reports
    ]
    shuffled = list(reports)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(reports, {}) == merge(shuffled, {})


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "killed", "Homs", "12", "a" * 5000, "killed " * 400])
def test_degenerate_texts_are_no_problem(text: str, coder: Coder) -> None:
    extraction = coder.code(Article("x", text))
    assert {f.name for f in fields(extraction)} == {"reports", "issues", "n_sentences"}
