"""The day that a later sentence gives without a word for the deed: "Gunmen shot two guards. The incident took place on Monday".

Such a sentence tells of no event, so that it is not analysed. It is read only when an event before it has no day of its own.
"""

from __future__ import annotations

from datetime import date

from extractors.article import Article
from extractors.coding.draft import Draft, When
from extractors.mentions.dates import DateFinder
from extractors.text.grammar import Grammar
from extractors.text.tokens import Sentence, tokenise

STEP = "later_sentence"
_REACH = 2
"""Sentences behind the event within which its day may stand."""
_DAY_REACH = 8
"""Tokens behind "took place" within which the day stands."""
_LONGEST = 120
"""Characters of a sentence that are read."""


def date_by_happening(
    drafts: list[Draft],
    article: Article,
    spans: list[tuple[int, int]],
    finder: DateFinder,
    grammar: Grammar,
    anchor: date | None,
) -> None:
    """Give events that have only the day of the report the one on which a sentence just behind says that it happened."""
    told = {d.sentence_index for d in drafts}
    for draft in drafts:
        if draft.when.step != "as_reported" or draft.status != "occurred":
            continue
        for at in range(draft.sentence_index + 1, min(len(spans), draft.sentence_index + _REACH + 1)):
            if at in told:
                break
            day = _day_of_incident(article, spans[at], finder, grammar, anchor)
            if day is not None:
                draft.when = When(day, day, 1, STEP, False)
                break


def _day_of_incident(
    article: Article, span: tuple[int, int], finder: DateFinder, grammar: Grammar, anchor: date | None
) -> date | None:
    """The day of "the incident occurred on Monday", "it happened on Monday"."""
    sentence = tokenise(article.text, span[0], min(span[1], span[0] + _LONGEST))
    verb = _verb(sentence, grammar)
    if verb is None:
        return None
    mentions = finder.find(sentence, anchor, article.day_first)
    near = (m for m in mentions if verb < m.first <= verb + _DAY_REACH)
    first = next(near, None)
    return first.first_day if first is not None and first.is_day and first.precision == 1 else None


def _verb(sentence: Sentence, grammar: Grammar) -> int | None:
    """Position of the verb right behind "the incident" or "it" at the start of a sentence."""
    lowers = sentence.lowers
    is_named = lowers[:1] and lowers[0] in grammar.definite and lowers[1:2] and lowers[1] in grammar.incidents
    at = 2 if is_named else 1 if lowers[:1] and lowers[0] in grammar.speaker_pronouns else 0
    if not at or lowers[at : at + 1] == [] or lowers[at] not in grammar.occurring:
        return None
    rest = grammar.occurring[lowers[at]]
    return at if not rest or lowers[at + 1 : at + 2] == [rest] else None
