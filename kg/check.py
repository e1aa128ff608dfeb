"""Whether a store keeps what the graph promises: each event its mention, each mention its words in its article.

The shapes of ontology/shapes.ttl are checked by pyshacl; what no shape can say is checked here, against the archive:
that quotes stand where they say, and that the direct edges between actors say what the events say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache

from kg import shapes
from kg.archive import Archive
from kg.graph import Graph, Node, Ref, clean
from kg.index import Index, index
from kg.rdf import XSD
from kg.readback import Held
from ontology import events as codebook
from ontology import schema as contract
from ontology.model import Article, EventMention

UNREPORTED = "an event that no mention reports: there is no fact without its sentence"
"""As the shape says it, so that it is told once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong, of which node or edge, and the article and sentence that it goes back to where known."""

    subject: str
    message: str
    article: str | None = None
    title: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked and what was found."""

    events: int
    mentions: int
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, object]:
        """The object that `kg check --json` prints."""
        return {"events": self.events, "mentions": self.mentions, "findings": [asdict(f) for f in self.findings]}


def check(held: Held, archive: Archive, *, least: float) -> Report:
    """Everything that is wrong with what a store holds; `least` is the confidence that it was loaded with."""
    evidence = _Evidence(held.graph, archive)
    found = list(dict.fromkeys([*_shapes(held, evidence), *_own(evidence, least)]))
    labels = [node.label for node in held.graph.nodes]
    return Report(events=labels.count("Event"), mentions=labels.count("Mention"), findings=tuple(found))


class _Evidence:
    """The graph with the archive behind it: where each thing was read."""

    def __init__(self, graph: Graph, archive: Archive) -> None:
        self.graph, self.known = graph, index(graph)
        self.articles: Mapping[str, Article] = {clean(a.id): a for a in archive.articles()}
        self.said: Mapping[str, EventMention] = {m.id: m for m in archive.mentions()}
        self.by_quote = {clean(m.quote): m for m in reversed(self.said.values())}

    def finding(self, ref: Ref | None, subject: str, message: str) -> Finding:
        article, sentence = self._source(ref) if ref else (None, None)
        read = self.articles.get(article or "")
        title = (read.title if read else None) or (self.known.text(("Article", article), "name") if article else None)
        return Finding(subject=subject, message=message, article=article, title=title or None, sentence=sentence)

    def node(self, ref: Ref, message: str) -> Finding:
        """A finding about a node."""
        return self.finding(ref, " ".join(ref), message)

    def _source(self, ref: Ref) -> tuple[str | None, str | None]:
        """Article and sentence of a node, by what the store says of it or else by what the archive does."""
        if ref[0] == "Article":
            return ref[1], None
        if ref[0] == "Mention":
            return self._of_mention(ref)
        if ref[0] == "Event":
            reported = [source for mention in self.known.mentions(ref) if (source := self._of_mention(mention))[0]]
            read = self.by_quote.get(self.known.text(ref, "quote"))
            return reported[0] if reported else (clean(read.article), read.sentence.text) if read else (None, None)
        ties = [*self.known.out(ref, "SOURCE_OF"), *self.known.back(ref, "TARGETS"), *self.known.back(ref, "AT")]
        return next((source for event in sorted(ties) if (source := self._source(event))[0]), (None, None))

    def _of_mention(self, ref: Ref) -> tuple[str | None, str | None]:
        read, stored = self.said.get(ref[1]), self.known.article(ref)
        article = clean(read.article) if read else stored[1] if stored else None
        return article, read.sentence.text if read else self.known.text(ref, "sentence") or None


def _shapes(held: Held, evidence: _Evidence) -> Iterator[Finding]:
    for ref, message, value in shapes.violations(held):
        told = f"{message} (here: {_short(value)})" if value and ref and value != " ".join(ref) else message
        yield evidence.node(ref, told) if ref else evidence.finding(None, "a node that is not ours", told)


def _own(evidence: _Evidence, least: float) -> Iterator[Finding]:
    yield from _hanging(evidence)
    for ref, values in evidence.known.values.items():
        yield from (evidence.node(ref, message) for message in _no_days(values))
    for edge in evidence.graph.edges:
        ends = f"{edge.start[1]} {edge.type} {edge.end[1]}"
        yield from (evidence.finding(edge.start, ends, message) for message in _no_days(dict(edge.properties)))
    for node in evidence.known.of("Event"):
        yield from (evidence.node(node.ref, message) for message in _event(node, evidence.known))
    for node in evidence.known.of("Mention"):
        yield from (evidence.node(node.ref, message) for message in _mention(node, evidence))
    yield from _left_out(evidence, least)
    yield from _direct(evidence)


def _hanging(evidence: _Evidence) -> Iterator[Finding]:
    """Edges that lead to or from a node that is not there."""
    for edge in evidence.graph.edges:
        missing = [ref for ref in (edge.start, edge.end) if ref not in evidence.known.nodes]
        there = next((ref for ref in (edge.start, edge.end) if ref not in missing), edge.start)
        for ref in missing:
            ends = f"{edge.type} {' '.join(edge.start)} → {' '.join(edge.end)}"
            yield evidence.finding(there, ends, f"it leads to or from {' '.join(ref)}, which is not in the store")


def _event(node: Node, known: Index) -> Iterator[str]:
    values, mentions = known.values[node.ref], known.mentions(node.ref)
    if not mentions:
        yield UNREPORTED
        return
    if (told := values.get("mentionCount")) is not None and told != len(mentions):
        yield f"it says that {told} mentions report it; there are {len(mentions)}"
    if values.get("quote") not in {known.values.get(ref, {}).get("quote") for ref in mentions}:
        yield f"none of its mentions has its quote {_short(values.get('quote'))}"
    yield from _coded(values)
    yield from _days(values)


