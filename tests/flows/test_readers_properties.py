"""What holds for any input: bytes give articles or issues, never an exception, and written records come back."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.report import Issue
from flows.readers import ReadOptions, Sourced, read_articles
from flows.readers.fields import clean, has_text
from flows.readers.published import parse_published

_SUFFIXES = [".txt", ".md", ".jsonl", ".json", ".csv", ".html", ".parquet", ".dat", ".jsonl.gz"]
_SCRAPS = [
    b'{"text": "',
    b'"}\n',
    b"\n",
    b"---\n",
    b"title: x\n",
    b"published: 2012-02-30\n",
    b"id,text\n",
    b'1,"',
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<html><body><p>",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"[",
    b"&a [*a]",
    b"\\ud800",
    b"\x93word\x94",
    b"a: {b: c}\n",
    b"# T\n",
]
_BYTES = st.binary(max_size=300) | st.lists(st.sampled_from(_SCRAPS) | st.binary(max_size=8), max_size=12).map(b"".join)
_TEXTS = st.text(min_size=1, max_size=200).filter(lambda text: bool(clean(text).strip()))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=250, deadline=None)
@given(raw=_BYTES, suffix=st.sampled_from(_SUFFIXES))
def test_any_bytes_give_articles_or_issues(raw: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"news{suffix}"
        path.write_bytes(raw)
        for item in read_articles([path], ReadOptions(max_article_chars=1000)):
            assert isinstance(item, Sourced | Issue)
            assert item.file == str(path)
            if isinstance(item, Sourced):
                assert item.article.text.strip()
                json.dumps([item.article.text, item.extra], allow_nan=False).encode("utf-8")
            else:
                item.message.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(record=st.dictionaries(st.sampled_from(["id", "title", "text", "published", "source", "language", "x"]), _JSON))
def test_any_record_gives_an_article_or_an_issue(record: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_text(json.dumps(record) + "\n", encoding="utf-8")
        items = list(read_articles([path]))
        assert items
        assert sum(isinstance(item, Sourced) for item in items) <= 1


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(_TEXTS, min_size=1, max_size=5), is_ascii=st.booleans())
def test_written_records_come_back(texts: list[str], is_ascii: bool) -> None:
    texts = [clean(text) for text in texts]
    records = [{"id": f"n{n}", "text": text, "published": f"2020-01-{n + 1:02d}"} for n, text in enumerate(texts)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_bytes("".join(json.dumps(r, ensure_ascii=is_ascii) + "\n" for r in records).encode("utf-8"))
        read = [item for item in read_articles([path]) if isinstance(item, Sourced)]
    assert [(s.article.id, s.article.text) for s in read] == [(r["id"], r["text"]) for r in records]
    assert [str(s.article.published) for s in read] == [r["published"] for r in records]


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True))
def test_any_words_are_a_day_or_none(words: str) -> None:
    found = parse_published(words)
    assert found.day is None or 1800 <= found.day.year <= 2100


@pytest.mark.parametrize("key", ["text", "Body", "full-text", "articleText"])
def test_keys_of_the_text(key: str) -> None:
    assert has_text({key: "x"})
