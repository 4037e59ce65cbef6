"""Turns the actor words of a language into one phrase trie whose payloads say what a phrase does in a noun group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.lexicons.loader import LexiconError
from extractors.mentions.actors_countries import CountryNames
from extractors.mentions.actors_facts import Usual
from extractors.mentions.actors_lexicon import CountryWords, Generic, Head, Modifier, Role
from extractors.mentions.actors_trie import Articles, PhraseTrie, expand
from extractors.mentions.records import ActorKind
from extractors.text.morphology import Morphology

Mark = Literal["", "det", "number", "filler", "participle", "possessive", "stop", "tie", "ignored"]
Alone = Literal["head", "modifier", "country", "name", "leader", "never"]
SIDE = "side/"
"""Prefix of entry ids that need a country to become an actor: "side/opposition"."""
PEOPLE = "people"
"""Key of a party that is a people or tribe."""
ETHNIC = "ethnic/"
"""Prefix of entry ids that name a people: "ethnic/Pokot"."""
ALTERNATIVES = "|"
"""Joins entry ids where the same words are a weak name in several countries."""
_LONGEST_ACRONYM = 5
_NAME_RANK, _PEOPLE_RANK, _LEADER_RANK, _HEAD_RANK, _NATION_RANK = 9, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Party:
    """What words say of who an actor is; `rank` decides between several before one head."""

    kind: ActorKind | None = None
    entry_id: str | None = None
    country: str | None = None
    affiliation: str | None = None
    rank: int = 0
    is_strong: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class HeadWord:
    """A head noun as compiled: the lexicon's `Head` with its number and id."""

    key: str
    kind: ActorKind
    role: Role
    entry_id: str | None
    affiliation: str | None
    is_plural: bool
    is_equipment: bool
    needs_owner: bool
    is_anybodys: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a phrase can be in a noun group: a mark, a modifier (`party`), a head, or several of them.

    Attributes:
        mark: Function of a phrase that names nobody ("det" begins a group, "stop" cancels the modifier before it, and so
            does "tie" unless a group is tied to fighters of whom nothing else is told).
        party: Whom it names as a modifier or on its own.
        head: What it is as a head noun.
        modifies: True where it may stand before another head; a possessive lets any `party` do so.
        alone: What a `party` without a head becomes.
        is_indefinite: A determiner of one person ("a", "an").
        is_amount: A determiner of several people ("thousands of").
        is_plain: A mark that is one wherever it stands, whatever the words around it.
    """

    mark: Mark = ""
    party: Party | None = None
    head: HeadWord | None = None
    modifies: bool = False
    alone: Alone = "never"
    is_indefinite: bool = False
    is_amount: bool = False
    is_plain: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_plain", self.mark not in ("", "stop", "tie") and self.party is None)


Actors = PhraseTrie[Lexeme]


def compile_trie(
    generic: Generic,
    names: Mapping[str, CountryWords],
    countries: Iterable[CountryNames],
    known: Mapping[str, Usual],
    tables: Morphology,
) -> Actors:
    """One trie of all actor words; a later definition of the same spelling adds to the earlier."""
    lexemes: dict[tuple[str, bool], Lexeme] = {}
    for phrase, lexeme in _marks(generic):
        _merge(lexemes, phrase, lexeme)
    for country in countries:
        for phrase, lexeme in _nation(country):
            _merge(lexemes, phrase, lexeme)
    modifiers = dict(generic.modifiers)
    for words in names.values():
        modifiers.update(words.modifiers)
    for key, modifier in modifiers.items():
        for phrase in _spellings(modifier.words):
            _merge(lexemes, phrase, _modifier(key, modifier))
    for phrase, lexeme in _heads(generic, tables):
        _merge(lexemes, phrase, lexeme)
    for code, words in names.items():
        for phrase, lexeme in _names(code, words, known):
            _merge(lexemes, phrase, lexeme)
    trie: Actors = PhraseTrie(Articles(frozenset(generic.articles_always), frozenset(generic.articles_glued)))
    for (phrase, is_exact), lexeme in lexemes.items():
        trie.add(phrase, lexeme, is_exact)
    return trie


def is_acronym(phrase: str) -> bool:
    """True for a short name in capitals, whose letters must be the same in the text ("IS", "SDF", "LeT")."""
    if len(phrase) > _LONGEST_ACRONYM or not phrase.isalpha():
        return False
    return phrase.isupper() or (phrase[0].isupper() and not phrase[1:].islower())


def _spellings(patterns: Iterable[str]) -> Iterable[str]:
    return (phrase for pattern in patterns for phrase in expand(pattern))


def _merge(lexemes: dict[tuple[str, bool], Lexeme], phrase: str, new: Lexeme) -> None:
    key = (phrase, is_acronym(phrase))
    old = lexemes.get(key)
    lexemes[key] = new if old is None else _both(old, new)


def _both(old: Lexeme, new: Lexeme) -> Lexeme:
    if new.mark:
        return new
    if new.party == old.party and new.head == old.head:
        return old
    if new.alone == "name" and old.alone == "name" and old.party and new.party:
        if old.party.entry_id == new.party.entry_id:
            return old if old.party.is_strong else new
        entry_id = f"{old.party.entry_id}{ALTERNATIVES}{new.party.entry_id}"
        return replace(new, party=replace(new.party, entry_id=entry_id, is_strong=False))
    return replace(
        new,
        party=new.party or old.party,
        head=new.head or old.head,
        modifies=new.modifies or old.modifies,
        alone=new.alone if new.alone != "never" else old.alone,
    )


def _marks(generic: Generic) -> Iterable[tuple[str, Lexeme]]:
    for phrase in _spellings(generic.indefinite):
        yield phrase, Lexeme(mark="det", is_indefinite=True)
    for phrase in _spellings(generic.amounts):
        yield phrase, Lexeme(mark="det", is_amount=True)
    groups: tuple[tuple[Iterable[str], Mark], ...] = (
        (generic.determiners, "det"),
        (generic.quantifiers, "number"),
        (generic.fillers, "filler"),
        (generic.participles, "participle"),
        (generic.possessives, "possessive"),
        (generic.stops, "stop"),
        (generic.ties, "tie"),
        (generic.ignored, "ignored"),
    )
    for words, mark in groups:
        for phrase in _spellings(words):
            yield phrase, Lexeme(mark=mark)


def _nation(country: CountryNames) -> Iterable[tuple[str, Lexeme]]:
    party = Party(kind="military", country=country.iso2, rank=_NATION_RANK, is_strong=True, key=country.iso2)
    for name in country.names:
        yield name, Lexeme(party=party, modifies=True, alone="country")
        if name.isalpha() and not name.endswith("s"):
            yield f"{name}s", Lexeme(party=party, modifies=True)
    for adjective in country.adjectives:
        yield adjective, Lexeme(party=party, modifies=True, alone="modifier")
    people = HeadWord("people_of", "civilians", "person", None, None, True, False, False)
    for plural in country.peoples:
        yield plural, Lexeme(party=party, head=people)


def _modifier(key: str, modifier: Modifier) -> Lexeme:
    entry_id = f"{SIDE}{modifier.side}" if modifier.side else None
    party = Party(modifier.kind, entry_id, None, modifier.affiliation, modifier.rank, False, key)
    return Lexeme(party=party, modifies=True, alone=modifier.alone)


def _numbers(head: Head, tables: Morphology) -> Iterable[tuple[str, bool]]:
    for phrase in _spellings(head.words):
        yield phrase, False
        *before, last = phrase.split(" ")
        for form in tables.noun_forms(last) - {last}:
            yield " ".join([*before, form]), True
    for phrase in _spellings(head.plural):
        yield phrase, True


def _heads(generic: Generic, tables: Morphology) -> Iterable[tuple[str, Lexeme]]:
    owners: dict[str, str] = {}
    for key, head in generic.heads.items():
        for phrase, is_plural in _numbers(head, tables):
            if owners.setdefault(phrase, key) != key:
                raise LexiconError(f"generic.yml: {phrase!r} is a head of both {owners[phrase]!r} and {key!r}")
            yield phrase, _head(key, head, is_plural)


def _head(key: str, head: Head, is_plural: bool) -> Lexeme:
    entry_id = f"{SIDE}{head.side}" if head.side else None
    word = HeadWord(
        key, head.kind, head.role, entry_id, head.affiliation, is_plural,
        head.is_equipment, head.needs_owner, head.is_anybodys, head.yields,
    )  # fmt: skip
    names_side = head.role in ("force", "crowd", "person") and not head.needs_owner
    party = Party(head.kind, entry_id, None, head.affiliation, _HEAD_RANK, False, key) if names_side else None
    return Lexeme(party=party, head=word, modifies=head.modifies)


def _names(code: str, words: CountryWords, known: Mapping[str, Usual]) -> Iterable[tuple[str, Lexeme]]:
    for key, phrases in words.strong.items():
        yield from _name(f"{code}/{key}", phrases, known, is_strong=True)
    for key, weak in words.weak.items():
        yield from _name(f"{code}/{key}", weak.words, known, is_strong=False)
    leader = Party(kind="military", country=code, rank=_LEADER_RANK, is_strong=True, key=f"leader:{code}")
    for phrase in _spellings(words.leaders):
        yield phrase, Lexeme(party=leader, modifies=True, alone="leader")
        yield f"{phrase}s", Lexeme(party=leader, modifies=True, alone="leader")
    for group in dict.fromkeys((*words.ethnic, *words.ethnic_spellings)):
        militia = Party(
            "identity_militia", f"{ETHNIC}{group}", None, f"{group} Ethnic Group", _PEOPLE_RANK, True, PEOPLE
        )
        for name in (group, *_spellings(words.ethnic_spellings.get(group, ()))):
            yield name, Lexeme(party=militia, modifies=True, alone="head")
            if not name.endswith("s"):
                yield f"{name}s", Lexeme(party=militia, modifies=True, alone="head")
    for phrase in _spellings(words.ignored):
        yield phrase, Lexeme(mark="ignored")


def _name(
    entry_id: str, phrases: Iterable[str], known: Mapping[str, Usual], is_strong: bool
) -> Iterable[tuple[str, Lexeme]]:
    if entry_id not in known:
        raise LexiconError(f"{entry_id}: no such actor in lexicons/actors/parties")
    what = known[entry_id]
    named = None if what.affiliation else entry_id
    party = Party(what.kind, named, what.country, what.affiliation, _NAME_RANK, is_strong, entry_id)
    lexeme = Lexeme(party=party, modifies=True, alone="name")
    for phrase in _spellings(phrases):
        yield phrase, lexeme
        if is_strong and phrase[-1].isalpha() and not phrase.endswith("s"):
            yield f"{phrase}s", lexeme
