"""From matched phrases to noun groups: modifiers gather before a head, and the head says what they make together.

One pass over the segments of a sentence. A group is [determiner] [count] [modifiers] head, or a proper name; modifiers
that no head follows stand for themselves ("rebel shelling"), marked so that only a frame whose trigger is the noun
behind them takes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from extractors.mentions.actors_compile import PEOPLE, HeadWord, Lexeme, Mark, Party
from extractors.mentions.records import STATE_KINDS, ActorKind

_NEUTRAL: frozenset[ActorKind] = frozenset(["military", "unidentified_armed"])
DIGITS = Lexeme(mark="number")
"""A number in digits."""
_OPENING: frozenset[Mark] = frozenset(["det", "number"])
MODIFIER = ":modifier"
SITE = ":object"
"""At the end of the rule of a mention that is a thing or place hit in its owner's stead."""
COUNTRY = ":country"
"""At the end of the rule of a mention that is the name of a country."""
OF_COUNTRY = ":of_country"
"""In the rule of a thing that forces or people may own ("a Kenyan truck"), where only a nationality says who."""
BARE_HEAD = "bare"
PERSON, COUNTED = "person", "counted"
"""Forms of "a Syrian" and of "two Pokot": people, and no force."""
_STATE_DEFAULT: ActorKind = "military"


class Segment(NamedTuple):
    """A matched phrase at token positions `first` up to but not including `last`."""

    first: int
    last: int
    lexeme: Lexeme


@dataclass(slots=True)
class Group:
    """A noun group in the making; `form` says what carries it."""

    first: int
    last: int
    head: int
    form: str
    party: Party | None
    country: str | None
    word: HeadWord | None = None
    suffix: str = ""

    @property
    def takes_owner(self) -> bool:
        """True where a modifier or link may say who it is: forces, members, objects, and "the regime" or "the army"."""
        return self.form == BARE_HEAD if self.word is None else self.word.role in ("force", "member", "object")


Test = Callable[[int], bool]
"""What a sentence is asked about one of its positions."""


def build_groups(segments: list[Segment], is_noun: Test, is_place: Test, is_spot: Test) -> list[Group]:
    """All groups in reading order.

    Args:
        segments: Matched phrases, not overlapping, in order.
        is_noun: True where the token at a position can only be a noun behind a singular one, which then modifies it.
        is_place: True where the token before a position makes a country's name a place ("in Syria").
        is_spot: True where it makes a people's name the town or area of that name ("in Kisii").
    """
    return _Builder(segments, is_noun, is_place, is_spot).run()


