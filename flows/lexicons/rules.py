"""Rules of events that can never do anything: nothing names them, nothing reaches them, or they ask for what cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extractors.coding.decision import DecisionRule
from extractors.coding.known_facts import known_facts
from extractors.events.attach import HARM_RULE
from extractors.events.harm_lexicon import surface_forms as harm_forms
from extractors.events.triggers import TriggerRule, surface_forms
from extractors.text.morphology import Morphology
from flows.lexicons.sources import EventLexicons, Finding, finding

Forms = dict[tuple[str, str], list[TriggerRule]]
"""The rules that claim each (spelling, form)."""


def check_rules(lexicons: EventLexicons, tables: Morphology) -> Iterator[Finding]:
    """All findings about triggers, guards, frames, harm words and the decision table."""
    claimed = _claimed(lexicons.rules, tables)
    facts = known_facts(lexicons.instruments, lexicons.harm.categories())
    yield from unused_names(lexicons)
    yield from unknown_facts(lexicons, facts)
    yield from shared_forms(lexicons, claimed)
    yield from harm_words(lexicons, tables)
    yield from decision_rows(lexicons, claimed, tables)


def unused_names(lexicons: EventLexicons) -> Iterator[Finding]:
    """Guards and frames that no trigger names, and names that stand for nothing."""
    rules = [*lexicons.rules, HARM_RULE]
    for kind, known, named in (
        ("guard", lexicons.guards, {name for rule in rules for name in rule.guards}),
        ("frame", lexicons.frames, {rule.frame for rule in rules}),
    ):
        file = lexicons.file(f"{kind}s.yml")
        yield from (finding("unused", f"no trigger names the {kind} {n!r}", file, [n]) for n in known if n not in named)
    for rule in lexicons.rules:
        yield from (
            lexicons.of_rule("unused", f"there is no guard {name!r}", rule.id, "guards")
            for name in rule.guards
            if name not in lexicons.guards
        )
        if rule.frame not in lexicons.frames:
            yield lexicons.of_rule("unused", f"there is no frame {rule.frame!r}", rule.id, "frame")
        if not (rule.nouns or rule.verbs or rule.phrases):
            yield lexicons.of_rule("unused", "the rule has no words", rule.id)


def unknown_facts(lexicons: EventLexicons, facts: frozenset[str]) -> Iterator[Finding]:
    """Conditions on facts that are never stated."""
    for rule in lexicons.rules:
        for fact in sorted(rule.support - facts):
            yield lexicons.of_rule("fact", f"nothing ever states {fact!r}", rule.id, "support")
    for name, guard in lexicons.guards.items():
        for fact in sorted(set(guard.requires_any) - facts):
            yield finding("fact", f"{name}: nothing ever states {fact!r}", lexicons.file("guards.yml"), [name])
    for name, topic in lexicons.topics.items():
        for fact in sorted(topic.unless - facts):
            yield finding("fact", f"{name}: nothing ever states {fact!r}", lexicons.file("topics.yml"), [name])
        for kind in sorted(topic.kinds - lexicons.kinds):
            yield finding("unused", f"{name}: no trigger is of kind {kind!r}", lexicons.file("topics.yml"), [name])
    for number, row in enumerate(lexicons.decisions, start=1):
        for fact in sorted((row.all | row.any | row.none) - facts):
            yield lexicons.of_row("fact", f"nothing ever states {fact!r}", number)


def shared_forms(lexicons: EventLexicons, claimed: Forms) -> Iterator[Finding]:
    """Words that two rules claim in the same form, kind and frame, and without an object that tells them apart."""
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (spelling, _), rules in claimed.items():
        for at, rule in enumerate(rules):
            for other in rules[at + 1 :]:
                is_same = (rule.kind, rule.frame, rule.support) == (other.kind, other.frame, other.support)
                if is_same and not (rule.needs_object or other.needs_object):
                    pairs[rule.id, other.id].append(spelling)
    for (rule_id, other_id), spellings in pairs.items():
        shown = ", ".join(repr(spelling) for spelling in sorted(spellings)[:3])
        yield lexicons.of_rule("form", f"{other_id!r} claims its words too: {shown}", rule_id)


def harm_words(lexicons: EventLexicons, tables: Morphology) -> Iterator[Finding]:
    """Harm words of two categories: the second is never reached."""
    owners: dict[tuple[str, str], str] = {}
    for category, words in lexicons.harm.categories().items():
        for spelling, form in sorted(set(harm_forms(words, tables))):
            owner = owners.setdefault((spelling, form), category)
            if owner != category:
                message = f"{category}: {spelling!r} is a {form} of {owner} already"
                yield finding("unreachable", message, lexicons.file("harm.yml"), [category])


def decision_rows(lexicons: EventLexicons, claimed: Forms, tables: Morphology) -> Iterator[Finding]:
    """Rows that no event can reach, words in them that no trigger has, and kinds for which there is no row."""
    spellings = _spellings(lexicons, claimed, tables)
    earlier: list[DecisionRule] = []
    for number, row in enumerate(lexicons.decisions, start=1):
        yield from _unreached(lexicons, number, row, earlier)
        had = set().union(*(spellings[kind] for kind in row.kinds))
        for word in sorted(row.words - had) if had else ():
            yield lexicons.of_row("unreachable", f"no trigger of these kinds has the word {word!r}", number)
        earlier.append(row)
    decided = {kind for row in lexicons.decisions for kind in row.kinds}
    for rule in lexicons.rules:
        if rule.kind not in decided:
            yield lexicons.of_rule("unreachable", f"no row of decision.yml decides the kind {rule.kind!r}", rule.id)


def _unreached(
    lexicons: EventLexicons, number: int, row: DecisionRule, earlier: list[DecisionRule]
) -> Iterator[Finding]:
    if clash := sorted(row.all & row.none):
        yield lexicons.of_row("unreachable", f"wants and forbids {clash[0]!r}", number)
    for kind in row.kinds:
        if kind not in lexicons.kinds:
            yield lexicons.of_row("unreachable", f"no trigger tells of the kind {kind!r}", number)
            continue
        before = next(
            (at for at, other in enumerate(earlier, start=1) if kind in other.kinds and covers(other, row)), 0
        )
        if before:
            yield lexicons.of_row("unreachable", f"row {before} takes every {kind!r} before it", number)


def covers(earlier: DecisionRule, later: DecisionRule) -> bool:
    """True when every event that fits the later row fits the earlier one, whatever its kind."""
    return (
        earlier.all <= later.all
        and (not earlier.any or bool(earlier.any & later.all) or (bool(later.any) and later.any <= earlier.any))
        and earlier.none <= later.none
        and (not earlier.words or (bool(later.words) and later.words <= earlier.words))
        and (earlier.not_words <= later.not_words or (bool(later.words) and earlier.not_words.isdisjoint(later.words)))
    )


def _spellings(lexicons: EventLexicons, claimed: Forms, tables: Morphology) -> defaultdict[str, set[str]]:
    """The words that tell of each kind; harm without a trigger is told by the harm words."""
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for (spelling, _), rules in claimed.items():
        for rule in rules:
            spellings[rule.kind].add(spelling)
    for words in lexicons.harm.categories().values():
        spellings[HARM_RULE.kind].update(spelling for spelling, _ in harm_forms(words, tables))
    return spellings


def _claimed(rules: Iterable[TriggerRule], tables: Morphology) -> Forms:
    claimed: defaultdict[tuple[str, str], list[TriggerRule]] = defaultdict(list)
    for rule in rules:
        for form, spelling in dict.fromkeys(surface_forms(rule, tables)):
            claimed[spelling, form].append(rule)
    return claimed
