"""The actors in the noun groups of a slot."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Filler
from extractors.events.slots import Slot
from extractors.mentions.actors_groups import MODIFIER
from extractors.mentions.records import STATE_KINDS, ActorMention
from extractors.text.grammar import Chunk

_CORE = frozenset(["subject", "object"])


def fillers(analysis: Analysis, slot: Slot, name: str) -> list[Filler]:
    """The actors in the groups of a slot, heads before what only stands in a group, with the step that reached them."""
    step = name if slot.step == name or slot.step in _CORE else slot.step
    found: list[Filler] = []
    for group in slot.groups if analysis.actors else ():
        chunk = analysis.chunks[group]
        inside = analysis.actors_in(chunk.first, chunk.last)
        if not inside and analysis.clauses.lows[group] in analysis.clauses.grammar.collectives:
            chunk = analysis.chunks[analysis.clauses.of_group(group) or group]
            inside = analysis.actors_in(chunk.first, chunk.last)
        inside = [m for m in inside if not _only_says_whose(m, chunk)]
        if inside:
            heads = [m for m in inside if m.last > chunk.head] or inside[-1:]
            found.extend([Filler(m, step) for m in (*heads, *_fellow_countries(heads, group, analysis))])
    return found


def _fellow_countries(heads: list[ActorMention], group: int, analysis: Analysis) -> list[ActorMention]:
    """The second country of "forces of Chad and Niger", whose forces are meant too."""
    clauses = analysis.clauses
    if len(heads) != 1 or heads[0].last <= analysis.chunks[group].last or heads[0].kind not in STATE_KINDS:
        return []
    inner = clauses.of_group(group)
    further = clauses.listed_right(inner)[1:] if inner is not None else ()
    chunks = (analysis.chunks[other] for other in further)
    named = (m for c in chunks for m in analysis.actors_in(c.first, c.last))
    return [m for m in named if m.country is not None and m.entry_id is None and m.kind == heads[0].kind]


def _only_says_whose(mention: ActorMention, chunk: Chunk) -> bool:
    """True for the adjective of a country before another noun: "Kenyan villages" are no forces of Kenya."""
    is_adjective = mention.entry_id is None and mention.country is not None and mention.rule_id.endswith(MODIFIER)
    return is_adjective and mention.last <= chunk.head