def _coded(values: Mapping[str, object]) -> Iterator[str]:
    """Type and mode must be those of the ontology: else the event hangs from a concept that nobody has described."""
    types, type_, mode = codebook.load(), str(values.get("type")), values.get("mode")
    if type_ not in types.types:
        yield f"its type {_short(type_)} is no event type of the ontology"
    elif mode is not None and mode not in types.modes(type_):
        yield f"its mode {_short(mode)} is no mode of {type_}"


def _days(values: Mapping[str, object]) -> Iterator[str]:
    first, last, precision = values.get("date"), values.get("dateEnd"), values.get("datePrecision")
    if list(_no_days(values)):
        return  # told of every node
    if isinstance(last, dt.date) and (not isinstance(first, dt.date) or first > last):
        yield f"it ends on {last} but begins on {first}"
    elif precision == "day" and first != last:
        yield f"it is of one day, but from {first} to {last}"
    elif precision == "unknown" and last is not None:
        yield f"its date is that of the report, but it ends on {last}"


def _no_days(values: Mapping[str, object]) -> Iterator[str]:
    """Values that the contract has as days, and that are none."""
    for key, value in values.items():
        if key in _day_keys() and not isinstance(value, dt.date):
            yield f"its {key} {_short(value)} is no day"


@cache
def _day_keys() -> frozenset[str]:
    return frozenset(key.key for key in contract.load().keys.values() if key.datatype == XSD + "date")


def _mention(node: Node, evidence: _Evidence) -> Iterator[str]:
    """The store's own words and offsets against the text of the article."""
    values, stored = evidence.known.values[node.ref], evidence.known.article(node.ref)
    if node.id not in evidence.said:
        yield "the archive has no such mention: it was read anew or withdrawn; load the store again"
    if stored is None:
        return  # a shape says so
    article = evidence.articles.get(stored[1])
    if article is None:
        yield f"its article {stored[1]} is not in the archive; load the store again"
        return
    text = clean(article.text)
    for what, start, end in (("sentence", "start", "end"), ("trigger", "triggerStart", "triggerEnd")):
        a, b = values.get(start), values.get(end)
        there = text[a:b] if isinstance(a, int) and isinstance(b, int) and 0 <= a <= b else ""
        if values.get(what) != there:
            yield f"the article reads {_short(there)} at {a}-{b}, not its {what} {_short(values.get(what))}"
    quote = values.get("quote")
    if isinstance(quote, str) and quote not in text:
        yield f"its quote {_short(quote)} is not in the article"
    elif isinstance(quote, str) and quote not in str(values.get("sentence")):
        yield f"its quote {_short(quote)} is not in its sentence"


def _left_out(evidence: _Evidence, least: float) -> Iterator[Finding]:
    """What the archive has and the store should have."""
    for mention in evidence.said.values():
        ref = "Mention", mention.id
        if mention.confidence >= least and ref not in evidence.known.nodes:
            yield evidence.node(
                ref,
                "the archive has this mention, the store has not; load it again, or check with its --min-confidence",
            )


def _direct(evidence: _Evidence) -> Iterator[Finding]:
    """Each direct edge is of an actual event with that source and target, and each such event has its edges."""
    known, verbs = evidence.known, contract.load().verbs
    types = {verb.type: event_type for event_type, verb in verbs.items()}
    told: dict[tuple[str, Ref, Ref], set[str]] = {}
    for node in known.of("Event"):
        if known.text(node.ref, "factuality") == "actual" and (verb := verbs.get(known.text(node.ref, "type"))):
            for source in known.sources(node.ref):
                for target in known.targets(node.ref):
                    told.setdefault((verb.type, source, target), set()).add(node.id)
    drawn: set[tuple[tuple[str, Ref, Ref], str | None]] = set()
    for edge in evidence.graph.edges:
        if edge.type in types:
            tie, values = (edge.type, edge.start, edge.end), dict(edge.properties)
            event = str(values["eventId"]) if "eventId" in values else None
            drawn.add((tie, event))
            if not told.get(tie) or (event is not None and event not in told[tie]):
                yield _lie(tie, event, evidence)
    for tie, events in told.items():
        for event in sorted(events):
            if (tie, event) not in drawn and (tie, None) not in drawn:
                yield evidence.finding(("Event", event), _tie(tie), f"the direct edge of event {event} is missing")


def _lie(tie: tuple[str, Ref, Ref], event: str | None, evidence: _Evidence) -> Finding:
    """A direct edge that no event bears out, with the article of the event it names or else of one between the two."""
    known = evidence.known
    if event is not None and ("Event", event) not in known.nodes:
        message = f"it names event {event}, which is not in the store"
    elif event is not None:
        message = f"event {event} does not say so: no actual event of that type with that source and target"
    else:
        message = "no actual event of that type has that source and target"
    first, second = (set(known.out(ref, "SOURCE_OF")) | set(known.back(ref, "TARGETS")) for ref in tie[1:])
    near = sorted(first & second) or sorted(first | second)
    named = ("Event", event) if event and ("Event", event) in known.nodes else next(iter(near), None)
    return evidence.finding(named, _tie(tie), message)


def _tie(tie: tuple[str, Ref, Ref]) -> str:
    return f"{tie[1][1]} {tie[0]} {tie[2][1]}"


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= 80 else text[:79] + '…'}”"
