"""After the names: which mention only tells in what another one lies, and which share a descriptor.

"Marea in northern Aleppo", "Foo area, Samarra district, Iraq", "Syria's Idlib province": the wider place is context for
the narrower one. The area may also stand before it ("the Borno State village of Foo").
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise, takewhile

from extractors.places.describing import Descriptions, is_town_of_region, is_wide
from extractors.places.lexicon import PlaceLexicon
from extractors.places.records import AREA_WORDS, AREAS, PlaceMention
from extractors.places.sharing import ASIDE, Lines, shared
from extractors.places.surroundings import Surroundings
from extractors.text.tokens import Sentence

_LONGEST_GAP = 8
_LONGEST_LIST = 3
_LONGEST_DISTANCE = 14
BESIDE = "beside"
"""Rule of a place that another one is said to lie near to."""
_LARGE = 100_000
_FAR = 100
"""Miles or kilometres."""
_CAPITAL = "anaphor:capital"
_CITIES = ("anaphor:city", "anaphor:town")
_LOCAL = ("village", "town", "district", "neighbourhood", "area", "camp", "city", "facility")
_NARROW = ("neighbourhood", "camp", "facility", "road", "outskirts", "village")
_DESCRIBED = 2
_IN_DISTRICTS = ("village", "neighbourhood", "area")
_HOLDING = ("district", "county", "town", "city")
_COMMA = (",", "(")


class Joiner:
    """Sets `is_container` and shares descriptors among the mentions of a sentence."""

    def __init__(self, around: Surroundings) -> None:
        """Keep the word lists."""
        self._around = around
        self._lexicon = around.lexicon
        self._descriptions = Descriptions(around)
        self._lines = Lines(around.lexicon)
        self._verbs = around.lexicon.place_verbs
        self._environs = around.lexicon.environs
        self._inside = around.lexicon.holding_links - around.lexicon.partitives
        self._articles = around.lexicon.articles | around.lexicon.indefinite_articles
        self._naming = frozenset(around.descriptors) | around.lexicon.partitives | {","}

    def joined(
        self, sentence: Sentence, found: list[PlaceMention], countries: Collection[str] = ()
    ) -> list[PlaceMention]:
        """The mentions with `is_container` set and plural descriptors shared.

        Args:
            sentence: The sentence.
            found: Its mentions, in order.
            countries: Countries (alpha-2) that the article is about.
        """
        result = self._named_capitals(sentence, found)
        for n in range(1, len(result)):
            previous, outer = result[n - 1], result[n]
            between = self._between(sentence, previous, outer)
            gap = [sentence.lowers[at] for at in between]
            if previous.rule_id.startswith("anaphor") or outer.rule_id.startswith("anaphor"):
                result[n - 1] = self._quarter(sentence, previous, outer, between)
                continue
            if self._is_done_to(gap):
                continue
            if self._descriptions.is_sea_of_port(previous, gap):
                result[n - 1] = previous._replace(is_container=True, rule_id=ASIDE, descriptor=None, relation="none")
                result[n] = _owned(outer, previous)
                continue
            if self._descriptions.is_wider(previous, outer, gap):
                result[n - 1] = previous._replace(is_container=True, is_owner=True, descriptor=None)
                is_beside = previous.rule_id in (BESIDE, ASIDE)
                result[n] = _beside(outer, previous.rule_id) if is_beside else _owned(outer, previous)
                continue
            if _is_possessive(previous, gap, self._lexicon):
                result[n - 1] = previous._replace(is_container=True, is_owner=True)
                result[n] = _owned(outer, previous)
                continue
            if self._is_district_of(previous, outer, gap):
                result[n] = outer._replace(is_container=True)
            elif self._is_beside(previous, outer, gap):
                result[n] = _beside(outer, ASIDE if max(map(_number, gap)) > _FAR else BESIDE)
            elif self._is_linked(sentence, previous, between) and self._is_inside(
                sentence, previous, outer, gap, countries
            ):
                result[n] = outer._replace(is_container=True, relation="none" if gap[-1] in _COMMA else outer.relation)
        chained = _chained(sentence, self._behind_possessives(sentence, result, countries))
        return self._lines.beside(sentence, shared(sentence, chained, self._lexicon))

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
            between = self._between(sentence, inner, owner)
            is_owned = is_owned and self._is_linked(sentence, inner, between)
            gap = [sentence.lowers[at] for at in between]
            if is_owned and self._is_inside(sentence, inner, outer, gap, countries):
                result[n] = outer._replace(is_container=True)
        return result

    def _named_capitals(self, sentence: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
        """The mentions without "the capital" of "the capital, Foo", whose relation is that of Foo."""
        result: list[PlaceMention] = []
        for mention in found:
            last = result[-1] if result else None
            if last is not None and last.rule_id == _CAPITAL and mention.candidates:
                gap = sentence.lowers[last.last : mention.first]
                if len(gap) <= _LONGEST_LIST and self._naming.issuperset(gap):
                    result.pop()
                    mention = mention._replace(relation=last.relation)
            result.append(mention)
        return result

    def _quarter(self, sentence: Sentence, inner: PlaceMention, city: PlaceMention, between: list[int]) -> PlaceMention:
        """The quarter of "Foo in the west of the city"; any other mention as it is."""
        is_quarter = city.rule_id in _CITIES and inner.descriptor in (None, "area", "district") and not inner.is_anaphor
        if not is_quarter or not between or not self._is_linked(sentence, inner, between):
            return inner
        is_inside = not self._lexicon.holding_links.isdisjoint(sentence.lowers[at] for at in between)
        return inner._replace(descriptor="neighbourhood") if is_inside else inner

    def _between(self, sentence: Sentence, inner: PlaceMention, outer: PlaceMention) -> list[int]:
        """Positions between two names, without a description of the first ("Foo, a small town in Bar": ", in")."""
        behind = self._descriptions.behind(sentence, inner.last)[1]
        if not inner.last < behind < outer.first:
            first, last = self._surroundings(sentence, inner.last)
            return [*range(inner.last, first), *range(last, outer.first)]
        return [inner.last, *range(behind, outer.first)]

    def _surroundings(self, sentence: Sentence, last: int) -> tuple[int, int]:
        """First and last of "and its countryside" behind a name and its descriptor; nothing where they are not there."""
        lowers = sentence.lowers
        first = last + (last < len(lowers) and lowers[last] in self._around.descriptors)
        joint, noun = " ".join(lowers[first : first + 2]), lowers[first + 2 : first + 3]
        is_there = joint in self._lexicon.owning_links and not self._environs.isdisjoint(noun)
        return (first, first + 3) if is_there else (last, last)

    def _is_beside(self, inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
        """True for "Foo, 20 km north of Bar" and "Foo village near Bar": Bar only tells where Foo is.

        Neither a road nor a region is beside the town that is named to say where in it something was.
        """
        is_away = outer.relation == "from" and any(word[0].isdigit() for word in gap)
        if not (outer.relation == "near" or is_away) or len(gap) > _LONGEST_DISTANCE:
            return False
        if inner.relation in ("none", "from") or inner.descriptor == "road" or is_wide(inner):
            return False
        return bool(gap) and all(word in self._around.beside_words or word[0].isdigit() for word in gap)

    def _is_district_of(self, inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
        """True for the Bar of "in Foo village at Bar district"."""
        is_link = len(gap) == _DESCRIBED and gap[0] in self._around.descriptors and gap[1] in self._lexicon.narrow_links
        return is_link and inner.descriptor in _IN_DISTRICTS and outer.descriptor in _HOLDING

    def _is_done_to(self, gap: list[str]) -> bool:
        """True for "hit the" of "rockets from Foo hit the port of Bar": a verb, not the "hit" of "drought-hit Bar"."""
        return any(word in self._verbs and behind in self._articles for word, behind in pairwise(gap))

    def _is_linked(self, sentence: Sentence, inner: PlaceMention, gap: list[int]) -> bool:
        """True for the words between "X" and the area it lies in: ", ", " in northern ", " in Gujba Council of "."""
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
        if inner.is_country or (inner.candidates and is_town_of_region(outer, inner)):
            return False
        links = self._holds(gap) and (not self._lexicon.holding_links.isdisjoint(gap) or gap[-1] in _COMMA)
        if links and self._words_say(sentence, inner, outer, gap):
            return True
        if not outer.candidates:
            return False
        is_area = any(c.kind in AREAS for c in outer.candidates[:4])
        if not inner.candidates:
            is_one = self._ends_list(sentence, outer)
            is_wide = is_area and (is_one or outer.descriptor in AREA_WORDS or outer.is_country)
            return is_wide or (links and is_one and _is_at(outer, countries))
        if inner.candidates[0] == outer.candidates[0]:
            return gap == ["("] or (gap == [","] and len(inner.candidates) > 1 and inner.descriptor is None)
        if is_area and inner.rule_id.startswith("loose"):
            return True
        if any(o.contains(i) for o in outer.candidates[:8] for i in inner.candidates):
            return True
        if gap == ["("] and outer.candidates[0].kind == "admin1" and _is_at(outer, countries):
            return True  # "Foo (Bar)" lies in the province Bar, and in no other where there are Foos
        meant = outer.candidates[:1] if outer.is_country else outer.candidates
        homes = {iso2 for i in inner.candidates for iso2 in (i.iso2, *i.countries)}
        is_abroad = _is_at(outer, countries) and homes.isdisjoint(o.iso2 for o in meant)
        if not is_abroad or not self._ends_list(sentence, outer):
            return False
        if gap[-1] in _COMMA:
            return outer.candidates[0].kind != "country" or not _is_well_known(inner)
        return gap[0] in self._inside and inner.relation == "at" and not _is_well_known(inner)

    def _holds(self, gap: list[str]) -> bool:
        """False for "X north of Y": Y lies beside X."""
        return not any(a in self._lexicon.directions and b in self._lexicon.holding_links for a, b in pairwise(gap))

    def _words_say(self, sentence: Sentence, inner: PlaceMention, outer: PlaceMention, gap: list[str]) -> bool:
        """True when the descriptors show `outer` to be the wider one: "X area, Y district", "X village of Y"."""
        one, other = inner.descriptor, outer.descriptor
        if one in AREA_WORDS:
            return one == "county" and other == "province"
        if other in AREA_WORDS:
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
        return (one != other or gap[-1] == "(") and other not in _NARROW and one in _LOCAL

    def _is_plural(self, sentence: Sentence, mention: PlaceMention) -> bool:
        word = sentence.lowers[mention.last] if mention.last < len(sentence.words) else ""
        return word in self._lexicon.plural_descriptors

    def _ends_list(self, sentence: Sentence, mention: PlaceMention) -> bool:
        """False when a conjunction stands right behind the mention, so that it is a member of a list."""
        following = sentence.lowers[mention.last : mention.last + _LONGEST_LIST]
        links = self._lexicon.list_links - {","}
        return links.isdisjoint(following)


def _owned(mention: PlaceMention, owner: PlaceMention) -> PlaceMention:
    """What an owner has, at the owner's relation where it has none of its own; it is whole where the owner is not."""
    relation = "at" if owner.relation == "part" else owner.relation
    return mention._replace(relation=relation) if mention.relation == "none" else mention


def _beside(mention: PlaceMention, rule_id: str) -> PlaceMention:
    """A place that only tells where another one is."""
    return mention._replace(is_container=True, relation="none", rule_id=rule_id)


def _number(word: str) -> int:
    """The number that a word begins with ("12km"), else 0."""
    digits = "".join(takewhile(str.isdecimal, word))
    return int(digits) if digits else 0


def _is_well_known(mention: PlaceMention) -> bool:
    """True for a large town, of which no list would be without its own country."""
    return any(c.kind == "populated" and c.population >= _LARGE for c in mention.candidates[:4])


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
