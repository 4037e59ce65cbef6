"""Event nouns that only say what something is for, or amid what something else is: none of them is news of its own.

"Launching pads for raids on Foo", "families caught in the midst of fighting", "took the town under heavy shelling".
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.status_lexicon import StatusLexicon
from extractors.events.status_shapes import CHAIN
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.tags import BE


def is_use(frame: Frame, words: StatusLexicon, grammar: Grammar) -> bool:
    """True for the raids of "camps that served as bases for raids"; "the base for the raid" tells of one that was."""
    noun, link = _chain(frame)
    first = frame.analysis.sentence.lowers[frame.analysis.chunks[frame.position].first]
    is_one = first in grammar.definite or first in grammar.indefinite
    return link in words.serving_for and noun in words.serving_nouns and not is_one


def is_midst(frame: Frame, words: StatusLexicon, grammar: Grammar) -> bool:
    """True for the fighting of "caught in the middle of fighting", of which neither a day nor a victim is told."""
    noun, link = _chain(frame)
    return link in grammar.partitives and noun in words.midst_nouns and not (frame.has_own_day or frame.amounts)


def is_circumstance(frame: Frame, verb: Chunk, how: str, words: StatusLexicon, grammar: Grammar) -> bool:
    """True for the shelling of "took the town under heavy shelling", not of "the town came under heavy shelling"."""
    is_told = frame.amounts or frame.absorbed or frame.analysis.sentence.lowers[verb.head] in grammar.light
    if how not in words.circumstances or is_told:
        return False
    behind = (d for d in frame.dates if d.first > frame.trigger.first)
    return any(t.first <= verb.head < t.last for t in frame.analysis.triggers) and not any(behind)


def is_lost(position: int, clauses: Clauses, cues: StatusCues) -> bool:
    """True for the car bombs of "destroyed six fighting positions, two trucks and two car bombs": none of them went off."""
    for j in range(position - 1, -1, -1):
        if clauses.kinds[j] == "V" and clauses.lows[j] in cues.wrecking:
            return True
        is_participle = clauses.kinds[j] == "V" and clauses.chunks[j].tense == "participle"
        if not (is_participle or clauses.kinds[j] in CHAIN):
            return False
    return False


def is_what_it_seemed(frame: Frame, verb: int, cues: StatusCues) -> bool:
    """True for the raid of "died in what appeared to be a raid", not of "their aim appears to be a raid on Foo"."""
    clauses = frame.analysis.clauses
    is_said = verb > 1 and clauses.kinds[verb - 1] == "V" and clauses.lows[verb - 1] in cues.seeming
    if not is_said or frame.analysis.tags[clauses.chunks[verb].head] != BE:
        return False
    return clauses.lows[clauses.break_before(verb - 1)] in cues.lexicon.free_relatives


def _chain(frame: Frame) -> tuple[str, str]:
    """The noun that an event noun, or the list it ends, hangs on, and the preposition between the two."""
    clauses = frame.analysis.clauses
    j = clauses.before(frame.position, CHAIN)
    is_chained = j > 0 and clauses.kinds[j] == "P" and clauses.kinds[j - 1] == "N"
    return (clauses.last_word(j - 1), clauses.lows[j]) if is_chained else ("", "")
