"""Which event of a sentence did a harm: the steps of `attach`, in their order."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.attach_times import is_days_after, is_days_before, is_hours_before, is_sequel
from extractors.events.done_next import is_done_next
from extractors.events.frame_records import LETHAL, Frame
from extractors.events.groups import BREAKS, FINITE
from extractors.events.harm_slots import Harm
from extractors.events.slots import Clauses
from extractors.events.status_shapes import is_scene
from extractors.events.where_clause import THERE
from extractors.mentions.dates import is_background
from extractors.mentions.records import ARMED_KINDS

_NOT_HARMFUL = frozenset(
    [
        "destruction",
        "flight",
        "displacement",
        "movement",
        "protest",
        "capture",
        "fall",
        "withdraw",
        "agreement",
        "surrender",
        "yielded",
        "base",
        "disrupt",
        "coup",
        "windows",
        "break_in",
    ]
)
_LAST_RESORT = frozenset(["capture", "fall"])
_AT_THE_TIME = frozenset(
    [
        *("air_strike", "shelling", "bombing", "strike", "suicide", "ied", "explosion", "grenade", "chemical"),
        *("assault", "shooting", "killing", "riot", "mob", "crowd_assault", "destruction"),
    ]
)
"""Kinds of event of which a when-clause tells that they did the harm."""
_ARRESTS = frozenset(["arrest", "notable_arrest", "demonstration_arrest", "abduction"])
_FINDS = frozenset(["disrupt", "contraband"])
_CUSTODY = _ARRESTS - {"abduction"}
_DIE, _BODY = "die", "body"


def frame_of(harm: Harm, frames: list[Frame], clauses: Clauses) -> tuple[Frame | None, str]:
    """The frame that did the harm and the step that found it, or (None, "none")."""
    own = next((f for f in frames if is_same_word(f, harm) and not _only_finds(f, harm)), None)
    if own is not None:
        return own, "own_verb"
    shared = next((f for f in frames if _is_shared_verb(f, harm, clauses)), None)
    if shared is not None:
        return shared, "result"
    undergone = next((f for f in frames if is_undergone(harm, f, clauses)), None)
    if undergone is not None:
        return undergone, "circumstance"
    told = [f for f in frames if not _only_backs(f, harm, clauses)]
    able = [f for f in told if f.kind not in _NOT_HARMFUL] or [f for f in told if f.kind in _LAST_RESORT]
    able = [f for f in able if not (_is_only_recalled(f, harm, clauses) or _is_charge(f, harm, clauses))]
    able = [f for f in able if not _says_who_was_hit(f, harm, clauses)]
    able = [f for f in able if not are_told_apart(f.position, harm.position, clauses)]
    able = [f for f in able if not _was_there_before(f, harm, clauses)]
    able = [f for f in able if not (is_done_next(f, harm, clauses) or _is_of_compared(f, harm, clauses))]
    able = [f for f in able if not (_is_seen_there(f, harm, clauses) or is_days_before(f, clauses))]
    if harm.form == _BODY:
        able = [f for f in able if f.kind not in _CUSTODY]  # "bodies were found after their arrest": it killed nobody
    if harm.agents or _is_done_by(harm, clauses):
        able = [f for f in able if not are_in_two_places(f.position, harm.position, f.analysis)]
    if harm.agents or harm.form == _DIE:
        able = [f for f in able if not are_set_apart(f.position, harm.position, clauses)]
    moment = next((f for f in frames if f.kind in _AT_THE_TIME and _is_moment(harm, f, clauses)), None)
    if not able:
        return (moment, "circumstance") if moment is not None else (None, "none")
    doing = next((f for f in able if _is_deed_of(harm, f, clauses)), None)
    if doing is not None:
        return doing, "result"
    by_position = {f.position: f for f in able}
    for cause in harm.causes:
        if cause in by_position:
            return by_position[cause], "cause"
    if moment is not None:
        return moment, "circumstance"
    for frame in able:
        if _shares_clause(frame, harm, clauses):
            return frame, "result"
    return _nearest(harm, able, clauses)


def is_undergone(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the shooting of "died two days after being shot": the dead are its own, whenever they died."""
    if harm.form != _DIE or frame.is_noun or frame.kind in _NOT_HARMFUL or frame.position < harm.position + 2:
        return False
    opener = frame.position - 1
    is_after = clauses.kinds[opener] in "SPT" and clauses.last_word(opener) in clauses.grammar.earlier
    return is_after and clauses.chunks[frame.position].voice == "passive"


