"""What a verb makes of those who are named around an event: who acts, who suffers, whose the deed is."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.groups import SKIPPED
from extractors.mentions.actors_groups import MODIFIER, SITE
from extractors.mentions.records import STATE_KINDS, ActorKind, ActorMention

PEOPLE = "actor.people"
"""Rule of a people's name that no noun like "fighters" follows."""
_MILITIA: ActorKind = "identity_militia"
_FORCES = STATE_KINDS | {"external"}
_CLASH, _CHANGE = "Armed clash", "Change to group/activity"


def governed(mention: ActorMention, analysis: Analysis) -> str:
    """How a verb governs a mention: "subject", "object" or a preposition; empty where none does."""
    return governor_of(mention, analysis)[1]


def governor_of(mention: ActorMention, analysis: Analysis) -> tuple[int, str]:
    """The verb that governs a mention, and how; -1 and an empty string where none does."""
    return analysis.clauses.governor(analysis.owner[mention.head]) or (-1, "")


def is_of_deed(group: int, analysis: Analysis) -> bool:
    """True for the adjective of "an Iranian raid", which acts; that of "an Iranian city" only says where it lies.

    That of "its Iranian ally Foo" says where a group is from, which is none of that state's forces.
    """
    head = analysis.chunks[group].head
    return any(t.first <= head < t.last for t in analysis.triggers) or any(
        m.head == head and m.entry_id is None and not m.rule_id.endswith(MODIFIER) for m in analysis.actors
    )


def is_done_to(mention: ActorMention, analysis: Analysis, sub_event_type: str, struck: frozenset[str]) -> bool:
    """True for a base, for whoever suffers, and for the forces of "a rocket attack on forces": none of them did it."""
    if mention.rule_id.endswith(SITE) or suffers(mention, analysis, sub_event_type):
        return True
    if sub_event_type == _CHANGE and governed(mention, analysis) == "object":
        return True  # "teams were sent to find the raiders": nothing changes with these
    if sub_event_type == _CLASH or mention.kind not in _FORCES:
        return False  # a group that is attacked in return may well have done it
    clauses = analysis.clauses
    before = clauses.before(analysis.owner[mention.first], SKIPPED)
    is_on = before > 0 and clauses.kinds[before] == "P" and clauses.lows[before] in struck
    return is_on and before - 1 in analysis.event_nouns()


def is_hit(mention: ActorMention, analysis: Analysis, aimed: frozenset[str]) -> bool:
    """True for a base, and for whoever suffers, is made the object of a deed or stands behind "aimed at" or "attack on"."""
    if mention.rule_id.endswith(SITE):
        return True
    verb, how = governor_of(mention, analysis)
    if how == "subject":
        is_suffering = analysis.clauses.lows[verb] in analysis.clauses.grammar.undergoing
        return is_suffering or analysis.clauses.chunks[verb].voice == "passive"
    is_deed = verb >= 0 and any(analysis.owner[t.first] == verb for t in analysis.triggers)
    is_object = how == "object" and is_deed and mention.kind in STATE_KINDS  # not "to build a coalition"
    return is_object or how in aimed


def is_of_land(mention: ActorMention, analysis: Analysis) -> bool:
    """True for the rebels of "a rebel town" and "government areas": they hold it, and it is the land that was hit."""
    head = analysis.chunks[analysis.owner[mention.head]].head
    return mention.rule_id.endswith(MODIFIER) and analysis.sentence.lowers[head] in analysis.clauses.grammar.land


def is_backing(mention: ActorMention, analysis: Analysis) -> bool:
    """True for the militiamen of "troops backed by militiamen": they fight beside these, and not against them."""
    clauses = analysis.clauses
    preposition = clauses.chain_head(analysis.owner[mention.first]) - 1
    is_by = preposition > 0 and clauses.lows[preposition] in clauses.grammar.links.agent
    return is_by and clauses.last_word(preposition - 1) in clauses.grammar.links.allied


def suffers(mention: ActorMention, analysis: Analysis, sub_event_type: str) -> bool:
    """True for members of a people who do nothing: "200 people, mostly ethnic Amharas, were killed"; not in a fight."""
    if sub_event_type == _CLASH or mention.kind != _MILITIA or not mention.rule_id.startswith(PEOPLE):
        return False
    verb, how = governor_of(mention, analysis)
    return how != "subject" or analysis.clauses.chunks[verb].voice == "passive"


def answers(mention: ActorMention, analysis: Analysis, answering: frozenset[str]) -> bool:
    """True for the rebels of "rebels answered with a barrage": what they answer was done by others."""
    verb, how = governor_of(mention, analysis)
    return how == "subject" and analysis.clauses.lows[verb] in answering
