"""What the analyst decided: which actors are one, which are not, and what else an actor is called.

The decisions are lines of `verdicts.csv` in the home folder, to be read, edited and put under version control; every
rebuild replays them. `different` is a decision as well: nothing may ever merge the two."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from kg.groups import joined
from ontology import gazetteer, held
from ontology.csvfile import Row, guarded, rows
from ontology.errors import DataError, UsageError
from ontology.gazetteer import Gazetteer
from ontology.model import ActorMention, Alias
from ontology.names import fold, has_arabic, holds, overlap

FILE = "verdicts.csv"
OWN = "gazetteer"  # the folder of one's own tables, in the home folder
COLUMNS = ("kind", "a", "b", "lang", "since", "until", "note")
KINDS = ("same", "different", "alias")
MADE = re.compile(r"x-[0-9a-f]{16}")  # the id of an actor that the gazetteer does not know
_LANG = re.compile("[a-z]{2,3}")

Kind = Literal["same", "different", "alias"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One decision: `a` and `b` are actors, with `alias` `b` is a name of actor `a`.

    Where a name or note begins like a formula, its cell has an apostrophe in front, which is no part of it."""

    kind: Kind
    a: str
    b: str
    lang: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    note: str = ""

    def cells(self) -> list[str]:
        """The cells of its line, which a spreadsheet may open."""
        days = (d.isoformat() if d else "" for d in (self.since, self.until))
        return [self.kind, self.a, guarded(self.b), self.lang or "", *days, guarded(self.note)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdicts:
    """The decisions of one home folder, checked; `Verdicts()` has none."""

    verdicts: tuple[Verdict, ...] = ()
    different: frozenset[tuple[str, str]] = frozenset()
    """Pairs of actors that are not one, as they stand in the file, the smaller id first."""
    aliases: tuple[Alias, ...] = ()
    _leader: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, home: Path, known: Gazetteer | None = None) -> Verdicts:
        """The decisions in a home folder; none where it has no such file.

        DataError: a line cannot be used or contradicts another; it lists all of them, with file, line and reason."""
        found, faults = read(home, known)
        if faults:
            raise DataError("\n".join(faults))
        return found

    def canonical(self, actor_id: str) -> str:
        """The id that stands for an actor and for all that are the same: one of the gazetteer where there is one,
        else the smallest."""
        return self._leader.get(actor_id, actor_id)

    def apart(self, one: str, other: str) -> bool:
        """Whether the two, or any that are the same as they, were decided to be different."""
        pair = {self.canonical(one), self.canonical(other)}
        return any({self.canonical(a), self.canonical(b)} == pair for a, b in self.different)

    def meant(self, mention: ActorMention, *, lang: str | None = None, day: dt.date | None = None) -> str | None:
        """The actor whose alias a mention without actor is, by its words or its name, on a day (no day: ever)."""
        if mention.actor is not None:
            return None
        for text in dict.fromkeys(x for t in (mention.text, mention.name) for x in _bare(t)):
            for alias in self._by_name().get(text, ()):
                if holds(alias, day) and (lang is None or alias.lang == lang):
                    return self.canonical(alias.actor)
        return None

    def _by_name(self) -> Mapping[str, tuple[Alias, ...]]:
        return _names(self)


def _bare(text: str) -> tuple[str, ...]:
    """A name as names are compared, and so without its article."""
    from extractors import lexicon

    folded = fold(text)
    first, _, rest = folded.partition(" ")
    articles = frozenset().union(*(lexicon.load(lang).words.get("articles", ()) for lang in lexicon.languages()))
    return (folded, rest) if rest and first in articles else (folded,)


@functools.lru_cache(maxsize=8)
def _names(verdicts: Verdicts) -> Mapping[str, tuple[Alias, ...]]:
    found: dict[str, tuple[Alias, ...]] = defaultdict(tuple)
    for alias in verdicts.aliases:
        found[fold(alias.text)] += (alias,)
    return found


def own_folder(home: Path) -> Path:
    """Where the tables of one's own stand."""
    return home / OWN


