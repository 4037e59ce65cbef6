"""What a verb makes of those who are named around an event: who acts, who suffers, whose the deed is."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.mentions.actors_groups import MODIFIER
from extractors.mentions.records import ActorKind, ActorMention

PEOPLE = "actor.people"
"""Rule of a people's name that no noun like "fighters" follows."""
_MILITIA: ActorKind = "identity_militia"


def governed(mention: ActorMention, analysis: Analysis) -> str:
    """How a verb governs a mention: "subject", "object" or a preposition; empty where none does."""
    found = analysis.clauses.governor(analysis.owner[mention.head])
    return found[1] if found is not None else ""


def is_of_deed(group: int, analysis: Analysis) -> bool:
    """True for the adjective of "an Iranian raid", which acts; that of "an Iranian city" only says where it lies."""
    head = analysis.chunks[group].head
    return any(t.first <= head < t.last for t in analysis.triggers) or any(
        m.head == head and not m.rule_id.endswith(MODIFIER) for m in analysis.actors
    )


def suffers(mention: ActorMention, analysis: Analysis) -> bool:
    """True for members of a people who do nothing: "200 people, mostly ethnic Amharas, were killed"."""
    if mention.kind != _MILITIA or not mention.rule_id.startswith(PEOPLE):
        return False
    verb, how = analysis.clauses.governor(analysis.owner[mention.head]) or (-1, "")
    return how != "subject" or analysis.clauses.chunks[verb].voice == "passive"
