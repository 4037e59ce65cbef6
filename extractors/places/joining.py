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

_LONGEST_GAP = 6
_LOCAL = ("village", "town", "district", "neighbourhood", "area", "camp")


def joined(sentence: Sentence, found: list[PlaceMention], around: Surroundings) -> list[PlaceMention]:
    """The mentions with `is_container` set and plural descriptors shared."""
    result = list(found)
    for n in range(1, len(result)):
        inner, outer = result[n - 1], result[n]
        gap = sentence.lowers[inner.last : outer.first]
        if inner.rule_id.startswith("anaphor") or outer.rule_id.startswith("anaphor"):
            continue
        if _is_possessive(inner, gap, around.lexicon):
            relation = inner.relation if outer.relation == "none" else outer.relation
            result[n - 1], result[n] = replace(inner, is_container=True), replace(outer, relation=relation)
        elif gap and len(gap) <= _LONGEST_GAP and around.holding_words.issuperset(gap) and _is_inside(inner, outer, gap):
            result[n] = replace(outer, is_container=True)
    return _shared(sentence, result, around.lexicon)


def _is_possessive(inner: PlaceMention, gap: list[str], lexicon: PlaceLexicon) -> bool:
    if inner.rule_id == "possessive":
        return len(gap) <= 3
    return bool(gap) and gap[0] in lexicon.possessives and len(gap) <= 4


def _is_inside(inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
    """True when some candidate of `inner` lies in one of `outer`, or the words say so ("X district of Y")."""
    says_so = inner.descriptor in _LOCAL and ("of" in gap or "in" in gap) and outer.descriptor not in _LOCAL
    if not inner.candidates or not outer.candidates:
        return bool(outer.candidates) and (says_so or any(c.kind in ("country", "admin1") for c in outer.candidates[:4]))
    if inner.candidates[0].kind == "country" or inner.candidates[0] == outer.candidates[0]:
        return False
    return says_so or any(o.contains(i) for o in outer.candidates[:8] for i in inner.candidates)


def _shared(sentence: Sentence, found: list[PlaceMention], lexicon: PlaceLexicon) -> list[PlaceMention]:
    """Gives the names of a list the plural descriptor that stands behind its last one."""
    result = list(found)
    for n in range(len(result) - 1, 0, -1):
        last, before = result[n], result[n - 1]
        gap = sentence.lowers[before.last : last.first]
        if last.descriptor is None or before.descriptor is not None or not gap or not lexicon.list_links.issuperset(gap):
            continue
        word = sentence.lowers[last.last] if last.last < len(sentence.words) else ""
        if last.rule_id == "shared" or word in lexicon.plural_descriptors:
            result[n - 1] = replace(before, descriptor=last.descriptor, rule_id="shared", is_container=False)
            result[n] = replace(last, is_container=False)
    return result