def gazetteer_of(home: Path) -> Gazetteer:
    """The gazetteer that is read with in a home folder: the shipped tables, one's own, and the aliases decided on."""
    known = gazetteer.load_with(own_folder(home))
    decided = Verdicts.load(home, known).aliases
    return dataclasses.replace(known, named_aliases=(*known.named_aliases, *decided)) if decided else known


def check(home: Path) -> tuple[dict[str, int], list[str], list[str]]:
    """How much the tables and verdicts of a home folder hold, all their faults, with file, line and reason, and the
    gaps between the holders of offices, which are no faults."""
    own = own_folder(home)
    known, faults = gazetteer.read(gazetteer.FOLDER, own if gazetteer.own_tables(own) else None)
    decided, more = read(home, known)
    offices = [office for mine in known.offices_of.values() for office in mine]
    counts = {
        "actors": len(known.named), "aliases": len(known.named_aliases), "offices": len(offices),
        "places": len(known.place_list), "verdicts": len(decided.verdicts),
    }  # fmt: skip
    return counts, [*faults, *more], held.gaps(offices)


def read(home: Path, known: Gazetteer | None = None) -> tuple[Verdicts, list[str]]:
    """The decisions of a home folder, and what is wrong with its lines (then without those)."""
    path = home / FILE
    if not path.exists():
        return Verdicts(), []
    return _read(path, path, known or gazetteer.load_with(own_folder(home)))


