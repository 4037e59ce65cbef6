"""After the names: which mention only tells in what another one lies, and which share a descriptor.

"Marea in northern Aleppo", "Foo area, Samarra district, Iraq", "Syria's Idlib province": the wider place is context for
the narrower one. In "Homs and Hama provinces" the plural speaks of both. A road named for its two ends ("the
Aleppo-Damascus road in Maarat") is only context too, where the town follows.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import AREAS, PlaceMention
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence

_LONGEST_GAP = 8
_LONGEST_LIST = 3
_LONGEST_DISTANCE = 12
BESIDE = "beside"
_AREAS = ("province", "county")
_LOCAL = ("village", "town", "district", "neighbourhood", "area", "camp", "city", "facility")
_NARROW = ("neighbourhood", "camp", "facility", "road", "outskirts", "village")
_COMMA = (",", "(")


class Joiner:
    """Sets `is_container` and shares descriptors among the mentions of a sentence."""

    def __init__(self, around: Surroundings) -> None:
        """Keep the word lists."""
        self._around = around
        self._lexicon = around.lexicon

    def joined(
        self, sentence: Sentence, found: list[PlaceMention], countries: Collection[str] = ()
    ) -> list[PlaceMention]:
        """The mentions with `is_container` set and plural descriptors shared.

        Args:
            sentence: The sentence.
            found: Its mentions, in order.
            countries: Countries (alpha-2) that the article is about.
        """
        result = list(found)
        for n in range(1, len(result)):
            previous, outer = result[n - 1], result[n]
            gap = sentence.lowers[previous.last : outer.first]
            if previous.rule_id.startswith("anaphor") or outer.rule_id.startswith("anaphor"):
                continue
            if _is_possessive(previous, gap, self._lexicon):
                relation = previous.relation if outer.relation == "none" else outer.relation
                result[n - 1], result[n] = previous._replace(is_container=True), outer._replace(relation=relation)
                continue
            if self._is_beside(previous, outer, gap):
                result[n] = outer._replace(is_container=True, relation="none", rule_id=BESIDE)
            elif self._is_linked(sentence, previous, outer) and self._is_inside(
                sentence, previous, outer, gap, countries
            ):
                result[n] = outer._replace(is_container=True, relation="none" if gap[-1] in _COMMA else outer.relation)
        chained = _chained(sentence, self._behind_possessives(sentence, result, countries))
        return _beside_roads(sentence, _shared(sentence, chained, self._lexicon), self._lexicon.road_links)

    def _behind_possessives(
        self, sentence: Sentence, found: list[PlaceMention], countries: Collection[str]
    ) -> list[PlaceMention]:
        """Marks the area of "Foo in Syria's Idlib province": its owner stands between it and the place it holds."""
        result = list(found)
        for n in range(2, len(result)):
            inner, owner, outer = result[n - 2], result[n - 1], result[n]
            is_owned = owner.is_container and _is_possessive(
                owner, sentence.lowers[owner.last : outer.first], self._lexicon
            )
            is_owned = is_owned and self._is_linked(sentence, inner, owner)
            gap = sentence.lowers[inner.last : owner.first]
            if is_owned and self._is_inside(sentence, inner, outer, gap, countries):
                result[n] = outer._replace(is_container=True)
        return result

    def _is_beside(self, inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
        """True for "Foo, 20 km north of Bar" and "Foo village near Bar": Bar only tells where Foo is."""
        is_country = bool(inner.candidates) and inner.candidates[0].kind == "country"
        if outer.relation != "near" or is_country or inner.relation in ("none", "from") or len(gap) > _LONGEST_DISTANCE:
            return False
        return bool(gap) and all(word in self._around.beside_words or word[0].isdigit() for word in gap)

    def _is_linked(self, sentence: Sentence, inner: PlaceMention, outer: PlaceMention) -> bool:
        """True for the words between "X" and the area it lies in: ", ", " in northern ", " in Gujba Council of "."""
        gap = range(inner.last, outer.first)
        if not 0 < len(gap) <= _LONGEST_GAP:
            return False
        words, lowers = sentence.words, sentence.lowers
        holding = self._around.holding_words
        return all(lowers[at] in holding or (words[at][0].isupper() and not inner.candidates) for at in gap)

    def _is_inside(
        self,
        sentence: Sentence,
        inner: PlaceMention,
        outer: PlaceMention,
        gap: list[str],
        countries: Collection[str],
    ) -> bool:
        """True when some candidate of `inner` lies in one of `outer`, or the words say so ("X district of Y")."""
        if inner.candidates and inner.candidates[0].kind == "country":
            return False
        links = self._holds(gap) and (not self._lexicon.holding_links.isdisjoint(gap) or gap[-1] in _COMMA)
        if links and self._words_say(sentence, inner, outer, gap):
            return True
        if not outer.candidates:
            return False
        is_area = any(c.kind in AREAS for c in outer.candidates[:4])
        if not inner.candidates:
            is_one = self._ends_list(sentence, outer)
            is_wide = is_area and (is_one or outer.descriptor in _AREAS or outer.candidates[0].kind == "country")
            return is_wide or (links and is_one and _is_at(outer, countries))
        if inner.candidates[0] == outer.candidates[0]:
            return gap == [","] and len(inner.candidates) > 1 and inner.descriptor is None
        if is_area and inner.rule_id.startswith("loose"):
            return True
        if any(o.contains(i) for o in outer.candidates[:8] for i in inner.candidates):
            return True
        is_abroad = _is_at(outer, countries) and {i.iso2 for i in inner.candidates}.isdisjoint(
            o.iso2 for o in outer.candidates
        )
        return (
            gap[-1] in _COMMA
            and is_abroad
            and self._ends_list(sentence, outer)
            and outer.candidates[0].kind != "country"
        )

    def _holds(self, gap: list[str]) -> bool:
        """False for "X north of Y": Y lies beside X."""
        return not any(a in self._lexicon.directions and b in self._lexicon.holding_links for a, b in pairwise(gap))

    def _words_say(self, sentence: Sentence, inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
        """True when the descriptors show `outer` to be the wider one: "X area, Y district", "X village of Y"."""
        one, other = inner.descriptor, outer.descriptor
        if one in _AREAS:
            return one == "county" and other == "province"
        if other in _AREAS:
            return True
        if other is None:
            is_chain = (
                gap[-1] == "(" or not self._lexicon.holding_links.isdisjoint(gap) or self._ends_list(sentence, outer)
            )
            return one in _LOCAL and is_chain
        if one is None:
            return other in ("district", "region", "countryside", "city", "town") and not self._is_plural(
                sentence, outer
            )
        return one != other and other not in _NARROW and one in _LOCAL

    def _is_plural(self, sentence: Sentence, mention: PlaceMention) -> bool:
        word = sentence.lowers[mention.last] if mention.last < len(sentence.words) else ""
        return word in self._lexicon.plural_descriptors

    def _ends_list(self, sentence: Sentence, mention: PlaceMention) -> bool:
        """False when a conjunction stands right behind the mention, so that it is a member of a list."""
        following = sentence.lowers[mention.last : mention.last + _LONGEST_LIST]
        links = self._lexicon.list_links - {","}
        return links.isdisjoint(following)


def _is_at(mention: PlaceMention, countries: Collection[str]) -> bool:
    """True when a candidate lies in one of the countries."""
    return any(c.iso2 in countries or any(code in countries for code in c.countries) for c in mention.candidates)


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
            result[n - 1] = area._replace(is_container=True)
    return result


def _is_possessive(inner: PlaceMention, gap: list[str], lexicon: PlaceLexicon) -> bool:
    if inner.rule_id == "possessive":
        return len(gap) <= 3
    return bool(gap) and gap[0] in lexicon.possessives and len(gap) <= 4


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
            result[n - 1] = before._replace(descriptor=last.descriptor, rule_id="shared", is_container=False)
            result[n] = last._replace(is_container=False)
    return result


def _beside_roads(sentence: Sentence, found: list[PlaceMention], road_links: frozenset[str]) -> list[PlaceMention]:
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
