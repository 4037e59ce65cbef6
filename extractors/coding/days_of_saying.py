"""Is a day that of the saying? "A monitor said on Friday", "the minister on Friday condemned the attack"."""

from __future__ import annotations

from extractors.events.analysis import Analysis
from extractors.events.groups import BREAKS
from extractors.events.status_lexicon import StatusLexicon
from extractors.lexicons.loader import load
from extractors.mentions.records import DateMention
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs

_PREPOSITIONS = frozenset(["P"])


class DaysOfSaying:
    """Tells days of saying, and of reacting to a deed, from days of events."""

    def __init__(self, grammar: Grammar, reacting: frozenset[str]) -> None:
        """Keep the verbs of saying and those of `reacting`, in all their forms."""
        self._statements = grammar.statements
        self._reporting = grammar.reporting
        self._reacting = reacting

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> DaysOfSaying:
        """With the shipped verbs of reacting."""
        lexicon = load(StatusLexicon, language, "status.yml")
        return cls(grammar, forms_of_verbs(lexicon.reacting_verbs, grammar.tables))

    def has(self, mention: DateMention, analysis: Analysis) -> bool:
        """True when the day belongs to the saying ("said in a statement on Friday", "on Friday condemned the attack")."""
        if mention.first == 0:
            return False
        clauses, owner = analysis.clauses, analysis.owner
        own = owner[mention.first - 1] + 1
        position = clauses.before(own, _PREPOSITIONS)
        if position > 0 and clauses.kinds[position] == "N" and clauses.lows[position] in self._statements:
            position = clauses.before(position, _PREPOSITIONS)
        if self._reports(position, analysis):
            return self._reacts(position, analysis) or not self._is_reported_event(position, analysis)
        is_first = position >= 0 and clauses.verb_before(position, BREAKS) is None
        is_said = is_first and self._reports(own + 1, analysis) and clauses.chunks[own + 1].voice == "active"
        return is_said and not self._is_of_event(own + 1, analysis)

    def _is_reported_event(self, verb: int, analysis: Analysis) -> bool:
        """True for "clashes were reported on Monday": they were on the day."""
        return analysis.clauses.chunks[verb].voice == "passive" and self._is_of_event(verb, analysis)

    @staticmethod
    def _is_of_event(verb: int, analysis: Analysis) -> bool:
        """True where an event is the subject: "the strike on Monday claimed seven lives" says nothing."""
        return not analysis.event_nouns().isdisjoint(analysis.clauses.subject(verb).groups)

    def _reports(self, position: int, analysis: Analysis) -> bool:
        clauses = analysis.clauses
        is_verb = 0 <= position < len(clauses.kinds) and clauses.kinds[position] == "V"
        return is_verb and (clauses.lows[position] in self._reporting or self._reacts(position, analysis))

    def _reacts(self, position: int, analysis: Analysis) -> bool:
        return analysis.clauses.lows[position] in self._reacting
