"""Who claims an event, and who is blamed for it: "X claimed responsibility for the attack", "Y blamed X for it".

A claim names a claimant, who is kept apart from the actors: it says who wants to have done it. Blame names whoever others
say did it, and never those who lay it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.events.groups import SKIPPED
from extractors.events.owners import named_in
from extractors.events.slots import Clauses
from extractors.mentions.records import ARMED_KINDS, ActorMention
from extractors.text.grammar import Grammar
from extractors.text.tags import BE, NEG

Groups = tuple[int, ...]
_DETERMINING = SKIPPED | {"S"}
"""Kinds of group before a noun group, also the "that" of "that attack"."""


def claimant(frame: Frame, grammar: Grammar) -> ActorMention | None:
    """The actor who claims the frame's event in its own sentence; `None` without one, or when nobody does."""
    analysis = frame.analysis
    if grammar.claiming.isdisjoint(analysis.vocabulary):
        return None
    clauses = analysis.clauses
    for verb, kind in enumerate(clauses.kinds):
        if kind == "V" and clauses.lows[verb] in grammar.claiming and not clauses.chunks[verb].is_negated:
            for group in _claimants(verb, frame, clauses, grammar):
                chunk = clauses.chunks[group]
                actors = analysis.actors_in(chunk.first, chunk.last)
                if actors and analysis.tags[chunk.first] != NEG:
                    return actors[-1]
    return None


def _claimants(verb: int, frame: Frame, clauses: Clauses, grammar: Grammar) -> Groups:
    """Groups of who claims: the subject of "claimed responsibility" or "the attack", or whoever stands behind "claimed by"."""
    objects = clauses.objects(verb).groups
    if frame.position in objects or any(clauses.lows[group] in grammar.responsibility for group in objects):
        return clauses.subject(verb).groups
    if clauses.chunks[verb].voice != "passive" or frame.position > verb:
        return ()
    groups = (groups for word, groups in clauses.prepositions(verb) if word in grammar.links.agent)
    return next(groups, ())


def blamed(analysis: Analysis, deeds: frozenset[str], capitals: Mapping[str, str]) -> ActorMention | None:
    """Whom the sentence blames for what was told before it; `None` where it blames nobody, or for something else.

    Args:
        analysis: The sentence, whose own events do not matter.
        deeds: Nouns for what one is blamed for ("the attack"): behind a bare "blamed X" nothing need be said.
        capitals: Country by the lower-case name of its capital, which stands for its government ("blamed Moscow").
    """
    clauses = analysis.clauses
    blamed_groups = chain.from_iterable(_blamed_groups(verb, clauses, deeds) for verb in _blaming_verbs(clauses))
    for group in chain(blamed_groups, _answerable(analysis, deeds)):
        chunk = clauses.chunks[group]
        actors = [m for m in analysis.actors_in(chunk.first, chunk.last) if m.kind in ARMED_KINDS]
        found = actors[-1] if actors else named_in(group, [], capitals, clauses)
        if found is not None and analysis.tags[chunk.first] != NEG:
            return found
    return None


def _answerable(analysis: Analysis, deeds: frozenset[str]) -> Iterator[int]:
    """Groups of who is said to have done it: "X was responsible for the raid", "bears responsibility for it"."""
    clauses, grammar = analysis.clauses, analysis.clauses.grammar
    charges = grammar.answerable | grammar.responsibility
    for position, kind in enumerate(clauses.kinds):
        is_charge = kind == "N" and clauses.last_word(position) in charges
        if not is_charge or not _is_charged(position, clauses, deeds):
            continue
        verb = clauses.before(position, SKIPPED)
        if verb < 0 or clauses.kinds[verb] != "V" or clauses.chunks[verb].is_negated or clauses.chunks[verb].is_modal:
            continue
        if clauses.lows[verb] in grammar.bearing or analysis.tags[clauses.chunks[verb].head] == BE:
            yield from clauses.subject(verb).groups


