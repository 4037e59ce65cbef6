"""Findings about lexicons, and where in which file the things they are about stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

import yaml

from extractors.coding.decision import DecisionRule
from extractors.events.attach import HARM_RULE
from extractors.events.binding import FrameRule
from extractors.events.guards import Guard
from extractors.events.harm_lexicon import HarmLexicon
from extractors.events.instruments import read_word_lists
from extractors.events.topics import TopicRule
from extractors.events.triggers import TriggerRule, load_rules
from extractors.lexicons.loader import file_names, line_of, load, read_list, read_nodes, read_yaml_map

TRIGGERS = "triggers"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a lexicon that a person should look at.

    Attributes:
        file: Path under `extractors/lexicons`, or of a file of cases.
        line: Line of the file, from 1; 0 where it is not known.
        check: Which check says so: schema, twice, unused, unreachable, fact, form, actors, case or example.
        message: What is wrong, in one sentence.
    """

    file: str
    line: int
    check: str
    message: str


@cache
def nodes(file: str) -> yaml.Node | None:
    """A lexicon file as YAML nodes."""
    return read_nodes(*file.split("/"))


def finding(check: str, message: str, file: str, path: Iterable[int | str] = ()) -> Finding:
    """A finding about what a path of keys leads to in a file."""
    return Finding(file, line_of(nodes(file), path) or 0, check, message)


@dataclass(frozen=True)
class EventLexicons:
    """The lexicons of one language that say what an event is."""

    language: str

    @cached_property
    def rules(self) -> tuple[TriggerRule, ...]:
        """The trigger rules."""
        return load_rules(self.language)

    @cached_property
    def guards(self) -> dict[str, Guard]:
        """The guards by name."""
        return read_yaml_map(Guard, self.language, "guards.yml")

    @cached_property
    def topics(self) -> dict[str, TopicRule]:
        """The topics by name."""
        return read_yaml_map(TopicRule, self.language, "topics.yml")

    @cached_property
    def frames(self) -> dict[str, FrameRule]:
        """The frames by name."""
        return read_yaml_map(FrameRule, self.language, "frames.yml")

    @cached_property
    def decisions(self) -> tuple[DecisionRule, ...]:
        """The rows of the decision table."""
        return read_list(DecisionRule, self.language, "decision.yml")

    @cached_property
    def harm(self) -> HarmLexicon:
        """The words of harm."""
        return load(HarmLexicon, self.language, "harm.yml")

    @cached_property
    def instruments(self) -> dict[str, list[str]]:
        """The words of weapons by name."""
        return read_word_lists(self.language, "instruments.yml")

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Kinds of event that triggers tell of, and that of harm without a trigger."""
        return frozenset([HARM_RULE.kind, *(rule.kind for rule in self.rules)])

    def file(self, name: str) -> str:
        """A file of the language by its name."""
        return f"{self.language}/{name}"

    def of_rule(self, check: str, message: str, rule: str, key: str | None = None) -> Finding:
        """A finding about a trigger rule, or about one of its keys."""
        file, place = self._places[rule]
        return finding(check, f"{rule}: {message}", file, [place] if key is None else [place, key])

    def of_row(self, check: str, message: str, number: int) -> Finding:
        """A finding about a row of the decision table, counted from 1."""
        return finding(check, f"row {number}: {message}", self.file("decision.yml"), [number - 1])

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """File and position of each trigger rule."""
        return {
            rule.id: (self.file(f"{TRIGGERS}/{name}"), at)
            for name in file_names(self.language, TRIGGERS)
            for at, rule in enumerate(read_list(TriggerRule, self.language, TRIGGERS, name))
        }
