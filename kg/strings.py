"""Strings that name actors, labelled with who is meant: to measure how actors are read.

An actors file (TOML) has `[[actor]]` tables with text, lang, date, perhaps context, and id, code or `unknown = true`.
A string is right where its id or its code is; wrong where it is read as somebody else, which is more than not knowing.
Of one that cannot be known, no actor and no country may be told."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.readings import UNKNOWN
from kg.actors import Answer, Finder
from kg.cases import text_of
from ontology.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One string with who is meant; neither `id` nor `code` where it cannot be known."""

    text: str
    lang: str
    day: dt.date | None
    context: str | None
    id: str | None
    code: str | None


@dataclass(slots=True)
class StringScore:
    """Counts of strings, of those read rightly and of those read as somebody else."""

    strings: int = 0
    right: int = 0
    wrong: int = 0

    def to_json(self) -> dict[str, object]:
        """Shares between 0 and 1; what is neither right nor wrong was left unresolved."""
        n = max(1, self.strings)
        return {"strings": self.strings, "wrong": round(self.wrong / n, 4), "right": round(self.right / n, 4)}


def read(path: Path) -> list[Labelled]:
    """The strings of a file; DataError names the one that cannot be used."""
    try:
        rows = tomllib.loads(text_of(path)).get("actor", [])
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from None
    return [_labelled(row, f"{path.name}: actor {number}") for number, row in enumerate(rows, 1)]


def _labelled(row: Mapping[str, Any], where: str) -> Labelled:
    try:
        day = row.get("date")
        if isinstance(day, str):
            day = dt.date.fromisoformat(day)
        found = Labelled(
            text=row["text"], lang=row["lang"], day=day, context=row.get("context"), id=row.get("id"),
            code=row.get("code") or None,
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise DataError(f"{where}: {error!r}; a string has text, lang, date, and id, code or unknown") from None
    if (found.id is None and found.code is None) is not bool(row.get("unknown")):
        raise DataError(f"{where}: write id or code, or else unknown = true")
    return found


def evaluate(strings: Sequence[Labelled], finder: Finder) -> tuple[dict[str, StringScore], list[tuple[str, str, str]]]:
    """Scores by language and in all, and a line for each string that is not right."""
    scores: dict[str, StringScore] = defaultdict(StringScore)
    errors = []
    for said in strings:
        answer = finder.find(said.text, lang=said.lang, day=said.day, context=said.context)[0]
        right, told = is_right(said, answer), tells(answer)
        for name in ("all", said.lang):
            scores[name].strings += 1
            scores[name].right += right
            scores[name].wrong += told and not right
        if not right:
            wanted = " ".join(x for x in (said.id, said.code) if x) or "unknown"
            got = " ".join(x for x in (answer.actor, answer.code) if x) or "nothing"
            errors.append((said.text, "made up" if told else "missed", f"{wanted}\t{got}\t{said.day}\t{answer.why}"))
    return dict(scores), errors


def is_right(said: Labelled, answer: Answer) -> bool:
    """Whether the answer is the one labelled."""
    if said.id is None and said.code is None:
        return not tells(answer)
    return (said.id is not None and answer.actor == said.id) or (said.code is not None and answer.code == said.code)


def tells(answer: Answer) -> bool:
    """Whether the answer names an actor or a country or organisation, not just a role."""
    return answer.actor is not None or (answer.code is not None and not answer.code.startswith(UNKNOWN))


def files(paths: Iterable[Path]) -> list[Labelled]:
    """The strings of several files."""
    return [string for path in paths for string in read(path)]
