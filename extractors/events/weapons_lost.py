"""Weapons that were taken or destroyed: they tell what the other side had, not how it was hit.

"Killed three rebels and destroyed two tanks": no tank fired here.
"""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.mentions.actors_groups import MODIFIER
from extractors.mentions.records import ActorMention

_DISRUPT = "disrupt"
"""Kind of the verbs that take weapons from somebody."""


def weapons_lost(analysis: Analysis) -> frozenset[int]:
    """The noun groups that a verb of taking or destroying weapons has as its object, or a passive one as its subject."""
    clauses = analysis.clauses
    verbs = {analysis.owner[t.first] for t in analysis.triggers if t.form != "noun" and t.rule.kind == _DISRUPT}
    verbs = {verb for verb in verbs if clauses.kinds[verb] == "V"}
    slots = (
        clauses.subject(verb) if clauses.chunks[verb].voice == "passive" else clauses.objects(verb) for verb in verbs
    )
    lost = [group for slot in slots for group in slot.groups]
    return frozenset([*lost, *(on_board for group in lost for on_board in _on_board(group, analysis))])


def whose_weapons(analysis: Analysis, groups: tuple[int, ...]) -> list[ActorMention]:
    """The state whose adjective stands before weapons that never reached their target: "two Russian missiles"."""
    chunks = (analysis.chunks[group] for group in groups)
    named = (m for chunk in chunks for m in analysis.actors_in(chunk.first, chunk.last))
    return [m for m in named if m.country is not None and m.rule_id.endswith(MODIFIER)]


def _on_board(group: int, analysis: Analysis) -> tuple[int, ...]:
    """What a lost thing is equipped or filled with: the guns of "two cars equipped with guns"."""
    clauses, verb = analysis.clauses, group + 1
    if clauses.kinds[verb : verb + 3] != ["V", "P", "N"] or clauses.chunks[verb].voice != "passive":
        return ()
    return tuple(clauses.listed_right(verb + 2))
