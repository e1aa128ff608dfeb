"""The outlines of the world's countries as SVG paths, from the TopoJSON of the package world-atlas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kg import assets

_ANTARCTICA = "010"
Ring = Sequence[tuple[float, float]]


@cache
def outlines() -> tuple[tuple[str, str], ...]:
    """Each country's ISO 3166 alpha-3 code ("" where it has none) with its path: ten units a degree, north above."""
    atlas = json.loads(assets.text("world-atlas", "countries-110m.json"))
    arcs = [_arc(arc, atlas["transform"]) for arc in atlas["arcs"]]
    shapes = atlas["objects"]["countries"]["geometries"]
    return tuple(
        (_alpha3(shape.get("id")), "".join(_path(ring) for ring in _rings(shape, arcs)))
        for shape in shapes
        if shape.get("id") != _ANTARCTICA
    )


def _arc(arc: Sequence[Sequence[int]], transform: dict[str, Sequence[float]]) -> list[tuple[float, float]]:
    """A line's points in degrees: the file has whole steps, each from the point before."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * sx + tx, y * sy + ty))
    return out


def _rings(shape: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: list[tuple[float, float]] = []
            for index in ring:
                line = list(arcs[index]) if index >= 0 else list(reversed(arcs[~index]))
                points += line[1:] if points else line
            yield points


def _path(ring: Ring) -> str:
    """Rounded to a tenth of a degree; a step across the whole map (the date line) is not drawn."""
    out, last = [], None
    for lon, lat in ring:
        at = (round(lon * 10), round(-lat * 10))
        if at != last:
            out.append(f"{'L' if last and abs(at[0] - last[0]) < 1800 else 'M'}{at[0]} {at[1]}")
        last = at
    return "".join(out) + "Z"


def _alpha3(number: str | None) -> str:
    import pycountry

    found = pycountry.countries.get(numeric=number) if number else None
    return str(found.alpha_3) if found else ""
