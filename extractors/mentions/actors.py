"""Who is named in a sentence: noun groups ("two Russian jets", "rebel fighters") and proper names of armed actors.

The words are data (`lexicons/<language>/actors/`); this module walks a sentence once, gathers modifiers before heads
and gives `ActorMention`s that do not overlap. A mention says what the words mean on their own; the day and the country
make an ACLED name of it (`extractors.coding.actors.ActorNamer`).

Endings of `rule_id`: ":object" a thing or place hit in its owner's stead ("army checkpoint"); ":modifier" a side that
only modifies the noun behind it ("rebel shelling"), for frames whose trigger is that noun; ":country" a country's name
used as an actor; ":shared_head" a modifier whose head follows another ("Russian and Syrian jets"); ":linked" an owner
taken from behind a link ("members of the Guard"), ":shared_owner" the same for the force before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from extractors.lexicons.loader import load
from extractors.mentions.actors_compile import SIDE, Actors, HeadWord, Lexeme, Party, compile_trie
from extractors.mentions.actors_countries import CountryNames, load_countries
from extractors.mentions.actors_facts import Usual, load_parties, usual
from extractors.mentions.actors_groups import (
    COUNTED,
    COUNTRY,
    DIGITS,
    MODIFIER,
    OF_COUNTRY,
    PERSON,
    SITE,
    Group,
    Segment,
    build_groups,
    combine,
    kind_of,
)
from extractors.mentions.actors_lexicon import CountryWords, Generic, load_words
from extractors.mentions.actors_links import SOURCE, Joints, join_groups
from extractors.mentions.actors_spelling import spellings
from extractors.mentions.actors_trie import normalise
from extractors.mentions.records import ActorKind, ActorMention
from extractors.text.grammar import GrammarLexicon
from extractors.text.morphology import ING, NOUN, NOUNS, PARTICIPLE, PAST, SFORM, Morphology, morphology
from extractors.text.tokens import Sentence

_ADJECTIVE = Lexeme(mark="filler")
_SILENT = frozenset(["leader", "place", "never"])
_SUFFIXES = {"modifier": MODIFIER, "country": COUNTRY}
_NOMINAL = frozenset([NOUN, NOUNS])
_AGREEING = frozenset([PAST, PARTICIPLE, SFORM, ING])


class ActorFinder:
    """Finds actor mentions; compiled once, then pure and safe in any thread or process."""

    def __init__(
        self,
        generic: Generic,
        names: Mapping[str, CountryWords],
        countries: tuple[CountryNames, ...],
        known: Mapping[str, Usual],
        tables: Morphology,
        function_words: frozenset[str],
    ) -> None:
        """Compile the words of a language into one trie.

        Args:
            generic: Words that all conflicts share.
            names: Proper names by country code.
            countries: Names, adjectives and peoples of countries.
            known: What each named actor usually is, by entry id.
            tables: Word forms of the language.
            function_words: Words that are never nouns, whatever the tables say.
        """
        self._trie: Actors = compile_trie(generic, names, countries, known, tables)
        self._tables = tables
        self._function_words = function_words | frozenset(generic.time_words)
        self._starters = self._trie.first_tokens | frozenset(generic.negators)
        self._locatives = frozenset(generic.locatives)
        self._spots = frozenset(generic.spots)
        self._negators = frozenset(generic.negators)
        self.holding = frozenset(generic.holding)
        self.persons = frozenset(
            word.lower()
            for c in countries
            for word in c.adjectives
            if not tables.noun_forms(word).isdisjoint(c.peoples)
        )
        self._behind_verb = frozenset([*generic.determiners, *generic.amounts, *generic.indefinite, *generic.agents])
        self._joints = _joints(generic)
        self._combinations = {(c.modifier, c.head): c for c in generic.combinations}

    @classmethod
    def default(cls, language: str = "en") -> ActorFinder:
        """The finder with the shipped lexicon of a language.

        Raises:
            LexiconError: A lexicon file does not fit its schema.
        """
        generic, names = load_words(language)
        tables = morphology(language)
        return cls(
            generic, names, load_countries(language, tables), usual(load_parties()), tables, _function_words(language)
        )

    def find(self, sentence: Sentence) -> list[ActorMention]:
        """All actor mentions of a sentence, in reading order and not overlapping."""
        segments = self._segments(sentence)
        if not segments:
            return []
        lowers, words = sentence.lowers, sentence.words

        def is_noun(at: int) -> bool:
            return at < len(lowers) and words[at][0].islower() and self._is_noun_behind(lowers[at])

        def is_place(first: int) -> bool:
            return first > 0 and lowers[first - 1] in self._locatives

        def is_spot(first: int) -> bool:
            return first > 0 and lowers[first - 1] in self._spots

        groups = join_groups(build_groups(segments, is_noun, is_place, is_spot), lowers, words, self._joints)
        return [
            self._mention(group, sentence) for group in groups if group.form not in _SILENT and not _is_nobody(group)
        ]

    def spellings(self, sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Names in a text all in capitals; see `actors_spelling.spellings`."""
        return spellings(sentence, self._trie, self._function_words, self._tables)

    def holders(self, sentence: Sentence) -> list[ActorMention]:
        """Who holds what the sentence speaks of: the rebels of "rebel-held districts", which are no mention of actors."""
        segments = self._segments(sentence) if not self.holding.isdisjoint(sentence.lowers) else []
        held = (
            before
            for before, segment in pairwise(segments)
            if segment.first == before.last and sentence.lowers[segment.first] in self.holding
        )
        groups = (combine(s.first, s, None, []) for s in held if s.lexeme.party is not None and not s.lexeme.mark)
        return [self._mention(group, sentence) for group in groups]

    def _segments(self, sentence: Sentence) -> list[Segment]:
        """The matched phrases; marks that neither follow nor precede another match say nothing and are left out."""
        words, glued, starters = sentence.words, sentence.glued, self._starters
        tokens = normalise(sentence, self._trie.articles)
        longest, size = self._trie.longest, len(tokens)
        segments: list[Segment] = []
        end = joint = 0
        for at in [
            at
            for at, token in enumerate(tokens)
            if token in starters or (not "a" <= token < "{" and token[0].isdigit())
        ]:
            if at < end:
                continue
            found = longest(tokens, words, at)
            if found is not None and (found[1].is_plain or self._stands(sentence, at, found, segments)):
                end, lexeme = found
                if (
                    not lexeme.mark
                    or at == joint
                    or (end < size and (tokens[end] in starters or tokens[end][0].isdigit()))
                ):
                    segments.append(Segment(at, end, lexeme))
                    joint = end
                continue
            token = tokens[at]
            if token[0].isdigit() and not glued[at] and not _is_year(token):
                joint = at + 1
                segments.append(Segment(at, joint, DIGITS))
            if token in self._negators and at + 1 < size and glued[at + 1]:
                found = longest(tokens, words, at + 1)
                joint = end = found[0] if found is not None else at + 2
                segments.append(Segment(at, end, _ADJECTIVE))
        return segments

    def _stands(self, sentence: Sentence, at: int, found: tuple[int, Lexeme], segments: list[Segment]) -> bool:
        """False for a stop word that is a verb here: "rebel-held", "rebel held Idlib", not "rebels held it" or "backed by"."""
        lexeme = found[1]
        if lexeme.mark not in ("stop", "tie") or sentence.glued[at]:
            return not self._is_shouted(sentence, at, found)
        before = segments[-1] if segments else None
        if before is None or before.last != at or not before.lexeme.modifies or before.lexeme.alone == "head":
            return False
        return found[0] < len(sentence) and sentence.lowers[found[0]] not in self._behind_verb

    def _is_shouted(self, sentence: Sentence, at: int, found: tuple[int, Lexeme]) -> bool:
        """True for an everyday word in an all-capital text that only looks like an acronym ("IS", "US")."""
        if sentence.lowers[at] not in self._function_words or found[0] != at + 1 or found[1].party is None:
            return False
        return sentence.text.isupper()

    def _is_noun_behind(self, lower: str) -> bool:
        """True for a word that, behind a singular noun, is a noun too: no verb form that agrees with it."""
        if lower in self._function_words or not lower.isalpha():
            return False
        found = self._tables.classes(lower)
        return not found or (not found.isdisjoint(_NOMINAL) and found.isdisjoint(_AGREEING))

    def _mention(self, group: Group, sentence: Sentence) -> ActorMention:
        """The mention that a group makes."""
        word, party = group.word, group.party
        is_owned = word is None or group.takes_owner
        kind, entry_id = self._who(group, is_owned)
        first, last = group.first, group.last
        start, end = sentence.span(first, last)
        text = sentence.text[start - sentence.start : end - sentence.start]
        is_plural = word.is_plural if word else group.form != PERSON
        is_equipment = word is not None and (word.is_equipment or word.role == "object")
        affiliation = _affiliation(word, party)
        is_strong = is_owned and (group.country is not None or (party is not None and party.is_strong))
        return ActorMention(
            first, last, group.head, start, end, text,
            kind, entry_id, group.country, is_plural, is_equipment, affiliation, is_strong, _rule_id(group),
        )  # fmt: skip

    def _who(self, group: Group, is_owned: bool) -> tuple[ActorKind, str | None]:
        """Kind and entry id: of the combination of modifier and head, of the modifier, or of the head alone."""
        word, party = group.word, group.party
        if group.form in (PERSON, COUNTED):
            return "civilians", None
        special = self._combinations.get((party.key, word.key)) if party and word else None
        if special is not None:
            return special.kind, f"{SIDE}{special.side}" if special.side else None
        entry_id = party.entry_id if party and is_owned else None
        return kind_of(word, party), entry_id or (word.entry_id if word else None)


