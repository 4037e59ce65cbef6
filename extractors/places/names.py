"""One key for the many spellings of a name, so that the gazetteer and the text meet.

Three keys, from strict to lax. `place_key` forgets what no reader would notice: accents, case, apostrophes, hyphens and
which form the Arabic article takes. `loose_key` forgets what transliterations disagree on: vowels (ou/oo/u, ee/i/e),
doubled letters, a final h, the article itself. `skeleton` keeps the consonants only and merges those that transcribers
swap (q/k, gh/g, z/s); it names a bucket inside which names are compared one by one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"['`’‘ʼʿʾ\"´′″ʹʺ.]")
_ARTICLES = frozenset({"al", "el", "il", "ul"})
_SUN_ARTICLE = re.compile(r"[aeiu](ch|dh|sh|th|[dlnrstz])")
_JOINED = re.compile(r"\b([AE]l)([a-z]{4,})")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_VARIANT_WORDS = {
    "tall": "tal", "tell": "tal", "tel": "tal", "til": "tal", "till": "tal",
    "kfar": "kafr", "kafar": "kafr", "kefr": "kafr", "kufr": "kafr", "kufur": "kafr", "kfer": "kafr",
    "jebel": "jabal", "jabel": "jabal", "gebel": "jabal", "djebel": "jabal", "gabal": "jabal",
    "cheikh": "shikh",
}  # fmt: skip
_SOUNDS = re.compile(
    r"(?P<w>ou(?=[aeiou]))"
    r"|(?P<i>iyy?(?=[aeiou])|a[yi](?![aeiou])|e[iye](?![aeiou])|ie|y(?![aeiou])|[ie])"
    r"|(?P<u>a[uw](?![aeiou])|o[uow](?![aeiou])|[ou])"
    r"|(?P<a>a+)"
    r"|(?P<d>dh)|(?P<t>th)|(?P<g>gh)|(?P<f>ph)|(?P<j>dj)"
)
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aiu])h\b")
_SWAPPED = str.maketrans({"q": "k", "c": "k", "z": "s", "j": "g", "v": "f", "p": "b"} | dict.fromkeys("aiu ywh"))


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """The exact key of a name: lower-case ASCII words, any Arabic article as "al", "" when nothing is left.

    "‘Assāl al Ward", "Assal el-Ward" and "ASSAL AL-WARD" share the key "assal al ward".
    """
    plain = (name if name.isascii() else anyascii(name)).lower()
    if plain.isalpha() and plain.isascii():
        return plain
    words = _WORD.findall(_APOSTROPHES.sub("", plain))
    if len(words) > 1:
        words = [_canonical(w, n) for w, n in zip(words, [*words[1:], ""], strict=True)]
        if words[0] == "the":
            del words[0]
    return " ".join(words)


def _canonical(word: str, following: str) -> str:
    """The word, with an article before a noun as "al" and short forms written out."""
    if not following:
        return word
    if word in _ARTICLES:
        return "al"
    match = _SUN_ARTICLE.fullmatch(word)
    if match and following.startswith(match.group(1)):
        return "al"
    return _SHORT_FORMS.get(word, word)


def set_apart(name: str) -> str:
    """The name with an Arabic article that is written in one with its noun set apart: "Tel Al foo" of "Tel Alfoo"."""
    return _JOINED.sub(r"\1 \2", name)


@lru_cache(maxsize=65536)
def loose_key(key: str) -> str:
    """What transliterations of an exact key share: "dayr al zawr" and "deir al zor" both give "dir zur"."""
    words = key.split()
    return " ".join(map(_loose_word, [w for w in words if w != "al"] or words))


@lru_cache(maxsize=100_000)
def _loose_word(word: str) -> str:
    sounds = _SOUNDS.sub(_sound, _VARIANT_WORDS.get(word, word))
    return _FINAL_H.sub("", _DOUBLED.sub(r"\1", sounds))


def _sound(match: re.Match[str]) -> str:
    return match.lastgroup or ""


def skeleton(loose: str) -> str:
    """The consonants of a loose key with often swapped ones merged: the bucket for fuzzy comparison."""
    return _DOUBLED.sub(r"\1", loose.translate(_SWAPPED))


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name as news prints it, without the marks that only transliterations use: "‘Assāl al Ward" "Assal al Ward"."""
    letters = "".join(_PLAIN_LETTERS.get(c, c) if c.isascii() or c in _PLAIN_LETTERS else _base(c) for c in name)
    return letters.lstrip("'") if letters.startswith("'") else letters


_PLAIN_LETTERS = {"ı": "i", "ə": "a", "ǝ": "a", "‘": "'", "’": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "–": "-"}


def _base(letter: str) -> str:
    """The letter without its accent; a letter of its own (ø, ß) as ASCII writes it."""
    base = unicodedata.normalize("NFKD", letter)
    return (
        base[0]
        if base[0].isascii() and base[0].isalpha()
        else ("" if unicodedata.combining(letter) else anyascii(letter))
    )
