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
    """Schema of one topic of `topics.yml`: its words, what kinds of event it refuses, and facts that lift that."""

    words: list[str]
    kinds: frozenset[str]
    unless: frozenset[str]


class Topic:
    """One topic, compiled."""

    def __init__(self, name: str, rule: TopicRule) -> None:
        """Compile the words, which are in lower case and count only whole ("injury" is no jury)."""
        self.name = name
        self._rule = rule
        words = "|".join(re.escape(words) for words in sorted(rule.words, key=len, reverse=True))
        self._words = re.compile(rf"\b(?:{words})\b")

    def is_told_in(self, opening: str) -> bool:
        """True when the opening of an article, in lower case, holds a word of the topic."""
        return self._words.search(opening) is not None

    def refuses(self, frame: Frame) -> bool:
        """True for a frame, bound and with its facts, of which an article on this topic makes no event."""
        is_news = not frame.analysis.is_note
        return is_news and frame.kind in self._rule.kinds and frame.facts.isdisjoint(self._rule.unless)


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
