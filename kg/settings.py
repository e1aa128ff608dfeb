"""Where things are kept and how servers are reached: flag, then environment, then `.env`, then `kg.toml`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from ontology.errors import UsageError

HOME = "KG_HOME"
MIN_CONFIDENCE = "KG_MIN_CONFIDENCE"
_DEFAULT_HOME = "kg-data"
_DEFAULT_CONFIDENCE = 0.3  # below it two of three readings would be wrong, and more


def home(flag: Path | None) -> Path:
    """The folder that holds archive and store: `--home`, else KG_HOME, else ./kg-data."""
    return flag or Path(setting(HOME) or _DEFAULT_HOME)


def min_confidence(flag: float | None) -> float:
    """How sure an event mention must be to count: `--min-confidence`, else KG_MIN_CONFIDENCE, else 0.3."""
    told = flag if flag is not None else setting(MIN_CONFIDENCE)
    try:
        least = float(told) if told is not None else _DEFAULT_CONFIDENCE
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise UsageError(f"minimum confidence {told!r}: give a number from 0 (all) to 1")
    return least


def setting(name: str) -> str | None:
    """A setting by its environment name (KG_HOME, NEO4J_URI …); empty counts as not set."""
    return os.environ.get(name) or _dotenv().get(name) or _toml().get(name)


def into_environment() -> None:
    """Makes the settings of `.env` and `kg.toml` environment variables where these are not set."""
    for name, value in {**_toml(), **_dotenv()}.items():
        os.environ.setdefault(name, value)


def _dotenv() -> dict[str, str]:
    try:
        lines = Path(".env").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = [
        line.removeprefix("export ").partition("=")
        for line in lines
        if "=" in line and not line.lstrip().startswith("#")
    ]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _toml() -> dict[str, str]:
    """`home = "…"` and a table `[neo4j]` with uri, username, password, database."""
    path = Path("kg.toml")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"kg.toml: {error}") from None
    flat = {f"KG_{key.upper()}": str(value) for key, value in found.items() if not isinstance(value, dict)}
    for table, values in found.items():
        if isinstance(values, dict):
            flat |= {f"{table.upper()}_{key.upper()}": str(value) for key, value in values.items()}
    return flat
