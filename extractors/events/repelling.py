"""Who attacked whom, where the attack is the object of a verb: "soldiers repelled an attack", "the town suffered a raid"."""

from __future__ import annotations

from extractors.events.fillers import fillers
from extractors.events.frame_records import Filler, Frame
from extractors.mentions.actors_groups import COUNTRY, SITE
from extractors.text.grammar import Grammar

_DEFENDER = "light_subject"


def turn_sides(frame: Frame, grammar: Grammar) -> None:
    """The subject of such a verb is the side attacked; the attackers are named inside the noun's group or behind it."""
    clauses = frame.analysis.clauses
    verb, how = clauses.governor(frame.position) or (-1, "")
    is_repelled = frame.kind == "assault" and verb >= 0 and clauses.lows[verb] in grammar.repelling
    if how != "object" or not (is_repelled or clauses.lows[verb] in grammar.suffering):
        return
    defenders = [f for f in frame.agents if f.step == _DEFENDER] or fillers(
        frame.analysis, clauses.subject(verb), "subject"
    )
    named = grammar.partitives | grammar.links.agent
    attackers = [f for f in frame.agents if f.step != _DEFENDER] or [f for f in frame.targets if f.step in named]
    frame.agents = attackers
    frame.targets = [f for f in defenders if is_repelled or not _is_land(f)] or [
        f for f in frame.targets if f not in attackers
    ]


def _is_land(filler: Filler) -> bool:
    """True for the Kenya of "Kenya suffered an attack", which is where it was."""
    return filler.mention.rule_id.endswith(COUNTRY)


def turn_weapons(frame: Frame, grammar: Grammar) -> None:
    """What flies or fires does so: "the raids of the Russian warplanes" were made by them, not on them."""
    if frame.agents:
        return
    own = [f for f in frame.targets if f.step in grammar.partitives and f.mention.is_equipment]
    frame.agents = [f for f in own if not f.mention.rule_id.endswith(SITE)]
    frame.targets = [f for f in frame.targets if f not in frame.agents]
