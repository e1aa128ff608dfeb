"""Reads the seven tables of the gazetteer, and those of one's own on top of them; lists what cannot be used in them."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar, cast

from ontology import held, names, places
from ontology.countries import (
    COUNTRY_COLUMNS,
    INSTITUTION_COLUMNS,
    KINDS,
    Institution,
    State,
    institution,
    triples,
)
from ontology.countries import states as read_states
from ontology.csvfile import Row, rows
from ontology.errors import DataError
from ontology.gazetteer import Gazetteer, RoleWord
from ontology.model import Actor, Alias, Office

ACTOR_COLUMNS = ("id", "kind", "code", "country", "wikidata", "name_en", "name_ar")
ALIAS_COLUMNS = ("actor", "lang", "kind", "since", "until", "alias")
OFFICE_COLUMNS = ("person", "of", "code", "since", "until", "title_en")
ALIAS_KINDS = ("name", "short", "demonym", "seat")
ROLE_COLUMNS = ("lang", "sector", "kind", "word")
ROLE_KINDS = ("institution", "people", "person", "speaker")
OWN_ONLY = ("roles.csv",)  # the role nouns that ship with the program stand in its lexicons
# What begins the code of an actor of no country (CAMEO 1.1b3, in the short forms of this project).
HEADS = ("IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC", "---")

T = TypeVar("T")


def read(folder: Path, own: Path | None = None) -> tuple[Gazetteer, list[str]]:
    """What can be used of a folder's tables, and what is wrong with the rest; the lines of `own`, a folder with tables
    of the same columns (any of them may lack), count as if they stood at the ends of the others."""
    tables = Tables(folder, own)
    states, bodies, alias_rows = _states_and_bodies(tables)
    own_rows = _own_actors(tables, states, bodies.values())
    towns = _places(tables, states)
    own_actors = {actor_id: actor for actor_id, (_, actor) in own_rows.items()}
    gazetteer = Gazetteer(
        states=states,
        institutions=bodies,
        named=own_actors | {state.actor.id: state.actor for state in states.values()},
        named_aliases=(),
        offices_of={},
        place_list=towns,
        capitals=_capitals(tables, towns),
        role_words=_role_words(tables, bodies.values()),
    )
    tables.faults += [
        f"{where}: {actor_id} is the id of a state or of its body already; choose another"
        for actor_id, (where, actor) in own_rows.items()
        if actor is not gazetteer.named[actor_id] or gazetteer.composed(actor_id)
    ]
    known = _Known(gazetteer)
    aliases = [
        *names.own_names(states.values(), own_rows),
        *((row.where, alias) for row, alias in tables.each(alias_rows, lambda row: _alias(row, known))),
    ]
    tables.faults += names.shared_names(aliases)
    office_rows = tables.rows("offices.csv", OFFICE_COLUMNS)
    offices = list(tables.each(office_rows, lambda row: _office(row, known)))
    tables.faults += held.faults(offices)
    return replace(
        gazetteer,
        named_aliases=tuple(dict.fromkeys(alias for _, alias in aliases)),
        offices_of=_by_person(office for _, office in offices),
    ), tables.faults


class Tables:
    """The tables of one folder, and of one's own; `faults` grows while they are read."""

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self.folder, self.own = folder, own
        self.faults: list[str] = []

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """The lines of a table, then those of one's own, each up to the first that cannot be split into its cells."""
        if name not in OWN_ONLY:
            yield from self._rows(self.folder / name, columns, "ontology")
        if self.own is not None and (self.own / name).exists():
            yield from self._rows(self.own / name, columns, self.own.as_posix())

    def _rows(self, path: Path, columns: Sequence[str], folder: str) -> Iterator[Row]:
        try:
            yield from rows(path, columns, folder)
        except DataError as error:
            self.faults.append(str(error))

    def each(self, table: Iterable[Row], make: Callable[[Row], T]) -> Iterator[tuple[Row, T]]:
        """What each line gives; a line that cannot be used becomes a fault."""
        for row in table:
            try:
                found = make(row)
            except DataError as error:
                self.faults.append(str(error))
            else:
                yield row, found

    def by_key(self, found: Iterable[tuple[Row, T]], key: Callable[[T], str]) -> dict[str, tuple[str, T]]:
        """The first of each id, and where it stands; a second one is a fault."""
        first: dict[str, tuple[str, T]] = {}
        for row, item in found:
            where, kept = first.setdefault(key(item), (row.where, item))
            if kept is not item:
                self.faults.append(str(row.fault(f"a second line for {key(item)} (see {where}); keep one of them")))
        return first


