"""Shapes of clauses by which a word for violence tells of no event: what is meant, what goes on, what is usual.

Each is a test on the groups of one sentence; `status` says in which order they are tried.
"""

from __future__ import annotations

from datetime import date

from extractors.events.captives import is_put_to_death
from extractors.events.frame_records import Frame
from extractors.events.groups import BREAKS, FINITE
from extractors.events.shared_doers import joined_to
from extractors.events.slots import Clauses
from extractors.text.chunker import Chunk
from extractors.text.grammar import Grammar
from extractors.text.morphology import BASE, SFORM
from extractors.text.tags import BE

CHAIN = frozenset(["C", "N", ","])
"""Groups between a preposition and the last noun of the list behind it."""
_YEAR_DIGITS = 4
_FIRST_YEAR = 1800
_HARM, _VAGUE = "harm", "vague"
_SPAN_REACH = 3
"""Tokens behind an event noun within which a span of time compares it ("the heaviest fighting for years")."""
_ABDUCTION = "abduction"
_FOUGHT = frozenset(["agent:armed", "harm:any"])


def is_met(frame: Frame) -> bool:
    """True for an assault that armed defenders beat back: both sides fought, or somebody was harmed."""
    facts = frame.facts
    return frame.kind == "assault" and "target:armed" in facts and not facts.isdisjoint(_FOUGHT)


def is_before(chunk: Chunk) -> bool:
    """True for a pluperfect with its participle, not for the "had" of "had to shoot"."""
    return chunk.is_pluperfect and chunk.last - chunk.first > 1


def is_almost(verb: Chunk, clauses: Clauses, words: frozenset[str]) -> bool:
    """True for "nearly hit": it did not come to it."""
    return clauses.sentence.lowers[verb.head - 1] in words


def is_aim(position: int, clauses: Clauses) -> bool:
    """True for "is fighting to overthrow": an ongoing effort and its aim, not an event."""
    chunk, following = clauses.chunks[position], position + 1
    is_ongoing = chunk.voice == "active" and chunk.tense in ("participle", "present") and not chunk.is_perfect
    return is_ongoing and following < len(clauses.chunks) and clauses.chunks[following].tense == "infinitive"


def aim_before(participle: int, clauses: Clauses) -> int | None:
    """The infinitive that "planned to take the hill using car bombs" hangs on, be it joined to another one before."""
    if participle and clauses.kinds[participle - 1] == "P":
        return None
    verb = clauses.verb_before(participle - 1, BREAKS)
    if verb is not None and clauses.chunks[verb].tense == "present":
        verb = joined_to(verb, clauses)
    return verb if verb is not None and clauses.chunks[verb].tense == "infinitive" else None


def describes(position: int, clauses: Clauses) -> bool:
    """True for the bare participle of "in a town besieged by soldiers", which only says which town is meant."""
    chunk, kinds = clauses.chunks[position], clauses.kinds
    is_bare = chunk.is_bare_participle
    if not is_bare or position < 3 or kinds[position - 1] != "N" or kinds[position - 2] not in "PB":
        return False
    return clauses.verb_before(position - 1, BREAKS) is not None


def is_standing(position: int, clauses: Clauses) -> bool:
    """True for the ongoing verb of "areas where the army is battling rebels": what goes on there, not what happened."""
    chunk = clauses.chunks[position]
    is_ongoing = chunk.voice == "active" and chunk.is_progressive and chunk.tense == "present"
    return is_ongoing and is_in_relative(position, clauses)


def is_busy(position: int, clauses: Clauses) -> bool:
    """True for the verb of "jets hit fighters who were battling the army": what those did who were hit."""
    chunk = clauses.chunks[position]
    return chunk.voice == "active" and chunk.is_progressive and clauses.kinds[position - 1 : position] == ["R"]


def is_in_relative(position: int, clauses: Clauses) -> bool:
    """True for a verb of a relative clause ("an area that has seen fighting")."""
    before = clauses.start(position) - 1
    return before > 0 and (clauses.kinds[before] == "R" or clauses.lows[before] in clauses.grammar.relatives)


def is_scene(position: int, clauses: Clauses) -> bool:
    """True for the fighting of "an area that has seen fighting": it says which area, and harmed nobody told of before."""
    verb, how = clauses.governor(position) or (-1, "")
    is_seen = clauses.lows[verb] in clauses.grammar.observing or clauses.lows[verb] in clauses.grammar.suffering
    return how == "object" and is_seen and is_in_relative(verb, clauses)


def is_of_doers(frame: Frame, verb: int, clauses: Clauses) -> bool:
    """True for the attack of "arrested men who carried out an attack": it says which men, of an event told in its own clause.

    `verb` governs the event noun. What has a day or a toll of its own is told, and so is what whoever did it did next.
    """
    opener = verb - 1
    analysis = frame.analysis
    if opener < 1 or clauses.kinds[opener] != "R" or clauses.kinds[opener - 1] != "N" or analysis.is_note:
        return False
    if frame.has_own_day or frame.amounts or clauses.chunks[verb].tense != "past" or analysis.sentence.index == 0:
        return False
    before = clauses.verb_before(opener - 1, BREAKS)
    return before is not None and clauses.chunks[before].tense in FINITE


