"""A Neo4j server, 5 or later, Community too: plain Cypher over Bolt, no plug-ins.

`neo4j://`, `bolt://` (+s, +ssc) and NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE as in Neo4j's tools.
Text and names only ever travel as parameters; labels and types come from `ontology/kg.ttl` alone. What we
wrote carries `keeper: "kg"`: only that is ever removed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import unquote, urlunsplit

from kg.graph import Edge, Graph, Node
from kg.stores import Params, Rows, shown, split, valid_port
from kg.stores.cypher import EXPLAIN, check_plan, plain, refusals, statement
from ontology import schema
from ontology.errors import StoreError, UsageError
from ontology.schema import Schema

if TYPE_CHECKING:
    import neo4j

BATCH = 1_000
CONNECT_SECONDS = 8.0
KEEPER = "kg"

_OURS = " WHERE {0}.keeper = $keeper RETURN elementId({0}) AS element, {0}.id AS id"
_SAME = " WHERE elementId({0}) = row.element AND {0}.id = row.id"

Row = dict[str, object]


def opener(url: str, *, read_only: bool) -> BoltStore:
    """`neo4j://HOST:PORT`, `bolt://HOST:PORT`; without a password there is no authentication."""
    parts = split(url)
    if not parts.hostname or not valid_port(parts):
        raise UsageError(f"{shown(url)!r} names no server; write {parts.scheme}://HOST:PORT")
    user = unquote(parts.username or "") or os.environ.get("NEO4J_USERNAME") or "neo4j"
    password = unquote(parts.password or "") or os.environ.get("NEO4J_PASSWORD")
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
    return BoltStore(
        address,
        login=(user, password) if password else None,
        database=os.environ.get("NEO4J_DATABASE") or None,
        read_only=read_only,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A constraint or an index that is there now; `new` where it was not there before."""

    name: str
    statement: str
    new: bool


class BoltStore:
    """One database of a Neo4j server."""

    language: Literal["sparql", "cypher"] = "cypher"

    def __init__(
        self, address: str, *, login: tuple[str, str] | None, database: str | None, read_only: bool = False
    ) -> None:
        self.address, self.database, self.read_only = address, database, read_only
        self._login = login
        self._driver: neo4j.Driver | None = None

    def __enter__(self) -> Self:
        import neo4j

        with refusals(self.address):
            self._driver = neo4j.GraphDatabase.driver(
                self.address,
                auth=self._login,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=30,
                notifications_min_severity="OFF",  # hints such as "no such label yet" are not for stderr
            )
        try:
            with refusals(self.address):
                self._driver.verify_connectivity()
        except StoreError:
            self._driver.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def write(self, graph: Graph) -> None:
        if self.read_only:
            raise UsageError(f"{self.address} is open for reading only; open it for writing")
        rules = schema.load()
        with refusals(self.address), self._session("WRITE") as session:
            _constrain(session, rules)
            _write_nodes(session, graph.nodes, rules)
            _write_edges(session, graph.edges, rules)
            _remove_edges(session, graph.edges)
            _remove_nodes(session, graph.nodes)

    def query(self, text: str, params: Params | None = None, *, timeout: float | None = None) -> Rows:
        import neo4j

        values = dict(params or {})

        def read(transaction: neo4j.ManagedTransaction) -> Rows:
            result = transaction.run(text, values)
            columns = tuple(result.keys())
            return Rows(columns=columns, rows=tuple(tuple(map(plain, row)) for row in result.values()))

        with refusals(self.address, timeout), self._session("READ") as session:
            # A plan is made without running it, in a transaction that the server allows no writes in either.
            explained = session.run(EXPLAIN + text, values).consume()
            check_plan(explained.query_type, explained.plan)
            return session.execute_read(neo4j.unit_of_work(timeout=timeout)(read))

    def prepare(self, indexes: Sequence[str]) -> tuple[Made, ...]:
        """Makes the uniqueness constraints that `write` needs and these indexes, and waits until they are filled.

        Each statement says IF NOT EXISTS, so twice is once. StoreError where the server is no Neo4j."""
        with refusals(self.address), self._session("WRITE") as session:
            server = session.run("CALL dbms.components() YIELD name RETURN collect(name) AS names").single()
            if not server or "Neo4j Kernel" not in server["names"]:
                raise StoreError(f"{self.address} speaks Bolt but is no Neo4j; its constraints are made otherwise")
            made = [*_constrain(session, schema.load())]
            made += [_make(session, text) for text in indexes]
            session.run("CALL db.awaitIndexes(300)").consume()
        return tuple(made)

    def _session(self, mode: str) -> neo4j.Session:
        if self._driver is None:
            raise StoreError(f"{self.address} is not open; use it in a `with`")
        return self._driver.session(database=self.database, default_access_mode=mode)


