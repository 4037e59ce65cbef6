"""After the names: which mention only tells in what another one lies, and which share a descriptor.

"Marea in northern Aleppo", "Azaz, Syria", "Syria's Idlib province": the wider place is context for the narrower one. In
"Homs and Hama provinces" the plural speaks of both.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import PlaceMention
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence

_LONGEST_GAP = 8
_AREAS = ("province", "county")
_LOCAL = ("village", "town", "district", "neighbourhood", "area", "camp", "city")


def joined(sentence: Sentence, found: list[PlaceMention], around: Surroundings) -> list[PlaceMention]:
    """The mentions with `is_container` set and plural descriptors shared."""
    result = list(found)
    for n in range(1, len(result)):
        previous, outer = result[n - 1], result[n]
        gap = sentence.lowers[previous.last : outer.first]
        if previous.rule_id.startswith("anaphor") or outer.rule_id.startswith("anaphor"):
            continue
        if _is_possessive(previous, gap, around.lexicon):
            relation = previous.relation if outer.relation == "none" else outer.relation
            result[n - 1], result[n] = replace(previous, is_container=True), replace(outer, relation=relation)
            continue
        if _is_linked(sentence, previous, outer, around) and _is_inside(previous, outer, gap):
            result[n] = replace(outer, is_container=True)
    chained = _chained(sentence, _behind_possessives(sentence, result, around))
    return _shared(sentence, chained, around.lexicon)


def _chained(sentence: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """Marks the area of "Foo, Babil, Iraq" when no place of the name Foo lies in that country at all."""
    result = list(found)
    for n in range(2, len(result)):
        inner, area, country = result[n - 2 : n + 1]
        if not country.is_container or area.is_container or not inner.candidates:
            continue
        is_chain = all(sentence.lowers[a.last : b.first] == [","] for a, b in ((inner, area), (area, country)))
        iso2 = country.candidates[0].iso2 if country.candidates else ""
        if is_chain and all(c.iso2 != iso2 for c in inner.candidates):
            result[n - 1] = replace(area, is_container=True)
    return result


def _behind_possessives(sentence: Sentence, found: list[PlaceMention], around: Surroundings) -> list[PlaceMention]:
    """Marks the area of "Foo in Syria's Idlib province": its owner stands between it and the place it holds."""
    result = list(found)
    for n in range(2, len(result)):
        inner, owner, outer = result[n - 2], result[n - 1], result[n]
        is_owned = owner.is_container and _is_possessive(
            owner, sentence.lowers[owner.last : outer.first], around.lexicon
        )
        is_owned = is_owned and _is_linked(sentence, inner, owner, around)
        if is_owned and _is_inside(inner, outer, sentence.lowers[inner.last : owner.first]):
            result[n] = replace(outer, is_container=True)
    return result


def _is_linked(sentence: Sentence, inner: PlaceMention, outer: PlaceMention, around: Surroundings) -> bool:
    """True for the words between "X" and the area it lies in: ", ", " in northern ", " in Gujba Council of "."""
    gap = range(inner.last, outer.first)
    if not 0 < len(gap) <= _LONGEST_GAP:
        return False
    words, lowers = sentence.words, sentence.lowers
    return all(lowers[at] in around.holding_words or (words[at][0].isupper() and not inner.candidates) for at in gap)


def _is_possessive(inner: PlaceMention, gap: list[str], lexicon: PlaceLexicon) -> bool:
    if inner.rule_id == "possessive":
        return len(gap) <= 3
    return bool(gap) and gap[0] in lexicon.possessives and len(gap) <= 4


def _is_inside(inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
    """True when some candidate of `inner` lies in one of `outer`, or the words say so ("X district of Y")."""
    is_wider = outer.descriptor not in _LOCAL and (inner.descriptor in _LOCAL or outer.descriptor in _AREAS)
    says_so = is_wider and ("of" in gap or "in" in gap or gap[-1] in (",", "(")) and inner.descriptor not in _AREAS
    is_area = any(c.kind in ("country", "admin1") for c in outer.candidates[:4])
    if not inner.candidates or not outer.candidates:
        return bool(outer.candidates) and (says_so or is_area)
    if inner.candidates[0].kind == "country" or inner.candidates[0] == outer.candidates[0]:
        return False
    if says_so or (is_area and inner.rule_id.startswith("loose")):
        return True
    return any(o.contains(i) for o in outer.candidates[:8] for i in inner.candidates)


def _shared(sentence: Sentence, found: list[PlaceMention], lexicon: PlaceLexicon) -> list[PlaceMention]:
    """Gives all names of a list the descriptor behind it: "Homs and Hama provinces", "the Aleppo-Damascus road"."""
    result = list(found)
    for n in range(len(result) - 1, 0, -1):
        last, before = result[n], result[n - 1]
        gap = sentence.lowers[before.last : last.first]
        if last.descriptor is None or before.descriptor is not None or not lexicon.list_links.issuperset(gap):
            continue
        word = sentence.lowers[last.last] if last.last < len(sentence.words) else ""
        if last.rule_id == "shared" or word in lexicon.plural_descriptors or sentence.glued[last.first]:
            result[n - 1] = replace(before, descriptor=last.descriptor, rule_id="shared", is_container=False)
            result[n] = replace(last, is_container=False)
    return result