def is_under_way(frame: Frame, chunk: Chunk) -> bool:
    """True for "is bombing Foo", "has been raiding the coast": what a side does these weeks; what is counted happened."""
    if frame.analysis.is_headline or frame.has_own_day or any(a.is_counted for a in frame.amounts):
        return False
    is_till_now = chunk.is_perfect and not chunk.is_pluperfect
    return chunk.is_progressive and (chunk.tense == "present" or is_till_now)


def is_identified(position: int, clauses: Clauses) -> bool:
    """True for "a woman captured by rebels says": the participle only tells which woman the verb is about."""
    chunk, kinds = clauses.chunks[position], clauses.kinds
    is_bare = chunk.is_bare_participle
    if not is_bare or position < 1 or kinds[position - 1] != "N":
        return False
    later = (j for j in range(position + 1, len(kinds)) if kinds[j] == "V" and clauses.chunks[j].tense in FINITE)
    return any(position - 1 in clauses.subject(j).groups for j in later)


def is_doer_named(frame: Frame, position: int, clauses: Clauses) -> bool:
    """True for "a raid by the coalition fighting rebels" and "the coalition fighting rebels shelled Foo": it says whose."""
    chunk, kinds = clauses.chunks[position], clauses.kinds
    is_bare = chunk.tense == "participle" and chunk.voice == "active"
    if not is_bare or position < 1 or kinds[position - 1] != "N" or frame.analysis.is_headline:
        return False
    if position > 1 and clauses.lows[position - 2] in clauses.grammar.links.agent:
        return True
    later = next((j for j in range(position + 1, len(kinds)) if kinds[j] == "V"), None)
    if later is None or clauses.chunks[later].tense not in FINITE or position - 1 not in clauses.subject(later).groups:
        return False
    ends = next(
        (clauses.chunks[j].first for j in range(later + 1, len(kinds)) if kinds[j] == "V"), clauses.chunks[-1].last
    )
    return any(clauses.chunks[later].first <= t.first < ends for t in frame.analysis.triggers)


def is_freed(frame: Frame, freeing: frozenset[str], killing: frozenset[str]) -> bool:
    """True for the captives of "freed 76 abducted pupils", and of "freed pupils who were abducted" without a day.

    It is the same with those who were killed: "massacred 80 soldiers taken hostage".
    """
    analysis, clauses = frame.analysis, frame.analysis.clauses
    if frame.kind != _ABDUCTION or frame.is_noun or analysis.is_note:
        return False
    if is_put_to_death(frame.position, clauses, killing):
        return True
    if freeing.isdisjoint(analysis.vocabulary):
        return False
    chunk, kinds = clauses.chunks[frame.position], clauses.kinds
    if frame.position == 0 and kinds[:3] == ["V", "N", "V"]:
        return clauses.lows[2] in freeing  # "Kidnapped pupils freed"
    if chunk.voice != "passive":
        return False
    is_bare = chunk.last - chunk.first == 1
    is_attribute = is_bare and kinds[frame.position + 1 : frame.position + 2] == ["N"]
    if is_bare and kinds[max(0, frame.position - 2) : frame.position] == ["V", "N"]:
        is_attribute = (
            is_attribute or clauses.lows[frame.position - 2] in freeing
        )  # "freed three hostages held by gunmen"
    is_dated = any(d.first >= frame.trigger.first and d.precision == 1 for d in frame.dates)
    return is_attribute or not is_dated


def is_of_past_year(frame: Frame, anchor: date | None) -> bool:
    """True for "the 1998 bombing": a year gone by before the noun, in its group or just before it."""
    if anchor is None:
        return False
    first = frame.analysis.chunks[frame.position].first
    words = frame.analysis.sentence.lowers[max(0, first - 1) : frame.trigger.first]
    return any(len(w) == _YEAR_DIGITS and w.isdecimal() and _FIRST_YEAR < int(w) < anchor.year for w in words)


def is_generic(frame: Frame, chunk: Chunk) -> bool:
    """True for a present tense that tells a habit, not news: no headline, no number of victims."""
    return (
        chunk.voice == "active"
        and not chunk.is_perfect
        and frame.analysis.tags[chunk.head] in (BASE, SFORM)
        and not (frame.analysis.is_headline or frame.analysis.is_note)
        and not any(a.coded for a in frame.amounts)
    )


def is_compared(frame: Frame, verb: Chunk, superlatives: frozenset[str]) -> bool:
    """True for "shelled Foo in the heaviest fighting for years": the shelling is that fighting."""
    analysis, trigger = frame.analysis, frame.trigger
    before = analysis.sentence.lowers[analysis.chunks[frame.position].first : trigger.first]
    if frame.amounts or superlatives.isdisjoint(before):
        return False
    behind = range(trigger.last, trigger.last + _SPAN_REACH)
    is_spanned = any(d.first in behind and d.is_duration for d in analysis.dates)
    return is_spanned and any(t.first <= verb.head < t.last for t in analysis.triggers)