def _is_charged(position: int, clauses: Clauses, deeds: frozenset[str]) -> bool:
    """True where the group at a position leads on to a deed: "responsibility for the attack"."""
    kinds, at = clauses.kinds, position + 1
    if at >= len(kinds) or kinds[at] != "P" or clauses.lows[at] not in clauses.grammar.links.charge:
        return False
    at = clauses.behind(at, _DETERMINING)
    return at < len(kinds) and kinds[at] == "N" and clauses.last_word(at) in deeds


def _blaming_verbs(clauses: Clauses) -> Iterator[int]:
    """Verbs that lay blame, and do lay it: neither "did not blame" nor "without blaming"."""
    grammar = clauses.grammar
    for verb, kind in enumerate(clauses.kinds):
        is_denied = clauses.chunks[verb].is_negated or (verb > 0 and clauses.lows[verb - 1] in grammar.negation)
        if kind == "V" and clauses.lows[verb] in grammar.accusing and not is_denied:
            yield verb


def _blamed_groups(verb: int, clauses: Clauses, deeds: frozenset[str]) -> Groups:
    """Groups of who is blamed: "blamed X for the attack", "X was blamed", "blamed the attack on X", "was blamed on X"."""
    behind = _behind_blame(verb, clauses)
    objects = clauses.objects(verb).groups
    if behind:
        return behind if _is_of_deed(verb, clauses, deeds) else ()
    if clauses.chunks[verb].voice == "passive":
        return clauses.subject(verb).groups if _is_for(verb, verb, clauses, deeds) else ()
    if not objects:
        return ()
    if clauses.last_word(objects[0]) in deeds:  # "blamed the attack on X"
        return next((groups for word, groups in clauses.prepositions(verb) if word in clauses.grammar.links.blame), ())
    return objects if _is_for(verb, objects[-1], clauses, deeds) else ()


def _behind_blame(verb: int, clauses: Clauses) -> Groups:
    """Whoever stands behind the "on" of "was blamed on X"."""
    kinds, group = clauses.kinds, clauses.behind(verb + 1, SKIPPED)
    is_on = group < len(kinds) and (kinds[verb + 1], kinds[group]) == ("P", "N")
    return clauses.listed_right(group) if is_on and clauses.lows[verb + 1] in clauses.grammar.links.blame else ()


def _is_of_deed(verb: int, clauses: Clauses, deeds: frozenset[str]) -> bool:
    """True where a deed, or "it", was blamed on somebody, not a statement attributed to him."""
    pronouns = clauses.grammar.speaker_pronouns
    for position in range(verb - 1, -1, -1):
        if clauses.kinds[position] == ";":
            break
        chunk = clauses.chunks[position]
        if chunk.kind == "N" and not deeds.isdisjoint(clauses.sentence.lowers[chunk.first : chunk.last]):
            return True
    left = clauses.before(verb, SKIPPED)
    return left >= 0 and clauses.last_word(left) in pronouns


def _is_for(verb: int, last: int, clauses: Clauses, deeds: frozenset[str]) -> bool:
    """True where what one is blamed for is a deed ("of carrying out the attack"), or goes without saying."""
    kinds, at = clauses.kinds, clauses.behind(last, SKIPPED)
    if at >= len(kinds) or kinds[at] != "P" or clauses.lows[at] not in clauses.grammar.links.charge:
        return True
    at = clauses.behind(at, SKIPPED)
    if at < len(kinds) and kinds[at] == "V":
        if clauses.lows[at] not in clauses.grammar.light:
            return False
        groups = clauses.objects(at).groups or next((g for _, g in clauses.prepositions(at)), ())
        return any(clauses.last_word(group) in deeds for group in groups)
    if at >= len(kinds) or kinds[at] != "N":
        return False
    return clauses.last_word(at) in deeds or _is_charged(at, clauses, deeds)