def add(home: Path, verdict: Verdict, exists: Callable[[str], bool]) -> bool:
    """Writes one more decision; False where the file has it already.

    UsageError: it names an actor that is not there, or can be no decision; DataError: it contradicts another, or the
    file cannot be used. The file is then left as it was. `exists` tells of an id that the gazetteer does not know
    whether the archive does."""
    known = gazetteer.load_with(own_folder(home))
    ids = (verdict.a,) if verdict.kind == "alias" else (verdict.a, verdict.b)
    unknown = [i for i in ids if known.actor(i) is None and not exists(i)]
    if unknown:
        raise UsageError(
            "\n".join(f"{i!r}: no such actor in the gazetteer or the archive; `kg actors find NAME` shows ids, "
                      "`kg actors unresolved` those of unknown names" for i in unknown)
        )  # fmt: skip
    if verdict.a == verdict.b:
        raise UsageError(f"{verdict.a} beside itself; name two actors")
    if verdict.kind == "alias" and not verdict.b:
        raise UsageError("no name to keep; write what the actor is also called")
    if verdict.lang and not _LANG.fullmatch(verdict.lang):
        raise UsageError(f"lang is {verdict.lang!r}; write a language code such as en or ar")
    if verdict.since and verdict.until and verdict.until < verdict.since:
        raise UsageError(f"until {verdict.until} is before since {verdict.since}")
    before = Verdicts.load(home, known)
    if any(dataclasses.replace(v, note="") == dataclasses.replace(verdict, note="") for v in before.verdicts):
        return False
    path = home / FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(COLUMNS) + "\n"
    text += ("" if text.endswith("\n") else "\n") + _line(verdict)
    trial = path.with_suffix(".new")
    try:
        home.mkdir(parents=True, exist_ok=True)
        trial.write_text(text, encoding="utf-8")
        _, faults = _read(trial, path, known)
        if faults:
            raise DataError("\n".join(faults))
        os.replace(trial, path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        with contextlib.suppress(OSError):  # a folder that cannot be written holds no trial file either
            trial.unlink(missing_ok=True)
    return True


def _read(path: Path, shown: Path, known: Gazetteer) -> tuple[Verdicts, list[str]]:
    """The decisions of a file, which messages call `shown`."""
    faults: list[str] = []
    good = []
    for found in _rows(path, faults):
        row = dataclasses.replace(found, file=shown.as_posix())
        try:
            good.append((row, _verdict(row, known)))
        except DataError as error:
            faults.append(str(error))
    leader = _union(good, known)
    faults += [*_contradictions(good, leader), *_claimed(good, known, leader)]
    return _made([v for _, v in good], leader), faults


def _rows(path: Path, faults: list[str]) -> Iterator[Row]:
    try:
        yield from rows(path, COLUMNS, path.parent.as_posix())
    except DataError as error:
        faults.append(str(error))


def _line(verdict: Verdict) -> str:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(verdict.cells())
    return out.getvalue()


def _verdict(row: Row, known: Gazetteer) -> Verdict:
    kind = cast(Kind, row.one_of("kind", KINDS))
    since, until = row.day("since"), row.day("until")
    if since and until and until < since:
        raise row.fault(f"until {row['until']} is before since {row['since']}")
    for column in ("a",) if kind == "alias" else ("a", "b"):
        if known.actor(row[column]) is None and not MADE.fullmatch(row[column]):
            raise row.fault(f"{column} is {row[column]!r}: no such actor; `kg actors find NAME` shows ids")
    if kind == "alias":
        if not row["b"]:
            raise row.fault("b is empty; write the name there")
        if row["lang"] and not _LANG.fullmatch(row["lang"]):
            raise row.fault(f"lang is {row['lang']!r}; write a language code such as en or ar")
    elif row["a"] == row["b"]:
        raise row.fault(f"{row['a']} beside itself; name two actors")
    return Verdict(
        kind=kind, a=row["a"], b=row["b"], lang=row["lang"] or None, since=since, until=until,
        note=row["note"],
    )  # fmt: skip


def _union(good: Iterable[tuple[Row, Verdict]], known: Gazetteer) -> dict[str, str]:
    """For each actor of a `same` the one that stands for its set."""
    sets = joined((v.a, v.b) for _, v in good if v.kind == "same")
    return {actor: min(group, key=lambda i: _rank(i, known)) for group in sets for actor in group}


def _rank(actor_id: str, known: Gazetteer) -> tuple[bool, str]:
    return known.actor(actor_id) is None, actor_id


def _contradictions(good: Iterable[tuple[Row, Verdict]], leader: Mapping[str, str]) -> Iterator[str]:
    good = list(good)
    for row, verdict in good:
        if verdict.kind == "different" and leader.get(verdict.a, verdict.a) == leader.get(verdict.b, verdict.b):
            lines = ", ".join(
                str(r.line) for r, v in good if v.kind == "same" and leader[v.a] == leader.get(verdict.a, verdict.a)
            )
            yield str(
                row.fault(
                    f"{verdict.a} and {verdict.b} are different here, the same by line {lines}; remove one of them"
                )
            )


def _claimed(good: Iterable[tuple[Row, Verdict]], known: Gazetteer, leader: Mapping[str, str]) -> Iterator[str]:
    """Aliases that are a full name of another actor on the same days already."""
    users: dict[tuple[str, str], list[tuple[str, Alias]]] = defaultdict(list)
    wanted = {fold(v.b) for _, v in good if v.kind == "alias"}
    for alias in known.aliases() if wanted else ():
        if alias.kind in ("name", "seat") and fold(alias.text) in wanted:
            users[alias.lang, fold(alias.text)].append(("the gazetteer", alias))
    for row, verdict in good:
        if verdict.kind != "alias":
            continue
        mine = _alias(verdict)
        key = (mine.lang, fold(mine.text))
        for where, other in users[key]:
            if leader.get(other.actor, other.actor) != leader.get(mine.actor, mine.actor) and overlap(mine, other):
                yield str(
                    row.fault(
                        f"{mine.text!r} is a name of {other.actor} ({where}) on the same days; date it or remove one"
                    )
                )
        users[key].append((f"line {row.line}", mine))


def _alias(verdict: Verdict) -> Alias:
    return Alias(
        actor=verdict.a, lang=verdict.lang or ("ar" if has_arabic(verdict.b) else "en"), kind="name", text=verdict.b,
        since=verdict.since, until=verdict.until,
    )  # fmt: skip


def _made(verdicts: list[Verdict], leader: Mapping[str, str]) -> Verdicts:
    pairs = (sorted((v.a, v.b)) for v in verdicts if v.kind == "different")
    return Verdicts(
        verdicts=tuple(verdicts),
        different=frozenset((a, b) for a, b in pairs),
        aliases=tuple(_alias(v) for v in verdicts if v.kind == "alias"),
        _leader=leader,
    )
