"""The words of harm: `harm.yml` and the spellings in which its verbs and nouns are met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractors.events.people import PeopleWords
from extractors.events.put_right import CorrectionWords
from extractors.events.remarks import RemarkWords
from extractors.events.toll_nouns import TollWords
from extractors.lexicons.loader import Strict
from extractors.text.morphology import Morphology, forms_of_verbs


class HarmWords(Strict):
    """Schema of one category of `harm.yml`."""

    verbs: list[str]
    phrases: list[str]
    intransitive: list[str]
    intransitive_phrases: list[str]
    nouns: list[str]
    tolls: list[str]
    bodies: list[str]
    lives: list[str]
    predicates: list[str]


class HarmLexicon(PeopleWords):
    """Schema of `harm.yml`: the words of each category, and what tells people from things."""

    killed: HarmWords
    injured: HarmWords
    abducted: HarmWords
    arrested: HarmWords
    displaced: HarmWords
    deeds: frozenset[str]
    collective: frozenset[str]
    also: frozenset[str]
    resulting: list[str]
    treated: list[str]
    treating: list[str]
    ailing_links: frozenset[str]
    ailments: frozenset[str]
    shooting: list[str]
    setting: list[str]
    later: frozenset[str]
    suffering: list[str]
    finding: list[str]
    claiming: list[str]
    losing: list[str]
    leaving: list[str]
    unreal: list[str]
    of_fighters: list[str]
    outcomes: list[str]
    burnt: list[str]
    burnt_outcomes: list[str]
    no_harm: list[str]
    besides: list[str]
    with_kin: list[str]
    singled_out: list[str]
    both: frozenset[str]
    contrasts: frozenset[str]
    attackers: frozenset[str]
    of_people: list[str]
    unsolved: list[str]
    corrections: CorrectionWords
    remarks: RemarkWords
    toll_words: TollWords

    def categories(self) -> dict[str, HarmWords]:
        """The words by category, in the order above."""
        return {name: value for name, value in self if isinstance(value, HarmWords)}


def surface_forms(words: HarmWords, tables: Morphology) -> Iterable[tuple[str, str]]:
    """Every inflected spelling of a category's words, with its form."""
    verbs: Mapping[str, list[str]] = {
        "verb": [*words.verbs, *words.phrases],
        "die": [*words.intransitive, *words.intransitive_phrases],
    }
    for form, lemmas in verbs.items():
        for lemma in lemmas:
            first, *rest = lemma.split()
            for inflected in tables.verb_forms(first):
                yield " ".join([inflected, *rest]), form
    for form, lemmas in (("noun", words.nouns), ("toll", words.tolls), ("body", words.bodies), ("life", words.lives)):
        for lemma in lemmas:
            *front, last = lemma.split()
            for inflected in tables.noun_forms(last):
                yield " ".join([*front, inflected]), form
    for phrase in words.predicates:
        yield phrase, "predicate"


def dying(words: HarmWords, tables: Morphology) -> frozenset[str]:
    """Every form of the verbs of which the victim is the subject ("died")."""
    return forms_of_verbs(words.intransitive, tables)
