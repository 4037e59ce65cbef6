"""From a place mention to a row's place columns, or to the reason why there is none.

Nothing is invented: coordinates are those of a gazetteer entry that the text names ("Marea") or implies ("the capital",
"the province"), with the codebook's precision for how closely the words point at it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from extractors.places import tables
from extractors.places.context import ContextReader, PlaceContext
from extractors.places.find import PlaceFinder
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.lookup import country_candidate
from extractors.places.names import plain
from extractors.places.records import Candidate, Place, PlaceKind, PlaceMention, Unresolved
from extractors.places.scoring import Scored, is_same_place, is_world_known, score_all
from extractors.text.tokens import Sentence

_DECIMALS = 4
_FUZZY_LEAST = 88.0
_TIE = 0.05


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
        self._reader = ContextReader(gazetteer, country_words(language))

    @classmethod
    def default(cls, gazetteer: Gazetteer, language: str = "en") -> Places:
        """The resolver over a gazetteer; see the constructor."""
        return cls(gazetteer, language)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer in use."""
        return self._gazetteer

    def context(
        self, article_text: str, title: str | None = None, dateline_place: str | None = None, published: date | None = None
    ) -> PlaceContext:
        """Where the article plays: one pass over its text.

        Args:
            article_text: The whole text.
            title: Headline; names in it count double.
            dateline_place: The place words of the dateline.
            published: Not used yet: names of countries that changed with time.
        """
        return self._reader.read(article_text, title, dateline_place)

    def find(self, sentence: Sentence, context: PlaceContext | None = None) -> list[PlaceMention]:
        """Place mentions of a sentence; with the context, small towns of the article's countries are found too."""
        return self._finder.find(sentence, context.countries if context else ())

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
            others: All mentions of the sentence; those that hold this one decide between namesakes.
            recent: Places of the article resolved before, latest last; "the town" points to one of them.

        Returns:
            The place; or an `Unresolved` that says whether the name is unknown or ambiguous.
        """
        if mention.rule_id.startswith("anaphor:"):
            return self._pointed(mention, context, recent)
        if not mention.candidates:
            return self._unknown(mention, context, others, recent)
        kind = self._kind(mention)
        ranked = score_all(mention, kind, context, others, recent)
        best = ranked[0]
        if not best.is_supported and not is_world_known(best.candidate) and not (kind == best.candidate.kind == "admin1"):
            return _ambiguous(mention, "nothing in the article speaks for its country")
        rival = next((s for s in ranked[1:] if not is_same_place(s.candidate, best.candidate)), None)
        if rival and best.score - rival.score < _TIE and best.candidate.population == rival.candidate.population:
            return _ambiguous(mention, f"{len(ranked)} places fit equally well")
        return self._place(mention, best, rival, context)

    def _kind(self, mention: PlaceMention) -> PlaceKind | None:
        return self._lexicon.descriptors[mention.descriptor].kind if mention.descriptor in self._lexicon.descriptors else None

    # Named places

    def _place(self, mention: PlaceMention, best: Scored, rival: Scored | None, context: PlaceContext) -> Place:
        candidate = best.candidate
        location = mention.name if candidate.kind not in ("admin1", "country") else candidate.name
        confidence = _confidence(best, rival)
        reason = "; ".join((mention.rule_id, *best.reasons))
        return self.as_place(candidate, location, self._precision(mention, candidate), confidence, reason, context)

    def as_place(
        self, candidate: Candidate, location: str, precision: int, score: float, reason: str, context: PlaceContext
    ) -> Place:
        """A gazetteer entry in the table's columns; a country has no coordinates, an area those of its seat."""
        iso2 = _country_of(candidate, context)
        country = tables.countries()[iso2]
        has_point = candidate.kind != "country"
        return Place(
            location=self._seat_name(candidate) if candidate.kind == "admin1" else _spelling(location, candidate),
            latitude=round(candidate.latitude, _DECIMALS) if has_point else None,
            longitude=round(candidate.longitude, _DECIMALS) if has_point else None,
            geo_precision=precision,
            country=country.name,
            iso=country.iso,
            iso2=iso2,
            region=country.region,
            admin1=plain(candidate.admin1) if candidate.admin1 and iso2 == candidate.iso2 else None,
            admin2=candidate.admin2,
            admin3=None,
            place_id=candidate.place_id,
            score=round(score, 3),
            reason=reason,
        )

    def _seat_name(self, candidate: Candidate) -> str:
        """The town that stands for a first-level area, in its news spelling."""
        code = candidate.place_id.partition(":")[2]
        area = tables.areas().get(code)
        seat = self._gazetteer.place(code)
        return (area.capital if area else None) or (plain(seat.name) if seat else candidate.name)

    def _precision(self, mention: PlaceMention, candidate: Candidate) -> int:
        """The codebook's geographic precision (section 6)."""
        if candidate.kind == "country" or candidate.kind in ("region", "natural"):
            return 3
        if candidate.kind == "admin1":
            return 2 if mention.relation in ("part", "near") and mention.descriptor != "province" else 3
        if candidate.kind == "area" or mention.relation in ("near", "between"):
            return 2
        if mention.relation == "part" and any(c.kind == "admin1" for c in mention.candidates):
            return 2
        return 2 if mention.descriptor in ("district", "region", "road", "countryside", "outskirts") else 1

    # Names that the gazetteer does not know

    def _unknown(
        self, mention: PlaceMention, context: PlaceContext, others: Sequence[PlaceMention], recent: Sequence[Place]
    ) -> Place | Unresolved:
        """A close spelling in the article's countries, else the area that the text puts the name in."""
        alike = self._alike(mention, context)
        if alike:
            return alike
        holder = _holder(mention, others)
        if holder is None:
            return Unresolved(mention.name, "unknown_place", "no gazetteer entry of this or a similar name")
        wider = self.resolve(holder, context, [o for o in others if o is not mention], recent)
        if isinstance(wider, Unresolved) or wider.latitude is None:
            return Unresolved(mention.name, "unknown_place", "no gazetteer entry; only its country is known")
        precision = 3 if wider.place_id.startswith("area:") else 2
        return _renamed(wider, mention.name, precision, f"unknown name, placed at {wider.location} which it lies in")

    def _alike(self, mention: PlaceMention, context: PlaceContext) -> Place | None:
        for iso2 in sorted(context.countries, key=lambda code: -context.shares[code])[:2]:
            found = self._gazetteer.fuzzy(mention.name, iso2)
            local = [(c, s) for c, s in found if s >= _FUZZY_LEAST and c.kind != "country"]
            if local:
                candidate, likeness = local[0]
                reason = f"fuzzy:{likeness:.0f}; spelt {candidate.name} in the gazetteer"
                return self.as_place(
                    candidate, mention.name, self._precision(mention, candidate), likeness / 200, reason, context
                )
        return None

    # Words that point back

    def _pointed(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | Unresolved:
        """The place that "the capital", "the town" or "the country" means here."""
        kind = mention.rule_id.partition(":")[2]
        found = getattr(self, f"_point_{kind}")(mention, context, recent)
        if found is None:
            return Unresolved(mention.name, "unknown_place", "nothing named before that these words could mean")
        return found if isinstance(found, Place) else None

    def _point_country(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        iso2 = context.main or (recent[-1].iso2 if recent else None)
        if iso2 is None:
            return None
        candidate = country_candidate(self._gazetteer, iso2)
        return self.as_place(candidate, candidate.name, 3, 0.6, "anaphor:country", context)

    def _point_capital(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        iso2 = context.main or (recent[-1].iso2 if recent else None)
        last = next((p for p in reversed(recent) if p.admin1), None)
        if "country" not in mention.name and _is_local(mention.name) and last:
            seat = self._gazetteer.admin1_capital(last.iso2, last.admin1 or "")
        else:
            seat = self._gazetteer.country_capital(iso2) if iso2 else None
        if seat is None:
            return None
        precision = 2 if mention.relation == "near" else 1
        return self.as_place(seat, seat.name, precision, 0.6, "anaphor:capital", context)

    def _point_province(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        last = next((p for p in reversed(recent) if p.admin1 and p.geo_precision == 3), None) or next(
            (p for p in reversed(recent) if p.admin1), None
        )
        seat = self._gazetteer.admin1_capital(last.iso2, last.admin1 or "") if last else None
        if seat is None or last is None:
            return None
        return self.as_place(seat, seat.name, 3, 0.6, f"anaphor:province of {last.location}", context)

    def _point_town(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        last = next((p for p in reversed(recent) if not p.place_id.startswith(("area:", "country:"))), None)
        if last is None:
            return None
        precision = 2 if mention.relation == "near" else last.geo_precision
        return _renamed(last, last.location, precision, f"{mention.rule_id}: {last.location}")

    _point_city = _point_town

    def _point_area(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        last = next((p for p in reversed(recent) if p.latitude is not None), None)
        return _renamed(last, last.location, max(2, last.geo_precision), f"{mention.rule_id}: {last.location}") if last else None


def _is_local(name: str) -> bool:
    return any(word in name for word in ("provincial", "regional", "state"))


def _ambiguous(mention: PlaceMention, why: str) -> Unresolved:
    names = ", ".join(f"{c.name} ({c.admin1}, {c.iso2})" for c in mention.candidates[:3])
    return Unresolved(mention.name, "ambiguous_place", f"{why}: {names}")


def _holder(mention: PlaceMention, others: Sequence[PlaceMention]) -> PlaceMention | None:
    """The mention that says where an unknown name lies."""
    after = [o for o in others if o.is_container and o.first >= mention.last and o.candidates]
    before = [o for o in others if o.is_container and o.first < mention.first and o.candidates]
    return after[0] if after else before[-1] if before else None


def _renamed(place: Place, location: str, precision: int, reason: str) -> Place:
    """The same spot under another name, precision and reason."""
    return Place(
        location, place.latitude, place.longitude, precision, place.country, place.iso, place.iso2, place.region,
        place.admin1, place.admin2, place.admin3, place.place_id, round(place.score * 0.8, 3), reason,
    )  # fmt: skip


def _country_of(candidate: Candidate, context: PlaceContext) -> str:
    """The country to code: for what lies across borders, the one that the article is about most."""
    named = [code for code in candidate.countries if code in context.shares]
    return max(named, key=lambda code: context.shares[code], default=candidate.iso2)


def _spelling(name: str, candidate: Candidate) -> str:
    """The article's own spelling, made plain; the gazetteer's where the article shouts."""
    return candidate.name if name.isupper() and len(name) > 3 else plain(" ".join(name.split()))


def _confidence(best: Scored, rival: Scored | None) -> float:
    """How sure the choice is, 0 to 1: its lead over the runner-up, lower when only fame speaks for it."""
    lead = 1.0 / (1.0 + math.exp(rival.score - best.score)) if rival else 1.0
    return lead * (1.0 if best.is_supported else 0.6)
