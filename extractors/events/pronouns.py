"""Who "they" are with whom a sentence opens: the armed subject of the sentence before, where it names no other armed actor."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.clause_openings import clause_opening
from extractors.events.groups import FINITE
from extractors.mentions.actors_groups import MODIFIER, SITE
from extractors.mentions.records import ARMED_KINDS, ActorMention

_NOT_DOERS = (MODIFIER, SITE)


def opens_with_pronoun(analysis: Analysis) -> int | None:
    """Position of the pronoun that is the subject of a sentence's first verb, which somebody does; else `None`."""
    clauses = analysis.clauses
    verb = next((i for i, kind in enumerate(clauses.kinds) if kind == "V"), None)
    subject = verb - 1 if verb else -1
    if verb is None or subject < 0 or clauses.lows[subject] not in clauses.grammar.speaker_pronouns:
        return None
    chunk = clauses.chunks[verb]
    is_done = chunk.tense in FINITE and chunk.voice == "active" and clauses.lows[verb] not in clauses.grammar.reporting
    return subject if is_done and clause_opening(clauses.kinds, subject) == 0 else None


def resolve_pronoun(analysis: Analysis, position: int, before: Analysis) -> None:
    """Add to the actors of a sentence whoever the pronoun at a position that it opens with stands for, in its place.

    The only day of the sentence `before`, the one right before it, is kept, too, for a sentence that names none. The words
    of the added mention are those of that sentence. Nobody is added where it names two armed actors, or has none as the
    subject of its first verb.
    """
    if not analysis.dates:
        days = [d for d in before.dates if d.is_day and not d.is_duration]
        analysis.day_before = days[0] if len(days) == 1 else None
    antecedent = _armed_subject(before)
    if antecedent is None:
        return
    chunk = analysis.chunks[position]
    alias = antecedent._replace(first=chunk.first, last=chunk.last, head=chunk.head)
    analysis.actors.insert(sum(m.first < alias.first for m in analysis.actors), alias)


def _armed_subject(analysis: Analysis) -> ActorMention | None:
    """The armed actor that does something in the first clause of a sentence, if the sentence names no other."""
    clauses = analysis.clauses
    verb = next((i for i, c in enumerate(clauses.chunks) if c.kind == "V" and c.tense in FINITE), None)
    armed = [m for m in analysis.actors if m.kind in ARMED_KINDS and not m.rule_id.endswith(_NOT_DOERS)]
    if verb is None or len(armed) != 1 or clauses.chunks[verb].voice != "active":
        return None
    if clauses.lows[verb] in clauses.grammar.reporting:
        return None
    return armed[0] if analysis.owner[armed[0].head] in clauses.subject(verb).groups else None
