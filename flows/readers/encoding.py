"""The encoding of a text is found out from its bytes, never assumed: byte order mark, UTF-8, UTF-16, then a guess.

A guess is a guess: the caller reports it. Bytes that are no text in any encoding are recognised as such.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b\x08")) + b"\x7f"
_MOST_CONTROLS = 0.01
_SIMILAR = 0.05
_USUAL = "cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was decoded; `is_guess` is True when only statistics speak for the encoding."""

    text: str
    encoding: str
    is_guess: bool


def declared_width(raw: bytes) -> str | None:
    """The encoding when a byte order mark or the pattern of zero bytes gives it away, else `None`."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    sample = raw[:2000]
    if len(sample) >= 4 and b"\0" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if odd > 0.4 * (len(sample) // 2) and even == 0:
            return "utf-16-le"
        if even > 0.4 * (len(sample) // 2) and odd == 0:
            return "utf-16-be"
    return None


def is_binary(raw: bytes) -> bool:
    """True when the bytes hold too many control characters for a text in an 8-bit encoding or UTF-8."""
    sample = raw[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample)


def guess(raw: bytes) -> str | None:
    """The most plausible 8-bit or multi-byte encoding, `None` when there is none.

    Between encodings that fit equally well, the usual one of Western news sites wins.
    """
    results = from_bytes(raw[:_SAMPLE])
    best = results.best()
    if best is None:
        return None
    for match in results:
        is_close = match.chaos <= best.chaos and match.coherence >= best.coherence - _SIMILAR
        if is_close and _USUAL in match.could_be_from_charset:
            return _USUAL
    return best.encoding


def decode(raw: bytes) -> Decoded | None:
    """Decode a whole text; `None` for bytes that are no text."""
    encoding = declared_width(raw)
    if encoding is not None:
        text = _strict(raw, encoding)
        return None if text is None or "\0" in text else Decoded(text, encoding, is_guess=False)
    if b"\0" in raw or is_binary(raw):
        return None
    text = _strict(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", is_guess=False)
    guessed = guess(raw)
    if guessed is None:
        return None
    text = raw.decode(guessed, "replace")
    return Decoded(text, guessed, is_guess=True)


def encoding_of_head(head: bytes) -> tuple[str, bool]:
    """The encoding of a file from its first bytes, and whether it is a guess."""
    declared = declared_width(head)
    if declared is not None:
        return declared, False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return guess(head) or _USUAL, True
    return "utf-8", False


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
