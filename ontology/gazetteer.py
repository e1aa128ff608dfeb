"""Who there is: states and their bodies, organisations, armed groups, people and their offices, places.

`load()` reads the seven tables of this folder once. Bodies of states are composed from two tables and need no
line of their own: `iraq-parliament`, `sudan-military`. `check()` lists every fault of the tables at once.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ontology.countries import Institution, State
from ontology.errors import DataError, UsageError
from ontology.model import Actor, Alias, Office
from ontology.places import Place

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWord:
    """A noun of one's own that names an actor by its role, beside those of the lexicons: `sector` is CAMEO role codes,
    `kind` what the lexicons call so."""

    lang: str
    sector: str
    kind: Literal["institution", "people", "person", "speaker"]
    word: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """The tables, read; ask it by actor id or by alpha-3 code."""

    states: Mapping[str, State]
    """By alpha-3 code."""
    institutions: Mapping[str, Institution]
    """By suffix, in the file's order: the first of a sector is the one that the sector's code means."""
    named: Mapping[str, Actor]
    """States, and the actors that have a line of their own, by id."""
    named_aliases: tuple[Alias, ...]
    offices_of: Mapping[str, tuple[Office, ...]]
    """Offices by the id of who held them, oldest first."""
    place_list: tuple[Place, ...]
    capitals: Mapping[str, Place]
    """The town that a state, by alpha-3 code, has for its capital, where that is one and undisputed."""
    role_words: tuple[RoleWord, ...] = ()

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id, `iraq-parliament` and its like included; none if there is no such id."""
        return self.named.get(actor_id) or self.composed(actor_id)

    def composed(self, actor_id: str) -> Actor | None:
        """The body of a state with this id: the state's id, a hyphen, and a suffix of institutions.csv."""
        hyphens = (place for place, char in enumerate(actor_id) if char == "-")
        for hyphen in hyphens:
            state = self.named.get(actor_id[:hyphen])
            body = self.institutions.get(actor_id[hyphen + 1 :])
            if body and state and state.country and state.kind == "Country":
                return body.of(self.states[state.country])
        return None

    def actors(self) -> Iterator[Actor]:
        """All states and all actors with a line of their own, by id; composed institutions are not listed."""
        return (self.named[actor_id] for actor_id in sorted(self.named))

    def aliases(self) -> Iterator[Alias]:
        """All ways to write an actor's name, own names of institutions (Knesset) included."""
        return iter(self.named_aliases)

    def country(self, alpha3: str) -> Actor:
        """The state with this ISO 3166 alpha-3 code (KOS is Kosovo)."""
        if alpha3 not in self.states:
            raise UsageError(f"no state has the code {alpha3!r}; write an ISO 3166 alpha-3 code such as IRQ")
        return self.states[alpha3].actor

    def institution(self, alpha3: str, which: str) -> Actor | None:
        """A state's body by suffix ("parliament") or CAMEO role code ("LEG", "GOVMIL")."""
        state = self.states.get(alpha3)
        found = self.institutions.get(which) or next(
            (body for body in self.institutions.values() if body.sector == which), None
        )
        return found.of(state) if state and found else None

    def offices(self, person: str) -> tuple[Office, ...]:
        """The offices that an actor held, oldest first."""
        return self.offices_of.get(person, ())

    def code_on(self, actor_id: str, day: dt.date | None = None) -> str | None:
        """The actor's CAMEO code on a day (no day: in the end): that of the office held then, else of the
        last one held before, else the actor's own, else its country's."""
        day = day or dt.date.max
        begun = [office for office in self.offices(actor_id) if (office.since or dt.date.min) <= day]
        held = [office for office in begun if (office.until or dt.date.max) >= day]
        if held or begun:
            return (held or begun)[-1].code
        actor = self.actor(actor_id)
        return (actor.code or actor.country) if actor else None

    def places(self) -> Iterator[Place]:
        """All cities and regions."""
        return iter(self.place_list)


@functools.cache
def load() -> Gazetteer:
    """The tables of this folder; the first line that cannot be used raises DataError."""
    return _sound(*read(FOLDER))


def load_with(own: Path | None) -> Gazetteer:
    """The tables of this folder and, on top of them, those of one's own; read again where a table has changed.

    DataError: a line cannot be used, or says otherwise what another line says already."""
    stamp = own_tables(own)
    return _with(own, stamp) if own is not None and stamp else load()


def own_tables(own: Path | None) -> tuple[tuple[str, int, int], ...]:
    """The tables that stand in a folder of one's own: name, size and time of the last change."""
    found = sorted(own.glob("*.csv")) if own is not None else []
    return tuple((path.name, (at := path.stat()).st_size, at.st_mtime_ns) for path in found)


@functools.lru_cache(maxsize=8)
def _with(own: Path, _: tuple[tuple[str, int, int], ...]) -> Gazetteer:
    return _sound(*read(FOLDER, own))


def _sound(gazetteer: Gazetteer, faults: list[str]) -> Gazetteer:
    if faults:
        more = f" (and {len(faults) - 1} more: `kg actors check` lists them)" if len(faults) > 1 else ""
        raise DataError(faults[0] + more)
    return gazetteer


def check(own: Path | None = None) -> list[str]:
    """Every fault of the tables, with file and line; an empty list if there is none."""
    return read(FOLDER, own)[1]


def read(folder: Path, own: Path | None = None) -> tuple[Gazetteer, list[str]]:
    """The tables of a folder without the lines that cannot be used, and what is wrong with those."""
    from ontology import tables  # which needs the nouns above

    return tables.read(folder, own)
