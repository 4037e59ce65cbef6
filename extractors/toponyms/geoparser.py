"""The geoparser: a text in, all places that it names out, each with the gazetteer entry it means and why.

The coder looks for places where events are. The geoparser looks everywhere, and gives the countries, areas, towns and
peoples that a text names, whatever it says of them. Pure: no file, clock or network after construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.article import Article
from extractors.places.context import ContextReader, PlaceContext
from extractors.places.default import open_default
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.names import place_key
from extractors.places.records import Candidate
from extractors.places.scoring import is_same_place
from extractors.report import Issue
from extractors.text.layout import LayoutReader
from extractors.text.sentences import SentenceSplitter
from extractors.text.tokens import Sentence, tokenise
from extractors.toponyms.holding import Holding
from extractors.toponyms.judging import SURE, Verdict
from extractors.toponyms.recognition import Recogniser, Toponym
from extractors.toponyms.records import FoundPlace, Geoparse
from extractors.toponyms.weighing import Sense, Weighed, weigh

_LINE = re.compile(r"[^\n]+")
_TIE = 0.05
_WEAK = 0.6
_MOST = 60
Span = tuple[int, int]


class Geoparser:
    """Finds and resolves the places of texts in one language."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Load the words of a language.

        Raises:
            LexiconError: The language has no such words.
        """
        self._gazetteer = gazetteer
        self._places = place_lexicon(language)
        self._recogniser = Recogniser(gazetteer, language)
        self._context = ContextReader(gazetteer, country_words(language), self._places, {})
        self._layout = LayoutReader.default(language)
        self._splitter = SentenceSplitter.default(language)
        self._holding = Holding(self._places)

    @classmethod
    def default(cls, gazetteer: Gazetteer | None = None, language: str = "en") -> Geoparser:
        """The geoparser over an opened gazetteer, or over the embedded one."""
        return cls(gazetteer or open_default(), language)

    def find(self, text: str, article_id: str | None = None) -> Geoparse:
        """All places that a text names, in order. Never raises for any text."""
        context = self._read(text)
        toponyms = self._recogniser.find(self._sentences(text), context.countries)
        return self._resolved(toponyms, context, article_id)

    def resolve(self, text: str, spans: Sequence[Span], article_id: str | None = None) -> Geoparse:
        """What the names at given offsets of a text mean, each of them taken for a place."""
        context = self._read(text)
        sentences = self._sentences(text)
        found = {t.span: t for t in self._recogniser.find(sentences, context.countries)}
        toponyms = [found.get(span) or self._given(sentences, text, span) for span in sorted(spans)]
        return self._resolved(toponyms, context, article_id)

    def meanings(self, name: str) -> tuple[Candidate, ...]:
        """All entries that a name by itself may mean, best known first."""
        return self._recogniser.names.named(name).candidates

    # Reading

    def _read(self, text: str) -> PlaceContext:
        dateline = self._layout.read(Article(id="", text=text)).dateline
        is_named = dateline is not None and dateline.place_start is not None
        place = text[dateline.place_start : dateline.place_end] if dateline is not None and is_named else None
        return self._context.read(text, None, place)

    def _sentences(self, text: str) -> list[Sentence]:
        lines = (match.span() for match in _LINE.finditer(text))
        spans = (span for line in lines for span in self._splitter.split(text, *line))
        return [tokenise(text, *span, index) for index, span in enumerate(spans)]

    def _given(self, sentences: Sequence[Sentence], text: str, span: Span) -> Toponym:
        """A name at given offsets, whatever its sentence says of it."""
        start, end = span
        home = next((s for s in sentences if s.start <= start < s.end), None)
        sentence = home or tokenise(text, start, end)
        inside = [n for n, (a, b) in enumerate(zip(sentence.starts, sentence.ends, strict=True)) if b > start and a < end]
        name = text[start:end]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        return Toponym(
            sentence, first, last, name, place_key(name), self._recogniser.names.named(name).candidates, Verdict(SURE, "given"), span
        )

    # Resolving

    def _resolved(self, toponyms: Sequence[Toponym], context: PlaceContext, article_id: str | None) -> Geoparse:
        holders = self._holding.holders(toponyms)
        senses = self._senses(toponyms, holders)
        ranked = weigh(senses, context)
        places: dict[int, FoundPlace] = {}
        for sense, scored in zip(senses, ranked, strict=True):
            places.update((n, _choice(toponyms[n], scored)) for n in sense.members)
        for number, toponym in enumerate(toponyms):
            if number not in places:
                places[number] = _choice(toponym, [])
        for number, outer in holders.items():
            if places[number].entry is None:
                places[number] = replace(places[number], within=places[outer].entry)
        found = tuple(places[n] for n in range(len(toponyms)))
        return Geoparse(found, tuple(_issues(found, article_id)))

    def _senses(self, toponyms: Sequence[Toponym], holders: dict[int, int]) -> list[Sense]:
        """The names grouped by what they must mean alike: the same name in the same area."""
        held = {n: toponyms[o].candidates[:4] for n, o in holders.items() if toponyms[o].candidates}
        by_key: dict[str, Sense] = {}
        senses: list[Sense] = []
        for number in sorted(range(len(toponyms)), key=lambda n: (n not in held, n)):
            toponym = toponyms[number]
            if not toponym.candidates:
                continue
            wide = held.get(number, ())
            first = by_key.get(toponym.key)
            sense = next((s for s in senses if s.key == toponym.key and s.holders == wide), None) if wide else first
            if sense is None:
                kind = self._kind(toponym)
                is_people = toponym.verdict.use == "people"
                sense = Sense(toponym.key, _most(toponym.candidates), [], kind, wide, is_people)
                senses.append(sense)
                by_key.setdefault(toponym.key, sense)
            sense.members.append(number)
        return senses

    def _kind(self, toponym: Toponym):  # noqa
        descriptor = self._places.descriptors.get(toponym.verdict.descriptor or "")
        return descriptor.kind if descriptor else None


def _most(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return candidates[:_MOST]


def _choice(toponym: Toponym, scored: Sequence[Weighed]) -> FoundPlace:
    start, end = toponym.span
    best = scored[0] if scored else None
    rival = next((s for s in scored[1:] if best and not is_same_place(s.candidate, best.candidate)), None)
    score = 0.0
    if best:
        import math

        score = 1.0 / (1.0 + math.exp(rival.score - best.score)) if rival else 1.0
    is_tie = bool(best and rival and best.score - rival.score < _TIE)
    return FoundPlace(
        start, end, toponym.name, toponym.verdict.use, toponym.verdict.descriptor,
        best.candidate if best and not is_tie else None, None, round(score, 3), rival.candidate if rival else None,
        "; ".join(filter(None, (toponym.verdict.rule, best.reasons if best else "not in the gazetteer"))),
    )  # fmt: skip


def _issues(places: Sequence[FoundPlace], article_id: str | None) -> Iterator[Issue]:
    return iter(())
