"""Names that share a descriptor: "Homs and Hama provinces", "the Aleppo-Damascus road".

A road named for its two ends ("the Aleppo-Damascus road in Maarat") is only context where a town on it follows.
"""

from __future__ import annotations

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import PlaceMention
from extractors.text.tokens import Sentence

_LONGEST_LIST = 3
_AREAS = ("province", "county")
_COMMA = (",", "(")


def shared(sentence: Sentence, found: list[PlaceMention], lexicon: PlaceLexicon) -> list[PlaceMention]:
    """Gives all names of a list the descriptor behind it: "Homs and Hama provinces", "the Aleppo-Damascus road"."""
    result = list(found)
    for n in range(len(result) - 1, 0, -1):
        last, before = result[n], result[n - 1]
        gap = sentence.lowers[before.last : last.first]
        if last.descriptor is None or before.descriptor is not None or not lexicon.list_links.issuperset(gap):
            continue
        word = sentence.lowers[last.last] if last.last < len(sentence.words) else ""
        if last.rule_id == "shared" or word in lexicon.plural_descriptors or sentence.glued[last.first]:
            result[n - 1] = before._replace(descriptor=last.descriptor, rule_id="shared", is_container=False)
            result[n] = last._replace(is_container=False)
    return result


def beside_roads(sentence: Sentence, found: list[PlaceMention], road_links: frozenset[str]) -> list[PlaceMention]:
    """Makes the ends of a road context for the town that the sentence names beside: "the Dhaka-Sylhet road in Foo"."""
    result = list(found)
    for n in range(1, len(result)):
        one, other = result[n - 1], result[n]
        if not (one.descriptor == other.descriptor == "road" and sentence.glued[other.first]):
            continue
        town = result[n + 1] if n + 1 < len(result) else None
        gap = sentence.lowers[other.last : town.first] if town else []
        is_next = town is not None and town.descriptor not in ("road", *_AREAS) and _leads_to(gap, road_links)
        if town is not None and is_next:
            relation = other.relation if gap[-1] in _COMMA else town.relation
            result[n + 1] = town._replace(is_container=False, relation=relation)
        elsewhere = (*result[: n - 1], *result[n + 1 :])
        if is_next or any(
            not m.is_container and m.relation in ("at", "near") and m.descriptor != "road" for m in elsewhere
        ):
            result[n - 1], result[n] = one._replace(is_container=True), other._replace(is_container=True)
    return result


def _leads_to(gap: list[str], road_links: frozenset[str]) -> bool:
    """True when a comma or "in", with at most the road's own noun before it, stands before the town."""
    return 0 < len(gap) <= _LONGEST_LIST and (gap[-1] in _COMMA or not road_links.isdisjoint(gap))