def _is_deed_of(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for "targeted gatherings of rebels killing 12": what stands between verb and participle was hit, not its cause."""
    if frame.is_noun or not _shares_clause(frame, harm, clauses):
        return False
    return any(frame.position < cause < harm.position for cause in harm.causes)


def _is_only_recalled(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the massacre of "gunmen killed six on the anniversary of a massacre": it was before."""
    opener = clauses.opener(frame.position) if frame.is_noun else None
    return opener is not None and clauses.kinds[opener] == "N" and harm.position < opener


def _says_who_was_hit(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the massacre of "killed a witness to the massacre" and "shot a survivor of the raid"."""
    kinds, noun = clauses.kinds, harm.position + 1
    if not frame.is_noun or harm.form != "verb" or kinds[harm.position : noun + 2] != ["V", "N", "P"]:
        return False
    opener = noun + 2 if kinds[noun + 2 : noun + 3] == ["T"] else noun + 1
    told_of = clauses.grammar.partitives | clauses.grammar.links.toward
    return frame.position == opener + 1 and clauses.lows[noun + 1] in told_of


def _only_backs(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the air strikes of "troops backed by air strikes took a hill, killing 14": the troops did what follows."""
    verb, how = (clauses.governor(frame.position) if frame.is_noun else None) or (-1, "")
    if how not in clauses.grammar.links.agent or verb < 1 or not clauses.chunks[verb].is_passive_participle:
        return False
    backed = clauses.chunks[verb - 1 - (clauses.kinds[verb - 1] == ",")]
    if all(m.kind not in ARMED_KINDS for m in frame.analysis.actors_in(backed.first, backed.last)):
        return False
    verbs = (i for i in range(frame.position + 1, harm.position + 1) if clauses.kinds[i] == "V")
    main = next(verbs, None)
    if main is None or clauses.chunks[main].tense == "participle" or clauses.chunks[main].voice == "passive":
        return False
    return main < harm.position or bool(harm.agents)


def _is_seen_there(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the fighting of "four were killed in an area that has seen fighting": it only says which area."""
    return frame.is_noun and harm.position < frame.position and is_scene(frame.position, clauses)


def _is_of_compared(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the dead of "the fighting was the worst since August, when 32 people died": they are those of August."""
    kinds, opens = clauses.kinds, clauses.break_before(harm.position)
    if opens <= frame.position or clauses.lows[opens] not in clauses.grammar.links.moment:
        return False
    day = opens - 1 - (kinds[opens - 1] == ",")
    opener = clauses.sentence.lowers[clauses.chunks[day].first]
    return day > frame.position and kinds[day] == "T" and opener in clauses.grammar.background_openers


def are_told_apart(one: int, other: int, clauses: Clauses) -> bool:
    """True for what a relative clause tells of another day: "killed a priest on Monday who was kidnapped in March"."""
    first, last = min(one, other), max(one, other)
    opens = clauses.break_before(last)
    if opens <= first or (opens == first + 1 and clauses.kinds[first] == "N"):
        return False  # "an attack that killed four on Sunday"
    is_where = clauses.kinds[opens] == "S" and clauses.lows[opens] in clauses.grammar.links.whereat
    if clauses.kinds[opens] != "R" and not is_where:
        return False
    kinds = clauses.kinds
    closes = next((j for j in range(last + 1, len(kinds)) if kinds[j] in BREAKS or kinds[j] == ","), len(kinds))
    return "T" in kinds[clauses.start(first) : opens] and "T" in kinds[opens:closes]


def _was_there_before(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the dead of "kidnapped a nurse near Foo, where a priest was killed years ago": those of another deed."""
    opens = clauses.break_before(harm.position)
    if opens <= frame.position or clauses.lows[opens] not in clauses.grammar.links.whereat:
        return False
    ends = clauses.end(harm.position)
    return any(is_background(d) for d in frame.analysis.dates if opens < frame.analysis.owner[d.first] < ends)


def are_set_apart(one: int, other: int, clauses: Clauses) -> bool:
    """True for "gunmen killed two in Foo, and soldiers shot four in Bar": each clause has a subject of its own."""
    between = range(min(one, other) + 1, max(one, other) + 1)
    return any(clauses.starts_apart(i) for i in between)


def are_in_two_places(one: int, other: int, analysis: Analysis) -> bool:
    """True for "two were shot in Foo and a bomb killed a man in Bar", "killed two in Foo and wounded a third in Bar".

    The clauses, or the verbs of one subject, have each its people and its place.
    """
    clauses, kinds = analysis.clauses, analysis.clauses.kinds
    first, last = sorted((one, other))
    opens = next((i for i in range(first + 1, last + 1) if _opens_another(i, clauses)), -1)
    if opens < 0:
        return False
    ends = clauses.end(last) if kinds[opens] == "V" else len(kinds)
    named = (p for p in analysis.places if p.relation in THERE and not (p.is_country or p.is_anaphor))
    there = {(p.name, analysis.owner[p.first]) for p in named}
    before = {name for name, at in there if first < at < opens}
    return bool(before) and any(opens < at < ends and name not in before for name, at in there)


def _opens_another(position: int, clauses: Clauses) -> bool:
    """True for the subject of a clause behind "and", and for a finite verb there, whose subject stands before."""
    if clauses.is_clause_of_its_own(position):
        return True
    is_verb = clauses.kinds[position - 1 : position + 1] == ["C", "V"]
    return is_verb and clauses.chunks[position].tense in FINITE and clauses.chunks[position].voice == "active"


def _is_done_by(harm: Harm, clauses: Clauses) -> bool:
    """True for "a man was killed by a mine", and for the subject and verb of "a mine killed a man": what did it is told."""
    if harm.form != "verb" or clauses.kinds[harm.position] != "V":
        return False
    if clauses.chunks[harm.position].voice == "passive":
        return any(word in clauses.grammar.links.agent for word, _ in clauses.prepositions(harm.position))
    return clauses.subject(harm.position).step == "subject"


def _is_charge(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the arrest of "arrested four men over the fire, which left 58 dead"."""
    return frame.kind in _ARRESTS and "R" in clauses.kinds[frame.position : harm.position]


def _is_moment(harm: Harm, frame: Frame, clauses: Clauses) -> bool:
    """True for the event of the when-clause right behind the harm: "killing nine when it bombed the market"."""
    opens = next((i for i in range(harm.position + 1, len(clauses.kinds)) if clauses.kinds[i] in BREAKS), -1)
    if opens < 0 or clauses.lows[opens] not in clauses.grammar.links.moment or frame.position < opens:
        return False
    is_wish = clauses.chunks[frame.position].tense == "infinitive"
    return not is_wish and BREAKS.isdisjoint(clauses.kinds[opens + 1 : frame.position])


def _is_shared_verb(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True for the second verb of "was shot and killed": both have the same subject and object."""
    verb = harm.position
    is_next = not frame.is_noun and verb - frame.position == 2 and clauses.kinds[verb - 1] == "C"
    return is_next and harm.form == "verb" and clauses.kinds[verb] == "V" and frame.kind not in _NOT_HARMFUL


def is_joined(first: Harm, second: Harm, clauses: Clauses) -> bool:
    """True for the second verb of "killing seven people and wounding two"."""
    chunks = clauses.chunks
    if first.form != "verb" or second.form != "verb" or first.position >= second.position:
        return False
    between = clauses.kinds[first.position + 1 : second.position]
    subject = clauses.subject(second.position)
    if subject.step == "subject" and subject.groups != clauses.subject(first.position).groups:
        return False  # "a bomb killed two and a second blast killed five"
    is_alike = chunks[first.position].voice == chunks[second.position].voice == "active"
    return (
        is_alike
        and not are_set_apart(first.position, second.position, clauses)
        and "C" in between
        and (BREAKS | {"V"}).isdisjoint(between)
    )


def _only_finds(frame: Frame, harm: Harm) -> bool:
    """True for the finding of "found dead": it seizes no weapons."""
    return frame.kind in _FINDS and harm.category in LETHAL


def is_same_word(frame: Frame, harm: Harm) -> bool:
    """True where the harm word is (in) a trigger of the frame."""
    return any(t.first < harm.last and harm.first < t.last for t in (frame.trigger, *frame.absorbed))


def _shares_clause(frame: Frame, harm: Harm, clauses: Clauses) -> bool:
    """True when the harm verb is a participle that hangs on the frame's verb."""
    chunk = clauses.chunks[harm.position]
    if harm.form not in ("verb", "die") or chunk.tense != "participle" or chunk.voice != "active":
        return False
    verb = frame.position
    if frame.is_noun:
        verb, _ = clauses.governor(frame.position) or (-1, "")
    between = clauses.kinds[verb + 1 : harm.position]
    return 0 <= verb < harm.position and BREAKS.isdisjoint(between)


def _nearest(harm: Harm, able: list[Frame], clauses: Clauses) -> tuple[Frame | None, str]:
    """The next event behind the harm, else the last before it, with no semicolon between."""
    kinds = clauses.kinds
    for frame in able:
        is_behind = frame.position > harm.position and ";" not in kinds[harm.position + 1 : frame.position]
        if is_behind and not is_hours_before(harm, frame, clauses) and not is_sequel(harm, frame, clauses):
            return frame, "circumstance"
    for frame in reversed(able):
        is_before = frame.position < harm.position and ";" not in kinds[frame.position + 1 : harm.position]
        if is_before and not is_days_after(harm, frame, clauses):
            return frame, "sentence"
    return None, "none"
