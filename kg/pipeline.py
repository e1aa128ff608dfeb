"""The way of the data: sources → articles → event mentions → archive → graph → store.

Stages are generators and nothing is changed on the way; an article that cannot be read costs only itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.base import Extractor, Mention, faithful
from kg import fresh
from kg.archive import Archive
from kg.read import Item, Refusal
from ontology.errors import ReadError
from ontology.model import Article, EventMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.graph import Graph
    from kg.resolve import Resolved
    from kg.verdicts import Verdicts
    from ontology.gazetteer import Gazetteer

_BATCH = 32
Models = Mapping[str, str]
Read = tuple[Item, list[Mention]]


class Watch:
    """What sees how a run goes on; this one looks away."""

    def done(self, source: str) -> None:
        """An article was read, or refused."""

    def parsed(self, characters: int) -> None:
        """So many more characters were parsed: of one long article that is told many times."""


class Remark(NamedTuple):
    """What to know of an article that was filed: that it was "changed", and how; or a "warning"."""

    source: str
    what: str
    text: str


@dataclass(slots=True)
class Report:
    """What an ingest did: counts by status, event mentions and events now known, refusals with reasons, remarks."""

    added: int = 0
    unchanged: int = 0
    changed: int = 0
    event_mentions: int = 0
    mentions_in_graph: int = 0
    events: int = 0
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """The object that `kg ingest --json` prints."""
        counts = {"added": self.added, "unchanged": self.unchanged, "changed": self.changed}
        return {
            "articles": {**counts, "refused": len(self.refused)},
            "event_mentions": self.event_mentions,
            "mentions_in_graph": self.mentions_in_graph,
            "events": self.events,
            "refused": [{"source": r.source, "reason": r.reason} for r in self.refused],
            "remarks": [{"source": r.source, "what": r.what, "text": r.text} for r in self.remarks],
        }


def parse(items: Iterable[Item | Refusal], *, models: Models | None = None) -> Iterator[tuple[Article, Doc] | Refusal]:
    """Each article with its parse, in order; refusals pass through. A Doc is good until the next one is asked for."""
    from extractors import pipelines

    for x in items:
        if isinstance(x, Refusal):
            yield x
        else:
            lang = x.article.lang
            docs = pipelines.parse([x.article.text], lang, model=(models or {}).get(lang), short_lived=True)
            yield x.article, next(docs)


def extract(
    items: Iterable[Item | Refusal], extractor: Extractor, *, models: Models | None = None, watch: Watch | None = None
) -> Iterator[Read | Refusal]:
    """Each article with its event mentions, in order; refusals pass through."""
    from extractors import pipelines

    watch = watch or Watch()

    for batch in _batches(items):
        articles = [x for x in batch if not isinstance(x, Refusal)]
        parsed: dict[int, list[Mention] | ReadError] = {}
        for lang in sorted({x.article.lang for x in articles}):
            of_lang = [x for x in articles if x.article.lang == lang]
            texts, model = (x.article.text for x in of_lang), (models or {}).get(lang)
            docs = pipelines.parse(texts, lang, model=model, short_lived=True, parsed=watch.parsed)
            for item, doc in zip(of_lang, docs, strict=True):
                parsed[id(item)] = list(_checked(item.article, extractor.extract(item.article, doc)))
        for x in batch:
            yield x if isinstance(x, Refusal) else (x, parsed[id(x)])  # type: ignore[misc]


def ingest(
    items: Iterable[Item | Refusal],
    archive: Archive,
    extractor: Extractor,
    *,
    models: Models | None = None,
    watch: Watch | None = None,
) -> Report:
    """Files the articles with what is read from them; one already there, read by the same knowledge, is left alone."""
    report, watch = Report(), watch or Watch()

    def known(x: Item) -> bool:
        read_by = fresh.reader(extractor.name, extractor.version(x.article.lang), x.article.lang, models)
        return archive.status(x.article, x.key) == "unchanged" and archive.reader(x.article.id) == read_by

    def new(items: Iterable[Item | Refusal]) -> Iterator[Item | Refusal]:
        for x in items:
            if isinstance(x, Refusal) or not known(x):
                yield x
            else:
                archive.touch(x.article, x.key)
                report.unchanged += 1
                watch.done(x.source)

    for result in extract(new(_dated(items, archive)), extractor, models=models, watch=watch):
        if isinstance(result, Refusal):
            archive.refuse(result.source, result.reason)
            report.refused.append(result)
            watch.done(result.source)
            continue
        item, mentions = result
        read_by = fresh.reader(extractor.name, extractor.version(item.article.lang), item.article.lang, models)
        report.remarks += _remarks(item, archive)
        status = archive.file(item.article, mentions, reader=read_by, source=item.key)
        setattr(report, status, getattr(report, status) + 1)
        watch.done(item.source)
    return report


def _remarks(item: Item, archive: Archive) -> Iterator[Remark]:
    """What to know of an article before it is filed in place of what is there."""
    if changes := archive.changes(item.article, item.key):
        yield Remark(item.source, "changed", "; ".join(changes))
    if item.warning:
        yield Remark(item.source, "warning", item.warning)


def _dated(items: Iterable[Item | Refusal], archive: Archive) -> Iterator[Item | Refusal]:
    """The items; one that says no day or publisher keeps those that the archive knows of the same text: a flag that was
    given once need not be given each time."""
    for x in items:
        if not isinstance(x, Refusal) and not (x.article.published and x.article.publisher):
            day, publisher = archive.told_of(x.article)
            known = replace(x.article, published=x.article.published or day, publisher=x.article.publisher or publisher)
            yield replace(x, article=known)
        else:
            yield x


class Said(NamedTuple):
    """What an archive says together, and what that was told from: articles by id, event mentions, which article each is
    a copy of, and what is known of actors there."""

    found: Resolved
    articles: dict[str, Article]
    mentions: list[EventMention]
    copy_of: dict[str, str]
    gazetteer: Gazetteer
    verdicts: Verdicts


def resolved(archive: Archive, *, least: float, as_of: dt.date | None = None) -> Said:
    """What the archive says, of event mentions of at least `least` confidence; `as_of`: of what was known by the end of
    that day, see `known_by`."""
    from kg.copies import copies
    from kg.resolve import resolve
    from kg.verdicts import Verdicts, gazetteer_of

    articles = known_by(archive, as_of)
    mentions = [m for m in archive.mentions() if m.confidence >= least and m.article in articles]
    roles = [r for r in archive.roles() if r.article in articles]
    copy_of = copies({i: p for i, p in archive.prints().items() if i in articles})
    known, verdicts = gazetteer_of(archive.folder), Verdicts.load(archive.folder)
    found = resolve(mentions, articles, known, roles=roles, copy_of=copy_of, decided=verdicts, memory=archive.memory())
    return Said(found, articles, mentions, copy_of, known, verdicts)


def known_by(archive: Archive, day: dt.date | None) -> dict[str, Article]:
    """The articles by id; of a day, those that were published by then (where that is not known: ingested)."""
    ingested = archive.ingested() if day else {}
    return {a.id: a for a in archive.articles() if day is None or (a.published or ingested[a.id].date()) <= day}


def graph_of(archive: Archive, *, least: float, as_of: dt.date | None = None, remember: bool = False) -> Graph:
    """The graph of all that the archive holds with a confidence of at least `least`: resolved and projected anew, the
    same for the same archive; `as_of` a day, the graph as it would have been then.

    With `remember` the archive keeps which mentions were compared, so that the next time only new ones are."""
    from kg.project import project

    said = resolved(archive, least=least, as_of=as_of)
    if remember:
        archive.remember(said.found.memory)
    places = {p.id: (next(iter(p.names_en), None), next(iter(p.names_ar), None)) for p in said.gazetteer.places()}
    return project(
        said.articles.values(),
        said.mentions,
        said.found.events,
        said.found.actors,
        said.found.offices,
        ingested=archive.ingested(),
        places=places,
        copy_of=said.copy_of,
    )


def refresh(home: Path, archive: Archive, *, least: float) -> Graph:
    """Projects the archive into the embedded store of `home`; gives the graph."""
    from kg.stores import open_store

    graph = graph_of(archive, least=least, remember=True)
    with open_store(None, home=home) as store:
        store.write(graph)
    fresh.note(archive, home)
    return graph


def _checked(article: Article, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions whose words stand where they say; an extractor that gives others has a fault, and is told so."""
    for mention in mentions:
        if not faithful(article, mention):
            raise AssertionError(f"extractor {mention.extractor}: words that are not in {article.id}: {mention}")
        yield mention


def _batches(items: Iterable[Item | Refusal]) -> Iterator[list[Item | Refusal]]:
    batch: list[Item | Refusal] = []
    for item in items:
        batch.append(item)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
