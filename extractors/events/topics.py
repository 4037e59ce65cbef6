"""What an article is about can say that the violence in it is none: an accident, a private crime, an exercise.

The topic is told by the headline and the lead. Further down a sentence may speak of "the blast" or "the dead" without any
word of how they came about; here they are known for what they are.
"""

from __future__ import annotations

import re

from extractors.events.frame_records import Frame
from extractors.lexicons.loader import Strict, read_yaml_map

_OPENING = 400
"""Characters of an article that hold its headline and lead."""


class TopicRule(Strict):
    """Schema of one topic of `topics.yml`.

    `words` tell it in the opening; where there are none, the article may always be about it. `kinds` of event are refused,
    in the countries of `lands` (ISO 3166 alpha-2; everywhere where none is named), `unless` one of the facts holds or one
    of `unless_words` stands in the opening or in the event's sentence.
    """

    words: list[str] = []
    kinds: frozenset[str]
    unless: frozenset[str]
    lands: frozenset[str] = frozenset()
    unless_words: list[str] = []


class Topic:
    """One topic, compiled."""

    def __init__(self, name: str, rule: TopicRule) -> None:
        """Compile the words, which are in lower case and count only whole ("injury" is no jury)."""
        self.name = name
        self._rule = rule
        self._words = _any_of(rule.words) if rule.words else None
        self._unless = _any_of(rule.unless_words) if rule.unless_words else None

    def is_told_in(self, opening: str) -> bool:
        """True when the opening of an article, in lower case, holds a word of the topic and none that lifts it."""
        if self._words is not None and self._words.search(opening) is None:
            return False
        return self._unless is None or self._unless.search(opening) is None

    def refuses(self, frame: Frame, country: str | None) -> bool:
        """True for a frame, bound and with its facts, of which an article on this topic makes no event.

        `country` is the ISO 3166 alpha-2 code of the country the event is in, or `None`.
        """
        rule = self._rule
        if frame.analysis.is_note or frame.kind not in rule.kinds or not frame.facts.isdisjoint(rule.unless):
            return False
        if rule.lands and country not in rule.lands:
            return False
        return self._unless is None or self._unless.search(" ".join(frame.analysis.sentence.lowers)) is None


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{longest_first})\b")


class Topics:
    """The topics of one language."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        """Keep them in order."""
        self._topics = topics

    @classmethod
    def default(cls, language: str = "en") -> Topics:
        """The shipped topics of a language."""
        rules = read_yaml_map(TopicRule, language, "topics.yml")
        return cls(tuple(Topic(name, rule) for name, rule in rules.items()))

    def of(self, title: str | None, text: str) -> tuple[Topic, ...]:
        """The topics that an article opens with."""
        opening = f"{title or ''} {text[:_OPENING]}".lower()
        return tuple(topic for topic in self._topics if topic.is_told_in(opening))