class _Builder:
    """The state of one pass: where the open group starts and which modifiers it has gathered."""

    def __init__(self, segments: list[Segment], is_noun: Test, is_place: Test, is_spot: Test) -> None:
        self._segments = segments
        self._is_noun = is_noun
        self._is_place = is_place
        self._is_spot = is_spot
        self._groups: list[Group] = []
        self._start = -1
        self._modifiers: list[Segment] = []
        self._is_indefinite = False
        self._is_amount = False
        self._has_number = False
        self._is_tied = False
        self._end = -1

    def run(self) -> list[Group]:
        for at, segment in enumerate(self._segments):
            first, last, lexeme = segment
            if self._start >= 0 and first != self._end:
                self._close()
            self._end = last
            if lexeme.mark:
                self._take_mark(segment, lexeme.mark)
            else:
                self._take_word(at, segment)
        self._close()
        return self._groups

    def _take_mark(self, segment: Segment, mark: Mark) -> None:
        if mark in _OPENING:
            self._begin(segment)
        elif mark == "filler":
            self._open_at(segment.first)
        elif mark == "participle" and (self._start < 0 or self._modifiers):
            self._close()
        elif mark == "stop" and self._modifiers:
            self._modifiers.pop()
        elif mark == "tie" and self._modifiers:
            self._is_tied = True
        elif mark == "ignored":
            self._reset()

    def _begin(self, segment: Segment) -> None:
        """A determiner or number opens a group; behind a number or a modifier a determiner opens the next one."""
        first, _, lexeme = segment
        if self._modifiers:
            self._close()
        elif self._has_number and (lexeme.mark == "det" or lexeme is DIGITS):
            self._reset()
        if self._start < 0:
            self._start = first
        self._has_number = self._has_number or lexeme.mark == "number"
        self._is_indefinite = self._is_indefinite or lexeme.is_indefinite
        self._is_amount = self._is_amount or lexeme.is_amount

    def _take_word(self, at: int, segment: Segment) -> None:
        first, last, lexeme = segment
        if self._start < 0:
            self._start = first
        if self._is_tied and not self._says_whose(lexeme):
            self._modifiers.pop()
        self._is_tied = False
        is_joined = at + 1 < len(self._segments) and self._segments[at + 1].first == last
        if is_joined and (self._is_cancelled(at + 1) or self._is_followed_by_head(at + 1, last, lexeme)):
            self._modifiers.append(segment)
        elif lexeme.head is not None and not self._names_side_alone(segment):
            self._finish(segment, lexeme.head)
            self._mark_compound(segment, lexeme.head)
        elif lexeme.alone in ("name", "country") or self._is_bare_head(segment):
            self._finish(segment, None)
            if lexeme.alone == "name" and self._is_noun(segment.last):
                self._groups[-1].suffix = MODIFIER
        else:
            self._modifiers.append(segment)

    def _says_whose(self, lexeme: Lexeme) -> bool:
        """True where "Foo-linked" stands before fighters of nobody's, and Foo is a group of rebels."""
        tied = self._modifiers[-1].lexeme
        is_group = tied.party is not None and tied.party.kind == "rebel" and tied.alone == "name"
        head = lexeme.head if lexeme.alone != "name" else None
        return is_group and head is not None and head.entry_id is None and head.kind == "unidentified_armed"

    def _mark_compound(self, segment: Segment, head: HeadWord) -> None:
        """A singular head right before another noun only modifies that ("student protest", "drone strike")."""
        if not head.is_plural and head.role not in ("none", "source") and self._is_noun(segment.last):
            self._groups[-1].suffix = MODIFIER

    def _names_side_alone(self, segment: Segment) -> bool:
        """True for "the coalition" and "a coalition raid" that nothing says the owner of: the side of that name."""
        head = segment.lexeme.head
        return head is not None and head.needs_owner and segment.lexeme.alone == "head" and not self._modifiers

    def _is_bare_head(self, segment: Segment) -> bool:
        return segment.lexeme.alone == "head" and not self._is_noun(segment.last)

    def _is_followed_by_head(self, at: int, end: int, lexeme: Lexeme) -> bool:
        """True when fillers, possessives and stops lead from here to a word that can be modified."""
        if lexeme.party is None:
            return False
        modifies, is_noun = lexeme.modifies, lexeme.alone in ("name", "country")
        while at < len(self._segments) and self._segments[at].first == end:
            segment = self._segments[at]
            mark = segment.lexeme.mark
            if mark in ("possessive", "stop", "tie"):
                modifies, is_noun = True, False
            elif mark != "filler":
                return modifies and not mark and not (is_noun and segment.lexeme.alone == "name")
            at, end = at + 1, segment.last
        return False

    def _is_cancelled(self, at: int) -> bool:
        """True when the next words, which `at` is about, cancel this one ("rebel-held", "US State Department")."""
        return self._segments[at].lexeme.mark in ("stop", "tie", "ignored")

    def _open_at(self, first: int) -> None:
        if self._start < 0:
            self._start = first

    def _finish(self, segment: Segment, word: HeadWord | None) -> None:
        start = self._start
        group = combine(start, segment, word, self._modifiers)
        if group.form == "country" and (self._is_place(start) or self._is_place(segment.first)):
            group.form = "place"
        elif word is None and _is_people(segment):
            group.form = self._people_as(group)
        self._groups.append(group)
        self._reset()

    def _people_as(self, group: Group) -> str:
        """What the bare name of a people stands for: a place ("in Kisii"), some of its people ("two Kisii"), or all."""
        if self._has_number:
            return COUNTED
        return "place" if self._is_spot(group.first) else group.form

    @property
    def _is_opened(self) -> bool:
        return self._is_indefinite or self._has_number or self._is_amount

    def _close(self) -> None:
        """End a group without a head: its modifiers stand for themselves, or for people after "a" or a number."""
        if self._start < 0:
            return
        if self._is_tied:
            self._modifiers.pop()
        if self._modifiers:
            last = self._modifiers[-1]
            group = combine(self._start, last, None, self._modifiers[:-1])
            is_person = self._is_opened and last.lexeme.alone == "modifier" and group.country is not None
            people = COUNTED if self._is_amount else PERSON
            group.form = people if is_person and not self._is_noun(last.last) else "modifier"
            if last.lexeme.alone in ("leader", "never"):
                group.form = last.lexeme.alone
            self._groups.append(group)
        self._reset()

    def _reset(self) -> None:
        self._start = -1
        if self._modifiers:
            self._modifiers = []
        self._is_indefinite = self._is_amount = False
        self._has_number = False
        self._is_tied = False


def _is_people(segment: Segment) -> bool:
    party = segment.lexeme.party
    return party is not None and party.key == PEOPLE


def combine(first: int, segment: Segment, word: HeadWord | None, modifiers: list[Segment]) -> Group:
    """What a head and its modifiers name together.

    The modifier of the highest rank says who it is, the one nearest to the head among equals; a nationality only adds
    the country, and a proper name is itself whatever stands before it.
    """
    _, last, lexeme = segment
    own = lexeme.party
    parties = [m.lexeme.party for m in modifiers if m.lexeme.party] if modifiers else []
    form = "head"
    if word is None:
        form = BARE_HEAD if lexeme.alone == "head" else lexeme.alone
        if own is not None:
            parties.append(own)
    party = own if form == "name" else _strongest(parties)
    return Group(first, last, last - 1, form, party, _country(own, parties), word)


def _country(own: Party | None, parties: list[Party]) -> str | None:
    """The country that the group's own words name, else that of the modifier nearest to them."""
    if own is not None and own.country:
        return own.country
    for party in reversed(parties):
        if party.country:
            return party.country
    return None


def _strongest(parties: list[Party]) -> Party | None:
    best: Party | None = None
    for party in parties:
        if party.rank and (best is None or party.rank >= best.rank):
            best = party
    return best


def kind_of(word: HeadWord | None, party: Party | None) -> ActorKind:
    """The kind of a group: a side or name decides for a neutral head, a head of its own kind keeps it.

    Members of a people, tribe or clan are not its militia.
    """
    if word is None:
        return (party.kind if party else None) or _STATE_DEFAULT
    if party is None or party.kind is None or word.role in ("person", "crowd"):
        return word.kind
    if word.role == "member":
        return "civilians" if party.kind == "identity_militia" else party.kind
    is_own = word.kind not in _NEUTRAL and not word.needs_owner
    return word.kind if is_own and party.entry_id is None and party.kind in STATE_KINDS else party.kind
