"""What a text uses and the lexicons lack: names that act or suffer in events, and verbs of what armed people do.

Only the position tells: a capitalised name where an actor stands and none is known; a verb that no trigger has between an
armed actor and an object. A person decides what goes into the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.article import Article
from extractors.events.slots import Clauses
from extractors.mentions.records import PEOPLE_KINDS, ActorMention
from extractors.places.gazetteer import Gazetteer
from extractors.places.resolve import Places
from extractors.reading import Finders, sentences
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.layout import LayoutReader
from extractors.text.tags import NAME, VERBAL
from extractors.text.tokens import Sentence, tokenise

Sort = Literal["actor", "verb"]
Role = Literal["agent", "target", "beside"]

_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that the lexicons may lack.

    Attributes:
        sort: "actor" for a name, "verb" for the base form of a verb.
        text: The name as written, or the verb's base form.
        role: What the name does in an event, or "beside" for a verb beside an armed actor.
        sentence: The sentence.
    """

    sort: Sort
    text: str
    role: Role
    sentence: str


class Discoverer:
    """Finds unknown words of events in articles of one language."""

    def __init__(self, finders: Finders, layout: LayoutReader) -> None:
        """Keep the finders, whose words are the known ones."""
        self._finders = finders
        self._layout = layout
        grammar = finders.grammar
        self._common = grammar.reporting | grammar.light | grammar.observing | grammar.holding

    @classmethod
    def default(cls, gazetteer: Gazetteer, language: str = "en") -> Discoverer:
        """With the shipped lexicons of a language."""
        finders = Finders.default(Places.default(gazetteer, language), language)
        return cls(finders, LayoutReader.default(language))

    def find(self, article: Article) -> Iterator[Unknown]:
        """The unknown words of an article, in text order."""
        finders = self._finders
        layout = self._layout.read(article)
        context = finders.places.context(article.text, article.title, None, article.published)
        for index, span in enumerate(sentences(article, layout, finders.splitter)):
            sentence = tokenise(article.text, span.start, span.end, index)
            actors = finders.actors.find(sentence)
            events = {i for t in finders.triggers.find(sentence) for i in range(t.first, t.last)}
            if not events and not finders.harm.may_hold(sentence) and all(a.kind in PEOPLE_KINDS for a in actors):
                continue
            dates = [(d.first, d.last) for d in finders.dates.find(sentence, article.published, article.day_first)]
            counts = [(c.first, c.last) for c in finders.counts.find(sentence)]
            tags = finders.grammar.tag(sentence, dates, counts)
            chunks = finders.grammar.chunk(sentence, tags)
            places = {i for p in finders.places.find(sentence, context) for i in range(p.first, p.last)}
            clauses = Clauses(sentence, chunks, finders.grammar)
            yield from _Reading(sentence, tags, clauses, actors, events, places, finders, self._common).unknown()


class _Reading:
    """One sentence with what is known of it."""

    def __init__(
        self,
        sentence: Sentence,
        tags: list[str],
        clauses: Clauses,
        actors: list[ActorMention],
        events: set[int],
        places: set[int],
        finders: Finders,
        common: frozenset[str],
    ) -> None:
        self._sentence = sentence
        self._tags = tags
        self._clauses = clauses
        self._actors = actors
        self._events = events
        self._places = places
        self._harm = finders.harm.words
        self._grammar: Grammar = finders.grammar
        self._common = common

    def unknown(self) -> Iterator[Unknown]:
        """Names around the verbs of events, and verbs between armed actors and objects."""
        for position, chunk in enumerate(self._clauses.chunks):
            if chunk.kind != "V" or self._tags[chunk.head] not in VERBAL:
                continue
            agents, targets = self._sides(position, chunk)
            word = self._sentence.lowers[chunk.head]
            if chunk.head in self._events or word in self._harm:
                yield from self._names(agents, "agent")
                yield from self._names(targets, "target")
            elif targets and self._is_armed(agents) and word not in self._common:
                yield self._made("verb", self._grammar.tables.verb_lemma(word), "beside")

    def _sides(self, position: int, chunk: Chunk) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Groups that do what the verb says, and those that it is done to."""
        subject = self._clauses.subject(position).groups
        if chunk.voice == "active":
            return subject, self._clauses.objects(position).groups
        behind = self._clauses.prepositions(position)
        return tuple(g for word, groups in behind if word in self._grammar.links.agent for g in groups), subject

    def _is_armed(self, groups: Iterable[int]) -> bool:
        chunks = [self._clauses.chunks[group] for group in groups]
        return any(a.kind not in PEOPLE_KINDS and c.first <= a.head < c.last for a in self._actors for c in chunks)

    def _names(self, groups: Iterable[int], role: Role) -> Iterator[Unknown]:
        for group in groups:
            name = self._name(self._clauses.chunks[group])
            if name is not None:
                yield self._made("actor", name, role)

    def _name(self, chunk: Chunk) -> str | None:
        """The name that a group is headed by, or that stands before the general word for an actor in it."""
        inside = [a for a in self._actors if chunk.first <= a.head < chunk.last]
        if any(a.entry_id or a.country for a in inside):
            return None
        end = min((a.first for a in inside), default=chunk.head + 1)
        start = end
        while start > chunk.first and self._tags[start - 1] == NAME:
            start -= 1
        if start == end or not self._places.isdisjoint(range(start, end)):
            return None
        name = self._sentence.slice(start, end)
        return name if len(name) >= _SHORTEST_NAME and name[0].isupper() else None

    def _made(self, sort: Sort, text: str, role: Role) -> Unknown:
        return Unknown(sort, text, role, " ".join(self._sentence.text.split()))
