"""The canned questions: valid SPARQL and Cypher files, with their title and parameters as TOML in the header.

A parameter stands as `$name` in Cypher and as `VALUES ?name { "default" }` in SPARQL."""

from __future__ import annotations

import difflib
import re
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import DataError, UsageError
from queries import parameters
from queries.parameters import Parameter

Param = str | int | float | bool | list[str]

FOLDER = Path(__file__).parent
_ENDS: dict[str, tuple[str, str]] = {"sparql": (".rq", "#+"), "cypher": (".cypher", "//+")}
LIMIT = re.compile(r"(?m)\bLIMIT\s+\d+")  # SPARQL takes no variable there
_KEYS = frozenset({"title", "description", "example", "params", "step", "unit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question in one language; `params` are its parameters with their defaults.

    `step` names what is reckoned from the rows afterwards (see `queries.steps`); `example` shows some answer; `unit` is
    the column whose values `limit` counts, where it does not count rows. `meanings` says what the parameters of a
    question of ours mean; of those in a file of one's own nothing is known."""

    name: str
    language: str
    title: str
    description: str
    params: Mapping[str, Param]
    text: str
    step: str | None = None
    example: str = ""
    unit: str | None = None
    meanings: Mapping[str, Parameter] = field(default_factory=dict)

    def values(self, given: Mapping[str, str]) -> dict[str, Param]:
        """The parameters to run with: those given, read as what their default is, and the other defaults."""
        for name in given:
            if name not in self.params:
                known = ", ".join(self.params) or "none"
                close = parameters.near(name, self.params)
                raise UsageError(f"question {self.name}: no parameter {name!r}; {close or ''}it has {known}")
        values = {name: self._read(name, text) for name, text in given.items()}
        for name, value in values.items():
            if name in self.meanings:
                self.meanings[name].check(value)
        return {**self.params, **values}

    def _read(self, name: str, text: str) -> Param:
        default = self.params[name]
        if isinstance(default, list):
            return [item.strip() for item in text.split(",") if item.strip()]
        if isinstance(default, bool):
            return text.strip().lower() in ("true", "yes", "1")
        try:
            return type(default)(text.strip())
        except ValueError as error:
            raise UsageError(f"question {self.name}: {name}={text!r} is no number") from error


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """All questions, by name."""
    ends = {end for end, _ in _ENDS.values()}
    return tuple(sorted({path.stem for path in folder.iterdir() if path.suffix in ends}))


def load(name: str, language: str, folder: Path = FOLDER) -> Query:
    """A question by name, read and checked."""
    if language not in _ENDS:
        raise UsageError(f"no query language {language!r}; there are {', '.join(_ENDS)}")
    end, mark = _ENDS[language]
    if name not in names(folder):
        close = difflib.get_close_matches(name, names(folder), 1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise UsageError(f"no question {name!r}; {hint}There are {', '.join(names(folder))}")
    path = folder / f"{name}{end}"
    if not path.is_file():
        raise UsageError(f"the question {name!r} is not there in {language}; add {path.name}")
    text = path.read_text(encoding="utf-8")
    where = f"queries/{path.name}"
    header = _header(text, mark, where)
    params = header.get("params", {})
    _check(params, text, language, where)
    return Query(
        name=name,
        language=language,
        title=str(header["title"]),
        description=str(header.get("description", "")),
        params=params,
        text=text,
        step=str(header["step"]) if "step" in header else None,
        example=textwrap.dedent(str(header.get("example", ""))).strip("\n"),
        unit=str(header["unit"]) if "unit" in header else None,
        meanings={n: known for n in params if (known := parameters.load().get(n))} if folder == FOLDER else {},
    )


def _header(text: str, mark: str, where: str) -> dict[str, dict[str, Param]]:
    """The TOML behind the marks; line numbers stay those of the file."""
    marked = (line.removeprefix(mark) if line.startswith(mark) else "" for line in text.splitlines())
    try:
        header = tomllib.loads("\n".join(marked))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: the header is no TOML: {error}") from error
    if not header.get("title"):
        raise DataError(f'{where}: header has no title; add a line like: {mark} title = "…"')
    if unknown := sorted(set(header) - _KEYS):
        raise DataError(f"{where}: header has {unknown[0]!r}; possible are {', '.join(sorted(_KEYS))}")
    return header


def _check(params: Mapping[str, Param], text: str, language: str, where: str) -> None:
    """Each parameter of the header stands in the query, and each of the query in the header."""
    pattern = r"(?i)\bVALUES\s+\?(\w+)\s*\{" if language == "sparql" else r"\$(\w+)"
    used = set(re.findall(pattern, text))
    if language == "sparql" and "limit" in params and LIMIT.search(text):
        used.add("limit")
    for name in sorted(used ^ set(params)):
        place = "header" if name in params else "query"
        raise DataError(f"{where}: parameter {name!r} stands in the {place} only; it belongs in both")
