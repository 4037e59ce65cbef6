"""A day that belongs to a noun: the Sunday of "Sunday's raid came two days after a blast on Friday" dates the raid alone."""

from __future__ import annotations

from collections.abc import Set

from extractors.events.analysis import Analysis
from extractors.events.frame_records import Frame
from extractors.mentions.records import DateMention

_GENITIVE = "weekday_genitive"
"""Rule of the day of "Sundays raid", whose apostrophe is lost."""


def is_of_noun(mention: DateMention, analysis: Analysis, possessives: Set[str]) -> bool:
    """True for a day in the genitive."""
    return mention.rule_id == _GENITIVE or not possessives.isdisjoint(
        analysis.sentence.lowers[mention.last : mention.last + 1]
    )


def is_of_topic(mention: DateMention, frame: Frame, topic: Set[str]) -> bool:
    """True for the day of "marched against the 1 February coup" and "over the 5 March bombing": what the event is about."""
    analysis, clauses = frame.analysis, frame.analysis.clauses
    group = analysis.owner[mention.first]
    if group < 1 or mention.is_duration or clauses.kinds[group - 1] != "P" or clauses.lows[group - 1] not in topic:
        return False
    if clauses.kinds[group] == "T":  # "the 1 February coup": the date begins with its article
        opens = analysis.sentence.lowers[analysis.chunks[group].first]
        group += 1
        return (
            opens in clauses.grammar.definite and clauses.kinds[group : group + 1] == ["N"] and group != frame.position
        )
    return clauses.kinds[group] == "N" and group != frame.position


def without_days_of_nouns(dates: list[DateMention], frame: Frame, possessives: Set[str]) -> list[DateMention]:
    """The days of an event noun without those of other nouns, as long as one is left."""
    analysis = frame.analysis
    if len(dates) < 2 or not frame.is_noun:
        return dates
    own = [
        d
        for d in dates
        if not is_of_noun(d, analysis, possessives)
        or analysis.owner[min(d.last, len(analysis.owner) - 1)] == frame.position
    ]
    return own or dates