def _run(session: neo4j.Session, text: str, rows: Iterable[Row]) -> None:
    """Runs a statement on rows, a managed transaction a batch, which the driver repeats if it must."""
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        _retried(session.execute_write, text, batch)


def _retried(execute: Callable[..., Any], text: str, batch: Sequence[Row]) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        transaction.run(text, rows=batch).consume()

    execute(work)


def _read(session: neo4j.Session, text: str) -> list[Row]:
    def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
        return transaction.run(text, keeper=KEEPER).data()

    return session.execute_read(work)


def _constrain(session: neo4j.Session, rules: Schema) -> list[Made]:
    """An id is unique within a label: without this, two writers make two nodes of one."""
    texts = (
        statement(
            "CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",
            name=f"kg_{label.lower()}_id",
            label=label,
        )
        for label in rules.main_labels
    )
    return [_make(session, text) for text in texts]


def _make(session: neo4j.Session, text: str) -> Made:
    def work(transaction: neo4j.ManagedTransaction) -> neo4j.SummaryCounters:
        return transaction.run(text).consume().counters

    done = session.execute_write(work)
    name = text.partition(" IF NOT EXISTS")[0].rpartition(" ")[2].strip("`")
    return Made(name=name, statement=text, new=bool(done.constraints_added or done.indexes_added))


def _write_nodes(session: neo4j.Session, nodes: Iterable[Node], rules: Schema) -> None:
    ordered = sorted(nodes, key=lambda node: (node.label, node.labels, node.id))
    for (label, labels), group in groupby(ordered, key=lambda node: (node.label, node.labels)):
        wanted = sorted({rules.node_class(name).label for name in (label, *labels)})
        stale = sorted(name for name, kind in rules.classes.items() if kind.main == label and name not in wanted)
        text = statement("UNWIND $rows AS row MERGE (n:{label} {{id: row.id}})", label=label)
        text += statement(" REMOVE n:{stale}", stale=stale) if stale else ""
        text += statement(" SET n = row.properties, n:{wanted}", wanted=wanted)
        _run(session, text, (_row(node) for node in group))


def _write_edges(session: neo4j.Session, edges: Iterable[Edge], rules: Schema) -> None:
    ordered = sorted(edges, key=lambda edge: (edge.type, edge.start[0], edge.end[0], edge.start, edge.id))
    for (kind, start, end), group in groupby(ordered, key=lambda edge: (edge.type, edge.start[0], edge.end[0])):
        text = statement(
            "UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}})"
            " MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r = row.properties",
            start=rules.node_class(start).main,
            end=rules.node_class(end).main,
            kind=rules.edge(kind).type,
        )
        _run(session, text, ({**_row(edge), "start": edge.start[1], "end": edge.end[1]} for edge in group))


def _row(item: Node | Edge) -> Row:
    return {"id": item.id, "properties": {**dict(item.properties), "id": item.id, "keeper": KEEPER}}


def _remove_edges(session: neo4j.Session, edges: Iterable[Edge]) -> None:
    """Removes our edges that are no longer in the graph; the id is asked again, as Neo4j reuses its own."""
    wanted = {(edge.type, edge.id) for edge in edges}
    found = _read(session, "MATCH ()-[r]->()" + _OURS.format("r") + ", type(r) AS type")
    stale = (row for row in found if (row["type"], row["id"]) not in wanted)
    _run(session, "UNWIND $rows AS row MATCH ()-[r]->()" + _SAME.format("r") + " DELETE r", stale)


def _remove_nodes(session: neo4j.Session, nodes: Iterable[Node]) -> None:
    """Removes our nodes that are no longer in the graph, with whatever others have tied to them."""
    wanted = {node.ref for node in nodes}
    found = _read(session, "MATCH (n)" + _OURS.format("n") + ", labels(n) AS labels")
    stale = (row for row in found if wanted.isdisjoint((label, row["id"]) for label in _labels(row)))
    _run(session, "UNWIND $rows AS row MATCH (n)" + _SAME.format("n") + " DETACH DELETE n", stale)


def _labels(row: Row) -> list[str]:
    labels = row["labels"]
    return [str(label) for label in labels] if isinstance(labels, list) else []
