"""A question that is answered by yes or no tells of nothing: "did rebels shell Foo?", "can they hit back when jets bomb it?".

"Why did they shell Foo?" takes for granted that they did, and so does "did the raid on Foo change the war?".
"""

from __future__ import annotations

from extractors.events.frame_records import Frame
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.verdict import Verdict
from extractors.text.grammar import Grammar
from extractors.text.tags import FINITE_AUXILIARY, MODAL

_ASKS = "?"
_OPENERS = frozenset(['"', ";"])
_END = ";"


def asked(frame: Frame, clauses: Clauses, cues: StatusCues, grammar: Grammar) -> Verdict | None:
    """The verdict on what is only asked, or `None`."""
    opener = _auxiliary(frame, clauses)
    if opener is None or not _is_question(frame.position, clauses):
        return None
    verb = frame.position
    if frame.is_noun:
        if clauses.sentence.lowers[clauses.chunks[verb].first] in grammar.definite:
            return None
        verb, _ = clauses.governor(verb) or (-1, "")
    main = next((j for j in range(opener + 1, len(clauses.kinds)) if clauses.kinds[j] == "V"), -1)
    is_ahead = (
        verb > main
        and frame.analysis.tags[clauses.chunks[opener].first] == MODAL
        and clauses.chunks[verb].tense == "present"
        and clauses.subordinator(verb) in cues.lexicon.moments
    )
    return Verdict("hypothetical", "asked") if verb >= 0 and (verb == main or is_ahead) else None


def _auxiliary(frame: Frame, clauses: Clauses) -> int | None:
    """The auxiliary before its subject with which the sentence of the frame begins."""
    for j in range(frame.position - 1, -1, -1):
        if clauses.kinds[j] == _END:
            return None
        chunk = clauses.chunks[j]
        is_alone = chunk.last - chunk.first == 1 and frame.analysis.tags[chunk.first] in FINITE_AUXILIARY
        if is_alone and clauses.kinds[j + 1] == "N" and (j == 0 or clauses.kinds[j - 1] in _OPENERS):
            return j
    return None


def _is_question(position: int, clauses: Clauses) -> bool:
    ends = (j for j in range(position + 1, len(clauses.kinds)) if clauses.kinds[j] == _END)
    end = next(ends, None)
    return end is not None and clauses.sentence.words[clauses.chunks[end].first] == _ASKS
