"""How a pipeline reads the constructions that decide about events, on sentences written for it.

A verb in first place taken for a noun, the object of an announcement taken for its subject, a phrase on the wrong noun
of a chain: averages over a treebank hide them. `tests/trees/<lang>.toml` has a table for each sentence."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.fold import fold
from ontology.errors import DataError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass")


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeCase:
    """A sentence and what must hold of its token `word`: its part of speech, its head, its relation, the tokens that
    are its subject and object, and whether a sentence begins with it."""

    kind: str
    text: str
    word: str
    upos: str | None = None
    subject: str | None = None
    object: str | None = None
    head: str | None = None
    dep: tuple[str, ...] = ()
    starts: bool = False


def read(path: Path) -> list[TreeCase]:
    """The cases of a file. DataError: a table has an unknown key, or lacks one of kind, text and word."""
    known = {f.name for f in fields(TreeCase)}
    cases = []
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", []), 1):
        unknown, missing = row.keys() - known, {"kind", "text", "word"} - row.keys()
        if unknown or missing:
            raise DataError(f"{path.name}: case {number}: unknown keys {sorted(unknown)}, missing {sorted(missing)}")
        cases.append(TreeCase(**{**row, "dep": tuple(row.get("dep", ()))}))
    return cases


def wrong(doc: Doc, case: TreeCase) -> list[str]:
    """What of the case does not hold in the parse, in a few words each; nothing where all holds."""
    token = _token(doc, case.word)
    if token is None:
        return [f"no token {case.word}"]
    found = []
    if case.upos and token.pos_ != case.upos:
        found.append(f"{token.text} is {token.pos_}")
    if case.head and fold(token.head.text) != fold(case.head):
        found.append(f"{token.text} hangs on {token.head.text}")
    if case.dep and token.dep_ not in case.dep:
        found.append(f"{token.text} is {token.dep_}")
    if case.starts and not token.is_sent_start:
        found.append(f"no sentence begins with {token.text}")
    for wanted, labels in ((case.subject, SUBJECTS), (case.object, ("obj",))):
        there = [child.text for child in token.children if child.dep_ in labels]
        if wanted and fold(wanted) not in map(fold, there):
            found.append(f"{labels[0]} of {token.text}: {', '.join(there) or 'none'}, not {wanted}")
    return found


def measure(docs: Iterable[Doc], cases: Iterable[TreeCase]) -> Iterator[tuple[str, int, int]]:
    """(kind, how many are wholly right, how many there are)."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for doc, case in zip(docs, cases, strict=True):
        total[case.kind] += 1
        right[case.kind] += not wrong(doc, case)
    for kind, n in total.items():
        yield kind, right[kind], n


def _token(doc: Doc, word: str) -> Token | None:
    return next((token for token in doc if fold(token.text) == fold(word)), None)
