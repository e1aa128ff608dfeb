"""Whether an archive and its graph say what today's knowledge would say of the same articles, or `kg rebuild` is due.

The archive keeps for each article what read it, and for the graph by which rules and decisions it was made."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import knowledge
from kg.stores import DEFAULT_FOLDER
from kg.verdicts import FILE, own_folder
from ontology import gazetteer

if TYPE_CHECKING:
    from kg.archive import Archive

EXTRACTOR = "rules"
"""The extractor that `kg ingest` reads with."""
RULES = (
    "agencies.toml", "copies.py", "graph.py", "groups.py", "happenings*.py", "identity*", "likely.py", "project.py",
    "rdf.py", "resolve.py", "verdicts.py", "who.py",
)  # fmt: skip
"""The files of this folder by which mentions become actors and events, and these a graph."""


def reader(extractor: str, version: str, lang: str, models: Mapping[str, str] | None = None) -> str:
    """What reads an article of a language: the extractor with its version, and the language's pipeline."""
    from extractors import pipelines

    return f"{extractor}:{version} {pipelines.version(lang, (models or {}).get(lang))}"


def note(archive: Archive, home: Path) -> None:
    """Keeps that the graph of `home` was just made of this archive, with what is known and decided today."""
    archive.note(rules=_rules(), decisions=_decisions(home))


def stale(archive: Archive, home: Path, *, graph: bool = True) -> str | None:
    """What is not as today's knowledge would have it, and what mends it; None where nothing is.

    Without `graph` only the reading of the articles counts: whoever asks makes the graph anew."""
    readers = archive.readers()
    total = sum(count for _, _, count in readers)
    other = sum(count for lang, by, count in readers if not _reads_so(by, lang, home))
    if other:
        articles = f"{other} of {total} articles {'was' if other == 1 else 'were'}"
        return f"{articles} read with other lexicons, names, models or rules than today's; `kg rebuild` is due"
    if not graph or not total or not (home / DEFAULT_FOLDER).exists():
        return None
    if archive.noted("rules") != _rules():
        return "the graph was made with other names or rules than today's; `kg rebuild` is due"
    if archive.noted("decisions") != _decisions(home):
        return f"{FILE} has changed since the graph was made; `kg rebuild` is due"
    return None


def _reads_so(by: str, lang: str, home: Path) -> bool:
    """Whether an article would be read so today. A pipeline of another name is one's own, given by --model: it is not
    known here, and so no reproach."""
    own = own_folder(home)
    now = reader(EXTRACTOR, knowledge.version(lang, own if own.is_dir() else None), lang)
    (rules, pipeline), (rules_now, pipeline_now) = by.partition(" ")[::2], now.partition(" ")[::2]
    foreign = pipeline.rpartition("-")[0] != pipeline_now.rpartition("-")[0]
    return rules == rules_now and (pipeline == pipeline_now or foreign)


@functools.cache
def _rules() -> str:
    here, ontology = Path(__file__).parent, gazetteer.FOLDER
    files = {file for pattern in RULES for file in here.glob(pattern)}
    files |= {file for ending in ("py", "csv", "ttl") for file in ontology.glob(f"*.{ending}")}
    return knowledge.fingerprint(files)


def _decisions(home: Path) -> str:
    path = home / FILE
    return hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest()[:16]
