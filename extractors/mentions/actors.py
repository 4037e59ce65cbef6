"""Who is named in a sentence: noun groups ("two Russian jets", "rebel fighters") and proper names of armed actors.

The words are data (`lexicons/<language>/actors/`); this module walks a sentence once, gathers modifiers before heads and
gives `ActorMention`s that do not overlap. A mention says what the words mean on their own; the day and the country make
an ACLED name of it (`extractors.coding.actors.ActorNamer`).

Endings of `rule_id`: ":object" a thing or place hit in its owner's stead ("army checkpoint"); ":modifier" a side that only
modifies the noun behind it ("rebel shelling"), for frames whose trigger is that noun; ":country" a country's name used
as an actor; ":shared_head" a modifier whose head follows another ("Russian and Syrian jets"); ":linked" an owner taken from
behind a link ("members of the Guard").
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.lexicons.loader import load
from extractors.mentions.actors_compile import Actors, Lexeme, compile_trie
from extractors.mentions.actors_countries import CountryNames, load_countries
from extractors.mentions.actors_facts import Usual, load_parties, usual
from extractors.mentions.actors_groups import DIGITS, MODIFIER, Group, Segment, build_groups, kind_of
from extractors.mentions.actors_lexicon import Combination, CountryWords, Generic, load_words
from extractors.mentions.actors_links import Joints, join_groups
from extractors.mentions.actors_trie import normalise
from extractors.mentions.records import ActorKind, ActorMention
from extractors.text.grammar import GrammarLexicon
from extractors.text.morphology import ING, NOUN, NOUNS, PAST, SFORM, Morphology, morphology
from extractors.text.tokens import Sentence

_ADJECTIVE = Lexeme(mark="filler")
_SILENT = frozenset(["leader", "place", "never"])
_SUFFIXES = {"modifier": MODIFIER, "country": ":country"}
_NOMINAL = frozenset([NOUN, NOUNS])
_AGREEING = frozenset([PAST, SFORM, ING])


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
        self._function_words = function_words
        self._locatives = frozenset(generic.locatives)
        self._negators = frozenset(generic.negators)
        self._determiners = frozenset([*generic.determiners, *generic.indefinite])
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
        lowers = sentence.lowers

        def is_noun(at: int) -> bool:
            return at < len(lowers) and self._is_noun_behind(lowers[at])

        def is_place(first: int) -> bool:
            return first > 0 and lowers[first - 1] in self._locatives

        groups = join_groups(build_groups(segments, is_noun, is_place), lowers, self._joints)
        mentions = (self._mention(group, sentence) for group in groups if group.form not in _SILENT)
        return [mention for mention in mentions if mention is not None]

    def _segments(self, sentence: Sentence) -> list[Segment]:
        trie, words, glued = self._trie, sentence.words, sentence.glued
        tokens = normalise(sentence, trie.articles)
        known, negators = trie.first_tokens, self._negators
        segments: list[Segment] = []
        at, size = 0, len(words)
        while at < size:
            token = tokens[at]
            if token in known:
                found = trie.longest(tokens, words, at)
                if found is not None and self._stands(sentence, at, found, segments):
                    segments.append(Segment(at, found[0], found[1]))
                    at = found[0]
                    continue
            elif token[0].isdigit() and not glued[at] and not _is_year(token):
                segments.append(Segment(at, at + 1, DIGITS))
            if token in negators and at + 1 < size and glued[at + 1]:
                found = trie.longest(tokens, words, at + 1)
                last = found[0] if found is not None else at + 2
                segments.append(Segment(at, last, _ADJECTIVE))
                at = last
                continue
            at += 1
        return segments

    def _stands(self, sentence: Sentence, at: int, found: tuple[int, Lexeme], segments: list[Segment]) -> bool:
        """False for a stop word that is a plain verb here: "rebel-held" and "rebel held Idlib", not "rebels held it"."""
        if found[1].mark != "stop" or sentence.glued[at]:
            return True
        before = segments[-1] if segments else None
        if before is None or before.last != at or not before.lexeme.modifies or before.lexeme.alone == "head":
            return False
        return found[0] < len(sentence) and sentence.lowers[found[0]] not in self._determiners

    def _is_noun_behind(self, lower: str) -> bool:
        """True for a word that, behind a singular noun, is a noun too: no verb form that agrees with it."""
        if lower in self._function_words or not lower.isalpha():
            return False
        found = self._tables.classes(lower)
        return not found.isdisjoint(_NOMINAL) and found.isdisjoint(_AGREEING)

    def _mention(self, group: Group, sentence: Sentence) -> ActorMention | None:
        word, party = group.word, group.party
        if word is not None and word.role == "none":
            return None
        owned = group.takes_owner or word is None
        if word is not None and word.needs_owner and party is None and group.country is None:
            return None
        kind = kind_of(word, party)
        entry_id = (party.entry_id if party and owned else None) or (word.entry_id if word else None)
        combination = self._combinations.get((party.key if party else "", word.key if word else ""))
        if combination is not None:
            kind = combination.kind
            entry_id = f"side/{combination.side}" if combination.side else None
        if group.form == "person":
            kind = "civilians"
        affiliation = (word.affiliation if word else None) or (party.affiliation if party else None)
        start, end = sentence.span(group.first, group.last)
        return ActorMention(
            group.first,
            group.last,
            group.head,
            start,
            end,
            sentence.slice(group.first, group.last),
            kind,
            entry_id,
            group.country,
            word.is_plural if word else group.form != "person",
            word is not None and (word.is_equipment or word.role == "object"),
            affiliation,
            (party.is_strong if party and owned else False) or (group.country is not None and owned),
            _rule_id(group),
        )


def _is_year(token: str) -> bool:
    """True for a number that news means as a year, not as a count."""
    return len(token) == 4 and token[:2] in ("19", "20")


def _rule_id(group: Group) -> str:
    word, party = group.word, group.party
    key = word.key if word else party.key if party else group.country
    ending = ":object" if word and word.role == "object" else _SUFFIXES.get(group.form, "")
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
    return Joints(links, coordinators, max(map(len, links | coordinators)))
