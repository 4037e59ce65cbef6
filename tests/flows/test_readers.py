"""Reading articles: every format, every encoding, and every kind of broken input, from real files."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest

from extractors.report import Issue
from flows.readers import InputError, ReadOptions, Sourced, read_articles
from flows.settings import DateSettings

TEXT = "Gunmen attacked a bus near Gao on Friday.\n\nTwo people died, officials said."
RECORD = {"id": "n1", "title": "Bus attacked", "text": TEXT, "published": "2022-03-12", "source": "Sahel Post"}


def split(*inputs: str | Path, options: ReadOptions | None = None) -> tuple[list[Sourced], list[Issue]]:
    items = list(read_articles(list(inputs), options))
    return [i for i in items if isinstance(i, Sourced)], [i for i in items if isinstance(i, Issue)]


def only(*inputs: str | Path, options: ReadOptions | None = None) -> Sourced:
    articles, issues = split(*inputs, options=options)
    assert issues == []
    assert len(articles) == 1
    return articles[0]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def kinds(issues: list[Issue]) -> list[str]:
    return [issue.kind for issue in issues]


# formats


def test_json_lines_give_articles_with_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path / "news.jsonl", lines(RECORD) + "\n" + lines({**RECORD, "id": "n2"}))
    articles, issues = split(path)
    assert issues == []
    assert [(a.article.id, a.file, a.line) for a in articles] == [("n1", str(path), 1), ("n2", str(path), 3)]
    article = articles[0].article
    assert (article.text, article.title, article.source) == (TEXT, "Bus attacked", "Sahel Post")
    assert (article.published, article.language) == (date(2022, 3, 12), "en")


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: [r], lambda r: {"articles": [r], "total": 1}])
def test_json_document_holds_one_record_or_a_list(tmp_path: Path, wrap: object) -> None:
    path = write(tmp_path / "news.json", json.dumps(wrap(RECORD), indent=2))  # type: ignore[operator]
    assert only(path).article.text == TEXT


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_with_any_separator_and_line_breaks_in_fields(tmp_path: Path, separator: str) -> None:
    frame = pd.DataFrame([RECORD, {**RECORD, "id": "n2", "text": 'He said "stop; now, please | thanks".'}])
    path = write(tmp_path / "news.csv", frame.to_csv(index=False, sep=separator))
    articles, issues = split(path)
    assert issues == []
    assert [a.article.text for a in articles] == [TEXT, 'He said "stop; now, please | thanks".']
    assert [a.line for a in articles] == [2, 5]


def test_parquet_with_time_stamps(tmp_path: Path) -> None:
    frame = pd.DataFrame([{**RECORD, "published": pd.Timestamp("2022-03-12 23:30"), "views": 7}])
    frame.to_parquet(tmp_path / "news.parquet")
    found = only(tmp_path / "news.parquet")
    assert (found.article.published, found.line, found.extra) == (date(2022, 3, 12), 1, {"views": 7})


def test_text_file_with_front_matter(tmp_path: Path) -> None:
    front = "---\npublished: 2022-03-12\nsource: Sahel Post\ntitle: 'Bus: attacked'\ndesk: west\n---\n"
    found = only(write(tmp_path / "bus.txt", front + TEXT))
    assert (found.article.text, found.article.title) == (TEXT, "Bus: attacked")
    assert (found.article.published, found.article.source) == (date(2022, 3, 12), "Sahel Post")
    assert found.extra == {"desk": "west"}


def test_text_file_with_a_sidecar_that_is_no_article_itself(tmp_path: Path) -> None:
    write(tmp_path / "bus.txt", TEXT)
    write(tmp_path / "bus.json", json.dumps({"date": "2022-03-12", "publisher": "Sahel Post"}))
    found = only(tmp_path)
    assert (found.article.published, found.article.source) == (date(2022, 3, 12), "Sahel Post")
    assert found.extra == {}


def test_front_matter_wins_over_the_sidecar_and_options_come_last(tmp_path: Path) -> None:
    write(tmp_path / "bus.txt", "---\npublished: 2022-03-12\n---\n" + TEXT)
    write(tmp_path / "bus.json", json.dumps({"published": "2021-01-01", "source": "Sidecar"}))
    options = ReadOptions(published=date(2020, 1, 1), source="Option", source_scale="National")
    article = only(tmp_path / "bus.txt", options=options).article
    assert (article.published, article.source, article.source_scale) == (date(2022, 3, 12), "Sidecar", "National")


def test_bare_text_takes_day_and_outlet_from_the_options(tmp_path: Path) -> None:
    options = ReadOptions(published=date(2022, 3, 12), source="Sahel Post")
    article = only(write(tmp_path / "bus.txt", TEXT), options=options).article
    assert (article.published, article.source, article.title) == (date(2022, 3, 12), "Sahel Post", None)


def test_markdown_heading_is_the_title_and_stays_in_the_text(tmp_path: Path) -> None:
    article = only(write(tmp_path / "bus.md", f"# Bus attacked near Gao\n\n{TEXT}")).article
    assert article.title == "Bus attacked near Gao"
    assert article.text.startswith("# Bus attacked near Gao\n")


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Bus attacked near Gao | Sahel Post</title>
<meta property="og:title" content="Bus attacked near Gao"><meta property="og:site_name" content="Sahel Post">
<meta property="article:published_time" content="2022-03-12T22:10:00+00:00"></head><body>
<nav><a href="/">Home</a><a href="/africa">Africa</a></nav><article><h1>Bus attacked near Gao</h1>
<div class="share"><a>Facebook</a><a>Twitter</a></div>
<p>Gunmen on motorcycles attacked a bus on the road between Gao and Ansongo on Friday, the governor’s office said.</p>
<p>Two passengers were killed and five others were wounded before soldiers arrived from a nearby post.</p>
<p>No group has claimed the attack, the third on the road since January, residents of Ansongo said by telephone.</p>
</article><footer>Copyright 2022 Sahel Post. All rights reserved. Privacy policy</footer></body></html>"""


