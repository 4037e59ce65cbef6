"""The command line, called as a person calls it: in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from flows.cli import main


def cli(*arguments: str, folder: Path, given: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
    found = subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(found.args, found.returncode, found.stdout.decode(), found.stderr.decode())


def cli_again(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The same in this process, which has imported all it needs: for more calls of a command that `cli` has called."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["conflict-events", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
    printed, told = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(sys.argv, int(end.value.code or 0), printed, told)
