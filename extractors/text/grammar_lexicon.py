"""Schema of `grammar.yml`: the closed classes of a language, and the few words that link an event to what stands around it."""

from __future__ import annotations

from extractors.lexicons.loader import Strict
from extractors.text.morphology import ADJ, ADV, NOUN, NOUNS
from extractors.text.tags import BE, CONJ, DET, DO, HAVE, MODAL, NEG, POSS, PREP, PRON, REL, SUB, TO


class LinkWords(Strict):
    """Small words that say what a noun group is to an event; `grammar.yml` explains each list."""

    agent: frozenset[str]
    cause: frozenset[str]
    event: frozenset[str]
    killing: frozenset[str]
    shared_with_governor: frozenset[str]
    cue: frozenset[str]
    apart: frozenset[str]
    later: frozenset[str]
    toll: frozenset[str]
    toll_cause: frozenset[str]
    topic: frozenset[str]
    subject_matter: frozenset[str]
    spans: frozenset[str]
    long_spans: frozenset[str]
    periods: frozenset[str]
    aged: frozenset[str]
    struck: frozenset[str]
    aimed: frozenset[str]
    target_place: frozenset[str]
    destination: frozenset[str]
    origin: frozenset[str]
    toward: frozenset[str]
    direction: frozenset[str]
    attributed: frozenset[str]
    backed: frozenset[str]
    allied: frozenset[str]
    made: frozenset[str]
    posted: frozenset[str]
    own_place: frozenset[str]
    met: frozenset[str]
    motive: frozenset[str]
    answer: frozenset[str]
    hands: frozenset[str]
    inside: frozenset[str]
    beside: frozenset[str]
    moment: frozenset[str]
    whereat: frozenset[str]
    blame: frozenset[str]
    charge: frozenset[str]
    spread: frozenset[str]
    parts: frozenset[str]


class GrammarLexicon(Strict):
    """Word lists of `grammar.yml`; the file explains each."""

    morphology: str
    determiners: list[str]
    definite: list[str]
    indefinite: list[str]
    others: list[str]
    adding: list[str]
    apart: list[str]
    occurrences: list[str]
    resuming: list[str]
    possessive: list[str]
    subject_pronouns: list[str]
    pronouns: list[str]
    relatives: list[str]
    prepositions: list[str]
    conjunctions: list[str]
    conjunction_phrases: list[str]
    adverb_phrases: list[str]
    subordinators: list[str]
    be: list[str]
    have: list[str]
    do: list[str]
    modals: list[str]
    future: list[str]
    to: list[str]
    negation: list[str]
    adverbs: list[str]
    particles: list[str]
    noun_overrides: list[str]
    plural_overrides: list[str]
    verb_overrides: list[str]
    intransitive_pasts: list[str]
    befalling: frozenset[str]
    adjective_overrides: list[str]
    headline_verbs: list[str]
    verb_prefixes: list[str]
    speaker_pronouns: list[str]
    speaker_possessives: list[str]
    led_groups: dict[str, list[str]]
    blaming_verbs: list[str]
    accusing_verbs: list[str]
    answerable: list[str]
    bearing_verbs: list[str]
    border_nouns: list[str]
    shot_nouns: list[str]
    unnamed: list[str]
    quotes_open: list[str]
    quotes_close: list[str]
    partitives: list[str]
    portions: list[str]
    temporal: list[str]
    past_auxiliaries: list[str]
    singular_verbs: list[str]
    pluperfect: list[str]
    being: list[str]
    reporting_verbs: list[str]
    force_words: frozenset[str]
    light_verbs: list[str]
    continuing_verbs: list[str]
    answering_verbs: list[str]
    continuing_prepositions: frozenset[str]
    undergoing_verbs: list[str]
    suffering_verbs: list[str]
    sharing_adverbs: frozenset[str]
    gathering_nouns: frozenset[str]
    happening_verbs: list[str]
    occurring_verbs: list[str]
    incident_nouns: frozenset[str]
    repelling_verbs: list[str]
    holding_verbs: list[str]
    settlement_nouns: list[str]
    ground_nouns: list[str]
    land_nouns: list[str]
    ground_pronouns: list[str]
    livelihood_nouns: list[str]
    off_duty: list[str]
    rival_words: list[str]
    civil_site_nouns: list[str]
    public_figure_nouns: list[str]
    collective_nouns: list[str]
    nameless_people: list[str]
    statement_nouns: list[str]
    overpowering_verbs: list[str]
    speaking_verbs: list[str]
    talking_nouns: list[str]
    listening_verbs: list[str]
    burying_verbs: list[str]
    sequel_verbs: list[str]
    going_verbs: list[str]
    ways_in: list[str]
    connection_nouns: list[str]
    connecting_verbs: list[str]
    kin_nouns: list[str]
    kin_owners: list[str]
    companions: list[str]
    claiming_verbs: list[str]
    responsibility_nouns: list[str]
    headquarters: dict[str, str]
    background_openers: list[str]
    superlatives: list[str]
    existential: list[str]
    reflexives: list[str]
    aftermath_nouns: list[str]
    mishap_nouns: list[str]
    sympathy_nouns: list[str]
    day_prepositions: frozenset[str]
    sequel_openers: list[str]
    deadly_nouns: list[str]
    impact_verbs: list[str]
    sending_verbs: list[str]
    observing_verbs: list[str]
    links: LinkWords


def closed_classes(lexicon: GrammarLexicon) -> dict[str, str]:
    """The tag of every word of a closed class."""
    closed: dict[str, str] = {}
    for words, tag in (
        (lexicon.adverbs, ADV),
        (lexicon.noun_overrides, NOUN),
        (lexicon.adjective_overrides, ADJ),
        (lexicon.subordinators, SUB),
        (lexicon.prepositions, PREP),
        (lexicon.conjunctions, CONJ),
        (lexicon.determiners, DET),
        (lexicon.pronouns, PRON),
        (lexicon.be, BE),
        (lexicon.have, HAVE),
        (lexicon.do, DO),
        (lexicon.modals, MODAL),
        (lexicon.negation, NEG),
        (lexicon.possessive, POSS),
        (lexicon.to, TO),
        (lexicon.relatives, REL),
        ([word for word in lexicon.negation if word in lexicon.determiners], DET),
        (lexicon.plural_overrides, NOUNS),
    ):
        closed.update(dict.fromkeys(words, tag))
    return closed