def test_saved_page_gives_text_title_day_and_outlet(tmp_path: Path) -> None:
    article = only(write(tmp_path / "bus.html", PAGE.format(charset="utf-8"))).article
    assert "governor’s office" in article.text
    assert "Privacy policy" not in article.text
    assert (article.title, article.source) == ("Bus attacked near Gao", "Sahel Post")
    assert (article.published, article.language) == (date(2022, 3, 12), "en")


def test_saved_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    article = only(write(tmp_path / "bus.htm", PAGE.format(charset="windows-1252").encode("cp1252"))).article
    assert "governor’s office" in article.text


def test_page_without_an_article_is_an_issue(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "empty.html", "<html><body></body></html>"))
    assert articles == []
    assert kinds(issues) == ["empty_text"]


@pytest.mark.parametrize("name", ["news.jsonl.gz", "news.ndjson", "news.data", "news"])
def test_format_is_told_by_content_where_the_name_does_not(tmp_path: Path, name: str) -> None:
    content = lines(RECORD).encode()
    path = write(tmp_path / name, gzip.compress(content) if name.endswith(".gz") else content)
    assert only(path).article.id == "n1"


def test_unknown_suffixes_are_sniffed(tmp_path: Path) -> None:
    write(tmp_path / "1.page", PAGE.format(charset="utf-8"))
    write(tmp_path / "2.table", "id,text\n7,Shells hit a school.\n")
    write(tmp_path / "3.list", json.dumps([{**RECORD, "id": "n3"}], indent=1))
    write(tmp_path / "4.story", "A story, told in words.\nAnd more.")
    articles, issues = split(tmp_path)
    assert issues == []
    assert [a.article.id for a in articles][1:3] == ["7", "n3"]
    assert articles[3].article.text == "A story, told in words.\nAnd more."


