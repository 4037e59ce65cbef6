"""What the import contracts in pyproject.toml cannot say: the coder reads no clock, environment or file of its own."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODER = sorted((ROOT / "extractors").rglob("*.py"))
PIPELINE = sorted((ROOT / "flows").rglob("*.py"))

IMPURE = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "os.environ",
    "os.getenv",
    "random.random",
    "random.choice",
    "time.time",
    "time.monotonic",
    "time.perf_counter",
}
COME_ALONG = {"botocore", "pydantic-core"}
"""What a declared library brings along as part of itself."""

MAX_LINES = 300


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def impurities(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            tail = ".".join(dotted(node).split(".")[-2:])
            if tail in IMPURE:
                yield tail
        elif isinstance(node, ast.Call) and dotted(node.func) in ("print", "input", "open"):
            yield f"{dotted(node.func)}()"
        elif isinstance(node, ast.Global):
            yield "global"


def offences(paths: list[Path], find: Callable[[ast.Module], Iterable[object]]) -> dict[str, list[object]]:
    found = {name(path): list(find(tree(path))) for path in paths}
    return {path: what for path, what in found.items() if what}


def test_the_coder_reads_no_clock_environment_or_chance():
    assert offences(CODER, impurities) == {}


def test_the_purity_check_sees_what_it_looks_for():
    source = "import datetime, os\nprint(datetime.datetime.now(), os.environ['HOME'])\n"
    assert set(impurities(ast.parse(source))) == {"datetime.now", "os.environ", "print()"}


def test_the_pipeline_never_prints_past_the_console_or_changes_globals():
    assert offences(PIPELINE, lambda module: {"print()", "global"} & set(impurities(module))) == {}


def test_no_bare_except():
    def bare(module: ast.Module) -> Iterator[int]:
        handlers = (node for node in ast.walk(module) if isinstance(node, ast.ExceptHandler))
        return (handler.lineno for handler in handlers if handler.type is None)

    assert offences(CODER + PIPELINE, bare) == {}


def test_no_relative_imports():
    def relative(module: ast.Module) -> Iterator[int]:
        imports = (node for node in ast.walk(module) if isinstance(node, ast.ImportFrom))
        return (node.lineno for node in imports if node.level)

    assert offences(CODER + PIPELINE, relative) == {}


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def undeclared(extras: tuple[str, ...]) -> Callable[[ast.Module], Iterator[str]]:
    """What a module imports that neither the dependencies nor these extras bring."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    declared = {re.split(r"[<>=!~; \[]", line)[0].lower() for line in lines} | COME_ALONG
    owners = packages_distributions()
    own = {"benchmarks", "extractors", "flows", "tests", *sys.stdlib_module_names}

    def find(module: ast.Module) -> Iterator[str]:
        for top in {name.partition(".")[0] for name in imported(module)} - own:
            if not {owner.lower().replace("_", "-") for owner in owners.get(top, [top])} & declared:
                yield top

    return find


def test_what_is_imported_is_declared():
    assert offences(CODER + PIPELINE, undeclared(("dask", "geo"))) == {}


def test_what_the_tests_import_is_declared():
    assert offences(sorted((ROOT / "tests").rglob("*.py")), undeclared(("dask", "geo", "dev"))) == {}


def test_modules_stay_short():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODER + PIPELINE}
    assert {path: length for path, length in lengths.items() if length > MAX_LINES} == {}


def test_every_module_opens_with_its_idea():
    filled = [path for path in CODER + PIPELINE if path.stat().st_size]
    assert [name(path) for path in filled if not ast.get_docstring(tree(path))] == []
