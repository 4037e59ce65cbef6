"""What a sentence says of events in general: their effects, how they mark a time, how often they are told of, what may come.

"20,000 fled because of fighting in Foo", "the campaign has been marked by shelling", "daily reports of raids", "will it hit
back when bombers strike Foo?": none of them tells of one event. A day or a number of victims makes any of them news.
"""

from __future__ import annotations

from extractors.events.frame_records import Amount, Frame
from extractors.events.groups import FINITE
from extractors.events.slots import Clauses
from extractors.events.status_cues import StatusCues
from extractors.events.status_shapes import is_generic
from extractors.events.verdict import BACKGROUND, Verdict, is_unreal, mood
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import BASE, NOUNS, SFORM
from extractors.text.tags import NUM

_LONGEST = 4
"""Words of the longest phrase that names a cause."""
_LEAD = 1
"""Last sentence of headline and lead, whose present tense tells news."""
_BEFORE = 2
"""Words before the noun for a report among which its adjective stands, which may be read as a participle ("repeated")."""
_RATE = 2
"""Words of "a day" behind what there was so often."""
_HARM, _VAGUE = frozenset(["killed", "injured"]), "vague"
_PASSIVE = "passive"


def general(frame: Frame, cues: StatusCues, grammar: Grammar) -> Verdict | None:
    """The verdict on an event that is told of in general, or `None`."""
    imagined = _imagined_ahead(frame, cues)
    if imagined is not None:
        return imagined
    if frame.is_noun and _is_rate(frame, grammar):
        return Verdict("historical", "how_often")
    if frame.has_own_day or any(map(_is_number_of_victims, frame.amounts)):
        return None
    if _is_told_again_and_again(frame, cues):
        return Verdict("historical", "told_of_again_and_again")
    if frame.is_noun:
        return _of_noun(frame, cues, grammar)
    return None


def is_doubt_of_circumstances(frame: Frame, clauses: Clauses, cues: StatusCues, grammar: Grammar) -> bool:
    """True for "it was unclear whether the raids on Foo were carried out by jets": the raids were, whoever made them."""
    opener = clauses.start(frame.position) - 1
    if not frame.is_noun or opener < 1 or frame.analysis.sentence.lowers[_first(frame)] not in grammar.definite:
        return False
    if clauses.last_word(opener - 1) not in cues.lexicon.open_words:
        return False
    verb, how = clauses.governor(frame.position) or (-1, "")
    return how == "subject" and clauses.chunks[verb].voice == _PASSIVE and clauses.lows[verb] in grammar.light


def _of_noun(frame: Frame, cues: StatusCues, grammar: Grammar) -> Verdict | None:
    verb, how = frame.analysis.clauses.governor(frame.position) or (-1, "")
    clauses = frame.analysis.clauses
    if _is_cause(frame, cues, grammar):
        return Verdict("historical", BACKGROUND)
    if verb < 0:
        return None
    chunk, word = clauses.chunks[verb], clauses.lows[verb]
    if how in grammar.links.agent and chunk.voice == _PASSIVE and word in cues.marking:
        return Verdict("historical", f"said_of_a_time:{word}")
    if how == "subject" and chunk.is_perfect and word in cues.mounting:
        return Verdict("historical", f"said_of_it:{word}")
    is_behind = frame.analysis.sentence.index > _LEAD and not frame.analysis.counts_in(
        _first(frame), frame.trigger.first
    )
    if how == "subject" and is_behind and _is_comment(frame, chunk, word, grammar):
        return Verdict("hypothetical", "generic_present")
    is_practice = how == "object" and word in cues.practising and is_behind
    if is_practice and chunk.tense == "present" and is_generic(frame, chunk):
        return Verdict("hypothetical", "generic_present")
    return None


