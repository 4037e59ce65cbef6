"""Schema of `status.yml`: the words that say an event did not happen, or not now."""

from __future__ import annotations

from extractors.lexicons.loader import Strict


class CueWords(Strict):
    """Words of one status: governing verbs (lemmas), governing nouns, and adjectives before the trigger."""

    verbs: list[str]
    nouns: list[str]
    adjectives: list[str]


class StatusLexicon(Strict):
    """Word lists of `status.yml`; the file explains each."""

    planned: CueWords
    threatened: CueWords
    hypothetical: CueWords
    alleged: CueWords
    denied: CueWords
    attempted: CueWords
    historical: CueWords
    conditions: frozenset[str]
    outcomes: frozenset[str]
    accompanying_verbs: list[str]
    naming_verbs: list[str]
    reacting_verbs: list[str]
    open_nouns: list[str]
    usual: frozenset[str]
    exemplifying: frozenset[str]
    becoming_verbs: list[str]
    seeming_verbs: list[str]
    free_relatives: frozenset[str]
    containing_verbs: list[str]
    leading_verbs: list[str]
    sparking_verbs: list[str]
    trend_verbs: list[str]
    likening: frozenset[str]
    recencies: frozenset[str]
    mentioned: frozenset[str]
    mentioning: frozenset[str]
    partaking_verbs: list[str]
    factual_infinitives: list[str]
    able: frozenset[str]
    purposes: frozenset[str]
    attempts: frozenset[str]
    demonstrations: frozenset[str]
    grievances: frozenset[str]
    grievances_before: frozenset[str]
    sequels: frozenset[str]
    serving_nouns: frozenset[str]
    serving_for: frozenset[str]
    midst_nouns: frozenset[str]
    circumstances: frozenset[str]
    causes: frozenset[str]
    marking_verbs: list[str]
    mounting_verbs: list[str]
    practising_verbs: list[str]
    recurring: frozenset[str]
    moments: frozenset[str]
    open_words: frozenset[str]
    almost: frozenset[str]
    wished: frozenset[str]
    following_nouns: frozenset[str]
    behind: frozenset[str]
    suspecting_verbs: list[str]
    suspected_of: frozenset[str]
    investigating_verbs: list[str]
    failing_verbs: frozenset[str]
    freeing_verbs: list[str]
    wrecking_verbs: list[str]
    wrecked: frozenset[str]
    killing_verbs: list[str]
    background_markers: list[str]
    begun_markers: list[str]
    negative_determiners: frozenset[str]
    disclaimed: frozenset[str]
    tidings: frozenset[str]
    of_tidings: frozenset[str]
    ending_verbs: list[str]
    hearsay: frozenset[str]
    foregone: frozenset[str]
    origin_nouns: frozenset[str]
    habitual_adverbs: frozenset[str]
    perceivable: frozenset[str]
    origin_verbs: list[str]
    news_window_days: int
    period_total_days: int
    statistic_from: int
