"""Event tables in the columns that tools for ACLED and ICEWS data read.

Both hold only what is reported as having happened (factuality "actual"): neither has a column that could say that
something was planned, demanded or denied. Cells are disarmed as in our CSV files, and the event's own id leads to
its sentence with `kg why`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kg.export.tables import Cell, events
from kg.export.tabular import joined, separated
from kg.graph import Graph, Ref
from kg.index import Index, index
from ontology import events as codebook
from ontology import gazetteer
from ontology.model import content_id

ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "iso3", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities", "tags",
    "timestamp",
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "Event", "Quote",
)  # fmt: skip
_TIME_PRECISION = {"day": 1, "week": 2, "month": 3}

Row = Mapping[str, Cell]


def acled(graph: Graph) -> bytes:
    """CSV in ACLED's columns, one row an event.

    ACLED's actor1 and actor2 have no direction; here actor1 is always who did it and actor2 to whom. Further sources
    and targets are associated actors. Where the text gives no day, event_date is the day of the report, with
    time_precision empty and the tag "reported"; a year has no code in ACLED either. `fatalities` is empty, not 0,
    where the text gives no number. Ids are stable: the same event keeps its own."""
    known = index(graph)
    return separated(ACLED, (_acled(row, known) for row in _happened(graph, known)))


def icews(graph: Graph) -> bytes:
    """Tab-separated values in the columns of ICEWS, one row for each source and target of an event.

    Event and Quote come after its columns. Intensity is PLOVER's, from -10 to 10; Sentence Number is empty, as
    sentences are told by their place in the article (see `kg export --format csv`, mentions.csv)."""
    known = index(graph)
    rows = (cells for row in _happened(graph, known) for cells in _icews(row, known))
    return separated(ICEWS, ([_one_line(cell) for cell in cells] for cells in rows), delimiter="\t")


def _happened(graph: Graph, known: Index) -> Iterator[Row]:
    table = events(graph, known)
    for cells in table.rows:
        row = dict(zip(table.columns, cells, strict=True))
        if row["factuality"] == "actual":
            yield row


def _acled(row: Row, known: Index) -> list[object]:
    sources, targets = _list(row["source_names"]), _list(row["target_names"])
    kind, mode, day = str(row["type"]), row["mode"], str(row["date"] or "")
    coded, place = _coding(kind, mode), row["place_name"]
    known_day = row["date_precision"] != "unknown"
    tags = [*_list(row["contexts"]), *([] if known_day else ["reported"])]
    return [
        row["event"], day, day[:4], _TIME_PRECISION.get(str(row["date_precision"]), ""),
        coded["disorder"], coded["event"], f"{kind}/{mode}" if mode else kind,
        *_side(sources, [("Actor", i) for i in _list(row["source_ids"])], known),
        *_side(targets, [("Actor", i) for i in _list(row["target_ids"])], known),
        row["country"], _country(row["country"]), "", "", "", place, row["lat"], row["lon"],
        1 if row["lat"] is not None else "", joined(_list(row["publishers"]), "; "), row["quote"], row["dead"],
        joined(tags, "; "), row["first_report"],
    ]  # fmt: skip


def _side(names: tuple[str, ...], actors: list[Ref], known: Index) -> list[object]:
    return [names[0] if names else "", joined(names[1:], "; "), _inter(actors[0], known) if actors else ""]


def _icews(row: Row, known: Index) -> Iterator[list[object]]:
    types, kind = codebook.load(), str(row["type"])
    articles = _list(row["article_ids"])
    for source in _list(row["source_ids"]) or (None,):
        for target in _list(row["target_ids"]) or (None,):
            yield [
                content_id(row["event"], source, target), row["date"], *_party(source, known),
                types.label(kind, "en"), row["cameo"], row["intensity"], *_party(target, known),
                articles[0] if articles else "", "", joined(_list(row["publishers"]), "; "),
                row["place_name"] if row["lat"] is not None else "", "", "", _country(row["country"]),
                row["lat"], row["lon"], row["event"], row["quote"],
            ]  # fmt: skip


def _party(actor: str | None, known: Index) -> tuple[object, ...]:
    if actor is None:
        return "", "", ""
    values = known.values["Actor", actor]
    return values.get("name"), joined(str(values.get("sectors", "")).split(), ","), _country(values.get("country"))


def _coding(kind: str, mode: Cell) -> Mapping[str, str]:
    rules = _rules()
    found = rules["events"].get(f"{kind}/{mode}") or rules["events"].get(kind)
    return found or {"disorder": rules["strategic"], "event": rules["strategic"]}


def _inter(actor: Ref, known: Index) -> str:
    """ACLED's word for the kind of actor; empty where neither its class nor its role codes tell."""
    kinds, sectors = _rules()["inter"]["kinds"], _rules()["inter"]["sectors"]
    by_kind = next((kinds[label] for label in known.nodes[actor].labels if label in kinds), None)
    roles = known.text(actor, "sectors").split()
    return by_kind or next((sectors[role] for role in reversed(roles) if role in sectors), "")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("coded.toml").read_text(encoding="utf-8"))


def _country(code: object) -> object:
    """The country's English name."""
    state = gazetteer.load().states.get(str(code))
    return state.actor.name if state else code


def _list(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else ()


def _one_line(cell: object) -> object:
    """Readers of tab-separated values know no quoted line ends."""
    return " ".join(cell.split()) if isinstance(cell, str) else cell
