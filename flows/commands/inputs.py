"""Articles for the commands that look at them one by one, read as `run` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.readers import ReadOptions, Sourced, read_articles
from flows.view.progress import progress_bar
from flows.view.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractors.article import Article
    from flows.config import Config


def articles_of(inputs: Sequence[str | Path], settings: Config) -> Iterator[Article]:
    """The articles of the inputs; what cannot be read is told.

    Raises:
        InputError: An input matches nothing.
    """
    articles = settings.articles
    options = ReadOptions(articles.published, articles.source, language=articles.language)
    with progress_bar() as report:
        for number, item in enumerate(read_articles(inputs, options), start=1):
            if isinstance(item, Sourced):
                yield item.article
            elif item.severity == "error":
                tell(item.message)
            if report is not None:
                report(number, None, "Reading")
