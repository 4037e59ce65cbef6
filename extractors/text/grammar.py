"""From tokens to word groups: a small deterministic tagger and chunker over closed classes and shipped form tables.

The aim is not a parse but what a coder of events needs to bind roles inside a clause: noun groups with their head,
verb groups with voice, tense, modality and negation, and the small words between them. Every decision is local and
fixed, so the same sentence always gives the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.lexicons.loader import load
from extractors.text.chunker import Chunk, Chunker
from extractors.text.grammar_lexicon import GrammarLexicon, closed_classes
from extractors.text.morphology import ING, Morphology, forms_of_verbs, morphology
from extractors.text.tagger import Spans, Tagger
from extractors.text.tokens import Sentence
from extractors.text.verbless import find_verb

__all__ = ["Chunk", "Grammar", "GrammarLexicon"]


class Grammar:
    """Tagger and chunker of one language, and the word classes that later steps ask for.

    Attributes:
        tables: Word forms of the language.
        links: Small words that say what a noun group is to an event.
        partitives: Prepositions that make one group of two ("a series of attacks").
        temporal: Prepositions that open an adjunct of time ("after the attack").
        earlier: Those of them, and subordinators, behind which stands what was before ("after").
        definite: Determiners that point back ("the attack").
        being: Forms of the verb that says what or where something is ("the airstrip is in").
        indefinite: Determiners that introduce something new ("an attack").
        apart: Adverbs that open a sentence of another event ("separately"); `occurrences` nouns for an event of any sort.
        others: Words before an event noun that tell it from those told before ("another attack").
        adding: Adverbs inside a verb group that add its deed to those told before ("also targeted").
        reporting: Forms of verbs that put words into somebody's mouth.
        forces: Words in the name of a body that commands a state's planes ("defence ministry").
        light: Forms of verbs that carry an event noun ("launched an attack").
        answering: Forms of verbs of a deed that answers another one ("answered with raids").
        continuing: Forms of verbs that carry it behind one of `continuing_by` ("pressed ahead with their attack").
        blaming: Forms of verbs that say of their object what it did ("accused the rebels of shelling").
        shots: Nouns for what is fired: its adjective says who fired ("Israeli fire").
        borders: Nouns for where one country meets another ("on the border with").
        accusing: Forms of verbs that say who did what was told before ("blamed the rebels").
        answerable: What whoever did it is: "responsible".
        bearing: Forms of verbs with responsibility as their object ("bears responsibility").
        speaker_pronouns: Pronouns that may stand for whoever speaks ("said it had").
        possessives: What follows an owner ("'s").
        speaker_possessives: Words for what is his ("said its fighters had").
        led_groups: Side of the soldiers of a leader by the word for his group ("gang leader").
        unnamed: Adjectives of places that no sentence names ("an unknown village").
        suffering: Forms of verbs of undergoing an attack ("suffered an attack").
        happening: Forms of verbs whose subject is an event ("began", "took place").
        occurring: Forms of those that say when it was, and the word behind: "place" of "took place".
        incidents: Nouns for whatever was told before ("the incident").
        sharing: Words behind which stands what most of those before are ("mostly").
        gatherings: Nouns for people who came together, for whatever reason.
        portions: Words for some of what follows behind "of" ("one of the raids").
        repelling: Forms of verbs of beating back ("repelled an attack").
        holding: Forms of verbs that tell of a gathering that took place.
        adjectives: Words that are adjectives wherever they stand ("east").
        impact: Forms of verbs of hitting.
        sending: Forms of verbs of what is done with a weapon before it does harm.
        observing: Forms of verbs of seeing and hearing.
        superlatives: Words that compare ("the heaviest in a week").
        reflexives: Pronouns for the subject itself.
        mishaps: Nouns for accidents and disasters.
        sympathies: Nouns for whom a demonstration is held ("in support of").
        day_prepositions: Prepositions that open a day ("on Friday").
        sequels: Subordinators whose clause tells what came after ("before he was shot").
        subject_pronouns: Pronouns that may stand for the subject of the clause before.
        deadly: Nouns for what kills by the hand of somebody who is not named.
        aftermath: Nouns that place what follows after them ("in the wake of").
        settlements: Common nouns for a settlement.
        negation: Words that deny what follows them.
        relatives: Words that open a relative clause.
        ground: Nouns for what troops take and hold.
        ground_pronouns: Pronouns that stand for it ("seized it").
        livelihoods: Nouns for people by a trade that some fight for and most only live by ("herders").
        off_duty: Words before or behind fighters who fight no more or not now ("former", "on leave"), split at spaces.
        off_duty_openers: The first words of these.
        rivals: Words of a group, or of what it fights, that make it two sides ("rival gangs", "fought each other").
        civil_sites: Nouns for where people live, work and travel.
        public_figures: Nouns for people by the office or profession for which they may be attacked.
        background_openers: Subordinators whose clause tells what was before ("since air raids resumed").
        claiming: Forms of verbs of taking responsibility.
        responsibility: What they take ("claimed responsibility").
        headquarters: Country by the name of the seat of its forces, which speaks for them.
        statements: Nouns for what somebody says ("said in a statement on Friday").
        overpowering: Forms of verbs of taking or setting upon somebody, who is then harmed ("stopped by rebels and killed").
        kin: Nouns for the family and friends of somebody, and `kin_owners` the words before them ("her husband").
        singular_verbs: Auxiliaries that agree with one person only.
        companions: Prepositions before those who do with somebody what he does ("with his men").
        connecting: Forms in "-ing" of verbs for what somebody does for a group he is no part of ("accused of supporting").
        connections: Nouns for what somebody has to do with a group ("alleged links to").
        speaking: Forms of verbs behind which stands where somebody speaks ("said in Foo").
        talks: Nouns, and `listening` forms of verbs, behind which stands where people talk or listen ("talks in Foo").
        going: Forms of verbs beside which stands where somebody goes or comes from ("advanced on Foo", "moved from Foo").
        ways_in: Nouns for what leads to a place and is there ("the entrance to Foo").
        nameless_people: Nouns for people of whom they tell nothing ("four individuals").
        collectives: Nouns for many people who are named behind a partitive ("a group of farmers").
    """

    def __init__(self, lexicon: GrammarLexicon, tables: Morphology) -> None:
        """Compile the word classes; verbs are inflected."""
        self.tables = tables
        self._closed = closed_classes(lexicon).keys()
        self._tagger = Tagger(lexicon, tables)
        self._chunker = Chunker(lexicon)
        self.links = lexicon.links
        self.partitives = frozenset(lexicon.partitives)
        self.portions = frozenset(lexicon.portions)
        self.adjectives = frozenset(lexicon.adjective_overrides)
        self.temporal = frozenset(lexicon.temporal)
        self.earlier = self.links.topic & self.temporal
        self.definite = frozenset(lexicon.definite)
        self.being = frozenset(lexicon.be)
        self.indefinite = frozenset(lexicon.indefinite)
        self.others = frozenset(lexicon.others)
        self.adding = frozenset(lexicon.adding)
        self.apart = frozenset(lexicon.apart)
        self.occurrences = frozenset(lexicon.occurrences)
        self.resuming = frozenset(lexicon.resuming)
        self.reporting = forms_of_verbs(lexicon.reporting_verbs, tables)
        self.forces = lexicon.force_words
        self.light = forms_of_verbs(lexicon.light_verbs, tables)
        self.answering = forms_of_verbs(lexicon.answering_verbs, tables)
        self.continuing = forms_of_verbs(lexicon.continuing_verbs, tables) | self.answering
        self.continuing_by = lexicon.continuing_prepositions
        self.undergoing = forms_of_verbs(lexicon.undergoing_verbs, tables)
        self.blaming = forms_of_verbs(lexicon.blaming_verbs, tables)
        self.accusing = forms_of_verbs(lexicon.accusing_verbs, tables)
        self.answerable = frozenset(lexicon.answerable)
        self.bearing = forms_of_verbs(lexicon.bearing_verbs, tables)
        self.borders = frozenset(lexicon.border_nouns)
        self.shots = frozenset(lexicon.shot_nouns)
        self.speaker_pronouns = frozenset(lexicon.speaker_pronouns)
        self.possessives = frozenset(lexicon.possessive)
        self.speaker_possessives = frozenset(lexicon.speaker_possessives)
        self.led_groups = {word: side for side, words in lexicon.led_groups.items() for word in words}
        self.unnamed = frozenset(lexicon.unnamed)
        self.suffering = forms_of_verbs(lexicon.suffering_verbs, tables)
        self.sharing = lexicon.sharing_adverbs
        self.gatherings = lexicon.gathering_nouns
        self.happening = forms_of_verbs(lexicon.happening_verbs, tables)
        self.occurring = {
            form: rest
            for verb, _, rest in (phrase.partition(" ") for phrase in lexicon.occurring_verbs)
            for form in tables.verb_forms(verb)
        }
        self.incidents = lexicon.incident_nouns
        self.repelling = forms_of_verbs(lexicon.repelling_verbs, tables)
        self.holding = forms_of_verbs(lexicon.holding_verbs, tables)
        self.impact = forms_of_verbs(lexicon.impact_verbs, tables)
        self.sending = forms_of_verbs(lexicon.sending_verbs, tables)
        self.observing = forms_of_verbs(lexicon.observing_verbs, tables)
        self.superlatives = frozenset(lexicon.superlatives)
        self.reflexives = frozenset(lexicon.reflexives)
        self.aftermath = frozenset(lexicon.aftermath_nouns)
        self.mishaps = frozenset(lexicon.mishap_nouns)
        self.sympathies = frozenset(lexicon.sympathy_nouns)
        self.day_prepositions = lexicon.day_prepositions
        self.sequels = frozenset(lexicon.sequel_openers)
        self.subject_pronouns = frozenset(lexicon.subject_pronouns)
        self.deadly = frozenset(lexicon.deadly_nouns)
        self.settlements = frozenset(lexicon.settlement_nouns)
        self.negation = frozenset(lexicon.negation)
        self.relatives = frozenset(lexicon.relatives)
        self.ground = frozenset(lexicon.ground_nouns)
        self.land = frozenset(lexicon.land_nouns)
        self.ground_pronouns = frozenset(lexicon.ground_pronouns)
        self.livelihoods = frozenset(lexicon.livelihood_nouns)
        self.off_duty = tuple(tuple(phrase.split()) for phrase in lexicon.off_duty)
        self.off_duty_openers = frozenset(phrase[0] for phrase in self.off_duty)
        self.rivals = frozenset(lexicon.rival_words)
        self.civil_sites = frozenset(lexicon.civil_site_nouns)
        self.public_figures = frozenset(lexicon.public_figure_nouns)
        self.nameless_people = frozenset(lexicon.nameless_people)
        self.collectives = frozenset(lexicon.collective_nouns)
        self.claiming = forms_of_verbs(lexicon.claiming_verbs, tables)
        self.responsibility = frozenset(lexicon.responsibility_nouns)
        self.headquarters = dict(lexicon.headquarters)
        self.background_openers = frozenset(lexicon.background_openers)
        self.statements = frozenset(lexicon.statement_nouns)
        self.overpowering = forms_of_verbs(lexicon.overpowering_verbs, tables)
        self.connections = frozenset(lexicon.connection_nouns)
        self.kin = frozenset(lexicon.kin_nouns)
        self.kin_owners = frozenset(lexicon.kin_owners)
        self.companions = frozenset(lexicon.companions)
        self.singular_verbs = frozenset(lexicon.singular_verbs)
        helping = forms_of_verbs(lexicon.connecting_verbs, tables)
        self.connecting = frozenset(form for form in helping if ING in tables.classes(form))
        self.speaking = forms_of_verbs(lexicon.speaking_verbs, tables)
        self.talks = frozenset(lexicon.talking_nouns)
        self.listening = forms_of_verbs(lexicon.listening_verbs, tables)
        self.sequel_verbs = forms_of_verbs(lexicon.sequel_verbs, tables)
        self.burying = forms_of_verbs(lexicon.burying_verbs, tables)
        self.going = forms_of_verbs(lexicon.going_verbs, tables)
        self.ways_in = frozenset(lexicon.ways_in)

    @classmethod
    def default(cls, language: str = "en") -> Grammar:
        """The grammar of a shipped language."""
        lexicon = load(GrammarLexicon, language, "grammar.yml")
        return cls(lexicon, morphology(lexicon.morphology))

    def is_closed(self, word: str) -> bool:
        """True for a lower-case word of a closed class ("of", "which")."""
        return word in self._closed

    def tag(
        self,
        sentence: Sentence,
        dates: Spans = (),
        numbers: Spans = (),
        is_title_case: bool = False,
        nouns: Spans = (),
        verbs: Iterable[int] = (),
    ) -> list[str]:
        """One tag a token.

        Tokens inside `dates` (token spans of date mentions) are tagged `DATE`, those inside `numbers` (spans of counts
        such as "at least 15") `NUM`, those inside `nouns` (compounds such as "bombing raids") as nouns. In a title-case
        headline capitals say nothing, so names are not told by them. One of the tokens `verbs` is the verb of a sentence
        that otherwise has none.
        """
        tags = self._tagger.tag(sentence, dates, numbers, is_title_case, nouns)
        find_verb(sentence, tags, verbs, self.tables)
        return tags

    def chunk(self, sentence: Sentence, tags: list[str]) -> list[Chunk]:
        """Group tagged tokens into word groups, left to right."""
        return self._chunker.chunk(sentence, tags)