class _Known:
    """Which actor ids exist; answers are kept, for most ids are asked for many times."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.states: Collection[str] = gazetteer.states
        self.seen: set[str] = set(gazetteer.named)

    def actor(self, row: Row, column: str) -> str:
        if row[column] not in self.seen:
            if self.gazetteer.actor(row[column]) is None:
                raise row.fault(f"{column} is {row[column]!r}: no such actor; add it to actors.csv or correct the id")
            self.seen.add(row[column])
        return row[column]


def _states_and_bodies(tables: Tables) -> tuple[dict[str, State], dict[str, Institution], list[Row]]:
    alias_rows = list(tables.rows("aliases.csv", ALIAS_COLUMNS))
    first: dict[str, dict[str, str]] = defaultdict(dict)
    for row in alias_rows:
        if row["kind"] == "demonym":
            first[row["actor"]].setdefault(row["lang"], row["alias"])
    try:
        states = read_states(list(tables.rows("countries.csv", COUNTRY_COLUMNS)), first)
    except DataError as error:
        tables.faults.append(str(error))
        states = {}
    lines = tables.each(tables.rows("institutions.csv", INSTITUTION_COLUMNS), institution)
    bodies = tables.by_key(lines, lambda body: body.suffix)
    return states, {suffix: body for suffix, (_, body) in bodies.items()}, alias_rows


def _role_words(tables: Tables, bodies: Iterable[Institution]) -> tuple[RoleWord, ...]:
    roles = frozenset(part for body in bodies for part in triples(body.sector))
    lines = tables.rows("roles.csv", ROLE_COLUMNS)
    return tuple(word for _, word in tables.each(lines, lambda row: _role_word(row, roles)))


def _own_actors(tables: Tables, states: Collection[str], bodies: Iterable[Institution]) -> dict[str, tuple[str, Actor]]:
    roles = frozenset(part for body in bodies for part in triples(body.sector))
    lines = tables.rows("actors.csv", ACTOR_COLUMNS)
    return tables.by_key(tables.each(lines, lambda row: _actor(row, states, roles)), lambda actor: actor.id)


def _places(tables: Tables, states: Collection[str]) -> tuple[places.Place, ...]:
    lines = tables.rows("places.csv", places.COLUMNS)
    found, faults = places.joined(tables.each(lines, lambda row: places.place(row, states)))
    tables.faults += map(str, faults)
    return found


def _capitals(tables: Tables, towns: Iterable[places.Place]) -> dict[str, places.Place]:
    known = {town.id: town for town in towns}
    lines = tables.each(tables.rows("capitals.csv", places.CAPITAL_COLUMNS), lambda row: places.capital(row, known))
    return {country: town for _, (country, town) in tables.by_key(lines, lambda found: found[0]).values()}


def _actor(row: Row, states: Collection[str], roles: Collection[str]) -> Actor:
    name = row["name_en"] or row["name_ar"]
    if not name:
        raise row.fault(f"{row['id']} has no name; write name_en, name_ar or both")
    if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]):
        raise row.fault(f"wikidata is {row['wikidata']!r}; write an item such as Q7184, or leave it empty")
    if row["country"] and row["country"] not in states:
        raise row.fault(f"country is {row['country']!r}; write an ISO 3166 alpha-3 code such as IRQ")
    code = _code(row, states) if row["code"] else None
    return Actor(
        id=row.slug("id"),
        name=name,
        kind=row.one_of("kind", KINDS),
        name_en=row["name_en"] or None,
        name_ar=row["name_ar"] or None,
        code=code,
        country=row["country"] or None,
        sectors=tuple(part for part in triples(code[3:] if code else "") if part in roles),
        wikidata=row["wikidata"] or None,
    )


def _alias(row: Row, known: _Known) -> Alias:
    if not row["alias"]:
        raise row.fault(f"no name for {row['actor']}; write one in the last cell or remove the line")
    if not re.fullmatch(r"[a-z]{2,3}", row["lang"]):
        raise row.fault(f"lang is {row['lang']!r}; write a language code such as en or ar")
    since, until = _days(row)
    return Alias(
        actor=known.actor(row, "actor"),
        lang=row["lang"],
        kind=cast(Literal["name", "short", "demonym", "seat"], row.one_of("kind", ALIAS_KINDS)),
        text=row["alias"],
        since=since,
        until=until,
    )


def _office(row: Row, known: _Known) -> Office:
    if not row["title_en"]:
        raise row.fault("no title; write one in title_en, such as prime minister")
    since, until = _days(row)
    return Office(
        person=known.actor(row, "person"),
        title=row["title_en"],
        of=known.actor(row, "of"),
        code=_code(row, known.states),
        since=since,
        until=until,
    )


def _role_word(row: Row, roles: Collection[str]) -> RoleWord:
    if not re.fullmatch(r"([A-Z]{3})+", row["sector"]):
        raise row.fault(f"sector is {row['sector']!r}; write CAMEO role codes such as {', '.join(sorted(roles)[:5])}")
    if not row["word"]:
        raise row.fault("no word; write the noun in the last cell or remove the line")
    kind = cast(Literal["institution", "people", "person", "speaker"], row.one_of("kind", ROLE_KINDS))
    return RoleWord(lang=row["lang"], sector=row["sector"], kind=kind, word=row["word"])


def _days(row: Row) -> tuple[dt.date | None, dt.date | None]:
    since, until = row.day("since"), row.day("until")
    if since and until and until < since:
        raise row.fault(f"until {row['until']} is before since {row['since']}")
    return since, until


def _code(row: Row, states: Collection[str]) -> str:
    code = row["code"]
    if not re.fullmatch(r"([A-Z]{3}|---)([A-Z]{3})*", code) or not (code[:3] in states or code[:3] in HEADS):
        heads = ", ".join(HEADS)
        raise row.fault(f"code is {code!r}; write a state's alpha-3 code or one of {heads}, then roles")
    return code


def _by_person(offices: Iterable[Office]) -> dict[str, tuple[Office, ...]]:
    by_person: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        by_person[office.person].append(office)
    return {
        person: tuple(sorted(mine, key=lambda office: (office.since or dt.date.min, office.until or dt.date.max)))
        for person, mine in by_person.items()
    }
