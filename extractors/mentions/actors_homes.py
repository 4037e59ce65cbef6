"""Armed groups whose name tells where a text plays: those that the lexicon knows in one country only."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.mentions.actors_facts import Parties, load_parties, load_states
from extractors.mentions.actors_lexicon import CountryWords, load_words
from extractors.mentions.actors_trie import expand
from extractors.places.context import GroupHome

_SHORTEST = 4
_WORLD = "world"
_ARTICLE = "al "


def home_groups(language: str = "en") -> dict[str, GroupHome]:
    """Groups by the alpha-2 code of the only country that has them, and where else they act.

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
    parties, neighbours = load_parties(), load_states().neighbours
    near = {iso2: parties[iso2].near if iso2 in parties else () for iso2 in found}
    return {
        iso2: GroupHome(names, near[iso2], frozenset([*_named(parties.get(iso2), iso2), *neighbours.get(iso2, ())]))
        for iso2, names in found.items()
    }


def _named(parties: Parties | None, home: str) -> Iterator[str]:
    """The countries that the file of a country names for its actors, itself the first."""
    yield home
    if parties is not None:
        yield from parties.near
        yield from (iso2 for names in parties.actors.values() for name in names for iso2 in name.places)


def _names(words: CountryWords) -> Iterator[str]:
    """Every proper name of a country's groups and peoples, the Arabic article with and without its hyphen."""
    for patterns in (*words.strong.values(), words.ethnic, words.leaders):
        for pattern in patterns:
            for name in map(str.strip, expand(pattern)):
                if len(name) < _SHORTEST or name.islower():
                    continue
                yield name
                if name.lower().startswith(_ARTICLE):
                    rest = name[len(_ARTICLE) :]
                    yield from (f"{article}{rest}" for article in ("al-", "Al-", "al ", "Al "))
