"""Names grouped by what they must mean alike: an article means one place by one name, unless it says otherwise.

"Paris, Texas" and "Paris, France" are two senses; a bare "Paris" beside them has the sense of the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import Candidate, PlaceKind
from extractors.toponyms.recognition import Toponym

_MOST = 60
"""Meanings of a name that are weighed, best known first."""
_FEW = 4


@dataclass(slots=True)
class Sense:
    """A name in one sense, with all places of the article where it stands so.

    Attributes:
        key: Exact key of the name.
        candidates: Its meanings.
        members: Numbers of its toponyms.
        kind: Kind that a descriptor asks for, if any.
        holders: What the text puts it in.
        is_people: It names a people, which says less of where the text plays.
        inner: Meanings of a name that the text puts in this one.
        weights: How likely each candidate is, as votes for the other senses use it.
    """

    key: str
    candidates: tuple[Candidate, ...]
    members: list[int]
    kind: PlaceKind | None
    holders: tuple[Candidate, ...]
    is_people: bool = False
    inner: tuple[Candidate, ...] = ()
    weights: list[float] = field(default_factory=list)


def senses_of(toponyms: Sequence[Toponym], holders: Mapping[int, int], lexicon: PlaceLexicon) -> list[Sense]:
    """The senses of the names that may mean something.

    Args:
        toponyms: The names, in order.
        holders: Number of the name that holds another one, by number of that.
        lexicon: The words for places.
    """
    held = {n: toponyms[outer].candidates[:_FEW] for n, outer in holders.items()}
    senses: list[Sense] = []
    for number in sorted(range(len(toponyms)), key=lambda n: (not held.get(n), n)):
        toponym, wide = toponyms[number], held.get(number, ())
        if not toponym.candidates:
            continue
        alike = (s for s in senses if s.key == toponym.key and (not wide or s.holders == wide))
        sense = next(alike, None) or _sense(toponym, wide, lexicon)
        if not sense.members:
            senses.append(sense)
        sense.members.append(number)
        sense.kind = sense.kind or _kind(toponym, lexicon)
    for inner, outer in holders.items():
        for sense in senses:
            if outer in sense.members and not sense.inner:
                sense.inner = toponyms[inner].candidates[:_MOST]
    return senses


def _sense(toponym: Toponym, holders: tuple[Candidate, ...], lexicon: PlaceLexicon) -> Sense:
    is_people = toponym.verdict.use == "people"
    return Sense(toponym.key, toponym.candidates[:_MOST], [], _kind(toponym, lexicon), holders, is_people)


def _kind(toponym: Toponym, lexicon: PlaceLexicon) -> PlaceKind | None:
    """The kind that the name's descriptor asks for."""
    descriptor = lexicon.descriptors.get(toponym.verdict.descriptor or "")
    return descriptor.kind if descriptor else None
