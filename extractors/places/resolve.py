"""From a place mention to a row's place columns, or to the reason why there is none.

Nothing is invented: coordinates are those of a gazetteer entry that the text names ("Marea") or implies ("the capital",
"the province"), with the codebook's precision for how closely the words point at it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from extractors.places.anaphora import Anaphora
from extractors.places.columns import as_place, moved, precision_of
from extractors.places.context import ContextReader, PlaceContext
from extractors.places.find import PlaceFinder
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.records import Candidate, Place, PlaceKind, PlaceMention, Unresolved
from extractors.places.scoring import (
    Scored,
    Setting,
    holder_of,
    is_same_place,
    is_tie,
    is_world_known,
    may_lie_in,
    score_all,
    setting_of,
    stands_alone,
)
from extractors.text.tokens import Sentence

_FUZZY_LEAST = 88.0
_FUZZY_COUNTRIES = 2
_CITY = 50_000
_PLAIN_COUNTRY = 0.05


class Places:
    """All that the coder asks of places: the article's context, a sentence's mentions, a mention's place."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Prepare finder and context reader for a language.

        Raises:
            LexiconError: The language has no place lexicon.
        """
        self._gazetteer = gazetteer
        self._lexicon = place_lexicon(language)
        self._finder = PlaceFinder(gazetteer, language)
        silent = self._lexicon.never_alone | self._lexicon.person_names | self._lexicon.never_places
        self._reader = ContextReader(gazetteer, country_words(language), silent)
        self._anaphora = Anaphora(gazetteer, self._lexicon)

    @classmethod
    def default(cls, gazetteer: Gazetteer, language: str = "en") -> Places:
        """The resolver over a gazetteer; see the constructor."""
        return cls(gazetteer, language)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._gazetteer

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
        return self._reader.read(article_text, title, dateline_place)

    def find(self, sentence: Sentence, context: PlaceContext | None = None) -> list[PlaceMention]:
        """Place mentions of a sentence; with the context, small towns of the article's countries are found too."""
        return self._finder.find(sentence, context.countries if context else ())

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
        if mention.rule_id.startswith("anaphor:"):
            return self._anaphora.resolve(mention, context, recent)
        found = self._named(mention, context, others, recent) if mention.candidates else None
        if isinstance(found, Place):
            return found
        return self._unnamed(mention, context, others, recent) or found or _unknown(mention)

    def _kind(self, mention: PlaceMention) -> PlaceKind | None:
        descriptor = self._lexicon.descriptors.get(mention.descriptor or "")
        return descriptor.kind if descriptor else None

    # Names with candidates

    def _named(
        self, mention: PlaceMention, context: PlaceContext, others: Sequence[PlaceMention], recent: Sequence[Place]
    ) -> Place | Unresolved:
        top, kind = mention.candidates[0], self._kind(mention)
        if top.kind == "country" and kind is None and context.shares.get(top.iso2, 0.0) >= _PLAIN_COUNTRY:
            return self.as_place(top, top.name, 3, 1.0, mention.rule_id, context)
        setting = setting_of(mention, kind, others)
        ranked = score_all(mention, setting, context, recent)
        best = ranked[0]
        rival = next((s for s in ranked[1:] if not is_same_place(s.candidate, best.candidate)), None)
        doubt = _doubt(mention, setting, best, rival, context)
        if doubt:
            return _ambiguous(mention, doubt)
        reason = "; ".join((mention.rule_id, *best.reasons))
        precision = precision_of(mention, best.candidate)
        name = best.candidate.name if mention.rule_id == "capital" else mention.name
        return self.as_place(best.candidate, name, precision, _confidence(best, rival), reason, context)

    # Names without a candidate that fits

    def _unnamed(
        self, mention: PlaceMention, context: PlaceContext, others: Sequence[PlaceMention], recent: Sequence[Place]
    ) -> Place | None:
        """A close spelling in the article's countries, else the area or city that the text puts the name in."""
        is_name_only = not mention.descriptor and mention.candidates and not mention.rule_id.startswith("loose")
        if is_name_only and holder_of(mention, others) is None:
            return None
        return (
            self._alike(mention, context, holder_of(mention, others))
            or self._held(mention, context, others, recent)
            or self._in_city(mention, recent)
        )

    def _alike(self, mention: PlaceMention, context: PlaceContext, holder: PlaceMention | None) -> Place | None:
        """A place of nearly this name in one of the article's countries, inside the area that the text states."""
        refused = {c.place_id for c in mention.candidates}
        ordered = sorted(context.countries, key=lambda code: -context.shares[code])
        for iso2 in ordered[:_FUZZY_COUNTRIES]:
            for candidate, likeness in self._gazetteer.fuzzy(mention.name, iso2):
                if likeness >= _FUZZY_LEAST and candidate.place_id not in refused and may_lie_in(candidate, holder):
                    reason = f"fuzzy:{likeness:.0f}; spelt {candidate.name} in the gazetteer"
                    precision = precision_of(mention, candidate)
                    return self.as_place(candidate, mention.name, precision, likeness / 200, reason, context)
        return None

    def _held(
        self, mention: PlaceMention, context: PlaceContext, others: Sequence[PlaceMention], recent: Sequence[Place]
    ) -> Place | None:
        """The area that the text puts an unknown name in, at the precision of that area."""
        holder = holder_of(mention, others)
        if holder is None or not holder.candidates:
            return None
        wider = self._named(holder, context, [o for o in others if o is not mention], recent)
        if isinstance(wider, Unresolved) or wider.latitude is None:
            return None
        precision = 3 if wider.geo_precision == 3 else 2
        reason = f"{mention.rule_id}; not in the gazetteer, placed at {wider.location} which the text puts it in"
        return moved(wider, mention.name, precision, reason)

    def _in_city(self, mention: PlaceMention, recent: Sequence[Place]) -> Place | None:
        """A neighbourhood is one of the city named last."""
        if mention.descriptor != "neighbourhood" or not recent or recent[-1].geo_precision == 3:
            return None
        city = self._gazetteer.entry_of(recent[-1])
        if city is None or city.population < _CITY:
            return None
        reason = f"{mention.rule_id}; a neighbourhood of {recent[-1].location}, named before"
        return moved(recent[-1], mention.name, 2, reason, 0.5)


