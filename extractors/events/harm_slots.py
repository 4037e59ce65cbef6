"""Where the victims of a harm word stand: its objects, its subject, or groups behind a preposition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extractors.events.analysis import Analysis
from extractors.events.fillers import is_nameless, only_says_whose
from extractors.events.frame_records import Amount
from extractors.events.groups import BREAKS
from extractors.events.slots import Slot
from extractors.mentions.actors_groups import SITE
from extractors.mentions.records import PEOPLE_KINDS, ActorMention
from extractors.text.chunker import Chunk
from extractors.text.grammar_lexicon import LinkWords
from extractors.text.morphology import NOUN, SFORM
from extractors.text.tags import BE, DET, NUM, PRON

ATTACKERS_BEFORE = "attackers_before"
"""Rule of "in addition to the bombers": as many as an earlier sentence counted."""


class Setting(NamedTuple):
    """What later sentences go back to: of how many events this is one, and how many attackers there were."""

    series: int | None
    attackers: int | None


PREDICATE = "predicate"
"""Form of "dead" and of what people are left."""


@dataclass(slots=True)
class Harm:
    """One harm word with its amounts.

    `position` is the chunk of the harm word; `causes` are chunk positions of groups that caused it (subject of
    "killed", in-, by-, after-groups); `agents` are actor mentions that did it; `form` is verb, die, noun, toll,
    predicate or stated.
    """

    category: str
    position: int
    first: int
    last: int
    amounts: list[Amount]
    agents: list[ActorMention]
    causes: list[int]
    form: str
    is_negated: bool = False
    is_of: bool = False
    """True for "the killing of a boy", as against "12 deaths"."""
    is_superseded: bool = False
    """True for a toll that only an earlier report gave."""
    finding: int | None = None
    """The verb of bodies that a clause about their abduction parts from it."""

    def leave_out(self, earlier: list[Harm]) -> None:
        """Take from a list those that have a harm word of their own: "left 21 people dead and 25 injured"."""
        if len(self.amounts) > 1:
            counted = {a.start for other in earlier if other.form == PREDICATE for a in other.amounts}
            self.amounts = [a for a in self.amounts if a.start not in counted] or self.amounts


class HarmWord(NamedTuple):
    """A harm word where it stands in a sentence."""

    category: str
    form: str
    first: int
    last: int
    position: int

    def harm(
        self, amounts: list[Amount], agents: list[ActorMention], causes: list[int], is_negated: bool = False
    ) -> Harm:
        """The harm that the word tells of."""
        return Harm(self.category, self.position, self.first, self.last, amounts, agents, causes, self.form, is_negated)


_OPENING = frozenset([DET, NUM, PRON])
"""Tags with which a group of people of its own begins: "a clerk", "his driver"."""
_RANGE = "range"
_QUIET = frozenset(["protest", "gathering", "flight"])
"""Kinds of what people do who are harmed meanwhile."""
_DEVICE = "device"
"""Frame of what goes off by itself."""


def harm_objects(word: HarmWord, analysis: Analysis) -> tuple[int, ...]:
    """Objects of a harm verb; those of a phrase ("claim the lives of") begin behind its last word."""
    if word.last - word.first > 2 and word.last < len(analysis.sentence):
        groups = analysis.clauses.group_at(word.last).groups
        if groups:
            return groups
    clauses = analysis.clauses
    groups = clauses.objects(word.position).groups or _range_behind(word.position, analysis)
    while groups:
        inner = clauses.of_group(groups[-1])
        inner = clauses.aside_of_name(groups[-1]) if inner is None else inner
        further = _hidden(inner, analysis)
        if not further:
            break
        groups = (*groups, *further)
    return groups or _behind_place(word.position, analysis)


def _hidden(inner: int | None, analysis: Analysis) -> tuple[int, ...]:
    """Who is listed behind the "of" of a victim: the clerk of "killed the mayor of the town of Foo and a clerk".

    The finance of "the head of trade and finance" is no victim.
    """
    clauses, tags, is_near = analysis.clauses, analysis.tags, True
    while inner is not None:
        listed = clauses.listed_right(inner)[1:]
        if listed:
            chunks = ((g, analysis.chunks[g]) for g in listed)
            return tuple(g for g, c in chunks if tags[c.first] in _OPENING or (is_near and tags[c.head] != NOUN))
        inner, is_near = clauses.of_group(inner), False
    return ()


def _behind_place(position: int, analysis: Analysis) -> tuple[int, ...]:
    """The clerk of "gunmen shot dead in Foo a clerk of the court", whom the place parts from his verb."""
    clauses, group = analysis.clauses, position + 3
    if clauses.kinds[position + 1 : group + 1] != ["P", "N", "N"] or clauses.kinds[group + 1 : group + 2] == ["V"]:
        return ()
    place, chunk = analysis.chunks[position + 2], analysis.chunks[group]
    is_placed = bool(analysis.places_in(place.first, place.last)) and bool(clauses.subject(position).groups)
    is_one = analysis.sentence.lowers[chunk.first] in clauses.grammar.indefinite
    is_counted = is_one or bool(analysis.counts_in(chunk.first, chunk.first + 1))
    is_active = analysis.chunks[position].voice == "active" and not clauses.begins_clause(group)
    return clauses.listed_right(group) if is_placed and is_counted and is_active else ()


def _range_behind(position: int, analysis: Analysis) -> tuple[int, ...]:
    """The people of "killed between 12 and 15 people", where a preposition opens the number."""
    clauses, group = analysis.clauses, position + 2
    if clauses.kinds[position + 1 : position + 3] != ["P", "N"]:
        return ()
    if clauses.lows[position + 1] in clauses.grammar.links.cause:
        return ()
    first = analysis.chunks[group].first
    is_range = any(c.first == first and c.rule_id.startswith(_RANGE) for c in analysis.counts_in(first, first + 1))
    return clauses.listed_right(group) if is_range else ()


def word_position(first: int, last: int, analysis: Analysis) -> int:
    """The harm word's group; of "shot and killed" that of the last verb, which has the object."""
    behind = analysis.owner[last - 1]
    is_verb = analysis.chunks[behind].kind == "V"
    is_cut = analysis.chunks[analysis.owner[first]].kind == "N"  # "a mob lynched him": the mob is its own group
    return behind if is_verb and (last - first > 2 or is_cut) else analysis.owner[first]


