"""Who attacked whom, where the attack is the object of a verb of beating back: "soldiers repelled an attack of rebels"."""

from __future__ import annotations

from extractors.events.fillers import fillers
from extractors.events.frame_records import Frame
from extractors.text.grammar import Grammar

_DEFENDER = "light_subject"


def turn_sides(frame: Frame, grammar: Grammar) -> None:
    """The subject of the verb is the side attacked; the attackers are named inside the noun's group or behind it."""
    clauses = frame.analysis.clauses
    verb, how = clauses.governor(frame.position) or (-1, "")
    if how != "object" or clauses.lows[verb] not in grammar.repelling:
        return
    defenders = [f for f in frame.agents if f.step == _DEFENDER] or fillers(
        frame.analysis, clauses.subject(verb), "subject"
    )
    named = grammar.partitives | grammar.links.agent
    attackers = [f for f in frame.agents if f.step != _DEFENDER] or [f for f in frame.targets if f.step in named]
    frame.agents = attackers
    frame.targets = defenders or [f for f in frame.targets if f not in attackers]
