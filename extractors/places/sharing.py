"""Names that share a descriptor: "Homs and Hama provinces", "the Aleppo-Damascus road"; and roads beside towns.

A road named for where it goes ("the Aleppo-Damascus road in Maarat") is only context where a town on it follows, and so
is a river or a front line.
"""

from __future__ import annotations

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import AREA_WORDS, PlaceMention
from extractors.text.chunker import DASHES
from extractors.text.tokens import Sentence

_LONGEST_LIST = 3
_COMMA = (",", "(")
_ROAD = "road"
_OF_LINES = (None, "water", "mountain")
ASIDE = "aside"
"""Rule of a place that is only context and holds nothing: a road beside a town, a city that a village is far from."""
_THERE = ("at", "near")
_BOUNDLESS = ("natural", "region")
_WIDE = ("country", "admin1", *_BOUNDLESS)


def shared(sentence: Sentence, found: list[PlaceMention], lexicon: PlaceLexicon) -> list[PlaceMention]:
    """Gives all names of a list the descriptor behind it: "Homs and Hama provinces", "the Aleppo-Damascus road"."""
    result = list(found)
    for n in range(len(result) - 1, 0, -1):
        last, before = result[n], result[n - 1]
        gap = sentence.lowers[before.last : last.first]
        is_road = last.descriptor == _ROAD and DASHES.issuperset(gap)  # "the Aleppo - Damascus road"
        is_list = is_road or lexicon.list_links.issuperset(gap)
        if last.descriptor is None or before.descriptor is not None or not is_list:
            continue
        word = sentence.lowers[last.last] if last.last < len(sentence.words) else ""
        is_glued = is_road or sentence.glued[last.first]
        if last.rule_id == "shared" or word in lexicon.plural_descriptors or is_glued:
            result[n - 1] = before._replace(descriptor=last.descriptor, rule_id="shared", is_container=False)
            result[n] = last._replace(is_container=False)
    return result


class Lines:
    """Makes roads, rivers and lines context for the town that the sentence names on them.

    "The Dhaka-Sylhet road in Foo", "the Foo road in Bar", "across the Line of Control at Bar".
    """

    def __init__(self, lexicon: PlaceLexicon) -> None:
        """Arrange the word lists."""
        self._roads = frozenset(lexicon.descriptors[_ROAD].forms)
        self._links = lexicon.road_links
        described = frozenset(form for descriptor in lexicon.descriptors.values() for form in descriptor.forms)
        self._nouns = described | lexicon.fillers | lexicon.road_links | frozenset(_COMMA)

    def beside(self, sentence: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
        """The mentions, those of lines beside a town marked as context."""
        result = list(found)
        for n, line in enumerate(found):
            has_ends = n > 0 and line.descriptor == found[n - 1].descriptor == _ROAD and _is_named_for(sentence, line)
            town = result[n + 1] if n + 1 < len(result) else None
            gap = sentence.lowers[line.last : town.first] if town else []
            if not has_ends and (result[n].is_container or not self._is_before_link(line, gap)):
                continue
            is_next = town is not None and _is_local(town) and self._leads_to(gap)
            if town is not None and is_next:
                relation = line.relation if gap[-1] in _COMMA else town.relation
                result[n + 1] = town._replace(is_container=False, relation="at" if relation == "none" else relation)
            first = n - 1 if has_ends else n
            elsewhere = (*result[:first], *result[n + 1 :]) if has_ends else ()
            if is_next or any(_is_spot(m) for m in elsewhere):
                result[first : n + 1] = [m._replace(is_container=True, rule_id=ASIDE) for m in result[first : n + 1]]
        return result

    def _is_before_link(self, line: PlaceMention, gap: list[str]) -> bool:
        """True for a road, and before "in" or "at" for what has no bounds, like a river or a line of control."""
        if not gap or not self._nouns.issuperset(gap):
            return False
        if gap[0] in self._roads:
            return line.descriptor == _ROAD
        is_boundless = bool(line.candidates) and line.candidates[0].kind in _BOUNDLESS
        return is_boundless and gap[-1] not in _COMMA and line.descriptor in _OF_LINES

    def _leads_to(self, gap: list[str]) -> bool:
        """True when a comma or "in", with at most the road's own noun before it, stands before the town."""
        return 0 < len(gap) <= _LONGEST_LIST and (gap[-1] in _COMMA or not self._links.isdisjoint(gap))


def _is_named_for(sentence: Sentence, line: PlaceMention) -> bool:
    """True for the second end of a road, behind a dash: "the Aleppo-Damascus road"."""
    return sentence.glued[line.first] or sentence.lowers[line.first - 1] in DASHES


def _is_spot(mention: PlaceMention) -> bool:
    """True for a place, other than a road, at or near which something is."""
    return not mention.is_container and mention.relation in _THERE and mention.descriptor != _ROAD


def _is_local(mention: PlaceMention) -> bool:
    """True for what may be a town on a road: no other road, and no province or country."""
    if mention.descriptor in (_ROAD, *AREA_WORDS):
        return False
    return not mention.candidates or any(c.kind not in _WIDE for c in mention.candidates[:1])
