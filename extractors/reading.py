"""From an article to analysed sentences: layout, sentences, triggers, mentions, word groups.

Most text stops at the first step: only sentences in which the one multi-pattern pass saw a trigger or harm word are
tokenised and looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractors.article import Article
from extractors.events.analysis import Analysis
from extractors.events.guards import GuardBook
from extractors.events.harm import HarmFinder
from extractors.events.instruments import country_adjectives
from extractors.events.named_before import NamedBefore, PointingNouns
from extractors.events.nationals import with_persons
from extractors.events.owners import AIRCRAFT, with_owners
from extractors.events.pronouns import opens_with_pronoun, resolve_pronoun
from extractors.events.screen import Passed, refuse_by_words, refuse_without_place
from extractors.events.slots import Clauses
from extractors.events.triggers import Trigger, TriggerFinder
from extractors.mentions.actors import ActorFinder
from extractors.mentions.actors_links import LINKED
from extractors.mentions.counts import CountFinder
from extractors.mentions.dates import DateFinder
from extractors.mentions.records import ActorKind, ActorMention, DateMention
from extractors.places.context import PlaceContext
from extractors.places.records import PlaceMention
from extractors.places.resolve import Places
from extractors.text.grammar import Grammar
from extractors.text.layout import Layout
from extractors.text.sentences import SentenceSplitter
from extractors.text.tokens import Sentence, tokenise

_GROUPS: frozenset[ActorKind] = frozenset(["rebel", "political_militia"])
_INDEFINITE = "indefinite"
_MOST_TRIGGERS = 24
"""A sentence with more is a list or a loop, not prose; the rest is left out."""
_TITLE_CASE_SHARE = 0.6
_SHORTEST_TITLE = 4
"""Longer words that it takes to tell a headline by its capitals."""
_LONGEST_NOTE = 6
"""Sentences of an untitled text up to which it is a note: an entry of a chronicle, often told in the present tense."""


@dataclass(frozen=True, slots=True)
class Finders:
    """The finders of one language, built once."""

    splitter: SentenceSplitter
    triggers: TriggerFinder
    guards: GuardBook
    harm: HarmFinder
    dates: DateFinder
    counts: CountFinder
    actors: ActorFinder
    places: Places
    grammar: Grammar
    adjectives: Mapping[str, str]
    pointing: PointingNouns

    @classmethod
    def default(cls, places: Places, language: str = "en") -> Finders:
        """The shipped finders of a language."""
        grammar = Grammar.default(language)
        harm = HarmFinder.default(grammar, language)
        return cls(
            SentenceSplitter.default(language),
            TriggerFinder.default(language, harm.words),
            GuardBook.default(language),
            harm,
            DateFinder.default(language),
            CountFinder.default(language),
            ActorFinder.default(language),
            places,
            grammar,
            country_adjectives(language, grammar.tables),
            PointingNouns.default(grammar, language),
        )


class Span(NamedTuple):
    """Where a sentence stands: `text[start:end]`, in which paragraph, and whether that is the headline."""

    start: int
    end: int
    paragraph: int
    is_headline: bool


def sentences(article: Article, layout: Layout, splitter: SentenceSplitter) -> list[Span]:
    """All sentences of prose of an article, in text order."""
    return [
        Span(start, end, paragraph, block.kind == "headline")
        for paragraph, block in enumerate(layout.blocks)
        for start, end in splitter.split(article.text, block.start, block.end)
    ]


def marked(article: Article, spans: list[Span], triggers: TriggerFinder) -> list[int]:
    """Indices of the sentences that hold the form of a trigger or harm word: one pass over the text."""
    positions = triggers.positions(article.text)
    firsts = (bisect_left(positions, span.start) for span in spans)
    return [n for n, at in enumerate(firsts) if at < len(positions) and positions[at] < spans[n].end]


def analyse(
    article: Article,
    spans: list[Span],
    indices: list[int],
    anchor: date | None,
    context: PlaceContext,
    finders: Finders,
) -> Iterator[Analysis | Passed]:
    """The marked sentences in text order: analysed, or passed over with the reasons."""
    is_note = not article.title and len(spans) <= _LONGEST_NOTE
    named = NamedBefore(finders.pointing, article.text)
    last: Analysis | None = None
    for index in indices:
        span = spans[index]
        sentence = tokenise(article.text, span.start, span.end, index)
        read = analyse_sentence(sentence, span, is_note, anchor, article.day_first, context, finders, named)
        if isinstance(read, Analysis):
            pronoun = opens_with_pronoun(read) if index else None
            if pronoun is not None:
                is_read = last is not None and last.sentence.index == index - 1
                before = last if last is not None and is_read else None
                before = before or _read_for_words(article, spans[index - 1], index - 1, anchor, finders)
                resolve_pronoun(read, pronoun, before)
            last = read
        if read is not None:
            yield read


def _read_for_words(article: Article, span: Span, index: int, anchor: date | None, finders: Finders) -> Analysis:
    """A sentence without a trigger, read for its word groups, actors and days."""
    sentence = tokenise(article.text, span.start, span.end, index)
    analysis = Analysis.of_words(sentence, finders.actors.find(sentence), finders.grammar)
    analysis.dates = finders.dates.find(sentence, anchor, article.day_first)
    return analysis


def analyse_sentence(
    sentence: Sentence,
    span: Span,
    is_note: bool,
    anchor: date | None,
    day_first: bool | None,
    context: PlaceContext,
    finders: Finders,
    named: NamedBefore,
) -> Analysis | Passed | None:
    """One sentence with its mentions and word groups.

    `None` when no trigger or harm word is in it after all, or when it names nobody, no place, day or number: what it
    says of an event ("The shelling went on.") adds nothing to a table. A note is so short that all its words count.
    `Passed` when no trigger of it tells of an event.
    """
    triggers = finders.triggers.find(sentence)[:_MOST_TRIGGERS]
    vocabulary = frozenset(sentence.lowers)
    may_harm = finders.harm.may_hold(sentence)
    if not (triggers or may_harm):
        return None
    refused = () if may_harm else refuse_by_words(triggers, sentence, vocabulary, finders.guards, is_note)
    if refused:
        return Passed(sentence, refused)
    places = finders.places.find(sentence, context)
    refused = () if may_harm or places else refuse_without_place(triggers, finders.guards)
    if refused:
        return Passed(sentence, refused)
    dates = finders.dates.find(sentence, anchor, day_first)
    if dates:
        triggers = [t for t in triggers if not any(d.first <= t.first < d.last for d in dates)]
    counts = finders.counts.find(sentence)
    actors = finders.actors.find(sentence)
    dates = [d for d in dates if not _is_in_name(d, actors)]
    is_lead = sentence.index == 0
    if not (is_note or is_lead or actors or places or dates or any(c.rule_id != _INDEFINITE for c in counts)):
        return None
    places = [m for m in places if not _is_group(m, actors, context)]
    is_title_case = _is_title_case(sentence.words, [] if is_note else [*places, *dates])
    compounds = [(t.first, t.last) for t in triggers if t.form == "noun" and t.last - t.first > 1]
    tags = finders.grammar.tag(
        sentence,
        [(d.first, d.last) for d in dates],
        [(c.first, c.last) for c in counts if _INDEFINITE not in c.rule_id],
        is_title_case,
        [*compounds, *_acronyms(sentence, actors), *_names(sentence, places)],
        sorted({t.last if t.form == "noun" else t.first for t in triggers}),
    )
    chunks = finders.grammar.chunk(sentence, tags)
    clauses = Clauses(sentence, chunks, finders.grammar)
    is_owned = not vocabulary.isdisjoint(finders.grammar.speaker_possessives)
    if is_owned or any(m.rule_id == AIRCRAFT for m in actors):
        actors = with_owners(actors, finders.places.capitals, finders.adjectives, clauses)
    if not finders.actors.persons.isdisjoint(vocabulary):
        actors = with_persons(actors, finders.actors.persons, clauses)
    actors = named.bind(actors, sentence)
    if places and not vocabulary.isdisjoint(finders.grammar.blaming):
        places = [m for m in places if not _is_blamed(m, clauses)]
    is_headline = span.is_headline or is_title_case
    standing = _unrefused(triggers, sentence, vocabulary, finders.guards)
    return Analysis(
        sentence=sentence,
        vocabulary=vocabulary,
        triggers=triggers,
        dates=dates,
        counts=counts,
        actors=actors,
        places=places,
        tags=tags,
        chunks=chunks,
        is_headline=is_headline,
        is_note=is_note,
        paragraph=span.paragraph,
        clauses=clauses,
        standing=standing,
    )


def _unrefused(
    triggers: list[Trigger], sentence: Sentence, vocabulary: frozenset[str], guards: GuardBook
) -> list[Trigger]:
    """The triggers that the words around them let stand: "riot police" tells of no riot."""
    return [t for t in triggers if not guards.refuses(t, sentence.lowers, vocabulary)]


def _is_blamed(mention: PlaceMention, clauses: Clauses) -> bool:
    """True for the capital of "which Washington blames on Damascus": a government, and no place."""
    group = next((n for n, c in enumerate(clauses.chunks) if c.first <= mention.first < c.last), 0)
    return group > 0 and clauses.kinds[group - 1] == "P" and clauses.blames(group - 1)


def _is_in_name(mention: DateMention, actors: list[ActorMention]) -> bool:
    """True for the day of "the 19 April Movement"."""
    return any(a.entry_id and a.first <= mention.first and mention.last < a.last for a in actors)


def _is_group(mention: PlaceMention, actors: list[ActorMention], context: PlaceContext) -> bool:
    """True for the Fano of "clashed with Fano": the whole name is that of an armed group of the article's country.

    And for the last word of "fighters of the Mai-Mai", who are a group wherever the article plays.
    """
    if mention.descriptor:
        return False
    named = [a for a in actors if a.first <= mention.first and a.kind in _GROUPS and a.entry_id]
    if any(a.rule_id.endswith(LINKED) and a.head < mention.first and mention.last <= a.last for a in named):
        return True
    homes = ((a.entry_id or "").partition("/")[0] for a in named if a.head == mention.last - 1)
    return any(home in context.countries for home in homes)


def _acronyms(sentence: Sentence, actors: list[ActorMention]) -> list[tuple[int, int]]:
    """Names of actors in capitals, which may look like everyday words ("IS")."""
    words = sentence.words
    return [
        (i, i + 1)
        for m in actors
        if m.entry_id
        for i in range(m.first, m.last)
        if len(words[i]) > 1 and words[i].isupper()
    ]


def _names(sentence: Sentence, places: list[PlaceMention]) -> list[tuple[int, int]]:
    """Names of places with a small word inside that may look like a verb ("Rio Grande do Sul")."""
    words = sentence.words
    return [(m.first, m.last) for m in places if any(words[i].islower() for i in range(m.first + 1, m.last - 1))]


def _is_title_case(words: list[str], names: Sequence[PlaceMention | DateMention]) -> bool:
    """True when most longer words of a sentence begin with a capital, as in a headline, and not only those of names.

    The first word of a sentence always does.
    """
    initials = [w[0] for w in words[1:] if len(w) > 3]
    letters = sum(map(str.isalpha, initials))
    if letters < _SHORTEST_TITLE or sum(map(str.isupper, initials)) < _TITLE_CASE_SHARE * letters:
        return False
    named = {i for name in names for i in range(name.first, name.last)}
    others = [w[0] for i, w in enumerate(words) if i and len(w) > 3 and i not in named and w[0].isalpha()]
    return sum(map(str.isupper, others)) * 2 >= len(others)
