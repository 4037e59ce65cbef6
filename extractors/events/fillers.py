"""The actors in the noun groups of a slot."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.events.analysis import Analysis
from extractors.events.clause_openings import clause_opening
from extractors.events.frame_records import Filler
from extractors.events.groups import FINITE
from extractors.events.slots import Slot
from extractors.mentions.actors_groups import COUNTRY, MODIFIER
from extractors.mentions.actors_links import LINKED
from extractors.mentions.records import ARMED_KINDS, PEOPLE_KINDS, STATE_KINDS, ActorMention
from extractors.text.grammar import Chunk

_CORE = frozenset(["subject", "object"])
_PRONOUN = "pronoun"
"""Step of whoever a pronoun stands for, named in an earlier sentence."""
_NAMELESS = "unidentified_armed"
_BEFORE_CLAUSE = frozenset("STP")
_RALLIES = frozenset(["protest", "gathering"])
_HALT = frozenset([";"])
_OPENERS = frozenset("SC;")
"""Groups behind which a clause begins whose subject may be a pronoun."""


def fillers(analysis: Analysis, slot: Slot, name: str) -> list[Filler]:
    """The actors in the groups of a slot, heads before what only stands in a group, with the step that reached them."""
    step = name if slot.step == name or slot.step in _CORE else slot.step
    found: list[Filler] = []
    for group in slot.groups if analysis.actors else ():
        chunk = analysis.chunks[group]
        inside = analysis.actors_in(chunk.first, chunk.last)
        if not inside and analysis.clauses.lows[group] in analysis.clauses.grammar.collectives:
            chunk = analysis.chunks[analysis.clauses.of_group(group) or group]
            inside = analysis.actors_in(chunk.first, chunk.last)
        inside = [m for m in inside if not (only_says_whose(m, chunk) or _only_says_whose_rally(m, chunk, analysis))]
        if inside:
            heads = [m for m in inside if m.last > chunk.head] or inside[-1:]
            named = (*heads, *_fellow_owners(heads, group, analysis))
            found.extend([Filler(m, _PRONOUN if m.start < analysis.sentence.starts[0] else step) for m in named])
    return found


def is_nameless(mentions: Iterable[ActorMention]) -> bool:
    """True for nobody, and for fighters, forces or men who are not said to be anybody's."""
    return all(mention.kind == _NAMELESS or not (mention.country or mention.entry_id) for mention in mentions)


def speakers(analysis: Analysis, slot: Slot) -> list[Filler]:
    """The armed actor that "it" or "its troops" of "the army said it had shelled the town" stand for: whoever says so."""
    grammar, group = analysis.clauses.grammar, slot.groups[0]
    is_his = analysis.sentence.lowers[analysis.chunks[group].first] in grammar.speaker_possessives
    subject = _speaker(analysis, slot) if is_his or analysis.clauses.lows[group] in grammar.speaker_pronouns else None
    if subject is None:
        return []
    found = fillers(analysis, subject, "subject") or _spoken_for(analysis, subject)
    return [
        Filler(f.mention, "speaker") for f in found if f.mention.kind in ARMED_KINDS and f.mention.kind != _NAMELESS
    ]


def speaking_victims(analysis: Analysis, slot: Slot) -> list[Filler]:
    """The people that "they" of "residents said they were beaten by police" stand for: whoever says so."""
    is_pronoun = analysis.clauses.lows[slot.groups[0]] in analysis.clauses.grammar.subject_pronouns
    subject = _speaker(analysis, slot) if is_pronoun else None
    found = fillers(analysis, subject, "subject") if subject is not None else []
    return [Filler(f.mention, "speaker") for f in found if f.mention.kind in PEOPLE_KINDS]


def _speaker(analysis: Analysis, slot: Slot) -> Slot | None:
    """Who says what the clause behind tells, whose subject the slot is."""
    clauses = analysis.clauses
    verb = clauses.before(slot.groups[0], _BEFORE_CLAUSE) if len(slot.groups) == 1 else 0
    is_said = verb >= 1 and clauses.kinds[verb] == "V" and clauses.lows[verb] in clauses.grammar.reporting
    return clauses.subject(verb) if is_said else None