def is_bare(frame: Frame, definite: frozenset[str]) -> bool:
    """True for "the attack" of which the words say neither when nor where nor whom it harmed."""
    first = frame.analysis.sentence.lowers[frame.analysis.chunks[frame.position].first]
    is_told = frame.is_noun and frame.analysis.clauses.carried(frame.position) is not None
    return first in definite and not (frame.has_own_day or frame.amounts or frame.spots or is_told)


def is_conduct(frame: Frame, position: int, clauses: Clauses) -> bool:
    """True for "was trying to hold the town but killing scores of people": how a side wages war, not what it did one day."""
    chunk, kinds = clauses.chunks[position], clauses.kinds
    if frame.has_own_day or frame.kind != _HARM or any(_VAGUE not in a.rule_id for a in frame.amounts):
        return False
    if chunk.is_progressive:
        return True
    is_joined = chunk.tense == "participle" and chunk.voice == "active" and kinds[position - 1 : position] == ["C"]
    if not is_joined:
        return False
    finite = next((c for c in reversed(clauses.chunks[:position]) if c.kind == "V" and c.tense in FINITE), None)
    return finite is not None and (finite.is_progressive or frame.analysis.tags[finite.head] == BE)


def is_spoken_of(frame: Frame, position: int, clauses: Clauses, becoming: frozenset[str]) -> bool:
    """True for the "-ing" that is the subject of "is" or "would": "protesting the raids is no crime" tells of no protest.

    `becoming` are the forms of other verbs that say how something is.
    """
    if position and clauses.kinds[position - 1] in "NPVB":
        return False
    for behind, kind in enumerate(clauses.kinds[position + 1 :], position + 1):
        if kind == "V":
            following = clauses.chunks[behind]
            is_being = frame.analysis.tags[following.head] == BE or clauses.lows[behind] in becoming
            return (is_being and following.tense in FINITE) or following.is_modal
        if kind in BREAKS or kind == ",":
            return False
    return False


def is_long_after(frame: Frame, grammar: Grammar) -> bool:
    """True for the raid of "the attack came weeks after a raid killed 40": nobody says when it was, but that it was before."""
    clauses = frame.analysis.clauses
    opens = clauses.break_before(frame.position)
    if frame.is_noun and (opener := clauses.opener(frame.position)) is not None:
        opens = opener
    if opens < 1 or frame.has_own_day or clauses.lows[opens] not in grammar.earlier:
        return False
    span = clauses.chunks[opens - 1]
    is_counted = bool(frame.analysis.counts_in(span.first, span.last)) or clauses.kinds[opens - 1] == "T"
    return clauses.last_word(opens - 1) in grammar.links.long_spans and not is_counted


def is_in_long_span(frame: Frame, grammar: Grammar) -> bool:
    """True for "lived through six months during which her husband was jailed": what a long time held, on no day of news."""
    clauses = frame.analysis.clauses
    opens = clauses.break_before(frame.position)
    if opens < 2 or clauses.kinds[opens] != "R" or clauses.kinds[opens - 1] != "P" or frame.has_own_day:
        return False
    is_during = clauses.lows[opens - 1] in grammar.temporal
    return is_during and clauses.last_word(opens - 2) in grammar.links.periods


def is_origin(frame: Frame, nouns: frozenset[str], verbs: frozenset[str]) -> bool:
    """True when the words before tell how a conflict began ("an uprising that started with protests")."""
    if nouns.isdisjoint(frame.analysis.vocabulary):
        return False
    before = frame.analysis.sentence.lowers[: frame.trigger.first]
    return not nouns.isdisjoint(before) and not verbs.isdisjoint(before)


def is_answered(position: int, clauses: Clauses, answers: frozenset[str]) -> bool:
    """True for "in retaliation for a raid on Foo": what is answered was before."""
    j = clauses.before(position, CHAIN)
    return j > 0 and clauses.kinds[j] == "P" and clauses.lows[j - 1] in answers


def is_reported(position: int, clauses: Clauses) -> bool:
    """True when a reporting verb stands before in the sentence: its pluperfect is only backshift."""
    reporting = clauses.grammar.reporting
    return any(clauses.kinds[j] == "V" and clauses.lows[j] in reporting for j in range(position))


def is_reported_behind(frame: Frame, clauses: Clauses) -> bool:
    """True for the lead "rebels had raided Foo, the army said": news that somebody gave out, and its pluperfect backshift."""
    kinds, reporting = clauses.kinds, clauses.grammar.reporting
    behind = range(frame.position + 1, len(kinds))
    said = (j for j in behind if kinds[j - 2 : j + 1] == [",", "N", "V"] and clauses.lows[j] in reporting)
    return frame.analysis.sentence.index == 0 and any(said)
