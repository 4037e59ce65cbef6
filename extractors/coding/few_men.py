"""A few men who shoot, kill, abduct or burn are an armed group that nobody names: "four men set fire to two lorries".

ACLED's unidentified armed groups are told by what they do (codebook section 4); a mob needs a crowd, which so few are not.
"""

from __future__ import annotations

from extractors.events.frame_records import Filler, Frame
from extractors.text.grammar import Grammar

_DEEDS = frozenset(
    ["shooting", "killing", "harm", "abduction", "grenade", "crude_bombs", "destruction", "ied", "assault"]
)
_MOST = 20
"""Men beyond whom they are a crowd."""


def as_gunmen(filler: Filler, frame: Frame, grammar: Grammar) -> Filler:
    """The doer of a frame; a few men without a name are armed."""
    if not is_nameless(filler, frame, grammar):
        return filler
    mention = filler.mention
    counts = [c for c in frame.analysis.counts if mention.first <= c.first and c.last <= mention.head]
    if not counts or any((c.low or 0) > _MOST for c in counts):
        return filler
    return armed(filler, "few_men")


def is_nameless(filler: Filler, frame: Frame, grammar: Grammar) -> bool:
    """True for the "men" of a deed that gunmen do, of whom nothing is told."""
    mention = filler.mention
    if frame.kind not in _DEEDS or mention.kind != "civilians" or mention.entry_id or mention.affiliation:
        return False
    return frame.analysis.sentence.lowers[mention.head] in grammar.nameless_people


def armed(filler: Filler, rule: str) -> Filler:
    """The same doer as one of an armed group that nobody names; `rule` says why."""
    mention = filler.mention
    return filler._replace(mention=mention._replace(kind="unidentified_armed", rule_id=f"{mention.rule_id}:{rule}"))
