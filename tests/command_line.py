"""The command line, called as a person calls it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


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
