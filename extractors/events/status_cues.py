"""The words that say whether a deed happened, in all their forms: "plan", "threaten", "fail to", "accuse of".

A form stands for one status; of several under which the lexicon has it, the first of `_STATUSES` wins.
"""

from __future__ import annotations

from extractors.events.status_lexicon import CueWords, StatusLexicon
from extractors.events.verdict import Verdict
from extractors.report import Status
from extractors.text.grammar import Grammar
from extractors.text.morphology import forms_of_verbs

_STATUSES: tuple[Status, ...] = (
    "planned",
    "threatened",
    "hypothetical",
    "alleged",
    "denied",
    "attempted",
    "historical",
)


class StatusCues:
    """The inflected cue words of one language.

    Attributes:
        lexicon: The words as they are listed.
        verbs: Forms of verbs and the status of what they govern.
        adjectives: The same of adjectives before an event noun.
        factual: Forms of verbs whose infinitive happened ("managed to").
        naming: Forms of verbs that call a deed something.
        reacting: Forms of verbs that answer a deed.
        leading: Forms of verbs by which one thing leads to another.
        sparking: Forms of verbs by which one thing sets off another.
        trends: Forms of verbs that say of events how many they are.
        containing: Forms of verbs that say what something is made up of.
        becoming: Forms of verbs that say how something is, as "be" does.
        seeming: Forms of verbs that say of a deed what it looks like.
        marking: Forms of verbs that say what a time was like by what happened in it.
        mounting: Forms of verbs that say in the perfect of events how many they are.
        practising: Forms of verbs by which a side is said to do what it does again and again.
        partaking: Forms of verbs of those who take part in a deed.
        accompanying: Forms of verbs by whose agent another event is told.
        ending: Forms of verbs by which a deed ends or shall end.
        wrecking: Forms of verbs by which a weapon is lost before it is used.
        freeing: Forms of verbs that end a captivity.
        killing: Forms of verbs that end the life of a captive.
        origin_verbs: Forms of verbs that say how a conflict began.
        suspecting: Forms of verbs that tie somebody to a deed.
        investigating: Forms of verbs of those who look into a deed.
    """

    def __init__(self, lexicon: StatusLexicon, grammar: Grammar) -> None:
        """Inflect the cue verbs."""
        tables = grammar.tables
        self.lexicon = lexicon
        self.verbs: dict[str, Status] = {}
        self.adjectives: dict[str, Status] = {}
        self._nouns: dict[str, Status] = {}
        for status in reversed(_STATUSES):
            cues: CueWords = getattr(lexicon, status)
            self.verbs.update({form: status for verb in cues.verbs for form in tables.verb_forms(verb)})
            self._nouns.update(dict.fromkeys(cues.nouns, status))
            self.adjectives.update(dict.fromkeys(cues.adjectives, status))
        self.factual = forms_of_verbs(lexicon.factual_infinitives, tables)
        self.naming = forms_of_verbs(lexicon.naming_verbs, tables)
        self.reacting = forms_of_verbs(lexicon.reacting_verbs, tables)
        self.leading = forms_of_verbs(lexicon.leading_verbs, tables)
        self.sparking = forms_of_verbs(lexicon.sparking_verbs, tables)
        self.trends = forms_of_verbs(lexicon.trend_verbs, tables)
        self.containing = forms_of_verbs(lexicon.containing_verbs, tables)
        self.becoming = forms_of_verbs(lexicon.becoming_verbs, tables)
        self.seeming = forms_of_verbs(lexicon.seeming_verbs, tables)
        self.marking = forms_of_verbs(lexicon.marking_verbs, tables)
        self.mounting = forms_of_verbs(lexicon.mounting_verbs, tables)
        self.practising = forms_of_verbs(lexicon.practising_verbs, tables)
        self.partaking = forms_of_verbs(lexicon.partaking_verbs, tables)
        self.accompanying = forms_of_verbs(lexicon.accompanying_verbs, tables)
        self.ending = forms_of_verbs(lexicon.ending_verbs, tables)
        self.wrecking = forms_of_verbs(lexicon.wrecking_verbs, tables)
        self.freeing = forms_of_verbs(lexicon.freeing_verbs, tables)
        self.killing = forms_of_verbs(lexicon.killing_verbs, tables)
        self.origin_verbs = forms_of_verbs(lexicon.origin_verbs, tables)
        self.suspecting = forms_of_verbs(lexicon.suspecting_verbs, tables)
        self.investigating = forms_of_verbs(lexicon.investigating_verbs, tables)

    def of_verb(self, word: str) -> Verdict | None:
        """The verdict on what a verb governs."""
        return _verdict(self.verbs, word)

    def of_noun(self, word: str) -> Verdict | None:
        """The verdict on what a noun governs ("threat of")."""
        return _verdict(self._nouns, word)


def _verdict(cues: dict[str, Status], word: str) -> Verdict | None:
    return Verdict(cues[word], f"governed_by:{word}") if word in cues else None
