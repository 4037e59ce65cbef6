"""Armed groups whose name tells where a text plays: those that the lexicon knows in one country only."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.mentions.actors_lexicon import CountryWords, load_words
from extractors.mentions.actors_trie import expand

_SHORTEST = 4
_WORLD = "world"
_ARTICLE = "al "


def home_groups(language: str = "en") -> dict[str, list[str]]:
    """Names of groups by the alpha-2 code of the only country that has them.

    Raises:
        LexiconError: A file does not fit its schema.
    """
    _, countries = load_words(language)
    homes: dict[str, set[str]] = {}
    for iso2, words in countries.items():
        for name in _names(words):
            homes.setdefault(name, set()).add(iso2)
    found: dict[str, list[str]] = {}
    for name, codes in homes.items():
        if len(codes) == 1 and _WORLD not in codes:
            found.setdefault(min(codes), []).append(name)
    return found


def _names(words: CountryWords) -> Iterator[str]:
    """Every proper name of a country's groups and peoples, the Arabic article with and without its hyphen."""
    for patterns in (*words.strong.values(), words.ethnic, words.leaders):
        for pattern in patterns:
            for name in expand(pattern):
                if len(name) < _SHORTEST or name.islower():
                    continue
                yield name
                if name.lower().startswith(_ARTICLE):
                    rest = name[len(_ARTICLE) :]
                    yield from (f"{article}{rest}" for article in ("al-", "Al-", "al ", "Al "))
