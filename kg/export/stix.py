"""STIX 2.1 for OpenCTI and other threat intelligence platforms, without custom types or properties.

Countries and places are locations, other actors identities, articles reports, events notes on who took part; a
direct tie between two actors is a relationship `related-to`, from source to target, with its verb as label (STIX
and OpenCTI know no REQUESTS). Ids come from our own, times from the days of publication: the same graph is the same
bundle. A report must refer to something in STIX, so an article that no event was read from is left out."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kg import rdf
from kg.export.tables import coordinates
from kg.graph import Edge, Graph, Node, Ref
from kg.index import Index, index
from kg.show import clean
from ontology import schema as contract

Thing = dict[str, object]

TOOL = "geopolitical-kg"
_EPOCH = "1970-01-01"  # for what no dated article tells of: STIX demands a time
_IDENTITY_CLASSES = {"Person": "individual", "Group": "group", "ArmedGroup": "group", "Actor": "unknown"}
_TYPES = {"Article": "report", "Event": "note", "Place": "location", "Publisher": "identity"}
_NAME = 120


def bundle(graph: Graph) -> bytes:
    """The bundle as JSON, one object a line."""
    things = sorted([_tool(), *_Writer(graph).things()], key=lambda thing: str(thing["id"]))
    own = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(str(thing["id"]) for thing in things))
    lines = ",\n".join(json.dumps(thing, ensure_ascii=False) for thing in things)
    return f'{{"type": "bundle", "id": "bundle--{own}", "objects": [\n{lines}\n]}}\n'.encode()


class _Writer:
    """The objects of one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.known = graph, index(graph)
        self.seen = _seen(self.known)

    def things(self) -> Iterator[Thing]:
        makers = {
            "Actor": self._actor,
            "Article": self._report,
            "Event": self._note,
            "Place": self._place,
            "Publisher": self._publisher,
        }
        for node in self.graph.nodes:
            if maker := makers.get(node.label):
                yield from maker(node)
        verbs = {edge.type: event_type for event_type, edge in contract.load().verbs.items()}
        for edge in self.graph.edges:
            if edge.type in verbs or edge.type == "HAS_ROLE":
                yield self._relationship(edge)

    def _thing(self, ref: Ref, **values: object) -> Thing:
        return {**_common(self.ids(ref), self.seen.get(ref, [])), **{k: v for k, v in values.items() if v or v == 0}}

    def ids(self, ref: Ref) -> str:
        """The STIX id of a node."""
        kind = _TYPES.get(ref[0]) or ("location" if "Country" in self.known.nodes[ref].labels else "identity")
        return f"{kind}--{_uuid(ref)}"

    def _actor(self, node: Node) -> Iterator[Thing]:
        values = self.known.values[node.ref]
        name = _line(values.get("name"))
        arabic = values.get("nameAr")
        text = f"Arabic name: {_line(arabic)}" if arabic else None
        elsewhere = _wikidata(values.get("wikidata"))
        if "Country" in node.labels:
            code = _alpha2(str(values.get("country") or ""))
            yield self._thing(
                node.ref, name=name, description=text, country=code or name, external_references=elsewhere
            )
            return
        kind = node.labels[0] if node.labels else node.label
        yield self._thing(
            node.ref,
            name=name,
            description=text,
            identity_class=_IDENTITY_CLASSES.get(kind, "organization"),
            roles=str(values.get("sectors", "")).split(),
            labels=[kind],
            external_references=elsewhere,
        )

    def _place(self, node: Node) -> Iterator[Thing]:
        values = self.known.values[node.ref]
        lat, lon = coordinates(node.id)
        code = str(values.get("country") or "")
        name = _line(values.get("name"))
        where: Thing = {"latitude": lat, "longitude": lon} if lat is not None and lon is not None else {}
        country = _alpha2(code) or code
        if not country and not where:
            country = name  # a location must say where: its own name is all that the articles tell
        yield {**self._thing(node.ref, name=name, country=country), **where}

    def _publisher(self, node: Node) -> Iterator[Thing]:
        name = _line(self.known.values[node.ref].get("name"))
        yield self._thing(node.ref, name=name, identity_class="organization", labels=["Publisher"])

    def _report(self, node: Node) -> Iterator[Thing]:
        events = {event for mention in self.known.out(node.ref, "HAS_MENTION") for event in self._events(mention)}
        if not events:
            return
        values = self.known.values[node.ref]
        publishers = self.known.publishers(node.ref)
        parts = {ref for event in events for ref in self._parts(event)}
        reference: Thing = {"source_name": _line(self.known.text(publishers[0], "name") if publishers else "article")}
        reference["external_id"] = node.id
        if url := values.get("url"):
            reference["url"] = str(url)
        yield self._thing(
            node.ref,
            name=_line(values.get("title") or values.get("name")),
            published=_time(str(values.get("published") or _EPOCH)),
            object_refs=sorted(map(self.ids, events | parts | set(publishers))),
            lang=values.get("lang"),
            external_references=[reference],
        )

    def _events(self, mention: Ref) -> list[Ref]:
        return self.known.out(mention, "REPORTS")

    def _parts(self, event: Ref) -> list[Ref]:
        """Actors of an event, who says so, and the place."""
        people = [*self.known.sources(event), *self.known.targets(event), *self.known.out(event, "ATTRIBUTED_TO")]
        return [*people, *self.known.out(event, "AT")]

    def _note(self, node: Node) -> Iterator[Thing]:
        """What happened, in words that read without us, and each fact as a label."""
        values = self.known.values[node.ref]
        who = ", ".join(self.known.text(ref, "name") for ref in self.known.sources(node.ref)) or "?"
        whom = ", ".join(self.known.text(ref, "name") for ref in self.known.targets(node.ref))
        facts = {
            "type": values.get("type"), "mode": values.get("mode"), "cameo": values.get("cameo"),
            "factuality": values.get("factuality"), "date": values.get("date"),
            "date precision": values.get("datePrecision"), "theme": values.get("theme"), "dead": values.get("dead"),
            "injured": values.get("injured"), "arrested": values.get("arrested"),
        }  # fmt: skip
        said = [f"{key}: {_line(value)}" for key, value in facts.items() if value is not None]
        about = self._parts(node.ref) or self.known.articles(node.ref)
        yield self._thing(
            node.ref,
            abstract=_line(f"{who}: {values.get('name')}{f' – {whom}' if whom else ''}"),
            content="\n".join([_text(values.get("quote")), "", *said]),
            object_refs=sorted(set(map(self.ids, about))),
            labels=[str(v) for k in ("type", "mode", "factuality") if (v := values.get(k))],
            confidence=_percent(values.get("confidence")),
            external_references=[{"source_name": TOOL, "external_id": node.id}],
        )

    def _relationship(self, edge: Edge) -> Thing:
        values = dict(edge.properties)
        event = ("Event", str(values.get("eventId", "")))
        days = self.seen.get(event, []) or [str(values[key]) for key in ("reported",) if key in values]
        known = self.known.values.get(event, {})
        since, until = values.get("since") or known.get("date"), values.get("until") or known.get("dateEnd")
        words = known.get("quote") or values.get("quote") or values.get("title")
        times: Thing = {}
        if since and values.get("datePrecision") != "unknown":
            times["start_time"] = _time(str(since))
        if until and isinstance(until, dt.date) and until < dt.date.max and "start_time" in times:
            times["stop_time"] = _time(str(until + dt.timedelta(days=1)))
        found: Thing = {
            **_common(f"relationship--{uuid.uuid5(uuid.NAMESPACE_URL, f'{edge.type}/{edge.id}')}", days),
            "relationship_type": "related-to",
            "source_ref": self.ids(edge.start),
            "target_ref": self.ids(edge.end),
            "description": _text(words),
            "labels": [edge.type.lower().replace("_", "-")],
            "confidence": _percent(values.get("confidence")),
            **times,
        }
        return {key: value for key, value in found.items() if value or value == 0}


