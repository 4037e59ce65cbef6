"""The documents keep their word: commands print what is shown, links lead somewhere, tables are complete."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

from tests.console_docs import ROOT, Command, blocks, comparable, run, workplace
from tests.tables import parsed, read

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose(path: Path) -> str:
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ +(.*)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


WITH_COMMANDS = [path for path in DOCUMENTS if list(blocks(path.read_text(encoding="utf-8")))]


BEGINNING = "conflict-events run examples --output output --quiet"
"""What the examples of several documents begin with."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Command]:
    """A workplace after that command, and what it printed; each document gets a copy."""
    folder = workplace(tmp_path_factory.mktemp("begun"))
    return folder, Command(BEGINNING, run(BEGINNING, folder))


@pytest.mark.parametrize("document", WITH_COMMANDS, ids=name)
def test_commands_print_what_the_document_shows(document: Path, tmp_path: Path, begun: tuple[Path, Command]):
    folder = tmp_path / "workplace"
    commands = [command for block in blocks(document.read_text(encoding="utf-8")) for command in block]
    if commands[0].line == BEGINNING:
        shutil.copytree(begun[0], folder)
        assert comparable(begun[1].printed) == comparable(commands.pop(0).printed), f"after: $ {BEGINNING}"
    else:
        folder.mkdir()
        workplace(folder)
    for command in commands:
        assert comparable(run(command.line, folder)) == comparable(command.printed), f"after: $ {command.line}"


@pytest.mark.parametrize("document", ["README.md", "docs/analysts.md", "docs/merging.md", "docs/review.md"])
def test_the_python_of_a_document_runs_on_the_examples(document: str, tmp_path: Path, begun: tuple[Path, Command]):
    assert "Error" not in begun[1].printed
    folder = shutil.copytree(begun[0], tmp_path / "workplace")
    recipes = _PYTHON.findall((ROOT / document).read_text(encoding="utf-8"))
    assert recipes
    for code in recipes:
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_rule_in_the_readme_is_a_rule():
    lexicons = (ROOT / "extractors" / "lexicons" / "en" / "triggers").glob("*.yml")
    rules = {rule["id"]: rule for path in lexicons for rule in read(path)}
    shown = [rule for text in _YAML.findall((ROOT / "README.md").read_text(encoding="utf-8")) for rule in parsed(text)]
    assert shown
    assert [rule for rule in shown if rules.get(rule["id"]) != rule] == []


def test_the_readme_shows_commands():
    assert ROOT / "README.md" in WITH_COMMANDS


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_somewhere(document: Path):
    dead = []
    for link in _LINK.findall(prose(document)):
        target, _, anchor = link.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = (document.parent / target) if target else document
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(link)
    assert dead == []


def test_every_document_is_linked_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = [path for path in DOCUMENTS if path.parent != ROOT]
    assert [name(path) for path in pages if f"({name(path)}" not in readme] == []


def subcommands() -> list[str]:
    from typer.main import get_command

    from flows.cli import app

    found = []
    for group, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {})
        found += [f"{group} {sub}" for sub in inner] if inner else [group]
    return found


def test_every_command_has_help_and_a_section_in_the_manual():
    from typer.main import get_command

    from flows.cli import app

    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [command for command in subcommands() if f"\n$ conflict-events {command} --help\n" not in page] == []
    assert [key for key, command in get_command(app).commands.items() if not command.help] == []  # type: ignore[attr-defined]


def test_every_dependency_is_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dask"], *extras["geo"], *extras["dev"]]
    names = [re.split(r"[<>=!~; \[]", requirement)[0] for requirement in wanted]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [library for library in names if f"\n| {library} |" not in page] == []
    assert [
        row for row in re.findall(r"^\| ([\w.-]+) \|", page, re.MULTILINE) if row not in [*names, "library", "data"]
    ] == []


def test_no_document_names_a_missing_setting():
    from flows.config import known_keys

    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)
    assert documented == list(known_keys())


def excerpts() -> list[tuple[str, object]]:
    """The entries that docs/extending.md shows, each with the file it names in its first line."""
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```yaml\n *# (\S+)\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL)
    return [(file, parsed(textwrap.dedent(text))) for file, text in blocks]


def holds(whole: object, part: object) -> bool:
    """True when all that a part says stands in the whole: keys of maps, entries of lists of maps."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], part[key]) for key in part)
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return isinstance(whole, list) and all(entry in whole for entry in part)
    return whole == part


@pytest.mark.parametrize(("file", "part"), excerpts())
def test_entries_shown_stand_in_their_files(file: str, part: object):
    assert holds(read(ROOT / file), part)


def test_the_walk_throughs_show_entries():
    assert len(excerpts()) >= 8