def is_done_to_subject(form: str, chunk: Chunk, objects: tuple[int, ...], analysis: Analysis) -> bool:
    """True when the subject was harmed: passives, "died", and an active verb without any object."""
    if form == "die":
        return True
    if chunk.voice == "active":
        is_finite_now = analysis.tags[chunk.head] == SFORM  # "his fate hangs in the balance"
        return not objects and not is_finite_now
    has_counted_object = any(analysis.counts_in(c.first, c.last) for c in (analysis.chunks[g] for g in objects))
    return not (chunk.tense == "participle" and has_counted_object)


def actors_of(groups: Iterable[int], analysis: Analysis) -> list[ActorMention]:
    """Actors in noun groups; the adjective of "Kenyan volcanoes" or "Kenyan blast" is none.

    That of "Kenyan shelling" is one, and so is that of "Kenyan fire".
    """
    shots, lowers = analysis.clauses.grammar.shots, analysis.sentence.lowers
    chunks = [analysis.chunks[group] for group in groups] if analysis.actors else []
    events = {t.last for t in analysis.triggers if t.form == "noun" and t.rule.frame != _DEVICE}
    return [
        m
        for chunk in chunks
        for m in analysis.actors_in(chunk.first, chunk.last)
        if (chunk.last in events or lowers[chunk.head] in shots or not only_says_whose(m, chunk)) and not _is_office(m)
    ]


def _is_office(mention: ActorMention) -> bool:
    """True for the polling station of "a bomb at a polling station killed four": it killed nobody."""
    return mention.kind == "government" and mention.rule_id.endswith(SITE)


def causes_of(position: int, analysis: Analysis, links: LinkWords) -> list[int]:
    """Groups behind a preposition of cause: "killed in a raid"."""
    prepositions = analysis.clauses.prepositions(position)
    return [group for word, groups in prepositions if word in links.cause for group in groups]


def shooters(causes: Iterable[int], analysis: Analysis) -> list[ActorMention]:
    """Whose fire it was: the rebels of "five died in rebel fire on the town"."""
    shots = analysis.clauses.grammar.shots
    named = actors_of((group for group in causes if analysis.clauses.lows[group] in shots), analysis)
    return [] if is_nameless(named) else named  # "sniper bullets" are nobody's


def is_aside(harm: Harm, found: list[Harm], analysis: Analysis) -> bool:
    """True for the parts in brackets of a toll told before: "10 died when Garre (8 dead) and Murule (2 dead) clashed"."""
    if not _is_in_brackets(harm, analysis):
        return False
    return any(other.category == harm.category and not _is_in_brackets(other, analysis) for other in found)


def _is_in_brackets(harm: Harm, analysis: Analysis) -> bool:
    kinds = analysis.clauses.kinds
    return next((k for k in reversed(kinds[: harm.position]) if k in "()"), "") == "("


def groups_behind(words: frozenset[str], position: int, analysis: Analysis) -> tuple[int, ...]:
    """Groups behind the first of some prepositions."""
    return next((groups for word, groups in analysis.clauses.prepositions(position) if word in words), ())


def is_open(position: int, analysis: Analysis, unreal: frozenset[str]) -> bool:
    """True for harm that need not come: "could kill", "will kill", "threatened to kill"."""
    chunk = analysis.chunks[position]
    if chunk.tense == "future" or (chunk.is_modal and not chunk.is_perfect):
        return True
    if chunk.tense != "infinitive" or chunk.is_perfect:
        return False
    verb = analysis.clauses.verb_before(position - 1, BREAKS)
    return verb is not None and analysis.clauses.lows[verb] in unreal


def while_others(position: int, subject: Slot, analysis: Analysis) -> Slot:
    """The subject of a harm; of "bombed a village as people gathered, killing 20" that of the main verb.

    Args:
        position: The verb of harm.
        subject: The subject that its own words have.
        analysis: The sentence.
    """
    clauses, chunk = analysis.clauses, analysis.chunks[position]
    is_loose = chunk.tense == "participle" and chunk.voice == "active" and clauses.kinds[max(position - 1, 0)] == ","
    opens = clauses.break_before(position) if is_loose and subject.groups else -1
    if opens < 1 or clauses.kinds[opens] != "S" or subject.groups[0] < opens:
        return subject
    main, deed = clauses.verb_before(opens - 1, BREAKS), clauses.verb_before(position - 1, BREAKS)
    if (
        main is None
        or clauses.lows[main] in clauses.grammar.reporting
        or analysis.tags[analysis.chunks[main].head] == BE
    ):
        return subject
    are_bystanders = all(m.kind in PEOPLE_KINDS for m in actors_of(subject.groups, analysis))
    is_quiet = all(t.rule.kind in _QUIET for t in analysis.triggers if analysis.owner[t.first] == deed)
    return clauses.subject(main) if are_bystanders and is_quiet else subject