def _is_rate(frame: Frame, grammar: Grammar) -> bool:
    """True for "13 executions a month", "some 20 raids a day": how many there were, time and again."""
    analysis, behind = frame.analysis, frame.position + 1
    is_counted = NUM in analysis.tags[_first(frame) : frame.trigger.first]
    if analysis.clauses.kinds[behind : behind + 1] != ["N"] or not is_counted:
        return False
    first, last = analysis.chunks[behind].first, analysis.chunks[behind].last
    words = analysis.sentence.lowers[first:last]
    return len(words) == _RATE and words[0] in grammar.indefinite and words[1] in grammar.links.spans


def _is_comment(frame: Frame, verb: Chunk, word: str, grammar: Grammar) -> bool:
    """True for "attacks on hospitals deny people care": what they do in general, not that they go on or hit somebody."""
    if frame.has_place_phrase or frame.spots or verb.tense != "present" or word in grammar.light | grammar.impact:
        return False
    analysis = frame.analysis
    if analysis.tags[frame.trigger.last - 1] != NOUNS or analysis.sentence.lowers[_first(frame)] in grammar.definite:
        return False
    is_plain = verb.voice == "active" and not verb.is_perfect and analysis.tags[verb.head] in (BASE, SFORM)
    return is_plain and word not in grammar.continuing and not (analysis.is_headline or analysis.is_note)


def _is_number_of_victims(amount: Amount) -> bool:
    """True for a number that somebody counted, not for "scores"."""
    return amount.category in _HARM and amount.is_counted and _VAGUE not in amount.rule_id


def _first(frame: Frame) -> int:
    """Token with which the group of the event begins."""
    return frame.analysis.chunks[frame.position].first


def _is_cause(frame: Frame, cues: StatusCues, grammar: Grammar) -> bool:
    """True for the fighting of "displaced because of fighting", not for the raid that hurt people or destroyed something."""
    analysis, first = frame.analysis, _first(frame)
    lowers = analysis.sentence.lowers
    before = (" ".join(lowers[max(0, first - n) : first]) for n in range(1, _LONGEST + 1))
    if cues.lexicon.causes.isdisjoint(before) or lowers[first] in grammar.indefinite:
        return False
    is_harmful = bool(frame.absorbed) or any(a.category in _HARM for a in frame.amounts)
    start = analysis.chunks[analysis.clauses.start(frame.position)].first
    return not (is_harmful or analysis.is_headline or any(start <= t.first < first for t in analysis.triggers))


def _is_told_again_and_again(frame: Frame, cues: StatusCues) -> bool:
    """True for what "daily reports", "repeated claims" are of."""
    clauses, lowers = frame.analysis.clauses, frame.analysis.sentence.lowers
    for j in range(frame.position - 1, -1, -1):
        if clauses.kinds[j] == ";":
            return False
        chunk = clauses.chunks[j]
        if clauses.kinds[j] == "N" and clauses.last_word(j) in cues.lexicon.tidings:
            before = lowers[max(0, chunk.head - _BEFORE) : chunk.head]
            return not cues.lexicon.recurring.isdisjoint(before)
    return False


def _imagined_ahead(frame: Frame, cues: StatusCues) -> Verdict | None:
    """The mood of the main clause for "will Foo hit back when jets strike Bar", of no past and no day."""
    clauses = frame.analysis.clauses
    verb = frame.position
    if frame.is_noun:
        verb, how = clauses.governor(frame.position) or (-1, "")
        if how not in ("subject", "object"):
            return None
    if verb < 0 or clauses.kinds[verb] != "V" or frame.analysis.is_headline:
        return None
    chunk, opener = clauses.chunks[verb], clauses.start(verb) - 1
    is_plain = chunk.tense == "present" and frame.analysis.tags[chunk.head] in (BASE, SFORM) and not chunk.is_perfect
    if not is_plain or opener < 1 or clauses.lows[opener] not in cues.lexicon.moments:
        return None
    main = next((j for j in range(opener - 1, -1, -1) if clauses.kinds[j] == "V"), -1)
    if main < 0 or clauses.chunks[main].tense not in (*FINITE, "future"):
        return None
    ahead = clauses.chunks[main]
    return mood(ahead) if is_unreal(ahead) and not ahead.is_negated else None
