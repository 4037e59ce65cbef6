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
    mention = filler.mention
    if frame.kind not in _DEEDS or mention.kind != "civilians" or mention.entry_id or mention.affiliation:
        return filler
    if frame.analysis.sentence.lowers[mention.head] not in grammar.nameless_people:
        return filler
    counts = [c for c in frame.analysis.counts if mention.first <= c.first and c.last <= mention.head]
    if not counts or any((c.low or 0) > _MOST for c in counts):
        return filler
    return filler._replace(mention=mention._replace(kind="unidentified_armed", rule_id=f"{mention.rule_id}:few_men"))
