"""Which spellings of a place are worth finding in news: letters, no codes, no links, no everyday words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import lemminflect

from extractors.places import tables
from extractors.places.names import place_key

_MOST_WORDS = 6
_LINK = re.compile(r"https?|www\.|\.com")
_CODE = re.compile(r"[A-Z]{2,5}")
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F\u1E00-\u1EFF\u0300-\u036F\s'’‘ʼʿʾ`´.,\-–]+")


def is_everyday_word(key: str) -> bool:
    """True when all words of a key are also English nouns, verbs, adjectives or adverbs ("nice", "olive branch")."""
    return all(len(word) > 2 and _has_lemma(word) for word in key.split())


@lru_cache(maxsize=500_000)
def _has_lemma(word: str) -> bool:
    return bool(lemminflect.getAllLemmas(word))


def is_name(text: str) -> bool:
    """True for an alternate name that could stand in a news text."""
    if not 3 <= len(text) <= 60 or not _LATIN.fullmatch(text):
        return False
    first = text[0] if text[0].isalpha() else next((c for c in text if c.isalpha()), "")
    if not first.isupper() or text.count(" ") >= _MOST_WORDS or _LINK.search(text) or _CODE.fullmatch(text):
        return False
    key = place_key(text)
    return len(key) > 2 and key not in _country_keys() and not is_everyday_word(key)


@cache
def _country_keys() -> frozenset[str]:
    return frozenset(place_key(c.name) for c in tables.countries().values())
