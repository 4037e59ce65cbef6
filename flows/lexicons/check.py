"""All checks of the lexicons of a language, in the order in which they make sense."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.coder import Coder
from extractors.mentions.actors_check import lint
from extractors.text.grammar import Grammar
from flows.lexicons.cases import check_cases, check_examples
from flows.lexicons.files import demand_language, lexicon_files
from flows.lexicons.rules import check_rules
from flows.lexicons.schemas import check_repeats, check_schemas
from flows.lexicons.sources import EventLexicons, Finding, finding


def check(language: str, cases: Path | None = None) -> list[Finding]:
    """Everything that is wrong with the lexicons of a language, by file and line.

    Args:
        language: Code of the language.
        cases: Folder of case tables; without one the cases are not looked at.

    Raises:
        LexiconError: There is no such language.
    """
    demand_language(language)
    found = [*check_schemas(language)]
    if not found:  # what cannot be loaded cannot be looked at closer
        found = [*check_repeats(language), *_actors(language), *_events(language, cases)]
    return sorted(set(found))


def _actors(language: str) -> Iterator[Finding]:
    """The complaints of the actors' own check, each with the file of its country."""
    known = {one.name for one in lexicon_files(language)}
    for complaint in lint(language):
        code, _, key = complaint.partition(":")[0].partition("/")
        file = f"actors/parties/{code}.yml"
        yield (
            finding("actors", complaint, file, ["actors", key])
            if file in known
            else Finding("actors", 0, "actors", complaint)
        )


def _events(language: str, cases: Path | None) -> Iterator[Finding]:
    lexicons = EventLexicons(language)
    found = list(check_rules(lexicons, Grammar.default(language).tables))
    yield from found
    if any(finding.check == "unused" and "there is no" in finding.message for finding in found):
        return  # the coder refuses to start with these
    yield from check_examples(lexicons, Coder.default(language=language))
    if cases is not None:
        yield from check_cases(lexicons, cases)
