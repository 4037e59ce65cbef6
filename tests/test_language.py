"""The engine names no word of any language, and a folder of lexicons is all that a language needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGINE = sorted((ROOT / "extractors").rglob("*.py"))
OWN_LANGUAGE = {
    "extractors/text/morphology.py",  # tables of one language, chosen by grammar.yml
    "extractors/places/names.py",  # spellings of the gazetteer's names, whatever the text's language
}
_WORDS_OF_TEXT = re.compile(r"\b(?:lowers|lows|words|vocabulary)\b|\blower\b")
_WORD = re.compile(r"[^\W\d_]{2,}")


def compared(module: ast.Module) -> Iterator[str]:
    """Comparisons of words of a text with words in the code."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        literals = [
            part.value
            for side in sides
            for part in ast.walk(side)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        texts = [_name(side) for side in sides if not isinstance(side, ast.Constant)]
        if any(map(_WORD.search, literals)) and any(map(_WORDS_OF_TEXT.search, texts)):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _name(node: ast.expr) -> str:
    """What a side of a comparison is taken from: a word looked up in a table of the lexicons is no word any more."""
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value)
    return ast.unparse(node.func if isinstance(node, ast.Call) else node)


def test_the_engine_compares_no_text_with_words_of_its_own():
    found = {
        str(path.relative_to(ROOT)): list(compared(ast.parse(path.read_text(encoding="utf-8")))) for path in ENGINE
    }
    assert {path: lines for path, lines in found.items() if lines and path not in OWN_LANGUAGE} == {}


def test_the_check_sees_what_it_looks_for():
    code = (
        'lowers[i] == "of"\nword in ("the", "a")\n"both" in sentence.lowers\nword.lower() == "said"\nlowers[i] == ","\n'
    )
    lines = [line.partition(":")[0] for line in compared(ast.parse(code))]
    assert lines == ["line 1", "line 3", "line 4"]