def doers_before(analysis: Analysis, slot: Slot, deed: int) -> list[Filler]:
    """The armed actor that "they" of "the road was cut by rebels when they seized a hill" stands for.

    Only where the clause before names one armed actor and no other: of two nobody knows which is meant. People to whom
    something was done are meant themselves: the families of "families were hit by raids as they fled".

    Args:
        analysis: The sentence.
        slot: The subject that may be such a pronoun.
        deed: Position of the verb whose subject it is.
    """
    clauses, group = analysis.clauses, slot.groups[0]
    opens = clause_opening(clauses.kinds, group) - 1
    verb = clauses.verb_before(opens - 1, _HALT) if _is_of_clause_before(slot, opens, deed, analysis) else None
    if verb is None or clauses.lows[verb] in clauses.grammar.reporting:
        return []
    named = clauses.subject(verb).groups
    if clauses.chunks[verb].voice == "passive" and not _are_people(named, analysis):
        doers = (groups for word, groups in clauses.prepositions(verb) if word in clauses.grammar.links.agent)
        named = next(doers, ())
    found = [f for f in fillers(analysis, Slot(named, "subject"), "subject") if f.mention.kind in ARMED_KINDS]
    before = [m for m in analysis.actors if m.head < analysis.chunks[group].first and m.kind in ARMED_KINDS]
    return [Filler(found[0].mention, _PRONOUN)] if len(found) == 1 and before == [found[0].mention] else []


def _are_people(groups: tuple[int, ...], analysis: Analysis) -> bool:
    """True for groups that name somebody: "dozens of civilians", not "the road"."""
    chunks = (analysis.chunks[group] for group in groups)
    reach = ((chunk, analysis.clauses.of_group(group)) for group, chunk in zip(groups, chunks, strict=True))
    spans = ((c.first, analysis.chunks[inner].last if inner is not None else c.last) for c, inner in reach)
    return any(analysis.actors_in(first, last) for first, last in spans)


def _is_of_clause_before(slot: Slot, opens: int, deed: int, analysis: Analysis) -> bool:
    """True for the "they" of "when they seized a hill" and of "and on Sunday they bombed Bar", who do something."""
    clauses, group = analysis.clauses, slot.groups[0]
    if len(slot.groups) > 1 or opens < 1 or clauses.kinds[opens] not in _OPENERS:
        return False
    chunk = clauses.chunks[deed]
    is_done = chunk.tense in FINITE and chunk.voice == "active"
    return is_done and clauses.lows[group] in clauses.grammar.speaker_pronouns


def _spoken_for(analysis: Analysis, subject: Slot) -> list[Filler]:
    """For whom somebody speaks: the army of "a spokesman for the army"."""
    behind = (groups for group in subject.groups[:1] for _, groups in analysis.clauses.prepositions(group))
    return next((found for groups in behind if (found := fillers(analysis, Slot(groups, "subject"), "subject"))), [])


def _fellow_owners(heads: list[ActorMention], group: int, analysis: Analysis) -> list[ActorMention]:
    """The second country of "forces of Chad and Niger", the second party of "members of X and Y": theirs are meant too."""
    clauses = analysis.clauses
    if len(heads) != 1 or heads[0].last <= analysis.chunks[group].last:
        return []
    is_of_state = heads[0].kind in STATE_KINDS
    inner = clauses.of_group(group)
    further = clauses.listed_right(inner)[1:] if inner is not None else ()
    chunks = (analysis.chunks[other] for other in further)
    named = (m for c in chunks for m in analysis.actors_in(c.first, c.last))
    if is_of_state:
        return [m for m in named if m.country is not None and m.entry_id is None and m.kind == heads[0].kind]
    if not heads[0].rule_id.endswith(LINKED):
        return []
    return [m for m in named if m.kind in STATE_KINDS or (m.is_strong and m.kind == heads[0].kind)]


def _only_says_whose_rally(mention: ActorMention, chunk: Chunk, analysis: Analysis) -> bool:
    """True for the opposition of "an opposition rally": whoever is at a rally is no rebel."""
    if not mention.rule_id.endswith(MODIFIER) or mention.last > chunk.head:
        return False
    rallies = (t for t in analysis.triggers if t.form == "noun" and t.rule.kind in _RALLIES)
    return any(t.last - 1 == chunk.head for t in rallies)


def only_says_whose(mention: ActorMention, chunk: Chunk) -> bool:
    """True for a country before another noun: "Kenyan villages" and "a Kenya bus" are no forces of Kenya."""
    is_of_country = mention.entry_id is None and mention.country is not None
    return is_of_country and mention.rule_id.endswith((MODIFIER, COUNTRY)) and mention.last <= chunk.head
