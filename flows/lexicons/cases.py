"""Every trigger rule needs a sentence that it codes and one that it leaves alone: in the rule itself, and in the cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from extractors.article import Article
from extractors.coder import Coder
from extractors.events.attach import HARM_RULE
from extractors.events.triggers import TriggerRule
from extractors.explain import Tried
from flows.lexicons.sources import EventLexicons, Finding

DEFAULT_FOLDER = Path("tests", "rules")
EVENTS = "events"
"""Folder of the cases about events, below that of all cases."""

_DAY = date(2020, 3, 4)
_DROPPED = ("guard:", "needs_object", "weak_trigger_without_support", "no_sub_event_type")
"""How the outcome of a trigger begins that told of no event."""


def check_examples(lexicons: EventLexicons, coder: Coder) -> Iterator[Finding]:
    """Examples that their rule does not fire on, and counter-examples that it codes."""
    for rule in lexicons.rules:
        if not any(_fires(tried) for tried in _tries(rule.example, rule, coder)):
            outcomes = _outcomes(rule.example, rule, coder)
            yield lexicons.of_rule("example", f"the example does not fire it ({outcomes})", rule.id, "example")
        fired = [t for t in _tries(rule.counter_example, rule, coder) if _fires(t) and t.status.startswith("occurred")]
        if fired:
            yield lexicons.of_rule("example", "the counter-example fires it", rule.id, "counter_example")


def check_cases(lexicons: EventLexicons, folder: Path) -> Iterator[Finding]:
    """Rules without a case that fires them or one that does not, and cases of rules that do not exist."""
    positive: set[object] = set()
    negative: set[object] = set()
    known = {HARM_RULE.id, *(rule.id for rule in lexicons.rules)}
    place = folder / EVENTS if (folder / EVENTS).is_dir() else folder
    for path in sorted(place.glob("*.yml")):
        for case, line in _cases(path):
            rule = case.get("rule")
            if rule not in known:
                yield Finding(str(path), line, "case", f"{case.get('name')}: there is no rule {rule!r}")
            if case.get("expect") or case.get("other"):
                positive.add(rule)
            if not case.get("expect"):
                negative.add(rule)
    for rule_id in sorted(known - {HARM_RULE.id}):
        if rule_id not in positive:
            yield lexicons.of_rule("case", f"no case in {place} fires it", rule_id)
        if rule_id not in negative:
            yield lexicons.of_rule("case", f"no case in {place} keeps it from firing", rule_id)


def _cases(path: Path) -> Iterator[tuple[dict[str, Any], int]]:
    """The cases of a file with their lines."""
    text = path.read_text(encoding="utf-8")
    data, nodes = yaml.load(text, Loader=yaml.CSafeLoader), yaml.compose(text, Loader=yaml.CSafeLoader)
    for case, node in zip(data or [], nodes.value if nodes else [], strict=False):
        if isinstance(case, dict):
            yield case, node.start_mark.line + 1


def _tries(text: str, rule: TriggerRule, coder: Coder) -> list[Tried]:
    explanation = coder.explain(Article("example", text, None, _DAY))
    return [tried for sentence in explanation.sentences for tried in sentence.triggers if tried.rule_id == rule.id]


def _fires(tried: Tried) -> bool:
    return not tried.outcome.startswith(_DROPPED)


def _outcomes(text: str, rule: TriggerRule, coder: Coder) -> str:
    return ", ".join(dict.fromkeys(t.outcome for t in _tries(text, rule, coder))) or "its words are not found"
