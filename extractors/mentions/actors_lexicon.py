"""The words that name actors: schema of `lexicons/<language>/actors/*.yml`.

`generic.yml` holds what every conflict shares: how a noun group is built (determiners, modifiers that name a side, head
nouns, what is an object, who only speaks). A file a country (and `world.yml`) holds its proper names. The words point
to actors by id; what ACLED calls the actor on a day is in `lexicons/actors/` (see `extractors.coding.actors_facts`).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from extractors.lexicons.loader import Strict, load, load_folder
from extractors.mentions.records import ActorKind

Role = Literal["force", "member", "person", "crowd", "object", "source", "none"]
"""What a head noun does with its modifiers: a `force` is whoever the modifier names ("rebel fighters"); a `member`
too, mostly behind a link ("members of the SDF"); a `person` or `crowd` takes only a nationality or affiliation; an
`object` is hit in its owner's place ("army checkpoint"); `none` only speaks or governs: no actor ("army spokesman"), and
so does a `source`, with those it belongs to ("a source at the police command")."""

Words = tuple[str, ...]


class Modifier(Strict):
    """A word before a head that says whose side it is on ("rebel", "government", "Kurdish").

    Attributes:
        kind: Sort of actor that a neutral head becomes.
        side: Key into the country's `sides`: who that is there and then.
        affiliation: Associated actor it gives to civilians and protesters.
        rank: The highest wins where several modify one head; equal ranks: the one nearest to the head.
        alone: "head" where the bare word may be the actor ("the military shelled"), else it is one only before
            an event noun ("rebel shelling").
    """

    kind: ActorKind | None = None
    side: str | None = None
    affiliation: str | None = None
    rank: int = 2
    alone: Literal["head", "modifier", "never"] = "modifier"
    words: Words = Field(min_length=1)


class Head(Strict):
    """A noun that is or stands for an actor.

    Attributes:
        words: Singular forms; the language's plurals are added.
        plural: Forms that are plural only (or both, like "police").
        modifies: True where the word is also a modifier of another head ("militia fighters").
        is_equipment: A thing that stands for its owner ("warplane").
        needs_owner: The word is an actor only where a modifier or a link names one ("aircraft of the coalition").
        is_anybodys: People own it as often as forces do ("a car"), so that a nationality alone does not tell whose it is.
        yields: Behind the name of an organisation the word means its people ("party workers"): its affiliation is theirs.
        example: A group of words that this entry makes a mention.
        counter_example: Words that it must leave alone.
    """

    kind: ActorKind
    role: Role
    side: str | None = None
    affiliation: str | None = None
    modifies: bool = False
    is_equipment: bool = False
    needs_owner: bool = False
    is_anybodys: bool = False
    yields: bool = False
    words: Words = ()
    plural: Words = ()
    example: str
    counter_example: str = ""


class Combination(Strict):
    """A modifier and a head that together name another side than either ("pro-government militia")."""

    modifier: str
    head: str
    side: str | None = None
    kind: ActorKind
    example: str


class Pointing(Strict):
    """How a head noun points back to a group that the text has named.

    Attributes:
        kin: The noun of the same meaning that it counts with ("the terrorists" are who was called jihadists).
        is_free: True where it may mean any group of rebels, whatever that was called.
        is_telling: True where it tells so much of a group that it means the only such one named, with or without "the".
    """

    kin: str
    is_free: bool = False
    is_telling: bool = False


class Generic(Strict):
    """Schema of `generic.yml`."""

    articles_always: Words
    articles_glued: Words
    determiners: Words
    amounts: Words
    indefinite: Words
    quantifiers: Words
    fillers: Words
    participles: Words
    possessives: Words
    stops: Words
    ties: Words
    agents: Words
    holding: Words
    negators: Words
    links: Words
    coordinators: Words
    source_links: Words
    locatives: Words
    spots: Words
    time_words: Words
    modifiers: dict[str, Modifier] = Field(min_length=1)
    heads: dict[str, Head] = Field(min_length=1)
    combinations: list[Combination]
    pointing: dict[str, Pointing] = Field(min_length=1)
    several: Words
    ignored: Words = Field(min_length=1)


class WeakName(Strict):
    """A name that is enough only in its own country, and why."""

    words: Words = Field(min_length=1)
    note: str


class CountryWords(Strict):
    """Schema of a country's file: proper names of its actors by id.

    Attributes:
        strong: Names that are enough anywhere.
        weak: Names that need the country's context.
        leaders: Names of rulers by the kind of force they stand for before a head ("Assad's forces").
        modifiers: Further side words of this country (ethnic groups, movements), used everywhere.
        ethnic: Names of peoples whose armed members ACLED calls `X Ethnic Militia (Country)`.
        ethnic_spellings: Further spellings of them.
        ignored: Names that only look like an actor's.
    """

    strong: dict[str, Words] = Field(default_factory=dict)
    weak: dict[str, WeakName] = Field(default_factory=dict)
    leaders: Words = ()
    modifiers: dict[str, Modifier] = Field(default_factory=dict)
    ethnic: Words = ()
    ethnic_spellings: dict[str, Words] = Field(default_factory=dict)
    ignored: Words = ()

    @field_validator("strong")
    @classmethod
    def _no_empty(cls, strong: dict[str, Words]) -> dict[str, Words]:
        for key, words in strong.items():
            if not words:
                raise ValueError(f"{key}: the list of names is empty")
        return strong


GENERIC_FILE = "generic.yml"


def load_words(language: str) -> tuple[Generic, dict[str, CountryWords]]:
    """The shipped words of a language: the generic file, and the proper names by country code or "world".

    Raises:
        LexiconError: A file does not fit its schema.
    """
    generic = load(Generic, language, "actors", GENERIC_FILE)
    return generic, load_folder(CountryWords, language, "actors", "names")
