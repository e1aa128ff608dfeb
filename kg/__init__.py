"""Run it and keep it: reading, archive, resolution, projection, stores, pipeline, evaluation, command line.

In a notebook:

    import kg
    kg.events()         # a row an event, as a DataFrame of pandas or polars
    kg.events_table()   # the same as an Arrow table, which needs neither
    kg.to_networkx()    # the whole graph in networkx

Each reads the archive of `home` (default: KG_HOME, else ./kg-data) anew; `min_confidence` leaves out what is less sure
(default: KG_MIN_CONFIDENCE, else 0.3). Nothing heavy is imported before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    import networkx as nx
    import pyarrow as pa

    from kg.graph import Graph

__all__ = ["events", "events_table", "to_networkx"]


def events(home: str | os.PathLike[str] | None = None, min_confidence: float | None = None) -> Any:
    """The events as a DataFrame of pandas where that is installed, else of polars; else a UsageError.

    The columns are those of events.csv (see kg/export/tables.py); days are dates, lists are lists."""
    from importlib.util import find_spec

    from ontology.errors import UsageError

    if find_spec("pandas"):
        return events_table(home, min_confidence).to_pandas(date_as_object=False)
    if find_spec("polars"):
        import polars

        return polars.from_arrow(events_table(home, min_confidence))
    raise UsageError("kg.events() needs pandas: pip install pandas (or polars); kg.events_table() needs neither")


def events_table(home: str | os.PathLike[str] | None = None, min_confidence: float | None = None) -> pa.Table:
    """The events as an Arrow table with typed columns."""
    from kg.export import tables, tabular

    return tabular.arrow(tables.events(_graph(home, min_confidence)))


def to_networkx(home: str | os.PathLike[str] | None = None, min_confidence: float | None = None) -> nx.MultiDiGraph:
    """The graph in networkx: nodes are called `Actor/iraq`, edges have a `type`; values are those of Neo4j."""
    from kg.export.networks import multigraph

    return multigraph(_graph(home, min_confidence))


def _graph(home: str | os.PathLike[str] | None, min_confidence: float | None) -> Graph:
    import warnings
    from pathlib import Path

    from kg import fresh, pipeline, settings
    from kg.archive import Archive

    folder = settings.home(Path(home) if home is not None else None)
    with Archive(folder, create=False) as archive:
        if why := fresh.stale(archive, folder, graph=False):
            warnings.warn(f"{folder}: {why}", stacklevel=3)
        return pipeline.graph_of(archive, least=settings.min_confidence(min_confidence))
