"""All names of places in an article: each judged by its sentence, then the open ones by the rest of the article.

One article calls one place by one name. What a sentence leaves open ("Richmond won") is a place if other sentences show
it to be one, and nothing if they show a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.places.evidence import Evidence
from extractors.places.gazetteer import Gazetteer
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.lookup import Lookup
from extractors.places.names import place_key
from extractors.places.reading import Reading
from extractors.places.records import Candidate
from extractors.places.surroundings import Surroundings
from extractors.places.unknown import UnknownNames
from extractors.text.tokens import Sentence
from extractors.toponyms.judging import Judge
from extractors.toponyms.lexicon import toponym_lexicon
from extractors.toponyms.names import Name, Names
from extractors.toponyms.persons import Persons, surnames
from extractors.toponyms.scene import LIKELY, OPEN, SURE, Scene, Verdict


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a sentence, with what it may mean; `candidates` is empty where no list has the name."""

    sentence: Sentence
    first: int
    last: int
    name: str
    key: str
    candidates: tuple[Candidate, ...]
    verdict: Verdict
    span: tuple[int, int]


class Recogniser:
    """Finds the names of places of an article."""

    def __init__(self, gazetteer: Gazetteer, language: str = "en") -> None:
        """Load the words of a language.

        Raises:
            LexiconError: The language has no such words.
        """
        words, places, lexicon = country_words(language), place_lexicon(language), toponym_lexicon(language)
        self._around = Surroundings(places, words)
        lookup = Lookup(gazetteer, words, places.own_countries, places.article_countries)
        evidence = Evidence(self._around, lookup)
        self._lookup = lookup
        self._lexicon = lexicon
        self.names = Names(gazetteer, self._around, lookup, lexicon)
        self._persons = Persons(places, lexicon)
        self._judge = Judge(self._around, evidence, lexicon)
        self._unknown = UnknownNames(self._around, lookup, evidence)

    def find(self, sentences: Sequence[Sentence], countries: Collection[str]) -> list[Toponym]:
        """The names of places in the sentences of one article, in order.

        Args:
            sentences: The sentences.
            countries: Countries (alpha-2) that the article is about.
        """
        runs = [self._persons.runs(s) for s in sentences]
        known = surnames(sentences, runs)
        found: list[Toponym] = []
        for sentence, persons in zip(sentences, runs, strict=True):
            capitals = sum(word[0].isupper() for word in sentence.words)
            reading = Reading(sentence, countries, capitals)
            scene = Scene(reading, tuple(self.names.of(sentence)), tuple(persons), known)
            found += self._judged(scene)
        return list(_settled(found))

    def _judged(self, scene: Scene) -> list[Toponym]:
        found = []
        for number, name in enumerate(scene.names):
            verdict = self._judge.verdict(scene, number)
            if verdict.grade >= OPEN:
                found.append(self._toponym(scene.reading.sentence, name, verdict))
        found += self._unknown_names(scene, found)
        return sorted(found, key=lambda t: t.first)

    def _toponym(self, sentence: Sentence, name: Name, verdict: Verdict) -> Toponym:
        last = name.last
        is_joined = (
            name.kind == "known"
            and last < len(sentence.words)
            and sentence.lowers[last] in self._lexicon.joined_descriptors
            and sentence.words[last][0].isupper()
        )
        last = last + 1 if is_joined else last
        surface = sentence.slice(name.first, last)
        candidates = name.found.candidates
        if is_joined:
            candidates = self._lookup.exact(surface).candidates
        return Toponym(
            sentence,
            name.first,
            last,
            surface,
            place_key(surface),
            candidates,
            verdict,
            sentence.span(name.first, last),
        )

    def _unknown_names(self, scene: Scene, found: Sequence[Toponym]) -> Iterator[Toponym]:
        """Names in no list that words show to be places ("in the village of Foo")."""
        sentence = scene.reading.sentence
        taken = {n for t in found for n in range(t.first, t.last)}
        taken |= {n for first, last in scene.runs for n in range(first, last)}
        taken |= {n for name in scene.names for n in range(name.first, name.last)}
        at = 0
        while at < len(sentence.words):
            end = at
            while end < len(sentence.words) and sentence.words[end][0].isupper() and end not in taken:
                end += 1
            while at < end and sentence.lowers[at] in self._around.function_words:
                at += 1
            if end - at > 1 and sentence.lowers[end - 1] in self._lexicon.joined_descriptors:
                surface = sentence.slice(at, end)
                verdict = Verdict(SURE, "joined_descriptor", "place", sentence.lowers[end - 1])
                yield Toponym(sentence, at, end, surface, place_key(surface), (), verdict, sentence.span(at, end))
                at = end
                continue
            mention = self._unknown.mention(scene.reading, at, end) if end > at else None
            if mention:
                key = place_key(mention.name)
                verdict = Verdict(LIKELY, mention.rule_id, "place", mention.descriptor)
                span = (mention.start, mention.end)
                yield Toponym(
                    sentence, mention.first, mention.last, mention.name, key, mention.candidates, verdict, span
                )
            at = max(end, at + 1)


def _settled(found: Sequence[Toponym]) -> Iterator[Toponym]:
    """The toponyms, those left open only where the article shows the same name to be a place elsewhere."""
    shown = {t.key for t in found if t.verdict.grade >= SURE and t.verdict.use != "people"}
    for toponym in found:
        if toponym.verdict.grade >= LIKELY:
            yield toponym
        elif toponym.key in shown:
            yield replace(toponym, verdict=replace(toponym.verdict, rule=f"{toponym.verdict.rule}; named before"))
