"""The sections of a language's lexicons that can be listed."""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """What `lexicon list` can list."""

    FILES = "files"
    TRIGGERS = "triggers"
    ACTORS = "actors"
    GUARDS = "guards"
    FRAMES = "frames"
