"""The README's runs: `python tests/readme.py` runs each `$ kg …` in it anew and writes what it prints below."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = ROOT / "README.md"
RUN = re.compile(r"```console\n\$ kg (.*?)\n(.*?)```", re.S)


def run(command: str, home: Path) -> str:
    """What a command prints in a terminal of a hundred columns; it must not fail."""
    env = {**os.environ, "KG_HOME": str(home), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *shlex.split(command)], capture_output=True, text=True, env=env, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        text = FILE.read_text(encoding="utf-8")
        made = RUN.sub(lambda hit: f"```console\n$ kg {hit[1]}\n{run(hit[1], Path(folder))}```", text)
        FILE.write_text(made, encoding="utf-8")
