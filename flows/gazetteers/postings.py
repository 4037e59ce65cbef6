"""Which places a name stands for in the index: one of each, best known first, without those that only stand in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flows.gazetteers.linking import AREA, POPULATED, Links
from flows.gazetteers.records import GONE, KIND_MASK
from flows.gazetteers.staging import NUMBER, Columns

_SEAT_KM = 40.0
_MOST = 400
"""Namesakes that are kept: no text means the four hundredth."""


def postings(
    groups: Iterable[tuple[bytes, list[int]]], links: Links, columns: Columns
) -> Iterator[tuple[bytes, bytes]]:
    """Keys with the numbers of their places, as `put_names` takes them."""
    for key, numbers in groups:
        roots = {links.root(number) for number in numbers}
        if len(roots) > 1:
            kept = _without_shadows(roots, links, columns)
            kept.sort(key=lambda number: (-columns.rank[number], number))
            yield key, b"".join(map(NUMBER.pack, kept[:_MOST]))
        else:
            yield key, NUMBER.pack(*roots)


def _without_shadows(roots: set[int], links: Links, columns: Columns) -> list[int]:
    """Leaves out what is gone where a namesake of its country lives, and districts beside the town they are named for.

    A district is represented by its seat (codebook section 6), which here bears its name.
    """
    flags, country = columns.flags, columns.country
    if not any(flags[n] & GONE or flags[n] & KIND_MASK == AREA for n in roots):
        return list(roots)
    towns: dict[int, list[int]] = defaultdict(list)
    for number in roots:
        if flags[number] & KIND_MASK == POPULATED and not flags[number] & GONE:
            towns[country[number]].append(number)
    return [n for n in roots if not _is_shadow(n, towns.get(country[n], []), links, columns)]


def _is_shadow(number: int, towns: list[int], links: Links, columns: Columns) -> bool:
    flags = columns.flags[number]
    if flags & GONE:
        return bool(towns)
    return flags & KIND_MASK == AREA and any(links.distance(number, town) <= _SEAT_KM for town in towns)
