"""Who does with somebody what he does: "a party leader along with his supporters", "the mayor and his guards"."""

from __future__ import annotations

from extractors.events.groups import WordGroups


def is_theirs(position: int, groups: WordGroups) -> bool:
    """True for "his supporters", who are those of whoever was named before."""
    return groups.sentence.lowers[groups.chunks[position].first] in groups.grammar.kin_owners


def is_company(position: int, groups: WordGroups) -> bool:
    """True for the supporters of "with his supporters"."""
    before = position - 1
    return before > 0 and groups.lows[before] in groups.grammar.companions and is_theirs(position, groups)
