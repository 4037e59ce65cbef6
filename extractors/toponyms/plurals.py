"""Names that share a descriptor: "Foo, Bar and Baz counties" names Foo County, Bar County and Baz County."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import Candidate
from extractors.toponyms.recognition import Toponym


def with_shared(
    toponyms: Sequence[Toponym],
    plurals: Mapping[str, str],
    lexicon: PlaceLexicon,
    meanings: Callable[[str], tuple[Candidate, ...]],
) -> list[Toponym]:
    """The toponyms; those of a list before a plural mean what they mean with the singular behind them.

    Args:
        toponyms: The names, in order.
        plurals: The singular as it stands behind a name ("County"), by plural.
        lexicon: The words that link a list.
        meanings: Looks a name up.
    """
    result = list(toponyms)
    for number in range(len(result) - 1, -1, -1):
        last = result[number]
        words = last.sentence.lowers
        singular = plurals.get(words[last.last]) if last.last < len(words) else None
        at = number
        while singular and at >= 0:
            result[at] = _joined(result[at], singular, meanings)
            before = result[at - 1] if at else None
            is_listed = before is not None and before.sentence is last.sentence and before.last < result[at].first
            gap = words[before.last : result[at].first] if before is not None and is_listed else []
            if not gap or not lexicon.list_links.issuperset(gap):
                break
            at -= 1
    return result


def _joined(toponym: Toponym, singular: str, meanings: Callable[[str], tuple[Candidate, ...]]) -> Toponym:
    """The name with the singular behind it, where a list knows it so."""
    candidates = meanings(f"{toponym.name} {singular}")
    if not candidates:
        return toponym
    key = f"{toponym.key} {singular.lower()}"
    return replace(toponym, candidates=candidates, key=key, verdict=replace(toponym.verdict, descriptor=None))
