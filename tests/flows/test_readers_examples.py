"""The shipped examples can be read without a doubt, and the documentation names all that the readers know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.article import Article
from extractors.text.layout import LayoutReader
from flows.readers import Sourced, read_articles
from flows.readers.fields import SYNONYMS
from flows.readers.formats import SUFFIXES

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "input-formats.md").read_text(encoding="utf-8")
ITEMS = list(read_articles([ROOT / "examples"]))
ARTICLES: list[Article] = [item.article for item in ITEMS if isinstance(item, Sourced)]
READER = LayoutReader.default()


def body(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in READER.read(article).blocks if b.kind == "body"]


def test_every_example_is_read_without_an_issue() -> None:
    assert all(isinstance(item, Sourced) for item in ITEMS)
    assert len(ARTICLES) >= 12
    assert len({Path(item.file).suffix for item in ITEMS if isinstance(item, Sourced)}) >= 6


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_example_has_day_source_and_dateline(article: Article) -> None:
    assert article.published is not None
    assert article.source
    layout = READER.read(article)
    assert layout.dateline is not None
    assert layout.dateline.place_start is not None
    assert 100 <= sum(len(paragraph.split()) for paragraph in body(article)) <= 350


def test_clutter_of_the_gulf_paper_is_left_out() -> None:
    article = next(a for a in ARTICLES if a.source == "Gulf Courier")
    kept = " ".join(body(article))
    assert "Assal Al Ward" in kept
    assert not re.search("MIN READ|Last updated|Sign up|inbox|Up Next|Kremlin offers", kept)


def test_page_furniture_of_the_saved_page_is_left_out() -> None:
    article = next(a for a in ARTICLES if a.source == "Nile Valley Herald")
    assert not re.search("WhatsApp|newsletter|El Obeid|file photo|Copyright", " ".join(body(article)))


@pytest.mark.parametrize("word", [*SUFFIXES, *(key for keys in SYNONYMS.values() for key in keys)])
def test_documentation_names_every_suffix_and_field(word: str) -> None:
    assert f"`{word}`" in DOCS


def test_documentation_names_every_kind_of_issue() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "flows" / "readers").glob("*.py"))
    kinds = set(re.findall(r"(?:problem|report)\(\s*\"([a-z_]+)\"", sources)) | {"duplicate_article", "duplicate_id"}
    assert len(kinds) > 15
    assert {kind for kind in kinds if f"`{kind}`" not in DOCS} == set()
