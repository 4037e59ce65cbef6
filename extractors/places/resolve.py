"""From a place mention to a row's place columns, or to the reason why there is none.

Nothing is invented: coordinates are those of a gazetteer entry that the text names ("Marea") or implies ("the capital",
"the province"), with the codebook's precision for how closely the words point at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from extractors.places.anaphora import Anaphora
from extractors.places.choosing import Around, Chooser
from extractors.places.columns import as_place, held_in, precision_of
from extractors.places.context import GroupHome, Meaning, PlaceContext
from extractors.places.context_reading import ContextReader
from extractors.places.find import PlaceFinder
from extractors.places.gazetteer import Gazetteer
from extractors.places.holding import Holder
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.lookup import Found
from extractors.places.names import place_key
from extractors.places.records import HELD, Candidate, Place, PlaceMention, Unresolved
from extractors.places.tables import countries
from extractors.text.tokens import Sentence, tokenise

_PLAIN_COUNTRY = 0.05
_TRUST_HELD = 0.6
_TRUST_NAMED = 0.48
_BEGINNING = 400
_REACH = 4
_TOWN_WEIGHT = 1.0
_VOTE_WEIGHT = 0.3
_CITY_STATES = frozenset(["GI", "HK", "MC", "MO", "SG"])
"""Countries and territories that are one city: what was "in Hong Kong" was in that city."""
_NOWHERE = "none"
"""Relation of a name that no preposition governs: "Singapore said"."""
_CAPITAL = "capital"
_NARROW_KINDS = frozenset({"populated", "area", "facility", "admin2"})


class Places:
    """All that the coder asks of places: the article's context, a sentence's mentions, a mention's place."""

    def __init__(
        self, gazetteer: Gazetteer, language: str = "en", groups: Mapping[str, GroupHome] | None = None
    ) -> None:
        """Prepare finder and context reader for a language.

        Args:
            gazetteer: The places.
            language: Its folder of lexicons.
            groups: Armed groups that are at home in one country, by alpha-2 code.

        Raises:
            LexiconError: The language has no place lexicon.
        """
        self._gazetteer = gazetteer
        self._lexicon = place_lexicon(language)
        self._finder = PlaceFinder(gazetteer, language)
        self._reader = ContextReader(gazetteer, country_words(language), self._lexicon, groups or {})
        self._chooser = Chooser(gazetteer, self._lexicon)
        self._anaphora = Anaphora(gazetteer, self._lexicon)

    @classmethod
    def default(
        cls, gazetteer: Gazetteer, language: str = "en", groups: Mapping[str, GroupHome] | None = None
    ) -> Places:
        """The resolver over a gazetteer; see the constructor."""
        return cls(gazetteer, language, groups)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._gazetteer

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """Alpha-2 code of the country that a capital's lower-case name stands for ("Moscow said")."""
        seats = ((iso2, self._gazetteer.country_capital(iso2)) for iso2 in countries())
        return {seat.name.lower(): iso2 for iso2, seat in seats if seat is not None}

    def known(self, surface: str) -> Found:
        """What the gazetteer and the table of countries know under just this name; empty for a name of neither."""
        return self._finder.known(surface)

    def context(
        self,
        article_text: str,
        title: str | None = None,
        dateline_place: str | None = None,
        published: date | None = None,
    ) -> PlaceContext:
        """Where the article plays: one pass over its text.

        Args:
            article_text: The whole text.
            title: Headline; names in it count double.
            dateline_place: The place words of the dateline.
            published: Not used yet: for names of countries that changed with time.
        """
        context = self._reader.read(article_text, title, dateline_place)
        if context.is_grounded and context.shares:
            return context
        return self._reader.read(article_text, title, dateline_place, self._towns(article_text, context))

    def _towns(self, text: str, context: PlaceContext) -> list[Meaning]:
        """Country of the largest town that a text names at its beginning, where nothing else tells where it plays."""
        found = self._finder.find(tokenise(text, 0, min(len(text), _BEGINNING)), context.countries)
        there = [m for m in found if not self._reader.is_launched_from(text, m.start)]
        named = [(m, self._named(m, context, Around(found, ()), None)) for m in there if m.candidates]
        known = [(m, p) for m, p in named if isinstance(p, Place) and p.latitude is not None]
        best = max(known, key=lambda pair: pair[0].candidates[0].population, default=None)
        towns: list[Meaning] = [(p.iso2, _TOWN_WEIGHT, None) for _, p in known if best and p.iso2 == best[1].iso2]
        if towns or context.shares:
            return towns
        shared = _shared_country(found)
        return [(shared, _VOTE_WEIGHT, None)] if shared else []

    def find(self, sentence: Sentence, context: PlaceContext | None = None) -> list[PlaceMention]:
        """Place mentions of a sentence; with the context, small towns of the article's countries are found too."""
        return self._finder.find(sentence, context.countries if context else ())

    def named_for(self, sentence: Sentence, context: PlaceContext) -> Place | None:
        """The only town of the article's country that a sentence tells by what is called after it, and by nothing else."""
        main = context.main
        found = self._finder.bodies.towns(sentence, [main]) if main is not None else ()
        places = [p for m in found if isinstance(p := self.resolve(m, context), Place) and p.iso2 == main]
        return places[0] if len({p.place_id for p in places}) == 1 else None

    def as_place(
        self, candidate: Candidate, location: str, precision: int, score: float, reason: str, context: PlaceContext
    ) -> Place:
        """A gazetteer entry in the table's columns; a country has no coordinates, an area those of its seat."""
        return as_place(candidate, location, precision, score, reason, context, self._gazetteer)

    def resolve(
        self,
        mention: PlaceMention,
        context: PlaceContext,
        others: Sequence[PlaceMention] = (),
        recent: Sequence[Place] = (),
    ) -> Place | Unresolved:
        """The place of a mention.

        Args:
            mention: What the sentence names.
            context: The article's context.
            others: All mentions of the sentence; the one that holds this one decides between namesakes.
            recent: Places of the article resolved before, latest last; "the town" points to one of them.

        Returns:
            The place; or an `Unresolved` that says whether the name is unknown or ambiguous.
        """
        around = Around(others, recent)
        if mention.rule_id.startswith("anaphor:"):
            return self._anaphora.resolve(mention, context, self._named_before(mention, context, around))
        holder = self._chooser.holder(mention, context, around)
        found = self._named(mention, context, around, holder) if mention.candidates else None
        if isinstance(found, Place):
            return self._pointed(found, mention, context, holder)
        return self._unnamed(mention, context, around, holder) or found or _unknown(mention)

    def _pointed(self, found: Place, mention: PlaceMention, context: PlaceContext, holder: Holder | None) -> Place:
        """The place; one without a point of its own at the narrower place that the text puts it in."""
        if holder is None or holder.is_beside or not found.place_id.startswith(HELD):
            return found
        is_narrow = holder.candidate.kind in _NARROW_KINDS and not holder.candidate.place_id.startswith(HELD)
        return (self._held(mention, context, holder) if is_narrow else None) or found

    def _named_before(self, mention: PlaceMention, context: PlaceContext, around: Around) -> list[Place]:
        """The places of the article so far, with those that the sentence names before the mention."""
        recent = list(around.recent)
        before = [o for o in around.others if o.last <= mention.first and o.candidates and not o.is_container]
        for other in before[-_REACH:]:
            inner = Around(around.others, recent)
            place = self._named(other, context, inner, self._chooser.holder(other, context, inner))
            recent += [place] if isinstance(place, Place) else []
        return recent

    # Names with candidates

    def _named(
        self, mention: PlaceMention, context: PlaceContext, around: Around, holder: Holder | None
    ) -> Place | Unresolved:
        top, kind = mention.candidates[0], self._chooser.kind(mention)
        is_city = top.iso2 in _CITY_STATES and mention.relation != _NOWHERE
        if top.kind == "country" and (is_city or mention.descriptor == _CAPITAL or self._is_site(mention)):
            return self._capital(mention, context, top.iso2)
        if top.kind == "country" and kind is None and context.shares.get(top.iso2, 0.0) >= _PLAIN_COUNTRY:
            return self.as_place(top, top.name, 3, 1.0, mention.rule_id, context)
        best = self._chooser.best(self._chooser.with_loose(mention, holder), context, around, holder)
        if isinstance(best, Unresolved):
            return best
        reason = "; ".join((mention.rule_id, *best.reasons))
        precision = precision_of(mention, best.candidate)
        name = best.candidate.name if mention.rule_id == "capital" else _name(mention)
        place = self.as_place(best.candidate, name, precision, best.confidence, reason, context)
        return replace(place, runner_up=_told(best.rival)) if best.rival else place

    def _is_site(self, mention: PlaceMention) -> bool:
        """True for "the port of Foo" where a country and its capital have that name."""
        seat = self._gazetteer.country_capital(mention.candidates[0].iso2)
        is_town = seat is not None and place_key(seat.name) == place_key(mention.name)
        return is_town and self._chooser.kind(mention) == "facility"

    def _capital(self, mention: PlaceMention, context: PlaceContext, iso2: str) -> Place | Unresolved:
        """The capital of "the capital of Foo"; of a city that has none, the city itself."""
        towns = (
            c for c in self._gazetteer.candidates(place_key(mention.name)) if c.kind == "populated" and c.iso2 == iso2
        )
        seat = self._gazetteer.country_capital(iso2) or next(towns, None)
        if seat is None:
            return _unknown(mention)
        return self.as_place(seat, seat.name, precision_of(mention, seat), _TRUST_HELD, mention.rule_id, context)

    # Names without a candidate that fits

    def _unnamed(
        self, mention: PlaceMention, context: PlaceContext, around: Around, holder: Holder | None
    ) -> Place | None:
        """A close spelling in the article's countries, else the area or city that the text puts the name in."""
        is_name_only = not mention.descriptor and mention.candidates and not mention.rule_id.startswith("loose")
        if is_name_only and holder is None:
            return None
        return self._alike(mention, context, holder, around.others) or self._held(mention, context, holder)

    def _alike(
        self, mention: PlaceMention, context: PlaceContext, holder: Holder | None, others: Sequence[PlaceMention]
    ) -> Place | None:
        """A place of nearly this name in one of the article's countries, inside the area that the text states."""
        candidate, likeness = self._chooser.similar(mention, context, holder, others)
        if candidate is None:
            return None
        reason = f"fuzzy:{likeness:.0f}; spelt {candidate.name} in the gazetteer"
        return self.as_place(candidate, mention.name, precision_of(mention, candidate), likeness / 200, reason, context)

    def _held(self, mention: PlaceMention, context: PlaceContext, holder: Holder | None) -> Place | None:
        """The area or town that the text puts an unknown name in, at the precision of that area."""
        area = holder.candidate if holder else None
        if area is None or area.kind == "country":
            return None
        is_narrow = area.kind in _NARROW_KINDS and not area.place_id.startswith(HELD)
        precision = 2 if is_narrow else 3
        reason = f"{mention.rule_id}; not in the gazetteer, placed at {area.name} which the text puts it in"
        wider = self.as_place(area, area.name, precision, _TRUST_HELD, reason, context)
        if self._chooser.kind(mention) == "facility":
            return wider
        return held_in(wider, mention.name, precision, _TRUST_NAMED, reason)


def _shared_country(found: Sequence[PlaceMention]) -> str | None:
    """The one country in which most of some small places have a namesake; `None` where two fit as well, or one name is all.

    One name is enough where words show it to be a place and only one country has it.
    """
    homes = [frozenset(c.iso2 for c in m.candidates) for m in found if m.candidates]
    votes = Counter(iso2 for home in homes for iso2 in home).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    iso2, number = votes[0]
    is_sure = any(m.descriptor and not m.rule_id.startswith("loose") for m in found if m.candidates)
    return iso2 if number > 1 or is_sure else None


def _name(mention: PlaceMention) -> str:
    """The name as the article spells it; of a possessive that lost its apostrophe ("Aleppos"), the owner's."""
    return mention.name[:-1] if mention.rule_id.startswith("possessive") else mention.name


def _told(candidate: Candidate) -> str:
    """A place with what it lies in, for a person: "Tripoli (North Lebanon, LB)"."""
    area = f"{candidate.admin1}, " if candidate.admin1 else ""
    return f"{candidate.name} ({area}{candidate.iso2})"


def _unknown(mention: PlaceMention) -> Unresolved:
    return Unresolved(mention.name, "unknown_place", "no gazetteer entry of this or a similar name")
