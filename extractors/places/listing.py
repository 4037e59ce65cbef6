"""How far names reach: over small words inside them, and over lists behind a plural.

"The towns of Foo, Bar Baz and Qux" names three towns, known or not. The plural says that names follow; where commas part
them each stretch is a name. Some wires lose their commas ("the towns of Foo Bar and Qux"): then each word is one, unless
the gazetteer knows several as one name or the word only opens a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.places.lexicon import PlaceLexicon
from extractors.places.lookup import NOTHING, Lookup
from extractors.text.tokens import Sentence

Span = tuple[int, int]
"""Tokens of a name: first, and behind the last."""

_COMMA = ","
_LONGEST = 3
_FEWEST = 3
_PAIR = 2
"""Two words with "and" behind are more often one name than two that lost their comma."""


def reach(sentence: Sentence, end: int, lexicon: PlaceLexicon) -> int:
    """How far a name may go beyond its run: over "and", "of" or "of the" to the next capitalised words."""
    words, lowers = sentence.words, sentence.lowers
    at, size = end, len(words)
    while at + 1 < size and lowers[at] in lexicon.name_links:
        step = 2 if lowers[at + 1] in lexicon.articles else 1
        if at + step >= size or not words[at + step][0].isupper():
            break
        at += step + 1
    return at


def names_behind_plural(sentence: Sentence, first: int, lexicon: PlaceLexicon, lookup: Lookup) -> list[Span]:
    """The names of the list that begins at `first`, or nothing where no list with a conjunction does."""
    stretches, has_comma = _stretches(sentence, first, lexicon)
    parted = stretches
    if not has_comma:
        parted = [name for stretch in stretches for name in _parted(sentence, stretch, lexicon, lookup)]
    return [(a, b) for a, b in parted if not lexicon.directions.issuperset(sentence.lowers[a:b])]


def names_without_commas(sentence: Sentence, first: int, lexicon: PlaceLexicon, lookup: Lookup) -> list[Span]:
    """The names of a list whose commas are lost, three or more, where nothing but the names says that it is one."""
    stretches, has_comma = _stretches(sentence, first, lexicon)
    if has_comma or not stretches:
        return []
    names = [name for stretch in stretches for name in _parted(sentence, stretch, lexicon, lookup)]
    is_run = len(names) > len(stretches) and len(names) >= _FEWEST
    return names if is_run and names[0][1] < stretches[0][1] else []


def _stretches(sentence: Sentence, first: int, lexicon: PlaceLexicon) -> tuple[list[Span], bool]:
    """What commas and conjunctions part in a list, and whether commas do; nothing without a conjunction."""
    links = lexicon.list_links - {_COMMA}
    stretches, has_comma, last_link = [], False, ""
    at, size = first, len(sentence.words)
    while at < size:
        end = _stretch(sentence, at, lexicon)
        if end == at:
            break
        stretches.append((at, end))
        at = end
        if last_link in links or at >= size or (sentence.lowers[at] != _COMMA and sentence.lowers[at] not in links):
            break
        last_link = sentence.lowers[at]
        has_comma = has_comma or last_link == _COMMA
        at += 1
        if at < size and last_link == _COMMA and sentence.lowers[at] in links:
            last_link = sentence.lowers[at]
            at += 1
    if last_link not in links or len(stretches) < _PAIR:
        return [], False
    return stretches, has_comma


def _stretch(sentence: Sentence, first: int, lexicon: PlaceLexicon) -> int:
    """Behind the capitalised words from `first` on; an article glued to its name is one of them ("al-Foo")."""
    words, at = sentence.words, first
    while at < len(words):
        opens = sentence.lowers[at] in lexicon.opening_particles and at + 1 < len(words) and sentence.glued[at + 1]
        if not (words[at][0].isupper() or opens or (at > first and words[at] in "-'’" and sentence.glued[at])):
            break
        at += 1
    return at


def _parted(sentence: Sentence, stretch: Span, lexicon: PlaceLexicon, lookup: Lookup) -> Iterator[Span]:
    """The names of a stretch without commas."""
    at, end = stretch
    heads = [n for n in range(at, end) if n == at or not sentence.glued[n]]
    units = list(zip(heads, [*heads[1:], end], strict=True))
    is_pair = len(units) == _PAIR and sentence.lowers[at] not in lexicon.opening_particles
    if is_pair and not all(_is_known(sentence, *unit, lookup) for unit in units):
        yield stretch
        return
    while at < end:
        last = next(
            (n for n in range(min(at + _LONGEST, end), at + 1, -1) if _is_known(sentence, at, n, lookup)), at + 1
        )
        while last < end and _goes_on(sentence, last, end, lexicon):
            last += 1
        yield at, last
        at = last


def _goes_on(sentence: Sentence, at: int, end: int, lexicon: PlaceLexicon) -> bool:
    """True behind "Jabal" and before the "al-Gharbi" of "Tal al-Gharbi": the word at `at` belongs to the name before it."""
    lowers = sentence.lowers
    is_head = not (sentence.glued[at - 1] and lowers[at - 2] in lexicon.opening_particles)
    if sentence.glued[at] or (is_head and lowers[at - 1] in lexicon.name_openers | lexicon.directions):
        return True
    tail = at + 1 if lowers[at] in lexicon.opening_particles and at + 1 < end else at
    return lowers[tail] in lexicon.name_tails


def _is_known(sentence: Sentence, first: int, last: int, lookup: Lookup) -> bool:
    return lookup.exact(sentence.slice(first, last)) is not NOTHING
