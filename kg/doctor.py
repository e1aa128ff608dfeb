"""Is the installation sound: are the packages imported ours, which pipelines and stores answer."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import KGError

_OURS = {"kg": "archive.py", "extractors": "lexicon.py", "ontology": "model.py", "queries": "events.rq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    ok: bool
    says: str


def examine(home: Path, store: str | None) -> list[Finding]:
    """All findings; other projects have packages of our names, and the last one installed wins."""
    return [*_packages(), *_pipelines(), *_knowledge(), _pages(), *_stores(home, store)]


def _packages() -> Iterator[Finding]:
    for name, mark in _OURS.items():
        place = Path(importlib.import_module(name).__file__ or "").parent
        ours = (place / mark).exists()
        says = (
            str(place) if ours else f"{place} is another project's package; install kg into an environment of its own"
        )
        yield Finding(what=f"package {name}", ok=ours, says=says)


def _pipelines() -> Iterator[Finding]:
    from extractors import pipelines

    for info in pipelines.installed():
        try:
            pipelines.load(info.lang)
            yield Finding(what=f"pipeline {info.lang}", ok=True, says=f"{info.name} {info.version} ({info.licence})")
        except KGError as error:
            yield Finding(what=f"pipeline {info.lang}", ok=False, says=str(error))


def _knowledge() -> Iterator[Finding]:
    from extractors import lexicon
    from ontology import events, gazetteer

    for what, read in (("gazetteer", gazetteer.load), ("event types", events.load)):
        try:
            read()
            yield Finding(what=what, ok=True, says="complete")
        except KGError as error:
            yield Finding(what=what, ok=False, says=str(error))
    for lang in lexicon.languages():
        try:
            found = lexicon.load(lang)
            yield Finding(
                what=f"lexicon {lang}",
                ok=True,
                says=f"{len(found.triggers)} triggers, {len(found.roles)} roles",
            )
        except KGError as error:
            yield Finding(what=f"lexicon {lang}", ok=False, says=str(error))


def _pages() -> Finding:
    """What `kg view` and `kg serve` are made with."""
    from kg import assets

    try:
        found = assets.packages().values()
        for package in found:
            assets.text(package.name, package.files[0])
        return Finding(what="pages", ok=True, says=", ".join(f"{p.name} {p.version}" for p in found))
    except KGError as error:
        return Finding(what="pages", ok=False, says=str(error))


def _stores(home: Path, store: str | None) -> Iterator[Finding]:
    """The embedded store, and the server that is named by the flag or NEO4J_URI."""
    from kg import fresh
    from kg.archive import Archive
    from kg.stores import open_store, shown

    if (home / "archive.sqlite").exists():
        with Archive(home, create=False) as archive:
            counts, due = archive.counts(), fresh.stale(archive, home)
        held = f"{counts['articles']} articles, {counts['mentions']} event mentions"
        yield Finding(what="archive", ok=True, says=f"{held}; {due}" if due else held)
    else:
        yield Finding(what="archive", ok=True, says="none yet; `kg ingest FILE…` makes one")
    url = store or os.environ.get("NEO4J_URI")
    if not url:
        yield Finding(what="server", ok=True, says="none named (NEO4J_URI or --store)")
        return
    try:
        target = open_store(url, home=home, read_only=True)
        with target:
            target.query("RETURN 1 AS one" if target.language == "cypher" else "ASK {}", {}, timeout=10)
        yield Finding(what=f"store {shown(url)}", ok=True, says="answers")
    except KGError as error:
        yield Finding(what=f"store {shown(url)}", ok=False, says=str(error))
