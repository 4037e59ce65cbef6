"""Phrases of several tokens found in one walk: a trie keyed by normalised tokens, dispatched on the first.

Normalising makes transliterations meet: diacritics and inner apostrophes go, and the Arabic article is one token
whatever it is written like ("al", "el", "ash", glued "an-"). Letter case is checked at the end of a walk, because the
same letters may be a name ("IS", "US", "Ultras") or an everyday word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from extractors.text.tokens import Sentence, tokenise

Payload = TypeVar("Payload")
ARTICLE = "al"
_QUOTES = "'\u2019"
_APOSTROPHES = str.maketrans("", "", "'`\u2018\u2019\u02bc\u02be\u02bf")


@dataclass(frozen=True, slots=True)
class Articles:
    """Spellings of the Arabic article: `always` anywhere, `glued` only with a hyphen behind ("as-Suwayda")."""

    always: frozenset[str]
    glued: frozenset[str]


class _End(NamedTuple, Generic[Payload]):
    """A phrase that ends at a node: its words, and what their letters must be like in the text.

    `exact` are all its words where nothing but the same letters will do; `capitals` else the positions of those that
    begin with a capital.
    """

    written: tuple[str, ...]
    exact: list[str] | None
    capitals: tuple[int, ...]
    payload: Payload


@dataclass(slots=True)
class _Node(Generic[Payload]):
    children: dict[str, _Node[Payload]] = field(default_factory=dict)
    ends: list[_End[Payload]] = field(default_factory=list)


class PhraseTrie(Generic[Payload]):
    """Finds the longest phrase that begins at a token."""

    def __init__(self, articles: Articles) -> None:
        """Make an empty trie; `articles` must be the same for phrases and sentences."""
        self.articles = articles
        self._root: _Node[Payload] = _Node()

    @property
    def first_tokens(self) -> KeysView[str]:
        """The tokens that begin a phrase."""
        return self._root.children.keys()

    def add(self, phrase: str, payload: Payload, is_exact: bool = False) -> None:
        """Add a phrase. Words with a capital must have one in the text too; `is_exact` wants the same letters."""
        words, tokens = self._tokens(phrase)
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token, _Node())
        written = _as_written(words, tokens)
        capitals = tuple(at for at, word in enumerate(written) if word[0].isupper())
        node.ends.append(_End(written, list(written) if is_exact else None, capitals, payload))

    def _tokens(self, phrase: str) -> tuple[list[str], list[str]]:
        """The phrase's words and normalised tokens; plain words need no tokeniser."""
        if phrase.isascii() and phrase.replace(" ", "").isalpha():
            words = phrase.split()
            return words, [ARTICLE if w.lower() in self.articles.always else w.lower() for w in words]
        sentence = tokenise(phrase, 0, len(phrase))
        return sentence.words, normalise(sentence, self.articles)

    def payloads(self) -> Iterator[tuple[tuple[str, ...], Payload]]:
        """All phrases as written, with what they stand for."""
        stack = [self._root]
        while stack:
            node = stack.pop()
            yield from ((end.written, end.payload) for end in node.ends)
            stack.extend(node.children.values())

    def longest(self, tokens: list[str], words: list[str], first: int) -> tuple[int, Payload] | None:
        """The longest phrase at `first`: the position behind it and its payload."""
        node = self._root.children.get(tokens[first])
        found: tuple[int, Payload] | None = None
        at, size = first + 1, len(tokens)
        while node is not None:
            for _, exact, capitals, payload in node.ends:
                if (words[first:at] == exact) if exact else (not capitals or _are_capital(words, first, capitals)):
                    found = (at, payload)
                    break
            if at == size or not node.children:
                break
            node = node.children.get(tokens[at])
            at += 1
        return found

    def written(self, tokens: list[str], words: list[str], first: int) -> tuple[str, ...] | None:
        """The longest phrase at `first` as its lexicon writes it, of phrases whose letters matter."""
        node = self._root.children.get(tokens[first])
        found: tuple[str, ...] | None = None
        at, size = first + 1, len(tokens)
        while node is not None:
            as_is = next((e.written for e in node.ends if e.exact and words[first:at] == e.exact), None)
            capital = next((e.written for e in node.ends if e.capitals and not e.exact), None)
            found = as_is or capital or found
            if at == size or not node.children:
                break
            node = node.children.get(tokens[at])
            at += 1
        return found


def normalise(sentence: Sentence, articles: Articles) -> list[str]:
    """The sentence's tokens as the trie compares them."""
    text = sentence.text
    tokens = sentence.lowers
    if not text.isascii():
        tokens = [token if token.isascii() else _plain(token) for token in tokens]
    elif "'" in text:
        tokens = [token if token[0] == "'" or "'" not in token else token.translate(_APOSTROPHES) for token in tokens]
    always, glued = articles.always, articles.glued
    if always.isdisjoint(tokens) and (True not in sentence.glued or glued.isdisjoint(tokens)):
        return tokens
    last = len(tokens) - 1
    return [
        ARTICLE if token in always or (token in glued and at < last and sentence.glued[at + 1]) else token
        for at, token in enumerate(tokens)
    ]


def expand(pattern: str) -> Iterable[str]:
    """The spellings of a pattern with braces: "Ja{i,y}sh al Islam" gives two; "{the ,}army" has an empty choice."""
    head, brace, rest = pattern.partition("{")
    if not brace:
        return [pattern]
    choices, _, tail = rest.partition("}")
    tails = list(expand(tail))
    return [head + choice + end for choice in choices.split(",") for end in tails]


def _plain(token: str) -> str:
    if token[0] in _QUOTES:
        return token
    letters = unicodedata.normalize("NFKD", token.translate(_APOSTROPHES))
    return "".join(c for c in letters if not unicodedata.combining(c)) or token


def _are_capital(words: list[str], first: int, capitals: tuple[int, ...]) -> bool:
    for offset in capitals:  # noqa: SIM110 (a generator is slow, and this runs at every other token)
        if not words[first + offset][0].isupper():
            return False
    return True


def _as_written(words: list[str], tokens: list[str]) -> tuple[str, ...]:
    """The words that carry the case to check: none of a name that opens with the article ("al Shabaab")."""
    return tuple(word.lower() for word in words) if len(words) > 1 and tokens[0] == ARTICLE else tuple(words)
