"""The geoparser: a text in, all places that it names out, each with the gazetteer entry it means and why.

The coder looks for places where events are. The geoparser looks everywhere, and gives the countries, areas, towns and
peoples that a text names, whatever it says of them. Pure: no file, clock or network after construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.article import Article
from extractors.places.context import PlaceContext
from extractors.places.context_reading import ContextReader
from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.names import place_key
from extractors.places.records import Candidate
from extractors.places.tables import countries
from extractors.text.layout import LayoutReader
from extractors.text.sentences import SentenceSplitter
from extractors.text.tokens import Sentence, tokenise
from extractors.toponyms.choosing import choice, issues_of
from extractors.toponyms.holding import Holding
from extractors.toponyms.lexicon import toponym_lexicon
from extractors.toponyms.plurals import with_shared
from extractors.toponyms.recognition import Recogniser, Toponym
from extractors.toponyms.records import FoundPlace, Geoparse
from extractors.toponyms.scene import SURE, Verdict
from extractors.toponyms.senses import senses_of
from extractors.toponyms.weighing import weigh

_LINE = re.compile(r"[^\n]+")
_GIVEN = Verdict(SURE, "given")
Span = tuple[int, int]
"""Offsets of a name: of its first character, and behind its last."""


class Geoparser:
    """Finds and resolves the places of texts in one language. Build it once, then call `find` as often as you like."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Load the words of a language.

        Raises:
            LexiconError: The language has no such words.
        """
        self._places = place_lexicon(language)
        self._plurals = toponym_lexicon(language).joined_plurals
        self._recogniser = Recogniser(gazetteer, language)
        self._context = ContextReader(gazetteer, country_words(language), self._places, {})
        self._layout = LayoutReader.default(language)
        self._splitter = SentenceSplitter.default(language)
        self._holding = Holding(self._places)
        seats = (gazetteer.country_capital(iso2) for iso2 in countries())
        self._capitals = frozenset(seat.place_id for seat in seats if seat)

    @classmethod
    def default(cls, gazetteer: Gazetteer | None = None, language: str = "en") -> Geoparser:
        """The geoparser over an opened gazetteer, or over the embedded one.

        Raises:
            LexiconError: A lexicon is broken, or the language has none.
        """
        return cls(gazetteer or open_default(), language)

    def find(self, text: str, article_id: str | None = None) -> Geoparse:
        """All places that a text names, in order. Never raises for any text.

        Args:
            text: The text; a dateline or headline in it counts like any sentence.
            article_id: Whom the issues are about.
        """
        context = self._read(text)
        toponyms = self._recogniser.find(self._sentences(text), context.countries)
        return self._resolved(toponyms, context, article_id)

    def resolve(self, text: str, spans: Sequence[Span], article_id: str | None = None) -> Geoparse:
        """What the names at given offsets of a text mean; each is taken for a place, whatever its sentence says."""
        context, sentences = self._read(text), self._sentences(text)
        found = {t.span: t for t in self._recogniser.find(sentences, context.countries)}
        toponyms = [found.get(span) or self._given(sentences, text, span) for span in sorted(set(spans))]
        return self._resolved(toponyms, context, article_id)

    def meanings(self, name: str) -> tuple[Candidate, ...]:
        """All entries that a name by itself may mean, best known first."""
        return self._recogniser.names.named(name).candidates

    def _read(self, text: str) -> PlaceContext:
        """Where the text plays, as far as one pass over its words tells."""
        dateline = self._layout.read(Article(id="", text=text)).dateline
        place = (
            text[dateline.place_start : dateline.place_end] if dateline and dateline.place_start is not None else None
        )
        return self._context.read(text, None, place)

    def _sentences(self, text: str) -> list[Sentence]:
        """All sentences, line by line: here agency lines and datelines count, too."""
        lines = (match.span() for match in _LINE.finditer(text))
        spans = (span for line in lines for span in self._splitter.split(text, *line))
        return [tokenise(text, *span, index) for index, span in enumerate(spans)]

    def _given(self, sentences: Sequence[Sentence], text: str, span: Span) -> Toponym:
        """The name at given offsets, as if its sentence had shown it to be a place."""
        start, end = span
        sentence = next((s for s in sentences if s.start <= start < s.end), None) or tokenise(text, start, end)
        bounds = zip(sentence.starts, sentence.ends, strict=True)
        inside = [n for n, (first, last) in enumerate(bounds) if last > start and first < end]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        name = text[start:end]
        return Toponym(sentence, first, last, name, place_key(name), self.meanings(name), _GIVEN, span)

    def _resolved(self, toponyms: Sequence[Toponym], context: PlaceContext, article_id: str | None) -> Geoparse:
        """The entries that the names mean, all weighed together."""
        toponyms = with_shared(toponyms, self._plurals, self._places, self.meanings)
        holders = self._holding.holders(toponyms)
        senses = senses_of(toponyms, holders, self._places)
        places: dict[int, FoundPlace] = {n: choice(toponym, ()) for n, toponym in enumerate(toponyms)}
        for sense, weighed in zip(senses, weigh(senses, context.dateline, self._capitals), strict=True):
            places.update((n, choice(toponyms[n], weighed)) for n in sense.members)
        for inner, outer in holders.items():
            if places[inner].entry is None:
                places[inner] = replace(places[inner], within=places[outer].entry)
        found = tuple(places[n] for n in range(len(toponyms)))
        return Geoparse(found, tuple(issues_of(found, article_id)))
