"""Where sentences and codes are in a text whose letters say nothing of it, and how its words are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.text.tokens import Sentence

_SENTENCE_END = frozenset(".?!")
_BETWEEN = frozenset("\"'“”‘’()[]-–—")
_PARAGRAPH = re.compile(r"\n\s*\n")


def sentence_starts(sentence: Sentence, abbreviations: frozenset[str], openings: frozenset[int]) -> Iterator[int]:
    """The tokens that begin a sentence or a paragraph."""
    is_open, text, offset = True, sentence.text, sentence.start
    for at, word in enumerate(sentence.words):
        if at and _PARAGRAPH.search(text, sentence.ends[at - 1] - offset, sentence.starts[at] - offset):
            is_open = True
        is_open = is_open or sentence.starts[at] in openings
        if word in _SENTENCE_END:
            is_open = not (word == "." and at and sentence.lowers[at - 1] in abbreviations)
        elif word[0].isalnum():
            if is_open:
                yield at
            is_open = False
        elif word not in _BETWEEN:
            is_open = False


def is_beside_number(sentence: Sentence, at: int) -> bool:
    """True where a figure stands directly before or behind a token."""
    near = (at - 1, at + 1)
    return any(0 <= n < len(sentence) and sentence.words[n][0].isdigit() for n in near)


def is_joined(sentence: Sentence, at: int) -> bool:
    """True where a hyphen joins a token to the one before it; False behind the last one."""
    return at < len(sentence) and sentence.glued[at]


def is_initial(sentence: Sentence, at: int) -> bool:
    """True for the letter of "John F. Kennedy" and of "M-16"."""
    behind = at + 1
    return behind < len(sentence) and (sentence.words[behind] == "." or is_code(sentence, at))


def is_code(sentence: Sentence, at: int) -> bool:
    """True for the letters of "AK-47"."""
    behind = at + 1
    return is_joined(sentence, behind) and sentence.words[behind][0].isdigit()


def capital(word: str) -> str:
    """The word with a capital; as it is where the letter has none of one character ("ß")."""
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def like(model: str, word: str) -> str:
    """The word with a capital where its model in the lexicon has one, all in capitals where that is."""
    if len(model) > 1 and model.isupper() and len(word.upper()) == len(word):
        return word.upper()
    return capital(word.lower()) if model[0].isupper() else word


def apart(sentence: Sentence, at: int) -> bool:
    """True where white space alone stands before a token."""
    return sentence.starts[at] > sentence.ends[at - 1] and not sentence.glued[at]


def finished(lower: str, sentence: Sentence, spelled: list[str], starts: Iterable[int]) -> str:
    """The text with its tokens as they are spelled, and a capital at the start of each sentence."""
    for at in starts:
        spelled[at] = capital(spelled[at])
    return _joined(lower, sentence, spelled)


def _joined(lower: str, sentence: Sentence, spelled: list[str]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, word in zip(sentence.starts, sentence.ends, spelled, strict=True):
        parts += [lower[at:start], word]
        at = end
    return "".join([*parts, lower[at:]])
