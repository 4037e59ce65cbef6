"""`extract` and `explain`: one text, at once, nothing written.

No Prefect here: a person at a terminal should not wait for a server to start.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flows.commands.options import (
    ConfigOption,
    JsonOption,
    LanguageOption,
    PublishedOption,
    SourceOption,
    TextArgument,
    read_text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from extractors import Coder
    from extractors.article import Article


def extract(
    text: TextArgument,
    published: PublishedOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Code one text and print the events it tells of.

    Nothing is written to disk.
    """
    from flows.view.reports import issue_lines, report_cards, report_rows
    from flows.view.terminal import show, show_json_lines, tell

    coder, article = _prepare(text, published, source, language, config)
    extraction = coder.code(article)
    if json:
        show_json_lines(report_rows(extraction.reports))
    else:
        show(report_cards(extraction.reports))
    for line in issue_lines(extraction.issues, extraction.reports):
        tell(line)


def explain(
    text: TextArgument,
    published: PublishedOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show the reasoning behind what is coded of one text.

    Sentence by sentence: what is named, which rules were tried, which guards stopped them, what fills each field and
    why a field is empty.
    """
    from flows.view.explanation import explanation_rows, explanation_view
    from flows.view.terminal import show, show_json_lines

    coder, article = _prepare(text, published, source, language, config)
    explanation = coder.explain(article)
    if json:
        show_json_lines(explanation_rows(explanation))
    else:
        show(explanation_view(explanation))


def _prepare(
    text: str, published: date | None, source: str | None, language: str | None, config: Path | None
) -> tuple[Coder, Article]:
    from extractors.article import Article
    from flows.coders import CoderFactory
    from flows.config import load_config

    content = read_text(text)
    given = {"articles.published": published, "articles.source": source, "articles.language": language}
    settings = load_config(config, given)
    articles = settings.articles
    article = Article(
        id="text",
        text=content,
        published=articles.published,
        source=articles.source,
        source_scale=articles.source_scale,
        language=articles.language,
        day_first=settings.dates.order_of(articles.source),
    )
    return CoderFactory.of(settings)(), article
