"""The engine names no word of any language, and a folder of lexicons is all that a language needs."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.article import Article
from extractors.coder import Coder
from extractors.lexicons import loader
from extractors.lexicons.loader import LexiconError
from extractors.places.gazetteer import Gazetteer
from extractors.text.morphology import morphology
from extractors.text.word_forms import TableMorphology

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


# -- a second language -------------------------------------------------------------------------------------------

SPANISH = ROOT / "tests" / "lexicons" / "es"


def _laid_over(below: Any, above: Any) -> Any:
    """Maps merged, everything else replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _laid_over(below.get(key), value) for key, value in above.items()}
    return above


@pytest.fixture
def lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped lexicons and beside `en` a folder `es`: a copy of it with a little Spanish laid over."""
    folder = tmp_path / "lexicons"
    shutil.copytree(ROOT / "extractors" / "lexicons", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(folder / "en", folder / "es")
    shutil.rmtree(folder / "es" / "triggers")
    (folder / "es" / "triggers").mkdir()
    for path in SPANISH.rglob("*.yml"):
        name = path.relative_to(SPANISH)
        target = folder / "es" / ("triggers/all.yml" if name.name == "triggers.yml" else name)
        below = loader.read_yaml(target) if target.exists() else None
        merged = _laid_over(below, loader.read_yaml(path))
        target.write_text(yaml.safe_dump(merged, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setattr(loader, "_ROOT", folder)
    yield folder
    TableMorphology.default.cache_clear()


def test_a_language_is_a_folder(lexicons: Path, gazetteer: Gazetteer):
    coder = Coder.default(gazetteer, "es")
    text = "Los rebeldes atacaron a los soldados en Idlib el viernes. El equipo atacó y marcó dos goles en Homs."
    (report,) = coder.code(Article("a", text, None, date(2012, 12, 30), language="es")).reports
    assert (report.sub_event_type, report.status) == ("Armed clash", "occurred")
    assert (report.country, report.location, report.event_date) == ("Syria", "Idlib", date(2012, 12, 28))
    assert (report.inter1, report.inter2) == ("Rebel group", "State forces")
    assert report.rule_id.startswith("ataque>")


def test_a_passive_of_another_language_swaps_the_sides(lexicons: Path, gazetteer: Gazetteer):
    coder = Coder.default(gazetteer, "es")
    text = "Los soldados fueron atacados por los rebeldes en Idlib."
    (sentence,) = coder.explain(Article("a", text, None, date(2012, 12, 30), language="es")).sentences
    assert "agent: los rebeldes (por)" in [role.lower() for role in sentence.triggers[0].roles]


def test_word_forms_come_from_the_lexicon(lexicons: Path):
    tables = morphology("es")
    assert tables.verb_forms("atacar") >= {"atacar", "ataca", "atacaron", "atacando"}
    assert tables.verb_lemma("atacaron") == "atacar"
    assert (tables.classes("soldados"), tables.classes("gato")) == (frozenset(["Ns"]), frozenset())
    assert tables.noun_forms("soldado") == {"soldado", "soldados"}
    assert (tables.looks_plural("gatos"), tables.looks_plural("gato")) == (True, False)


def test_a_language_without_word_forms_is_refused_by_name(lexicons: Path):
    (lexicons / "es" / "forms.yml").unlink()
    with pytest.raises(LexiconError, match=r"es/forms\.yml"):
        morphology("es")
