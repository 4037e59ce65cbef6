"""Which names say in what another one lies: "Foo, Kentucky", "Foo (Mali)", "Syria's Foo", "the Syrian town of Foo"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import Candidate
from extractors.toponyms.recognition import Toponym

_LONGEST_GAP = 6
_FEW = 4
_WIDE = ("country", "admin1", "admin2")
_NEAR_LIST = 2


class Holding:
    """Finds the holder of each name."""

    def __init__(self, lexicon: PlaceLexicon) -> None:
        """Keep the words that may stand between the two."""
        descriptors = frozenset(form for d in lexicon.descriptors.values() for form in d.forms)
        self._lexicon = lexicon
        self._links = lexicon.holding_links
        self._loose = lexicon.holding_links | lexicon.directions | lexicon.fillers | descriptors | {",", "("}
        self._described = descriptors | lexicon.partitives | lexicon.fillers | lexicon.directions
        self._descriptors = descriptors
        self._and = lexicon.list_links - {","}

    def holders(self, toponyms: Sequence[Toponym]) -> dict[int, int]:
        """Number of the holder, by number of the name that it holds."""
        found: dict[int, int] = {}
        for number in range(len(toponyms) - 1):
            one, two = toponyms[number], toponyms[number + 1]
            if one.sentence is not two.sentence:
                continue
            gap = one.sentence.lowers[one.last : two.first]
            if self._is_owner(one, gap) and _holds_any(one, two):
                found[number + 1] = number
            elif (self._follows(two, gap) and _holds_any(two, one)) or self._is_beside(one, two, gap):
                found[number] = number + 1
        for inner in sorted(found, reverse=True):
            outer = found[inner]
            if outer in found and found[outer] == inner:
                del found[inner]
        return found

    def _is_owner(self, owner: Toponym, gap: Sequence[str]) -> bool:
        """True for "Syria's Idlib", "Syria's northern city of Idlib" and "the Syrian town of Marea"."""
        if len(gap) > _LONGEST_GAP:
            return False
        if gap and gap[0] in self._lexicon.possessives:
            return self._described.issuperset(gap[1:])
        is_people = owner.verdict.use == "people"
        return is_people and self._described.issuperset(gap) and (not gap or not self._descriptors.isdisjoint(gap))

    def _follows(self, outer: Toponym, gap: Sequence[str]) -> bool:
        """True where the words between say that the second name holds the first."""
        if outer.verdict.use == "people" or not 0 < len(gap) <= _LONGEST_GAP:
            return False
        if not self._loose.issuperset(gap):
            return False
        if list(gap) in ([","], ["("]):
            behind = outer.sentence.lowers[outer.last : outer.last + _NEAR_LIST]
            is_short = outer.verdict.rule.startswith("short_form")
            return is_short or self._and.isdisjoint(behind[:1])
        return not self._links.isdisjoint(gap)

    def _is_beside(self, unknown: Toponym, known: Toponym, gap: Sequence[str]) -> bool:
        """True for a name that no list has beside one that is known: "Foo near Homs", "Foo, 20 km north of Homs"."""
        if unknown.candidates or not known.candidates or not gap:
            return False
        return all(word in self._lexicon.beside_words | self._lexicon.directions or word.isdigit() for word in gap)


def _holds_any(outer: Toponym, inner: Toponym) -> bool:
    """True when some meaning of the outer name holds one of the inner, or nobody knows the inner."""
    wide = [o for o in outer.candidates[:_FEW] if o.kind in _WIDE]
    if not wide or inner.key == outer.key:
        return False
    if not inner.candidates:
        return True
    return inner.candidates[0].kind != "country" and any(holds(o, i) for o in wide for i in inner.candidates)


def holds(outer: Candidate, inner: Candidate) -> bool:
    """True when a country or an area is that of another entry."""
    if outer.contains(inner):
        return True
    is_county = outer.kind == "admin2" and outer.place_id != inner.place_id
    return is_county and outer.iso2 == inner.iso2 and outer.admin1 == inner.admin1 and inner.admin2 == outer.name
