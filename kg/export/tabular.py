"""The tables as files: CSV that a spreadsheet opens and does not execute, and Parquet with typed columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.export.files import Files
from kg.export.tables import NAMES, Cell, Table, tables
from kg.graph import Graph
from kg.show import harmless

if TYPE_CHECKING:
    import pyarrow as pa


def names(ending: str) -> re.Pattern[str]:
    """What the files of a folder of tables are called."""
    return re.compile(rf"({'|'.join(NAMES)})\.{ending}")


def csv_files(graph: Graph) -> Files:
    """A CSV file a table: UTF-8 with a mark at the start, so that Excel shows Arabic; lists are joined by ";".

    A cell that a spreadsheet would take for a formula has an apostrophe in front, signs that turn text round are left
    out, and a ";" inside a list's item becomes a comma; the Parquet files have such names as they are."""
    return {f"{table.name}.csv": _csv(table) for table in tables(graph)}


def _csv(table: Table) -> bytes:
    return separated(table.columns, ([_shown(cell) for cell in row] for row in table.rows))


def separated(columns: Iterable[str], rows: Iterable[Iterable[object]], *, delimiter: str = ",") -> bytes:
    """A table as text that a spreadsheet opens: disarmed, RFC 4180."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def joined(items: Iterable[str], separator: str = ";") -> str:
    """A list in one cell; empty where none of its items is known."""
    texts = [str(harmless(item.replace(separator.strip(), ","))) for item in items]
    return separator.join(texts) if any(texts) else ""


def _shown(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return joined(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def parquet_files(graph: Graph) -> Files:
    """A Parquet file a table; days are date32, lists are lists of strings."""
    return {f"{table.name}.parquet": _parquet(table) for table in tables(graph)}


def _parquet(table: Table) -> bytes:
    import pyarrow.parquet as parquet

    file = io.BytesIO()
    parquet.write_table(arrow(table), file, compression="zstd")
    return file.getvalue()


def arrow(table: Table) -> pa.Table:
    """The table in Arrow, which pandas, polars and DuckDB take over without loss."""
    import pyarrow as pa

    types: dict[str, Callable[[], pa.DataType]] = {
        "text": pa.string, "texts": lambda: pa.list_(pa.string()), "int": pa.int64, "float": pa.float64,
        "bool": pa.bool_, "date": pa.date32, "time": lambda: pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    schema = pa.schema([(name, types[kind]()) for name, kind in table.columns.items()])
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        pa.array([list(cell) if isinstance(cell, tuple) else cell for cell in column], type=field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
