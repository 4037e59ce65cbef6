"""A sentence with everything that is known of it before roles are bound."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.events.slots import Clauses
from extractors.events.triggers import Trigger, is_long_phrase
from extractors.mentions.dates import is_background
from extractors.mentions.records import ActorMention, CountMention, DateMention
from extractors.places.records import PlaceMention
from extractors.text.grammar import Chunk, Grammar
from extractors.text.tokens import Sentence


@dataclass(slots=True)
class Analysis:
    """One sentence, its mentions, tags and word groups. Built once, then only read.

    `owner[i]` is the position in `chunks` of the group that token `i` belongs to. `is_headline` sentences are coded
    with the present tense as past ("Jets bomb town"), and so are those of a note (`is_note`). `vocabulary` holds the
    lower-case words of the sentence, `standing` those of its triggers that the words around them do not refuse ("riot
    police"), and `trigger_kinds` the kinds of event that these tell of. `day_before` is the day that the sentence before
    names, where this one opens with a pronoun and goes on with its story.
    """

    sentence: Sentence
    vocabulary: frozenset[str]
    triggers: list[Trigger]
    dates: list[DateMention]
    counts: list[CountMention]
    actors: list[ActorMention]
    places: list[PlaceMention]
    tags: list[str]
    chunks: list[Chunk]
    is_headline: bool
    is_note: bool
    paragraph: int
    clauses: Clauses
    standing: list[Trigger]
    day_before: DateMention | None = None
    owner: list[int] = field(init=False)
    trigger_kinds: frozenset[str] = field(init=False)

    @classmethod
    def of_words(cls, sentence: Sentence, actors: list[ActorMention], grammar: Grammar) -> Analysis:
        """A sentence that tells of no event, read only for its word groups and actors."""
        tags = grammar.tag(sentence)
        chunks = grammar.chunk(sentence, tags)
        clauses = Clauses(sentence, chunks, grammar)
        words = frozenset(sentence.lowers)
        return cls(sentence, words, [], [], [], actors, [], tags, chunks, False, False, 0, clauses, [])

    def __post_init__(self) -> None:
        """Index tokens by their group."""
        owner: list[int] = []
        for position, chunk in enumerate(self.chunks):
            owner += [position] * (chunk.last - chunk.first)
        self.owner = owner
        self.trigger_kinds = frozenset([t.rule.kind for t in self.standing if self.may_have_object(t)])

    @property
    def looks_back(self) -> bool:
        """True for a sentence that tells of years: "militants linked to Foo have killed thousands since 2015"."""
        return bool(self.dates) and all(is_background(date) for date in self.dates)

    def may_have_object(self, trigger: Trigger) -> bool:
        """False where the sentence lacks the object that a trigger needs: "took the town" takes nobody hostage."""
        needed = trigger.rule.needs_object
        return not needed or is_long_phrase(trigger) or not needed.isdisjoint(self.vocabulary)

    def actors_in(self, first: int, last: int) -> list[ActorMention]:
        """Actor mentions whose head lies in the token range, or that begin in it ("forces of the republic")."""
        return [m for m in self.actors if first <= m.head < last or first <= m.first < last < m.last]

    def places_in(self, first: int, last: int) -> list[PlaceMention]:
        """Place mentions that begin in the token range."""
        return [m for m in self.places if first <= m.first < last]

    def counts_in(self, first: int, last: int) -> list[CountMention]:
        """Count mentions that begin in the token range."""
        return [m for m in self.counts if first <= m.first < last]

    def group_from(self, start: int) -> int | None:
        """Position of the group that begins at an offset of the article."""
        return next((i for i, c in enumerate(self.chunks) if self.sentence.starts[c.first] == start), None)

    def group_of(self, offset: int) -> int | None:
        """Position of the group that holds an offset of the article."""
        starts = self.sentence.starts
        return next((self.owner[n] for n in range(len(starts) - 1, -1, -1) if starts[n] <= offset), None)

    def event_nouns(self) -> set[int]:
        """Positions of the word groups with a noun that tells of an event."""
        return {self.owner[t.first] for t in self.triggers if t.form == "noun"}

    def is_part_of_actor(self, place: PlaceMention) -> bool:
        """True when the name only says whose an actor is ("US forces", "the Syrian army")."""
        return any(a.first <= place.first < a.last for a in self.actors)
