"""Every lexicon through its own loader, so that one broken file does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import yaml

from extractors.coding.actors import ActorNamer
from extractors.coding.codebook import Codebook
from extractors.coding.decision import DecisionTable
from extractors.coding.fatalities import load_wars
from extractors.events.binding import FrameRule
from extractors.events.guards import Guard
from extractors.events.harm_lexicon import HarmLexicon
from extractors.events.instruments import read_word_lists
from extractors.events.status_lexicon import StatusLexicon
from extractors.events.topics import TopicRule
from extractors.events.triggers import load_rules
from extractors.lexicons.loader import LexiconError, load, read_yaml_map
from extractors.mentions.actors import ActorFinder
from extractors.mentions.counts import CountFinder
from extractors.mentions.dates import DateFinder
from extractors.merging.note import load_notes
from extractors.merging.rules import MergeRules
from extractors.places.lexicon import country_words, place_lexicon
from extractors.places.tables import areas, countries, extra_places
from extractors.text.grammar import Grammar
from extractors.text.layout import LayoutReader
from extractors.text.sentences import SentenceSplitter
from flows.lexicons.files import lexicon_files
from flows.lexicons.sources import Finding, nodes

_LOADERS: tuple[Callable[[str], object], ...] = (
    lambda language: Codebook.default(),
    lambda language: load_wars(),
    lambda language: MergeRules.default(),
    lambda language: load_notes(),
    lambda language: countries(),
    lambda language: areas(),
    lambda language: extra_places(),
    Grammar.default,
    SentenceSplitter.default,
    LayoutReader.default,
    DateFinder.default,
    CountFinder.default,
    ActorFinder.default,
    ActorNamer.default,
    place_lexicon,
    country_words,
    load_rules,
    lambda language: read_yaml_map(FrameRule, language, "frames.yml"),
    lambda language: read_yaml_map(Guard, language, "guards.yml"),
    lambda language: load(HarmLexicon, language, "harm.yml"),
    lambda language: load(StatusLexicon, language, "status.yml"),
    lambda language: read_yaml_map(TopicRule, language, "topics.yml"),
    lambda language: read_word_lists(language, "instruments.yml"),
    DecisionTable.default,
)


def check_schemas(language: str) -> list[Finding]:
    """What stops a lexicon from being loaded: broken YAML, unknown keys, wrong types, references that lead nowhere."""
    return sorted({found for loader in _LOADERS for found in _tried(loader, language)})


def _tried(loader: Callable[[str], object], language: str) -> Iterator[Finding]:
    try:
        loader(language)
    except LexiconError as error:
        yield from (Finding(p.file, p.line or 0, "schema", p.message) for p in error.problems)
        if not error.problems:
            file, _, message = str(error).partition(": ")
            yield Finding(file, 0, "schema", message)


def check_repeats(language: str) -> Iterator[Finding]:
    """Words that stand twice in one list."""
    for file in lexicon_files(language):
        if file.name.endswith(".yml"):
            yield from _repeats(nodes(file.name), file.name)


def _repeats(node: yaml.Node | None, file: str) -> Iterator[Finding]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _repeats(value, file)
    elif isinstance(node, yaml.SequenceNode):
        seen: set[str] = set()
        for item in node.value:
            if isinstance(item, yaml.ScalarNode):
                if item.value in seen:
                    yield Finding(file, item.start_mark.line + 1, "twice", f"{item.value!r} stands twice in a list")
                seen.add(item.value)
            else:
                yield from _repeats(item, file)
