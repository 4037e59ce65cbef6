"""Console blocks of the documents: commands and what they print, run for real.

A fenced block marked `console` holds commands after `$ ` and, below each, what it prints (both streams, as in a
terminal). Blocks marked `sh` are not run. `python tests/console_docs.py README.md ...` puts what the commands print now
into the documents.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
INPUTS = ("examples", "config.yaml", "benchmarks/gold.jsonl")

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHANGING = (
    (re.compile(r"\b\d+\.\d+ s\b"), "0.0 s"),
    (re.compile(r"\b\d{8}T\d{6}Z?(?:-\w+)?\b"), "RUN"),
    (re.compile(r"gazetteer-[0-9a-f]+\.lmdb"), "gazetteer.lmdb"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a document and the lines below it."""

    line: str
    printed: str


def blocks(text: str) -> Iterator[list[Command]]:
    """The console blocks of a document."""
    for block in _BLOCK.findall(text):
        yield list(commands(block))


def commands(block: str) -> Iterator[Command]:
    """The commands of one block; a command that ends in a backslash goes on in the next line."""
    joined = block.replace("\\\n", "")
    for part in re.split(r"^\$ ", joined, flags=re.MULTILINE)[1:]:
        line, _, printed = part.partition("\n")
        yield Command(line, printed.rstrip("\n"))


def workplace(folder: Path) -> Path:
    """A folder with what the documents' commands expect to find."""
    for name in INPUTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        copy(source, target)
    return folder


def run(line: str, folder: Path) -> str:
    """What a command prints, on both streams, when run in a folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    found = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return "\n".join(part.rstrip() for part in found.stdout.decode().splitlines()).strip("\n")


def comparable(printed: str) -> str:
    """What is printed, without what differs from run to run."""
    for pattern, plain in _CHANGING:
        printed = pattern.sub(plain, printed)
    return printed.strip("\n")


def rewrite(document: Path, folder: Path) -> None:
    """Put what the commands print now into a document."""
    text = document.read_text(encoding="utf-8")

    def renew(match: re.Match[str]) -> str:
        return "```console\n" + "\n".join(_renewed(match.group(1), folder)) + "```"

    document.write_text(_BLOCK.sub(renew, text), encoding="utf-8")


def _renewed(block: str, folder: Path) -> Iterator[str]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        typed = re.match(r"(?:.*\\\n)*.*", part)
        assert typed is not None
        printed = run(typed.group().replace("\\\n", ""), folder)
        yield f"$ {typed.group()}\n" + (f"{printed}\n" if printed else "")


if __name__ == "__main__":
    import tempfile

    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            rewrite(Path(name), workplace(Path(place)))
