"""What is given to a canned question: values that cannot be one are refused, and empty or cut tables say why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import stories
from commands import kg

import queries
from kg.ask import Answer, ask
from kg.graph import Graph
from kg.stores import open_store
from ontology.errors import UsageError
from queries import parameters

Asked = Callable[..., Answer]
REFUSED = [
    ("who-did-what", {"until": "2024-13-01"}, "until='2024-13-01': there is no such day"),
    ("who-did-what", {"until": "2023-02-29"}, "there is no such day"),
    ("who-did-what", {"until": "last week"}, "write a day as 2024-01-31"),
    ("who-did-what", {"until": "20240101"}, "write a day as 2024-01-31"),
    ("roles", {"on": "1.2.2024"}, "on='1.2.2024': write a day"),
    ("follows", {"type": "sanction"}, "did you mean SANCTION"),
    ("reactions", {"type": "WAR"}, "There are AGREE"),
    ("coverage-gap", {"lang": "Arabic"}, "a language code such as en or ar"),
    ("events", {"names": "fr"}, "en or ar"),
    ("events", {"limit": "0"}, "limit=0: give a number from 1"),
    ("events", {"limit": "-5"}, "give a number from 1"),
    ("events", {"limit": "many"}, "is no number"),
    ("events", {"limt": "5"}, "did you mean limit"),
    ("timeline", {"days": "0"}, "days=0: give a number from 1"),
    ("timeline", {"a": "Egypt"}, "a='Egypt': no such actor; did you mean egypt?"),
    ("timeline", {"a": "egypt", "b": "ethiopa"}, "b='ethiopa': no such actor; did you mean ethiopia"),
    ("who-did-what", {"actor": "مصر"}, "did you mean egypt?"),
    ("who-did-what", {"actor": "nobody-at-all"}, "`kg query actors --param name=…` finds ids"),
    ("mentions", {"event": "ffffffffffffffff"}, "no such event; `kg query events` shows ids"),
]
TAKEN = [
    ("who-did-what", {"until": "2024-02-29"}),
    ("who-did-what", {"until": ""}),
    ("who-did-what", {"actor": "egypt", "days": "9999"}),
    ("follows", {"type": "ACCUSE"}),
    ("coverage-gap", {"lang": "ar"}),
    ("reactions", {"within": "0"}),
    ("timeline", {"days": " 60 "}),
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return stories.graph()


@pytest.fixture
def asked(graph: Graph, tmp_path: Path) -> Asked:
    return lambda name, **params: ask(name, None, params, "en", None, tmp_path, 30, graph)


@pytest.mark.parametrize(("name", "params", "told"), REFUSED)
def test_a_value_that_cannot_be_one_is_refused(asked: Asked, name: str, params: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError) as refused:
        asked(name, **params)
    assert told in str(refused.value)


@pytest.mark.parametrize(("name", "params"), TAKEN)
def test_a_value_that_can_be_one_is_taken(asked: Asked, name: str, params: dict[str, str]) -> None:
    assert isinstance(asked(name, **params), Answer)


def test_the_beginning_of_an_event_names_it(asked: Asked) -> None:
    event = asked("events").dicts()[0]["event"]
    with pytest.raises(UsageError, match=f"did you mean {event}"):
        asked("mentions", event=event[:6])


def test_an_actor_whom_only_the_gazetteer_knows_is_no_slip(asked: Asked) -> None:
    answer = asked("who-did-what", actor="fiji")
    assert (answer.rows, answer.notes) == (
        (),
        ("actor=fiji: an actor of the gazetteer, of whom this graph tells nothing",),
    )


@pytest.mark.parametrize(
    ("name", "params", "told"),
    [
        ("timeline", {"a": "qatar", "until": "2023-01-01"}, "--param days=9999"),
        ("hotspots", {"until": "2020-01-01"}, "--param weeks=1500"),
        ("blocs", {"until": "2020-01-01"}, "--param days=9999"),
        ("timeline", {"a": "qatar", "until": "2023-01-01", "days": "5"}, None),  # the window was asked for
    ],
)
def test_an_empty_table_says_which_default_widens_it(
    asked: Asked, name: str, params: dict[str, str], told: str | None
) -> None:
    answer = asked(name, **params)
    assert answer.rows == ()
    assert (told is None and answer.notes == ()) or told in answer.notes[0]


@pytest.mark.parametrize("name", [name for name in queries.names() if "limit" in queries.load(name, "sparql").params])
def test_a_table_says_that_it_was_cut(asked: Asked, name: str) -> None:
    wide = {p: str(known.widens) for p, known in parameters.load().items() if known.widens}
    params = {p: value for p, value in wide.items() if p in queries.load(name, "sparql").params}
    whole, cut = asked(name, **params), asked(name, **params, limit="1")
    assert not [note for note in whole.notes if "cut" in note]
    if len(whole.rows) > 1:
        assert "--param limit=" in cut.notes[0]


def test_rows_of_few_events_are_not_called_cut(asked: Asked) -> None:
    """`limit` counts events where a question says so: more rows than that are no sign of a cut."""
    events = len({row["event"] for row in asked("mentions").dicts()})
    rows = len(asked("mentions").rows)
    assert rows > events
    assert asked("mentions", limit=str(events + 1)).notes == ()


def test_every_parameter_has_a_meaning() -> None:
    named = {name for question in queries.names() for name in queries.load(question, "sparql").params}
    assert named == set(parameters.load())


def test_notes_go_to_stderr_and_the_table_stays_data(graph: Graph, tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path / 'oxigraph'}", home=tmp_path) as store:
        store.write(graph)
    done = kg("query", "events", "--param", "limit=2", "--csv", "--home", tmp_path)
    assert done.code == 0
    assert done.out.startswith("event,type,")
    assert done.err.startswith("kg: events was cut at 2 events")
    assert len(done.err.splitlines()) == 1


@pytest.mark.neo4j
def test_neo4j_refuses_the_same(neo4j_uri: str, graph: Graph, tmp_path: Path) -> None:
    with open_store(neo4j_uri, home=tmp_path) as store:
        store.write(graph)
    with pytest.raises(UsageError, match="did you mean egypt"):
        ask("timeline", None, {"a": "egipt"}, "en", neo4j_uri, tmp_path, 30)
    assert ask("timeline", None, {"a": "egypt"}, "en", neo4j_uri, tmp_path, 30).rows