def _doubt(
    mention: PlaceMention, setting: Setting, best: Scored, rival: Scored | None, context: PlaceContext
) -> str | None:
    """Why the best candidate is not good enough; `None` when it is."""
    is_area = setting.kind == best.candidate.kind == "admin1"
    is_known = is_area or (is_world_known(best.candidate) and not setting.is_loose)
    if not (best.is_supported or is_known or stands_alone(mention, best, rival, context)):
        return "nothing in the article speaks for its country"
    is_described = mention.descriptor is not None or setting.is_loose
    if setting.holder and not best.is_held and best.candidate.kind == "populated" and is_described:
        return "none lies where the text says"
    if rival and not best.is_held and is_tie(best, rival):
        return f"{len(mention.candidates)} places of the name, two of which fit equally well"
    return None


def _unknown(mention: PlaceMention) -> Unresolved:
    return Unresolved(mention.name, "unknown_place", "no gazetteer entry of this or a similar name")


def _ambiguous(mention: PlaceMention, why: str) -> Unresolved:
    names = ", ".join(f"{c.name} ({c.admin1}, {c.iso2})" for c in mention.candidates[:3])
    return Unresolved(mention.name, "ambiguous_place", f"{why}: {names}")


def _confidence(best: Scored, rival: Scored | None) -> float:
    """How sure the choice is, 0 to 1: its lead over the runner-up, lower when only fame speaks for it."""
    lead = 1.0 / (1.0 + math.exp(rival.score - best.score)) if rival else 1.0
    return lead * (1.0 if best.is_supported else 0.6)
