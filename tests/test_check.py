"""`kg check`: a whole store has no finding; each way to break one is found and named with its article."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import pipeline, readback
from kg.archive import Archive
from kg.check import Finding, Report, check
from kg.cli import app
from kg.graph import Edge, Graph, Node, Scalar, properties
from kg.index import index
from kg.stores import open_store

SAMPLES = Path(__file__).parent / "samples"
LEAST = 0.3


@dataclass(frozen=True)
class Read:
    """The samples, read: their folder and the graph that they give."""

    home: Path
    graph: Graph

    def event(self, source: str) -> Node:
        """The first event that an actor is the source of."""
        known = index(self.graph)
        return next(n for n in known.of("Event") if ("Actor", source) in known.sources(n.ref))


@pytest.fixture(scope="module")
def samples(samples_home: Path) -> Read:
    with Archive(samples_home) as archive:
        return Read(home=samples_home, graph=pipeline.refresh(samples_home, archive, least=LEAST))


def judged(graph: Graph, samples: Read, store: str) -> Report:
    """What is found in a store that holds this graph."""
    with open_store(store, home=samples.home) as opened, Archive(samples.home) as archive:
        opened.write(graph)
        return check(readback.read(opened), archive, least=LEAST)


def without(graph: Graph, gone: Callable[[Node | Edge], bool]) -> Graph:
    nodes = tuple(node for node in graph.nodes if not gone(node))
    refs = {node.ref for node in nodes}
    edges = (edge for edge in graph.edges if not gone(edge) and {edge.start, edge.end} <= refs)
    return Graph(nodes=nodes, edges=tuple(edges))


def changed(graph: Graph, node: Node, **values: Scalar) -> Graph:
    other = replace(node, properties=properties({**dict(node.properties), **values}))
    return Graph(nodes=tuple(other if n == node else n for n in graph.nodes), edges=graph.edges)


def added(graph: Graph, edges: Iterable[Edge]) -> Graph:
    return Graph(nodes=graph.nodes, edges=(*graph.edges, *edges))


def nato(samples: Read) -> Node:
    return samples.event("nato")


def mention(samples: Read) -> Node:
    """The Arabic mention of the event that both articles tell of."""
    known = index(samples.graph)
    return next(known.nodes[r] for r in known.mentions(nato(samples).ref) if known.text(r, "lang") == "ar")


def direct(samples: Read) -> Edge:
    event = nato(samples).id
    return next(edge for edge in samples.graph.edges if dict(edge.properties).get("eventId") == event)


def mention_gone(samples: Read) -> Graph:
    wanted = mention(samples)
    return without(samples.graph, lambda item: item == wanted)


def evidence_gone(samples: Read) -> Graph:
    ref = nato(samples).ref
    return without(samples.graph, lambda item: isinstance(item, Edge) and item.type == "REPORTS" and item.end == ref)


def quote_altered(samples: Read) -> Graph:
    node = mention(samples)
    return changed(samples.graph, node, quote=f"{dict(node.properties)['quote']}!")


def words_moved(samples: Read) -> Graph:
    return changed(samples.graph, mention(samples), start=1, end=9)


def event_quote_altered(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), quote="NATO said nothing.")


def lie(samples: Read) -> Graph:
    edge = direct(samples)
    return added(samples.graph, [replace(edge, id="lie", start=edge.end, end=edge.start)])


def not_actual(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), factuality="planned")


def tie_gone(samples: Read) -> Graph:
    edge = direct(samples)
    return without(samples.graph, lambda item: item == edge)


def bad_factuality(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), factuality="perhaps")


def bad_type(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), type="WAR")


def bad_mode(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), mode="dance")


def days_turned(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), dateEnd=dt.date(2019, 1, 1))


def no_day(samples: Read) -> Graph:
    return changed(samples.graph, nato(samples), date="2020-13-45", dateEnd="2020-13-45")


def no_day_of_report(samples: Read) -> Graph:
    known = index(samples.graph)
    article = known.articles(nato(samples).ref)[0]
    return changed(samples.graph, known.nodes[article], published="yesterday")


BROKEN: dict[str, tuple[Callable[[Read], Graph], str]] = {
    "a mention is removed": (mention_gone, "it says that 2 mentions report it; there are 1"),
    "a mention of the archive is missing": (mention_gone, "the archive has this mention, the store has not"),
    "an event has lost its mentions": (evidence_gone, "there is no fact without its sentence"),
    "a quote is altered": (quote_altered, "is not in the article"),
    "words stand elsewhere": (words_moved, "the article reads"),
    "an event has other words than its mentions": (event_quote_altered, "none of its mentions has its quote"),
    "a direct edge lies": (lie, "no actual event of that type"),
    "a direct edge stands for what is only planned": (not_actual, "no actual event of that type"),
    "a direct edge is missing": (tie_gone, "the direct edge of event"),
    "a shape is broken": (bad_factuality, "an event is actual, planned, demanded"),
    "a type is none": (bad_type, "its type “WAR” is no event type of the ontology"),
    "a mode is none": (bad_mode, "its mode “dance” is no mode of SANCTION"),
    "an event ends before it begins": (days_turned, "it ends on 2019-01-01 but begins on 2020-01-04"),
    "a date is none": (no_day, "its date “2020-13-45” is no day"),
    "a day of publication is none": (no_day_of_report, "its published “yesterday” is no day"),
}


def named(report: Report, message: str, samples: Read) -> Finding:
    """The finding, which must name one of the two articles with one of their sentences."""
    found = next(f for f in report.findings if message in f.message)
    with Archive(samples.home) as archive:
        article = archive.article(found.article or "")
    assert article is not None
    assert found.title == article.title
    assert found.subject.startswith("Article ") or (found.sentence or "-") in article.text
    return found


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_store_is_found_and_its_article_named(name: str, samples: Read, tmp_path: Path) -> None:
    breaks, message = BROKEN[name]
    named(judged(breaks(samples), samples, f"oxigraph:{tmp_path / 'store'}"), message, samples)


@pytest.mark.neo4j
def test_neo4j_is_checked_as_well(samples: Read, neo4j_uri: str) -> None:
    assert judged(samples.graph, samples, neo4j_uri).findings == ()
    for breaks, message in BROKEN.values():
        named(judged(breaks(samples), samples, neo4j_uri), message, samples)
    found = named(judged(lie(samples), samples, neo4j_uri), f"event {nato(samples).id} does not say so", samples)
    assert found.subject == "iraq SANCTIONS nato"


def test_an_edge_that_hangs_in_the_air_is_found(samples: Read, tmp_path: Path) -> None:
    ghost = Edge(id="ghost", type="SOURCE_OF", start=("Actor", "nobody"), end=nato(samples).ref)
    report = judged(added(samples.graph, [ghost]), samples, f"oxigraph:{tmp_path / 'store'}")
    assert "Actor nobody, which is not in the store" in named(report, "leads to or from", samples).message


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of `kg check`."""
    from ontology.errors import KGError

    result = CliRunner().invoke(app, ["check", *arguments])
    if isinstance(result.exception, KGError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.stdout


def test_the_command_says_what_was_checked(samples: Read) -> None:
    counts = [sum(node.label == label for node in samples.graph.nodes) for label in ("Event", "Mention")]
    assert run("--home", str(samples.home)) == (
        0,
        f"{counts[0]} events, {counts[1]} mentions in graph (≥ 0.3) checked, no finding\n",
    )


def test_the_command_ends_with_1_and_prints_each_finding_with_its_sentence(samples: Read, tmp_path: Path) -> None:
    url = f"oxigraph:{tmp_path / 'store'}"
    with open_store(url, home=tmp_path) as store:
        store.write(quote_altered(samples))
    code, shown = run("--home", str(samples.home), "--store", url)
    values = dict(mention(samples).properties)
    assert code == 1
    assert shown.startswith(f"Mention {mention(samples).id}: its quote")
    assert f"\n  {values['sentence']}\n" in shown
    code, shown = run("--home", str(samples.home), "--store", url, "--json")
    assert code == 1
    assert {f["subject"] for f in json.loads(shown)["findings"]} >= {f"Mention {mention(samples).id}"}


def test_a_store_that_is_not_there_is_told(samples: Read, tmp_path: Path) -> None:
    code, message = run("--home", str(samples.home), "--store", f"oxigraph:{tmp_path / 'none'}")
    assert (code, "no store at" in message) == (2, True)
