"""Words that a corpus uses and the lexicons lack, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.article import Article
from extractors.discovery import Discoverer, Sort, Unknown


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that the lexicons may lack.

    Attributes:
        sort: "actor" or "verb".
        text: The name, or the base form of the verb.
        count: How often it stands where it was looked for.
        articles: In how many articles.
        roles: How often it did something, and how often something was done to it.
        example: The first sentence that has it.
        article_id: The article of that sentence.
    """

    sort: Sort
    text: str
    count: int
    articles: int
    roles: dict[str, int]
    example: str
    article_id: str


@dataclass(slots=True)
class _Seen:
    first: Unknown
    article_id: str
    roles: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def candidates(articles: Iterable[Article], discoverer: Discoverer) -> list[Candidate]:
    """All unknown words of some articles, actors first, the most frequent first."""
    seen: dict[tuple[Sort, str], _Seen] = {}
    for article in articles:
        for found in discoverer.find(article):
            one = seen.setdefault((found.sort, found.text), _Seen(found, article.id))
            one.roles[found.role] += 1
            one.articles.add(article.id)
    made = [
        Candidate(sort, text, one.roles.total(), len(one.articles), dict(one.roles), one.first.sentence, one.article_id)
        for (sort, text), one in seen.items()
    ]
    return sorted(made, key=lambda c: (c.sort, -c.count, -c.articles, c.text))
