"""What a lexicon of actors may get wrong without breaking its schema: ids that lead nowhere, names that can never win.

`lint` returns sentences for a person; an empty list means that words and facts fit together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from extractors.mentions.actors_countries import country_names
from extractors.mentions.actors_facts import (
    WORLD,
    Designation,
    Names,
    Parties,
    Side,
    States,
    load_names,
    load_parties,
    load_states,
)
from extractors.mentions.actors_lexicon import CountryWords, Generic, load_words
from extractors.mentions.actors_trie import expand

_FIRST, _LAST = date.min, date.max


def lint(language: str = "en") -> list[str]:
    """All complaints about the shipped actors of a language, in a fixed order.

    Raises:
        LexiconError: A file does not even fit its schema.
    """
    generic, words = load_words(language)
    parties, states = load_parties(), load_states()
    found = [
        *check_codes(parties, states),
        *check_periods(states),
        *check_designations(parties),
        *check_sides(parties, words, generic, load_names()),
        *check_words(parties, words),
        *check_owners(words),
    ]
    return sorted(found)


def check_codes(parties: Mapping[str, Parties], states: States) -> Iterator[str]:
    """Files and lists that name no known country."""
    known = {*country_names(), WORLD}
    codes = {*parties, *states.states, *states.gang_countries, *states.neighbours, *states.shared_land}
    yield from (f"{code}: no such country" for code in codes - known)
    for code, file in parties.items():
        yield from (f"{code}: near {other}: no such country" for other in set(file.near) - known)


def check_periods(states: States) -> Iterator[str]:
    """Regimes that are not in order of their first days, and lands that have neither regimes nor a ruler with some."""
    for code, state in states.states.items():
        days = [since for since, _, _ in state.spans()]
        if days != sorted(set(days)):
            yield f"{code}: regimes out of order"
        if bool(state.regimes) == bool(state.sovereign):
            yield f"{code}: expected either regimes or a sovereign"
        elif not states.spans(code):
            yield f"{code}: {state.sovereign}: a sovereign without regimes"


def check_designations(parties: Mapping[str, Parties]) -> Iterator[str]:
    """Designations behind one that is always right, which therefore never apply."""
    for code, file in parties.items():
        for key, designations in file.actors.items():
            if any(_is_always(d) for d in designations[:-1]):
                yield f"{code}/{key}: a designation that can never apply"


def check_sides(
    parties: Mapping[str, Parties], words: Mapping[str, CountryWords], generic: Generic, names: Names
) -> Iterator[str]:
    """Side words that mean an unknown actor, overlap in time, or that no word leads to."""
    modifiers = [generic.modifiers, *(w.modifiers for w in words.values())]
    said = {m.side for group in modifiers for m in group.values() if m.side}
    said |= {h.side for h in generic.heads.values() if h.side} | {c.side for c in generic.combinations if c.side}
    said |= {other for fallbacks in parties[WORLD].fallbacks.values() for other in fallbacks}
    yield from (f"generic_names.yml: no word leads to the side {side!r}" for side in set(names.sides) - said)
    for side, groups in parties[WORLD].goes_by.items():
        yield from (f"goes_by: {side}: no such actor: {a}" for a in groups if not _exists(a, parties))
    for code, file in parties.items():
        for side, items in file.sides.items():
            if side not in said:
                yield f"{code}: no word leads to the side {side!r}"
            yield from (f"{code}: {side}: no such actor: {a}" for a in _actors(items, code) if not _exists(a, parties))
            if _overlap(items):
                yield f"{code}: {side}: periods overlap"
        for name, items in (
            ("belligerents", file.belligerents),
            ("insurgents", file.insurgents),
            ("air_force", file.air_force),
        ):
            yield from (f"{code}: {name}: no such actor: {a}" for a in _actors(items, code) if not _exists(a, parties))


def check_words(parties: Mapping[str, Parties], words: Mapping[str, CountryWords]) -> Iterator[str]:
    """Spellings given twice in a file, and actors that neither a word nor a side leads to."""
    named = {f"{code}/{key}" for code, file in words.items() for key in (*file.strong, *file.weak)}
    named |= {a for code, file in parties.items() for items in file.sides.values() for a in _actors(items, code)}
    for code, file in parties.items():
        yield from (f"{code}/{key}: no word leads to it" for key in file.actors if f"{code}/{key}" not in named)
    for code, country in words.items():
        yield from (f"{code}: {spelling!r} is a name of {keys}" for spelling, keys in _twice(country))


def check_owners(words: Mapping[str, CountryWords]) -> Iterator[str]:
    """Strong names of actors of two countries: wherever the text is from, only the last of them is ever meant."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for code, country in words.items():
        for key, patterns in country.strong.items():
            for spelling in (s for pattern in patterns for s in expand(pattern)):
                owners[spelling].add(f"{code}/{key}")
    for spelling, keys in owners.items():
        first, *others = sorted(keys)
        if {first.partition("/")[0]} != {key.partition("/")[0] for key in keys}:
            yield f"{first}: {spelling!r} is a strong name of {' and '.join(others)} too"


def _is_always(designation: Designation) -> bool:
    return not (designation.since or designation.until or designation.places)


def _actors(items: Iterable[str | Side], code: str) -> list[str]:
    keys = [item if isinstance(item, str) else item.actor for item in items]
    return [key if "/" in key else f"{code}/{key}" for key in keys]


def _exists(entry_id: str, parties: Mapping[str, Parties]) -> bool:
    code, _, key = entry_id.partition("/")
    return code in parties and key in parties[code].actors


def _overlap(items: Iterable[str | Side]) -> bool:
    """True when a bounded period begins before the one before it ends."""
    spans = sorted((i.since or _FIRST, i.until or _LAST) for i in items if isinstance(i, Side))
    return any(after[0] <= before[1] for before, after in pairwise(spans))


def _twice(country: CountryWords) -> Iterator[tuple[str, str]]:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    lists = [*country.strong.items(), *((key, weak.words) for key, weak in country.weak.items())]
    for key, patterns in lists:
        for pattern in patterns:
            for spelling in expand(pattern):
                owners[spelling].add(key)
    yield from ((spelling, " and ".join(sorted(keys))) for spelling, keys in owners.items() if len(keys) > 1)