def _seen(known: Index) -> Mapping[Ref, list[str]]:
    """The days on which articles told of a node, sorted."""
    days: dict[Ref, set[str]] = defaultdict(set)
    for node in known.of("Article"):
        if day := known.text(node.ref, "published"):
            days[node.ref].add(day)
            for publisher in known.publishers(node.ref):
                days[publisher].add(day)
    for node in known.of("Event"):
        told = {day for article in known.articles(node.ref) for day in days[article]}
        ends = [*known.sources(node.ref), *known.targets(node.ref), *known.out(node.ref, "AT")]
        for ref in [node.ref, *ends, *known.out(node.ref, "ATTRIBUTED_TO")]:
            days[ref] |= told
    return {ref: sorted(found) for ref, found in days.items()}


def _tool() -> Thing:
    """Who made the objects: this program, as STIX wants it told (and a bundle is never empty)."""
    told = {key: value for key, value in _common(_maker(), []).items() if key != "created_by_ref"}
    return {**told, "name": TOOL, "identity_class": "system"}


@cache
def _maker() -> str:
    return f"identity--{uuid.uuid5(uuid.NAMESPACE_URL, contract.load().base)}"


def _common(stix_id: str, days: list[str]) -> Thing:
    return {
        "type": stix_id.partition("--")[0],
        "spec_version": "2.1",
        "id": stix_id,
        "created_by_ref": _maker(),
        "created": _time(days[0] if days else _EPOCH),
        "modified": _time(days[-1] if days else _EPOCH),
    }


def _uuid(ref: Ref) -> uuid.UUID:
    schema = contract.load()
    return uuid.uuid5(uuid.NAMESPACE_URL, rdf.iri(schema.base, schema.node_class(ref[0]).path, ref[1]))


def _time(day: str) -> str:
    return f"{day}T00:00:00.000Z"


def _percent(confidence: object) -> int | None:
    return round(100 * confidence) if isinstance(confidence, int | float) else None


def _wikidata(item: object) -> list[Thing] | None:
    if not item:
        return None
    return [{"source_name": "Wikidata", "external_id": item, "url": f"https://www.wikidata.org/wiki/{item}"}]


def _line(value: object) -> str:
    """A name on a screen that is not ours: one line, nothing that turns it round."""
    text = clean(str(value))
    return text if len(text) <= _NAME else text[: _NAME - 1] + "…"


def _text(value: object) -> str:
    return str(value or "")


@cache
def _alpha2(alpha3: str) -> str | None:
    """ISO 3166 alpha-2, which STIX asks for."""
    import pycountry

    found = pycountry.countries.get(alpha_3=alpha3) if alpha3 else None
    return str(found.alpha_2) if found else None