def _affiliation(word: HeadWord | None, party: Party | None) -> str | None:
    """What the head says people are ("teachers"), else whose they are: that comes first for the workers of a party."""
    told, owner = (word.affiliation if word else None), (party.affiliation if party else None)
    return owner or told if word is not None and word.yields else told or owner


def _is_nobody(group: Group) -> bool:
    """True for groups that only speak ("army spokesman") and for things and members that nobody owns."""
    word = group.word
    if word is None:
        return False
    return word.role in ("none", SOURCE) or (word.needs_owner and group.party is None and group.country is None)


def _is_year(token: str) -> bool:
    """True for a number that news means as a year, not as a count."""
    return len(token) == 4 and token[:2] in ("19", "20")


def _rule_id(group: Group) -> str:
    word, party = group.word, group.party
    key = word.key if word else party.key if party else group.country
    if word and word.is_anybodys and party is None:
        key = f"{key}{OF_COUNTRY}"
    ending = SITE if word and word.role == "object" else _SUFFIXES.get(group.form, "")
    return f"actor.{key}{group.suffix}{ending}"


def _function_words(language: str) -> frozenset[str]:
    closed = load(GrammarLexicon, language, "grammar.yml")
    lists = (
        closed.determiners,
        closed.pronouns,
        closed.relatives,
        closed.prepositions,
        closed.conjunctions,
        closed.subordinators,
        closed.be,
        closed.have,
        closed.do,
        closed.modals,
        closed.negation,
        closed.adverbs,
        closed.particles,
    )
    return frozenset(word for words in lists for word in words)


def _joints(generic: Generic) -> Joints:
    links = frozenset(tuple(words.split()) for words in generic.links)
    coordinators = frozenset(tuple(words.split()) for words in generic.coordinators)
    return Joints(links, coordinators, max(map(len, links | coordinators)), frozenset(generic.source_links))
