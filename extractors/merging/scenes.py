"""What was struck, by the words of a report: a wedding, a bus, a hospital. Few days and places have two of a kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from extractors.lexicons.loader import LexiconError, Strict, load

FILE = "scenes.yml"
_WORD = re.compile(r"\w+")


class SceneLexicon(Strict):
    """Schema of `scenes.yml`: the words that mean each scene, in lower case."""

    scenes: dict[str, list[str]] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Scenes:
    """Finds scenes in sentences.

    Attributes:
        scene_of: The scene that a word means.
    """

    scene_of: dict[str, str]

    @classmethod
    @lru_cache(maxsize=4)
    def default(cls, language: str = "en") -> Scenes:
        """The shipped scenes of a language.

        Raises:
            LexiconError: The file does not fit its schema, or a word of it can mean nothing or means two scenes.
        """
        found: dict[str, str] = {}
        for scene, words in load(SceneLexicon, language, FILE).scenes.items():
            for word in words:
                if not _WORD.fullmatch(word) or word != word.lower():
                    raise LexiconError(f"{language}/{FILE}: {scene}: expected one word in lower case, found {word!r}")
                if word in found:
                    raise LexiconError(f"{language}/{FILE}: {word!r} means {found[word]} and {scene}")
                found[word] = scene
        return cls(found)

    def find(self, sentence: str) -> frozenset[str]:
        """The scenes that a sentence names."""
        words = self.scene_of.keys() & _WORD.findall(sentence.lower())
        return frozenset(self.scene_of[word] for word in words)
