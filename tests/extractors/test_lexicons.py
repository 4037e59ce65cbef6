"""The shipped lexicons: nothing in them is wrong, dead, or written twice, and examples do what they say."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.coding.known_facts import known_facts
from flows.lexicons.check import check
from flows.lexicons.sources import EventLexicons

ROOT = Path(__file__).parents[2]
_FACT = re.compile(r'"((?:agent|target|object|place|passive|verb|form|harm|context|with):[a-z_]+)"')


def test_the_shipped_lexicons_have_no_findings() -> None:
    """Findings name file and line; `conflict-events lexicon check` prints the same."""
    assert [
        f"{f.file}:{f.line}: {f.message}" for f in check("en", ROOT / "tests" / "rules") if f.check != "twice"
    ] == []


def test_every_fact_that_the_code_states_is_declared() -> None:
    lexicons = EventLexicons("en")
    known = known_facts(lexicons.instruments, lexicons.harm.categories())
    code = [path for folder in ("events", "coding") for path in (ROOT / "extractors" / folder).glob("*.py")]
    code.remove(ROOT / "extractors" / "coding" / "known_facts.py")
    stated = {fact for path in code for fact in _FACT.findall(path.read_text(encoding="utf-8"))}
    assert len(stated) > 20
    assert stated - known == set(), "declare them in extractors/coding/known_facts.py"
