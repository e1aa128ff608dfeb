"""Cities, regions and seas in the news, from places.csv: further lines with one id hold other spellings of it.

capitals.csv says which town "the French capital" is; what is disputed, or has moved within living memory of the news,
is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.csvfile import Row
from ontology.errors import DataError

CAPITAL_COLUMNS = ("country", "place")
COLUMNS = ("id", "country", "lat", "lon", "name_en", "name_ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city, region or sea; `country` is ISO 3166 alpha-3 (None: of no state), the first name of each language is the
    one to show."""

    id: str
    country: str | None
    names_en: tuple[str, ...]
    names_ar: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None


def place(row: Row, states: Container[str]) -> Place:
    """The place of one line, with the one spelling that stands there."""
    if row["country"] and row["country"] not in states:
        raise row.fault(f"country is {row['country']!r}; write an ISO 3166 alpha-3 code such as IRQ, or none for a sea")
    if not (row["name_en"] or row["name_ar"]):
        raise row.fault(f"{row['id']} has no name; write name_en, name_ar or both")
    return Place(
        id=row.slug("id"),
        country=row["country"] or None,
        names_en=(row["name_en"],) if row["name_en"] else (),
        names_ar=(row["name_ar"],) if row["name_ar"] else (),
        latitude=_degrees(row, "lat", 90),
        longitude=_degrees(row, "lon", 180),
    )


def capital(row: Row, known: Mapping[str, Place]) -> tuple[str, Place]:
    """The state (alpha-3) and its capital, one of the places."""
    town = known.get(row["place"])
    if town is None or town.country != row["country"]:
        raise row.fault(f"place is {row['place']!r}; write the id of a place in {row['country']}, see places.csv")
    return row["country"], town


def joined(spellings: Iterable[tuple[Row, Place]]) -> tuple[tuple[Place, ...], list[DataError]]:
    """One place an id, and the lines that give an id to places of two countries."""
    groups: dict[str, list[Place]] = defaultdict(list)
    faults = []
    for row, found in spellings:
        if groups[found.id] and groups[found.id][0].country != found.country:
            first = groups[found.id][0].country or "no state"
            faults.append(row.fault(f"{found.id} lies in {first} above; give this place an id of its own"))
        else:
            groups[found.id].append(found)
    return tuple(_one(group) for group in groups.values()), faults


def _one(group: Sequence[Place]) -> Place:
    first = group[0]
    return Place(
        id=first.id,
        country=first.country,
        latitude=first.latitude,
        longitude=first.longitude,
        names_en=tuple(dict.fromkeys(name for spelling in group for name in spelling.names_en)),
        names_ar=tuple(dict.fromkeys(name for spelling in group for name in spelling.names_ar)),
    )


def _degrees(row: Row, column: str, limit: int) -> float | None:
    if not row[column]:
        return None
    if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", row[column]) or abs(float(row[column])) > limit:
        raise row.fault(f"{column} is {row[column]!r}; write degrees between -{limit} and {limit}")
    return float(row[column])
