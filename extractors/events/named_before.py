"""Who "the jihadists" and "the militants" are: the group that the text has named before.

Such a noun names no group, and left alone it would be whoever the country's conflict is known for. A text that has told of
"Foo Front rebels" means these by "the rebels"; one that has named a jihadist group means it by "the jihadists"; and where
it has named a single group of rebels so far, "the militants" are theirs. Two groups named together that go by one noun
leave it open, and so do militants that were told of before anybody was named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.mentions.actors_compile import ALTERNATIVES, ETHNIC, SIDE
from extractors.mentions.actors_facts import WORLD, load_parties
from extractors.mentions.actors_groups import MODIFIER, SITE
from extractors.mentions.actors_lexicon import Pointing, load_words
from extractors.mentions.records import ActorKind, ActorMention
from extractors.text.grammar import Grammar
from extractors.text.tokens import Sentence

NAMED = ":named_before"
"""Ends the rule of a mention that got its name here."""
_GROUPS: frozenset[ActorKind] = frozenset(["rebel", "political_militia"])
_REACH = 3
"""Sentences back to where a group must be named where others are named, too."""
_REBEL: ActorKind = "rebel"
_POINTING: frozenset[ActorKind] = _GROUPS | {"unidentified_armed"}


@dataclass(frozen=True, slots=True)
class PointingNouns:
    """The nouns that may point back, by the key of their entry, and the groups that go by one wherever they are named.

    Attributes:
        nouns: What the lexicon says of each noun, by the key of its entry.
        sides: The noun that a side counts with.
        goers: Entry ids of groups by the noun that they go by.
        definite: Determiners of what is known.
        collectives: Nouns for a group ("the jihadist group").
        several: Plurals of these: "the jihadist groups" are more than one.
    """

    nouns: Mapping[str, Pointing]
    sides: Mapping[str, Pointing]
    goers: Mapping[str, frozenset[str]]
    definite: frozenset[str]
    collectives: frozenset[str]
    several: frozenset[str]

    @classmethod
    def default(cls, grammar: Grammar, language: str = "en") -> PointingNouns:
        """The shipped nouns of a language and the groups of the shipped facts.

        Raises:
            LexiconError: A file does not fit its schema.
        """
        generic, _ = load_words(language)
        goers = {kin: frozenset(ids) for kin, ids in load_parties()[WORLD].goes_by.items()}
        definite = grammar.definite - grammar.speaker_possessives
        sides = {f"{SIDE}{generic.heads[noun].side}": pointing for noun, pointing in generic.pointing.items()}
        several = frozenset(generic.several)
        return cls(generic.pointing, sides, goers, definite, grammar.collectives - several, several)

    def pointing(self, mention: ActorMention) -> Pointing | None:
        """How a mention may point back: by its side, else by its noun."""
        noun = self.nouns.get(_noun(mention))
        return noun if noun is None or mention.entry_id is None else self.sides.get(mention.entry_id)

    def may_be_group(self, mention: ActorMention, sentence: Sentence) -> bool:
        """True for "fighters" and "the jihadist group", neither for "the terrorist" nor for "the jihadist groups"."""
        noun = sentence.lowers[mention.head]
        return noun in self.collectives or (mention.is_plural and noun not in self.several)


@dataclass(slots=True)
class NamedBefore:
    """The groups that one article has named so far, sentence by sentence.

    Sentences that tell of no event are not read: a noun that stands in one of them may have been told of others there.
    """

    words: PointingNouns
    text: str
    _read_spans: list[tuple[int, int]] = field(default_factory=list)
    _called: dict[str, tuple[int, ActorMention]] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _named: dict[str, int] = field(default_factory=dict)
    _last: ActorMention | None = None

    def bind(self, actors: list[ActorMention], sentence: Sentence) -> list[ActorMention]:
        """The mentions of the next sentence, those that point back with the name of their group."""
        self._read_spans.append((sentence.start, sentence.end))
        bound: list[ActorMention] = []
        for mention, behind in pairwise([*actors, None]):
            if mention is not None:
                bound.append(self._read(mention, behind, sentence))
        return bound

    def _read(self, mention: ActorMention, behind: ActorMention | None, sentence: Sentence) -> ActorMention:
        if _is_named(mention):
            self._note(mention, sentence.index)
            return mention
        pointing = self.words.pointing(mention)
        if pointing is None or not _is_open(mention):
            self._note_other(mention)
            return mention
        if behind is not None and behind.first == mention.last and _is_named(behind):
            return _as(mention, behind)
        is_told_apart = any(sentence.glued[mention.first + 1 : mention.head + 1])
        is_known = not self.words.definite.isdisjoint(sentence.lowers[mention.first : mention.head])
        is_one = (
            (is_known or self._is_only(pointing))
            and self.words.may_be_group(mention, sentence)
            and not self._is_told_unread(mention, sentence)
        )
        if is_told_apart:
            self._called.pop(pointing.kin, None)
        group = self._group(pointing, sentence.index) if is_one and not is_told_apart else None
        if group is None:
            self._open.add(pointing.kin)
            return mention
        return _as(mention, group)

    def _is_told_unread(self, mention: ActorMention, sentence: Sentence) -> bool:
        """True where the noun was last said in a sentence that was not read."""
        at = self.text.rfind(sentence.words[mention.head], 0, mention.start)
        return at >= 0 and not any(start <= at < end for start, end in reversed(self._read_spans))

    def _is_only(self, pointing: Pointing) -> bool:
        """True for "jihadists", where one group has been named that goes by the word."""
        goers = self.words.goers.get(pointing.kin, frozenset())
        named = [entry for entry in self._named if not goers.isdisjoint(entry.split(ALTERNATIVES))]
        return pointing.is_telling and len(named) == 1

    def _note_other(self, mention: ActorMention) -> None:
        """Armed people of another side: "the fighters" may be theirs from here on."""
        pointing = self.words.nouns.get(_noun(mention))
        if pointing is not None and mention.kind in _POINTING:
            self._called.pop(pointing.kin, None)
            self._open.add(pointing.kin)

    def _note(self, mention: ActorMention, index: int) -> None:
        """Keep a group, and what it is called."""
        entry = mention.entry_id or ""
        self._named.setdefault(entry, index)
        self._last = mention
        own = self.words.nouns.get(_noun(mention))
        kins = {kin for kin, ids in self.words.goers.items() if not ids.isdisjoint(entry.split(ALTERNATIVES))}
        for kin in kins | ({own.kin} if own is not None else set()):
            at, before = self._called.get(kin, (-1, mention))
            if at == index and before.entry_id != entry:
                del self._called[kin]
                self._open.add(kin)
            else:
                self._called[kin] = index, mention

    def _group(self, pointing: Pointing, index: int) -> ActorMention | None:
        """The group last called by the noun; else the only one named so far, in a sentence before."""
        at, called = self._called.get(pointing.kin, (-1, None))
        if called is not None:
            return called if len(self._named) == 1 or index - at <= _REACH else None
        if not pointing.is_free or pointing.kin in self._open or len(self._named) != 1 or self._last is None:
            return None
        is_before = min(self._named.values()) < index
        return self._last if is_before and self._last.kind == _REBEL else None


def _noun(mention: ActorMention) -> str:
    """The key of a mention's head noun."""
    return mention.rule_id.partition(":")[0].partition(".")[2]


def _is_named(mention: ActorMention) -> bool:
    """True for a group of armed people that is called by its own name."""
    return mention.kind in _GROUPS and mention.entry_id is not None and not mention.entry_id.startswith((SIDE, ETHNIC))


def _is_open(mention: ActorMention) -> bool:
    """True for armed people of whom the words tell neither a name nor a country."""
    is_nameless = mention.entry_id is None or mention.entry_id.startswith(SIDE)
    is_group = mention.kind in _POINTING and not mention.rule_id.endswith((MODIFIER, SITE))
    return is_nameless and is_group and mention.country is None


def _as(mention: ActorMention, group: ActorMention) -> ActorMention:
    """The same words as a name of the group."""
    return mention._replace(
        kind=group.kind,
        entry_id=group.entry_id,
        country=group.country,
        is_strong=group.is_strong,
        rule_id=f"{mention.rule_id}{NAMED}",
    )
