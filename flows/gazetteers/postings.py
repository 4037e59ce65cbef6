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
    groups: Iterable[tuple[bytes, list[int]]], links: Links, columns: Columns, n_embedded: int
) -> Iterator[tuple[bytes, bytes]]:
    """Keys with the numbers of their places, as `put_names` takes them.

    Args:
        groups: Keys with the numbers of all places that have them.
        links: Which place stands for which.
        columns: Facts of the places.
        n_embedded: Places below this number are the embedded ones: none of them stands in the way.
    """
    for key, numbers in groups:
        roots = {links.root(number) for number in numbers}
        if len(roots) > 1:
            kept = _without_shadows(roots, links, columns, n_embedded)
            kept.sort(key=lambda number: (-columns.rank[number], number))
            yield key, b"".join(map(NUMBER.pack, kept[:_MOST]))
        else:
            yield key, NUMBER.pack(*roots)


def _without_shadows(roots: set[int], links: Links, columns: Columns, n_embedded: int) -> list[int]:
    """Leaves out what is gone where a namesake of its country lives, and parts of districts beside the town they are named for.

    Such an area is represented by its seat (codebook section 6), which here bears its name.
    """
    flags, country = columns.flags, columns.country
    if not any(flags[n] & GONE or flags[n] & KIND_MASK == AREA for n in roots):
        return list(roots)
    towns: dict[int, list[int]] = defaultdict(list)
    for number in roots:
        if flags[number] & KIND_MASK == POPULATED and not flags[number] & GONE:
            towns[country[number]].append(number)
    return [n for n in roots if n < n_embedded or not _is_shadow(n, towns.get(country[n], []), links, columns)]


def _is_shadow(number: int, towns: list[int], links: Links, columns: Columns) -> bool:
    flags = columns.flags[number]
    if flags & GONE:
        return bool(towns)
    return flags & KIND_MASK == AREA and any(links.distance(number, town) <= _SEAT_KM for town in towns)
