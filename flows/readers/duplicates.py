"""The same article twice is read once; two articles under one identifier are an error that names both places."""

from __future__ import annotations

import hashlib

from extractors.report import Issue
from flows.readers.problems import problem
from flows.readers.records import Sourced, place_of


class SeenArticles:
    """Identifiers already read; keeps some 200 bytes an article."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[bytes, str, int | None]] = {}

    def check(self, sourced: Sourced) -> Issue | None:
        """Why an article must be left out; `None` when its identifier is new, which is then remembered."""
        article = sourced.article
        key = hashlib.blake2b(article.text.encode("utf-8"), digest_size=16).digest()
        entry = (key, sourced.file, sourced.line)
        first = self._seen.setdefault(article.id, entry)
        if first is entry:
            return None
        place = place_of(first[1], first[2])
        is_same = first[0] == key
        return problem(
            "duplicate_article" if is_same else "duplicate_id",
            "each article once" if is_same else "an id of its own for each text",
            f"id {article.id!r}, already read from {place}" + ("" if is_same else " with another text"),
            sourced.file,
            line=sourced.line,
            field="id",
            severity="warning" if is_same else "error",
            article_id=article.id,
        )
