"""What the lexicons hold, entry by entry: triggers, actors, guards and frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from extractors.events.guards import Guard
from extractors.mentions.actors_facts import Designation, load_parties
from extractors.mentions.actors_lexicon import CountryWords, load_words
from flows.lexicons.sections import Section
from flows.lexicons.sources import EventLexicons


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon.

    Attributes:
        section: triggers, actors, guards or frames.
        id: Its name, as evidence and explanations quote it.
        kind: Kind of event of a trigger, kind of actor; empty for others.
        country: Code of an actor's country, "world" for those of none, empty for others.
        words: The words that it is known by.
        meaning: What it stands for: the actor's names, the frame of a trigger, the slots of a frame.
        example: A sentence that it fires on, where it has one.
        counter_example: One that it leaves alone.
        used_by: Triggers that name a guard or frame; guards that a trigger names.
    """

    section: str
    id: str
    kind: str = ""
    country: str = ""
    words: tuple[str, ...] = ()
    meaning: str = ""
    example: str = ""
    counter_example: str = ""
    used_by: tuple[str, ...] = ()


def entries(
    section: Section, language: str, kind: str | None = None, country: str | None = None, search: str | None = None
) -> list[Entry]:
    """The entries of a section that fit all filters.

    Args:
        section: What to list.
        language: Language of the words.
        kind: Only entries of this kind.
        country: Only actors of this country, by its code.
        search: Only entries that hold this text anywhere, in any case.
    """
    found = _SECTIONS[section](language)
    return [entry for entry in found if _fits(entry, kind, country, search)]


def _fits(entry: Entry, kind: str | None, country: str | None, search: str | None) -> bool:
    if kind is not None and entry.kind != kind:
        return False
    if country is not None and entry.country.casefold() != country.casefold():
        return False
    return search is None or search.casefold() in str(asdict(entry).values()).casefold()


def _triggers(language: str) -> Iterator[Entry]:
    for rule in EventLexicons(language).rules:
        words = (*rule.nouns, *rule.verbs, *rule.phrases)
        yield Entry(
            "triggers", rule.id, rule.kind, "", words, f"frame {rule.frame}", rule.example, rule.counter_example,
            tuple(rule.guards),
        )  # fmt: skip


def _guards(language: str) -> Iterator[Entry]:
    lexicons = EventLexicons(language)
    for name, guard in lexicons.guards.items():
        users = tuple(rule.id for rule in lexicons.rules if name in rule.guards)
        words = tuple(
            word for key in Guard.model_fields if isinstance(getattr(guard, key), list) for word in getattr(guard, key)
        )
        where = ", ".join(key for key in Guard.model_fields if getattr(guard, key))
        yield Entry("guards", name, words=words, meaning=where, used_by=users)


def _frames(language: str) -> Iterator[Entry]:
    lexicons = EventLexicons(language)
    for name, frame in lexicons.frames.items():
        users = tuple(rule.id for rule in lexicons.rules if rule.frame == name)
        slots = "; ".join(
            f"{role} {voice}: {', '.join(slots)}"
            for role in ("agent", "target")
            for voice, slots in getattr(frame, role)
            if slots
        )
        yield Entry("frames", name, meaning=slots, used_by=users)


def _actors(language: str) -> Iterator[Entry]:
    generic, countries = load_words(language)
    parties = load_parties()
    for key, head in generic.heads.items():
        words = (*head.words, *head.plural)
        yield Entry("actors", key, head.kind, "", words, head.role, head.example, head.counter_example)
    none = CountryWords()
    for code, file in parties.items():
        words_of = countries.get(code, none)
        for key, designations in file.actors.items():
            weak = words_of.weak.get(key)
            words = (*words_of.strong.get(key, ()), *(weak.words if weak else ()))
            names = tuple(dict.fromkeys(map(_name, designations)))
            yield Entry("actors", f"{code}/{key}", designations[-1].actor_kind, code, words, "; ".join(names))


def _name(designation: Designation) -> str:
    name = designation.name or designation.affiliation or " ".join(filter(None, (designation.of, designation.unit)))
    until = f" until {designation.until}" if designation.until else ""
    places = f" in {', '.join(designation.places)}" if designation.places else ""
    return f"{name}{places}{until}"


_SECTIONS = {
    Section.TRIGGERS: _triggers,
    Section.ACTORS: _actors,
    Section.GUARDS: _guards,
    Section.FRAMES: _frames,
}