def test_json_list_under_the_name_of_json_lines_is_read(tmp_path: Path) -> None:
    assert only(write(tmp_path / "news.jsonl", json.dumps([RECORD], indent=2))).article.id == "n1"


def test_json_lines_under_the_name_of_json_are_read(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "news.json", lines(RECORD, {**RECORD, "id": "n2"})))
    assert issues == []
    assert [a.article.id for a in articles] == ["n1", "n2"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(lines(RECORD, {**RECORD, "id": "n2"}).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    articles, issues = split("-")
    assert issues == []
    assert [(a.article.id, a.file, a.line) for a in articles] == [("n1", "-", 1), ("n2", "-", 2)]


def test_text_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert only("-").article.text == TEXT


def test_urls_are_opened_by_fsspec() -> None:
    import fsspec

    with fsspec.open("memory://inbox/news.jsonl", "wb") as remote:
        remote.write(lines(RECORD).encode())
    assert only("memory://inbox/news.jsonl").article.id == "n1"


def test_url_of_an_unknown_protocol_is_an_issue() -> None:
    articles, issues = split("gopher9://inbox/news.jsonl")
    assert articles == []
    assert kinds(issues) == ["unreadable_file"]


# encodings

WESTERN = "The army’s spokesman said “twelve” people — mostly farmers – died near Ménaka, in a café in São Tomé. " * 3
ARABIC = "قال المتحدث باسم الجيش إن عشرة أشخاص قتلوا في حلب يوم الجمعة. " * 4
CYRILLIC = "Армия сообщила, что десять человек погибли под Донецком в пятницу. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".json", ".csv"])
def test_unicode_encodings_are_found_out(tmp_path: Path, encoding: str, suffix: str) -> None:
    content = {
        ".txt": WESTERN,
        ".jsonl": json.dumps({"text": WESTERN}, ensure_ascii=False) + "\n",
        ".json": json.dumps({"text": WESTERN}, ensure_ascii=False),
        ".csv": f'id,text\n1,"{WESTERN}"\n',
    }[suffix]
    article = only(write(tmp_path / f"news{suffix}", content.encode(encoding))).article
    assert article.text.strip() == WESTERN.strip()


@pytest.mark.parametrize(
    ("text", "encoding"), [(WESTERN, "cp1252"), (ARABIC, "cp1256"), (CYRILLIC, "cp1251"), (CYRILLIC, "koi8-r")]
)
@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv"])
def test_old_encodings_are_guessed_and_the_guess_is_reported(
    tmp_path: Path, text: str, encoding: str, suffix: str
) -> None:
    content = {
        ".txt": text,
        ".jsonl": lines({"text": "Plain words."}) + json.dumps({"text": text}, ensure_ascii=False) + "\n",
        ".csv": f'id,text\n1,"{text}"\n',
    }[suffix]
    articles, issues = split(write(tmp_path / f"news{suffix}", content.encode(encoding)))
    assert articles[-1].article.text.strip() == text.strip()
    assert kinds(issues) == ["guessed_encoding"]
    assert encoding.replace("-", "_") in issues[0].message.replace("-", "_")


def test_old_encoding_that_begins_late_in_a_file_is_found(tmp_path: Path) -> None:
    plain = [{"id": f"p{n}", "text": f"Plain words number {n}. " * 40} for n in range(90)]
    last = json.dumps({"id": "last", "text": WESTERN}, ensure_ascii=False).encode("cp1252")
    articles, issues = split(write(tmp_path / "late.jsonl", lines(*plain).encode() + last))
    assert articles[-1].article.text == WESTERN.strip() + " "
    assert [(i.kind, i.line) for i in issues] == [("guessed_encoding", 91)]
    table = ("id,text\n" + "1,plain words\n" * 9000).encode() + f'2,"{WESTERN}"\n'.encode("cp1252")
    articles, issues = split(write(tmp_path / "late.csv", table))
    assert articles[-1].article.text == WESTERN.strip() + " "
    assert "guessed_encoding" in kinds(issues)


# fields


def test_common_names_of_fields_are_understood(tmp_path: Path) -> None:
    record = {
        "articleId": 17,
        "Headline": "Bus attacked",
        "body": TEXT,
        "publishedAt": "2022-03-12T10:00:00Z",
        "source": {"id": "sp", "name": "Sahel Post"},
        "link": "https://news.example/1",
        "lang": "en-GB",
    }
    article = only(write(tmp_path / "a.jsonl", lines(record))).article
    assert (article.id, article.title, article.text) == ("17", "Bus attacked", TEXT)
    assert (article.published, article.source) == (date(2022, 3, 12), "Sahel Post")
    assert (article.url, article.language) == ("https://news.example/1", "en")


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    record = {**RECORD, "desk": "west", "scores": [1, {"deep": None}], "body": "a summary"}
    found = only(write(tmp_path / "a.jsonl", lines(record)))
    assert found.extra == {"desk": "west", "scores": [1, {"deep": None}], "body": "a summary"}


def test_paragraphs_in_a_list_are_one_text(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.jsonl", lines({"text": ["One.", "Two."]}))).article.text == "One.\n\nTwo."


def test_text_is_kept_but_for_windows_line_ends_nul_and_lone_surrogates(tmp_path: Path) -> None:
    raw = '{"text": "  One.\\r\\nTwo.\\u0000 e\\u0301 \\ud800 \\ud83d\\ude00 "}'
    assert only(write(tmp_path / "a.jsonl", raw)).article.text == "  One.\nTwo. e\u0301 \ufffd \U0001f600 "


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2012-12-28", date(2012, 12, 28)),
        ("2012-12-28T23:59:59+09:00", date(2012, 12, 28)),
        ("2012-12-28 00:10 EST", date(2012, 12, 28)),
        ("20121228", date(2012, 12, 28)),
        ("Fri, 28 Dec 2012 00:30:00 +0300", date(2012, 12, 28)),
        ("December 28, 2012", date(2012, 12, 28)),
        ("28 décembre 2012", date(2012, 12, 28)),
        ("28/12/2012", date(2012, 12, 28)),
        ("12/28/2012", date(2012, 12, 28)),
        (1356652800, date(2012, 12, 28)),
        (datetime(2012, 12, 28, 1, tzinfo=timezone(timedelta(hours=3))).isoformat(), date(2012, 12, 28)),
    ],
)
def test_day_of_publication_is_the_day_as_stated(tmp_path: Path, value: object, day: date) -> None:
    assert only(write(tmp_path / "a.jsonl", lines({**RECORD, "published": value}))).article.published == day


def test_day_of_a_time_stamp_in_a_table_is_the_day_as_stated(tmp_path: Path) -> None:
    frame = pd.DataFrame([{**RECORD, "published": datetime(2012, 12, 28, 23, 30, tzinfo=UTC)}])
    frame.to_parquet(tmp_path / "a.parquet")
    assert only(tmp_path / "a.parquet").article.published == date(2012, 12, 28)


@pytest.mark.parametrize(
    "value",
    ["2012-02-30", "2012-13-45", "31 February 2015", "December 2012", "2012", "yesterday", "0012-01-01", [1], True],
)
def test_impossible_day_is_reported_and_the_article_goes_on_without(tmp_path: Path, value: object) -> None:
    path = write(tmp_path / "a.jsonl", "\n" + lines({**RECORD, "published": value}))
    articles, issues = split(path)
    assert [a.article.published for a in articles] == [None]
    assert [(i.kind, i.severity, i.field, i.file, i.line, i.article_id) for i in issues] == [
        ("impossible_date", "warning", "published", str(path), 2, "n1")
    ]
    assert "2012-12-28" in issues[0].message


def test_impossible_day_in_front_matter_is_reported(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.md", f"---\npublished: 2012-02-30\n---\n{TEXT}"))
    assert [a.article.published for a in articles] == [None]
    assert kinds(issues) == ["impossible_date"]
    assert "2012-02-30" in issues[0].message


def test_ambiguous_day_is_read_as_the_options_say_and_reported(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines({**RECORD, "published": "03/04/2014"}))
    articles, issues = split(path)
    assert articles[0].article.published == date(2014, 4, 3)
    assert kinds(issues) == ["ambiguous_date"]
    articles, issues = split(path, options=ReadOptions(dates=DateSettings(day_first=False)))
    assert articles[0].article.published == date(2014, 3, 4)
    assert articles[0].article.day_first is False


def test_an_outlet_s_order_of_day_and_month_wins_over_that_of_the_others(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", lines(*({**RECORD, "id": s, "published": "03/04/2014", "source": s} for s in "AB"))
    )
    dates = DateSettings(day_first=True, sources={" a": False})
    articles, _ = split(path, options=ReadOptions(dates=dates))
    assert [a.article.published for a in articles] == [date(2014, 3, 4), date(2014, 4, 3)]
    assert [a.article.day_first for a in articles] == [False, True]


def test_an_article_is_another_when_its_dates_are_to_be_read_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines(RECORD))
    digests = {
        only(path).digest,
        *(split(path, options=ReadOptions(dates=DateSettings(day_first=d)))[0][0].digest for d in (True, False)),
    }
    assert len(digests) == 3


def test_article_in_another_language_is_read_with_a_warning(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.jsonl", lines({**RECORD, "language": "fr"})))
    assert [a.article.language for a in articles] == ["fr"]
    assert [(i.kind, i.severity, i.article_id) for i in issues] == [("unsupported_language", "warning", "n1")]


def test_id_comes_from_the_content_when_none_is_given(tmp_path: Path) -> None:
    record = {key: value for key, value in RECORD.items() if key != "id"}
    first = only(write(tmp_path / "a.jsonl", lines(record))).article.id
    again = only(write(tmp_path / "b" / "c.csv", pd.DataFrame([record]).to_csv(index=False))).article.id
    other = only(write(tmp_path / "d.jsonl", lines({**record, "source": "Another"}))).article.id
    assert first == again != other
    assert first[0] == "a"
    assert len(first) == 17


def test_digest_changes_with_any_content_field_and_with_nothing_else(tmp_path: Path) -> None:
    def digest(**changes: object) -> str:
        return only(write(tmp_path / "a.jsonl", lines({**RECORD, **changes}))).digest

    assert digest() == digest(desk="west") == digest(id="other")
    assert (
        len({digest(), *(digest(**{key: "2021-01-01"}) for key in ("title", "text", "published", "source", "url"))})
        == 6
    )
    assert len(digest()) == 64


# what can be wrong with an input


def test_broken_line_costs_that_line_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines(RECORD) + '{"text": "cut off\n' + "[1]\n" + lines({**RECORD, "id": "n4"}))
    articles, issues = split(path)
    assert [a.article.id for a in articles] == ["n1", "n4"]
    assert [(i.kind, i.severity, i.file, i.line) for i in issues] == [
        ("broken_json", "error", str(path), 2),
        ("broken_json", "error", str(path), 3),
    ]
    assert f"{path}, line 3: expected a JSON object, found [1]" == issues[1].message


def test_broken_document_names_the_line(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.json", '{\n"text": "x",\n}'))
    assert articles == []
    assert [(i.kind, i.line) for i in issues] == [("broken_json", 3)]


def test_json_nested_without_end_is_an_issue(tmp_path: Path) -> None:
    for name in ("a.json", "a.jsonl"):
        articles, issues = split(write(tmp_path / name, "[" * 100_000 + "\n"))
        assert articles == []
        assert kinds(issues) == ["broken_json"]


@pytest.mark.parametrize("record", [{"id": "n1"}, {"text": ""}, {"text": " \n"}, {"text": None}])
def test_missing_text_is_an_issue(tmp_path: Path, record: dict[str, object]) -> None:
    articles, issues = split(write(tmp_path / "a.jsonl", lines(record)))
    assert articles == []
    assert [(i.kind, i.severity, i.field, i.line) for i in issues] == [("empty_text", "error", "text", 1)]


def test_text_of_a_wrong_type_is_an_issue(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.jsonl", lines({"text": 12}, {"text": "Fine.", "title": ["x"]})))
    assert [a.article.title for a in articles] == [None]
    assert [(i.kind, i.severity, i.field) for i in issues] == [
        ("wrong_type", "error", "text"),
        ("wrong_type", "warning", "title"),
    ]


def test_empty_files_are_issues_or_empty(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.jsonl", "")
    write(tmp_path / "c.json", "")
    write(tmp_path / "d.csv", "")
    write(tmp_path / "e.parquet", b"")
    articles, issues = split(tmp_path)
    assert articles == []
    assert kinds(issues) == ["empty_text", "broken_json", "missing_column", "broken_parquet"]


def test_text_longer_than_allowed_is_rejected_and_the_next_line_goes_on(tmp_path: Path) -> None:
    options = ReadOptions(max_article_chars=1000)
    path = write(tmp_path / "a.jsonl", lines({"text": "x" * 5_000_000}, {"text": "y" * 1001}, RECORD))
    articles, issues = split(path, options=options)
    assert [a.article.id for a in articles] == ["n1"]
    assert [(i.kind, i.line, i.severity) for i in issues] == [
        ("text_too_long", 1, "error"),
        ("text_too_long", 2, "error"),
    ]
    assert "1,001" in issues[1].message
    articles, issues = split(write(tmp_path / "long.txt", "x " * 3_000_000), options=options)
    assert articles == []
    assert kinds(issues) == ["text_too_long"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.csv", "a.html"])
def test_binary_in_a_text_file_is_an_issue(tmp_path: Path, name: str) -> None:
    articles, issues = split(write(tmp_path / name, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20))
    assert articles == []
    assert kinds(issues) == ["binary_content"]


def test_nul_in_one_line_costs_that_line_only(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", lines(RECORD).encode() + b'{"text": "a\x00b"}\n' + lines({**RECORD, "id": "n3"}).encode()
    )
    articles, issues = split(path)
    assert [a.article.id for a in articles] == ["n1", "n3"]
    assert [(i.kind, i.line) for i in issues] == [("broken_json", 2)]


def test_unknown_format_is_an_issue(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256))))
    assert articles == []
    assert kinds(issues) == ["unknown_format"]


def test_broken_parquet_and_gzip_are_issues(tmp_path: Path) -> None:
    write(tmp_path / "a.parquet", b"PAR1 and then nothing PAR1")
    write(tmp_path / "b.jsonl.gz", gzip.compress(lines(RECORD).encode() * 50)[:-20])
    articles, issues = split(tmp_path)
    assert {i.kind for i in issues} >= {"broken_parquet", "unreadable_file"}
    assert {i.file for i in issues if i.kind == "unreadable_file"} == {str(tmp_path / "b.jsonl.gz")}
    assert len(articles) <= 1


def test_table_without_a_text_column_is_an_issue(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "id,title\n1,x\n")
    pd.DataFrame([{"id": 1}]).to_parquet(tmp_path / "b.parquet")
    articles, issues = split(tmp_path)
    assert articles == []
    assert kinds(issues) == ["missing_column", "missing_column"]


def test_row_with_too_many_cells_costs_that_row_only(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.csv", "id,text\n1,one\n2,two,three\n3,four\n"))
    assert [a.article.id for a in articles] == ["1", "3"]
    assert [(i.kind, i.line) for i in issues] == [("broken_csv", 3)]


def test_quote_without_end_is_an_issue_that_names_its_line(tmp_path: Path) -> None:
    articles, issues = split(write(tmp_path / "a.csv", 'id,text\n1,one\n2,"two\n3,three\n'))
    assert [a.article.id for a in articles] == ["1"]
    assert [(i.kind, i.line) for i in issues] == [("broken_csv", 3)]


def test_long_cells_are_read_and_the_limit_of_the_csv_module_is_put_back(tmp_path: Path) -> None:
    import csv

    before = csv.field_size_limit()
    assert len(only(write(tmp_path / "a.csv", f"id,text\n1,{'word ' * 60_000}\n")).article.text) == 300_000
    assert csv.field_size_limit() == before


def test_broken_front_matter_and_sidecar_are_warnings(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"---\ntitle: [unclosed\n---\n{TEXT}")
    write(tmp_path / "b.txt", f"Another day. {TEXT}")
    write(tmp_path / "b.json", "{")
    articles, issues = split(tmp_path / "a.txt", tmp_path / "b.txt")
    assert [a.article.text for a in articles] == [TEXT, f"Another day. {TEXT}"]
    assert [(i.kind, i.severity) for i in issues] == [("broken_front_matter", "warning"), ("broken_json", "warning")]


def test_same_article_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines(RECORD, RECORD))
    articles, issues = split(path)
    assert len(articles) == 1
    assert [(i.kind, i.severity, i.line) for i in issues] == [("duplicate_article", "warning", 2)]


def test_same_id_with_another_text_names_both_places(tmp_path: Path) -> None:
    one = write(tmp_path / "a.jsonl", lines(RECORD))
    two = write(tmp_path / "b.jsonl", "\n" + lines({**RECORD, "text": "Other words."}))
    articles, issues = split(tmp_path)
    assert [a.article.text for a in articles] == [TEXT]
    assert [(i.kind, i.severity, i.file, i.line) for i in issues] == [("duplicate_id", "error", str(two), 2)]
    assert f"{one}, line 1" in issues[0].message


# which files


def test_path_that_matches_nothing_is_a_usage_error_raised_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for missing in (tmp_path / "none.jsonl", tmp_path / "*.jsonl", tmp_path / "empty"):
        with pytest.raises(InputError, match="found nothing"):
            read_articles([missing])


def test_folders_are_read_by_name_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b/2.jsonl", "a/1.jsonl", "c.jsonl", ".hidden.jsonl", "_half.jsonl", "b/.git/x.jsonl"):
        write(tmp_path / name, lines({"id": name, "text": name}))
    articles, issues = split(tmp_path, tmp_path / "c.jsonl", tmp_path / "a" / "*.jsonl")
    assert issues == []
    assert [a.article.id for a in articles] == ["c.jsonl", "a/1.jsonl", "b/2.jsonl"]


def test_globs_match_below_folders(tmp_path: Path) -> None:
    for name in ("2021/a.jsonl", "2022/b.jsonl", "2022/c.txt"):
        write(tmp_path / name, lines({"id": name, "text": name}))
    articles, _ = split(str(tmp_path / "**" / "*.jsonl"))
    assert [a.article.id for a in articles] == ["2021/a.jsonl", "2022/b.jsonl"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_an_issue(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines(RECORD))
    path.chmod(0)
    articles, issues = split(path)
    assert articles == []
    assert [(i.kind, i.file) for i in issues] == [("unreadable_file", str(path))]


def test_link_to_nothing_is_an_issue_and_the_others_go_through(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").symlink_to(tmp_path / "gone.jsonl")
    write(tmp_path / "b.jsonl", lines(RECORD))
    articles, issues = split(tmp_path)
    assert [a.article.id for a in articles] == ["n1"]
    assert [(i.kind, i.file) for i in issues] == [("unreadable_file", str(tmp_path / "a.jsonl"))]
