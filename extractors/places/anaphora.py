"""What "the town", "the province" or "the country" means, from the places that the article has named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.places import tables
from extractors.places.columns import as_place, moved
from extractors.places.context import PlaceContext
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import Anaphor, PlaceLexicon
from extractors.places.lookup import country_candidate
from extractors.places.names import place_key
from extractors.places.records import Place, PlaceMention, Unresolved

_TRUST = 0.6
_REACH = 4
_WIDE = ("area:", "country:")
Rule = Callable[[PlaceMention, PlaceContext, Sequence[Place]], Place | None]


class Anaphora:
    """Binds anaphors to places named before."""

    def __init__(self, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
        """Keep the gazetteer for seats of areas and countries."""
        self._gazetteer = gazetteer
        self._local_capitals = lexicon.local_capitals
        self._rules: dict[Anaphor, Rule] = {
            "capital": self._capital,
            "province": self._province,
            "town": self._town,
            "city": self._city,
            "area": self._area,
            "region": self._region,
            "country": self._country,
        }

    def resolve(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | Unresolved:
        """The place meant, or why none can be."""
        kind = mention.rule_id.partition(":")[2]
        rule = next((rule for name, rule in self._rules.items() if name == kind), None)
        found = rule(mention, context, recent) if rule else None
        return found or Unresolved(mention.name, "unknown_place", "nothing named before that these words could mean")

    def _country(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The country named last, when the article is about it; else the article's main country."""
        iso2 = self._country_code(context, recent)
        if iso2 is None:
            return None
        candidate = country_candidate(self._gazetteer, iso2)
        return as_place(candidate, candidate.name, 3, _TRUST, mention.rule_id, context, self._gazetteer)

    @staticmethod
    def _country_code(context: PlaceContext, recent: Sequence[Place]) -> str | None:
        last = recent[-1].iso2 if recent else None
        return last if last in context.countries else context.main or last

    def _capital(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The seat of the area named last for "the provincial capital", else the country's capital."""
        if not self._local_capitals.isdisjoint(mention.name.lower().split()):
            last = next((p for p in reversed(recent) if p.admin1), None)
            seat = self._gazetteer.admin1_capital(last.iso2, last.admin1 or "") if last else None
        else:
            iso2 = self._country_code(context, recent)
            seat = self._gazetteer.country_capital(iso2) if iso2 else None
        if seat is None:
            return None
        precision = 2 if mention.relation == "near" else 1
        return as_place(seat, seat.name, precision, _TRUST, mention.rule_id, context, self._gazetteer)

    def _province(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The first-level area named last, else that of the town named last."""
        named = [p for p in reversed(recent) if p.admin1]
        last = next((p for p in named if p.place_id.startswith("area:")), named[0] if named else None)
        seat = self._gazetteer.admin1_capital(last.iso2, last.admin1 or "") if last else None
        if seat is None or last is None:
            return None
        reason = f"{mention.rule_id} {last.admin1}"
        return as_place(seat, seat.name, 3, _TRUST, reason, context, self._gazetteer)

    def _town(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The town named last, rather one in the country that the article is about."""
        named = [p for p in reversed(recent) if not p.place_id.startswith(_WIDE)]
        return self._bound(mention, context, named)

    def _city(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The town named last; for a district of a city, that city; never a stretch of country."""
        named = [
            p for p in reversed(recent) if not p.place_id.startswith(_WIDE) and p.place_id not in tables.stretches()
        ]
        last = self._bound(mention, context, named)
        city = tables.cities_of_quarters().get(last.place_id) if last else None
        if last is None or city is None:
            return last
        found = next((c for c in self._gazetteer.candidates(place_key(city)) if c.iso2 == last.iso2), None)
        if found is None:
            return last
        reason = f"{mention.rule_id} of {last.location}"
        return as_place(found, city, last.geo_precision, _TRUST, reason, context, self._gazetteer)

    @staticmethod
    def _bound(mention: PlaceMention, context: PlaceContext, named: Sequence[Place]) -> Place | None:
        """The first of the places, at home if there is one, at the precision of the mention."""
        at_home = (p for p in named[:_REACH] if p.iso2 == context.main)
        last = next(at_home, named[0] if named else None)
        if last is None:
            return None
        precision = 2 if mention.relation == "near" else last.geo_precision
        return moved(last, last.location, precision, f"{mention.rule_id} {last.location}")

    def _region(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """The wider area named last."""
        last = next((p for p in reversed(recent) if p.latitude is not None and p.geo_precision == 3), None)
        return moved(last, last.location, 3, f"{mention.rule_id} {last.location}") if last else None

    def _area(self, mention: PlaceMention, context: PlaceContext, recent: Sequence[Place]) -> Place | None:
        """What was named last with a point, known to about there."""
        last = next((p for p in reversed(recent) if p.latitude is not None), None)
        if last is None:
            return None
        return moved(last, last.location, max(2, last.geo_precision), f"{mention.rule_id} {last.location}")
