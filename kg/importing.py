"""Takes what people bring: PETRARCH-style dictionaries and CSV extracts, into the gazetteer of the home folder.

What is imported stands in tables with the columns of the shipped ones (`gazetteer/*.csv`) and is read on top of them.
Nothing is overwritten: what contradicts a line that is there is reported with its line and left out."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import petrarch
from kg.foreign import Draft, drafts_of_csv, drafts_of_dictionary, kind_of
from kg.petrarch import Refused
from kg.verdicts import own_folder
from ontology import gazetteer
from ontology.countries import slug
from ontology.csvfile import guarded
from ontology.errors import UsageError
from ontology.gazetteer import Gazetteer
from ontology.model import Actor
from ontology.names import fold, has_arabic
from ontology.tables import ACTOR_COLUMNS, ALIAS_COLUMNS, OFFICE_COLUMNS, ROLE_COLUMNS

_TABLES = {
    "actors.csv": ACTOR_COLUMNS, "aliases.csv": ALIAS_COLUMNS, "offices.csv": OFFICE_COLUMNS, "roles.csv": ROLE_COLUMNS,
}  # fmt: skip
_FAULT = re.compile(r"(?P<file>[^:]*/(?P<table>\w+\.csv)): line (?P<line>\d+): (?P<reason>.*)", re.S)


@dataclass(slots=True)
class Report:
    """What an import did: lines added by table, entries that were known already, lines refused and why."""

    file: str
    added: Counter[str] = field(default_factory=Counter)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How much was added to each table, was known, was refused."""
        tables = {table.removesuffix(".csv"): self.added[table] for table in _TABLES}
        return {**tables, "known": self.known, "refused": len(self.refused)}

    def to_json(self) -> dict[str, Any]:
        """The object that `kg actors import --json` prints."""
        refused = [{"line": r.line, "reason": r.reason, "used": r.used} for r in self.refused]
        return {"file": self.file, **self.counts(), "refused": refused}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line for a table, and the line of the foreign file that it comes from."""

    table: str
    cells: tuple[str, ...]
    origin: int


def import_file(path: Path, home: Path) -> Report:
    """Imports a dictionary or a CSV extract into the gazetteer of `home`.

    UsageError: the file cannot be read, or is neither. Lines that cannot be used are in the report."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error}); give a dictionary or a CSV file") from None
    own = own_folder(home)
    known = gazetteer.load_with(own)
    report = Report(path.name)
    lines = list(_agent_lines(text, known, report) if _agents(path, text) else _actor_lines(path, text, known, report))
    _write(lines, own, report)
    report.refused.sort(key=lambda r: r.line)
    return report


def _agents(path: Path, text: str) -> bool:
    return path.suffix.lower() != ".csv" and petrarch.is_agents(text)


def _agent_lines(text: str, known: Gazetteer, report: Report) -> Iterator[_Line]:
    """Role nouns that neither the lexicon nor the home folder has."""
    from extractors import lexicon

    have = {(w.lang, fold(w.word)) for w in known.role_words}
    have |= {(lang, fold(w)) for lang in lexicon.languages() for r in lexicon.load(lang).roles for w in r.words}
    for agent in petrarch.agents(text):
        if isinstance(agent, Refused):
            report.refused.append(agent)
            continue
        for word in agent.words:
            lang = "ar" if has_arabic(word) else "en"
            if (lang, fold(word)) in have:
                report.known += 1
                continue
            have.add((lang, fold(word)))
            yield _Line("roles.csv", (lang, agent.code, "people", word.lower()), agent.line)


def _actor_lines(path: Path, text: str, known: Gazetteer, report: Report) -> Iterator[_Line]:
    found = drafts_of_csv(path, text, known) if path.suffix.lower() == ".csv" else drafts_of_dictionary(text, known)
    users = _users(known)
    ids = set(known.named)
    for draft in found:
        if isinstance(draft, Refused):
            report.refused.append(draft)
            continue
        if draft.role:
            yield from _role_line(draft, known, report)
            continue
        yield from _lines_of(draft, known, users, ids, report)


def _role_line(draft: Draft, known: Gazetteer, report: Report) -> Iterator[_Line]:
    """A bare role noun among the actors ("army" [MIL])."""
    have = {(w.lang, fold(w.word)) for w in known.role_words}
    for lang, name in draft.names:
        if (lang, fold(name)) in have:
            report.known += 1
        else:
            yield _Line("roles.csv", (lang, draft.code or "", "people", name.lower()), draft.line)


def _users(known: Gazetteer) -> dict[str, set[str]]:
    """Who is called so, by the folded name: full names and seats."""
    users: dict[str, set[str]] = defaultdict(set)
    for alias in known.aliases():
        if alias.kind in ("name", "seat", "demonym"):
            users[fold(alias.text)].add(alias.actor)
    for place in known.places():
        for name in (*place.names_en, *place.names_ar):
            users[fold(name)].add(f"place {place.id}")
    return users


def _lines_of(
    draft: Draft, known: Gazetteer, users: dict[str, set[str]], ids: set[str], report: Report
) -> Iterator[_Line]:
    """The lines that an entry adds; what is known already or contradicts what is known adds none."""
    meant = {user for _, name in draft.names for user in users.get(fold(name), ()) if not user.startswith("place ")}
    if draft.id and draft.id in known.named:
        meant.add(draft.id)
    state = known.states.get(draft.code or "") if not draft.dated else None
    if state is not None and not draft.id:
        meant.add(state.actor.id)
    if len(meant) > 1:
        report.refused.append(
            Refused(draft.line, f"{draft.names[0][1]}: names of several actors: {', '.join(sorted(meant))}")
        )
        return
    new = [(lang, name) for lang, name in draft.names if fold(name) not in users]
    if meant:
        actor_id = meant.pop()
        yield from _joins(draft, actor_id, new, known, report)
    else:
        actor_id = _new_id(draft, ids)
        ids.add(actor_id)
        yield from _new(draft, actor_id, known)
    for _, name in new:
        users[fold(name)].add(actor_id)


def _joins(
    draft: Draft, actor_id: str, new: list[tuple[str, str]], known: Gazetteer, report: Report
) -> Iterator[_Line]:
    """Further names of an actor that is there; its code is not touched."""
    report.known += 1
    ours = known.code_on(actor_id)
    theirs = next((d.code for d in reversed(draft.dated) if d.until is None), draft.code)
    if theirs and ours and theirs != ours:
        reason = f"{draft.names[0][1]}: code {theirs}, but {actor_id} has {ours} here; kept as it is"
        report.refused.append(Refused(draft.line, reason))
    for lang, name in new:
        yield _Line("aliases.csv", (actor_id, lang, "name", "", "", name), draft.line)


def _new_id(draft: Draft, ids: set[str]) -> str:
    base = draft.id or slug(draft.english or "") or f"imported-{draft.line}"
    number = 2
    made = base
    while made in ids and not draft.id:
        made, number = f"{base}-{number}", number + 1
    return made


def _new(draft: Draft, actor_id: str, known: Gazetteer) -> Iterator[_Line]:
    """An actor of its own, with its further names and dated codes."""
    arabic = next((name for lang, name in draft.names if lang == "ar"), "")
    country = draft.country or ((draft.code or "")[:3] if (draft.code or "")[:3] in known.states else "")
    kind = draft.kind or ("Person" if draft.dated else kind_of(draft.code))
    cells = (actor_id, kind, draft.code or "", country, draft.wikidata or "", draft.english or "", arabic)
    yield _Line("actors.csv", cells, draft.line)
    for lang, name in draft.names:
        if name not in (draft.english, arabic):
            yield _Line("aliases.csv", (actor_id, lang, "name", "", "", name), draft.line)
    for dated in draft.dated:
        body = _body(dated.code, known)
        days = (d.isoformat() if d else "" for d in (dated.since, dated.until))
        title = (body.name_en or body.name) if body else dated.code
        yield _Line("offices.csv", (actor_id, body.id if body else actor_id, dated.code, *days, title), draft.line)


def _body(code: str, known: Gazetteer) -> Actor | None:
    """The body of a state that a code means, else the state; none for a code of no state."""
    state = code[:3]
    if state not in known.states:
        return None
    return known.institution(state, code[3:]) or known.institution(state, code[3:6]) or known.states[state].actor


def _write(lines: Iterable[_Line], own: Path, report: Report) -> None:
    """Adds lines to the tables; what the tables' reader finds wrong with one of them is reported and left out."""
    kept = list(lines)
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=own.parent) as folder:
            trial = Path(folder) / own.name
            while kept:
                shutil.rmtree(trial, ignore_errors=True)
                shutil.copytree(own, trial) if own.is_dir() else trial.mkdir()
                origin = _append(kept, trial)
                bad = dict(_faulty(gazetteer.check(trial), origin))
                if not bad:
                    break
                report.refused += [Refused(line.origin, reason) for line, reason in bad.items()]
                gone = {line.cells[0] for line in bad if line.table == "actors.csv"}
                kept = [x for x in kept if x not in bad and not (x.table != "roles.csv" and x.cells[0] in gone)]
            if kept:
                own.mkdir(exist_ok=True)
                for table in {line.table for line in kept}:
                    shutil.copyfile(trial / table, own / table)
    except OSError as error:
        raise UsageError(f"{own}: cannot be written ({error.strerror})") from None
    report.added.update(line.table for line in kept)


def _append(lines: list[_Line], folder: Path) -> Mapping[tuple[str, int], _Line]:
    """Writes the lines; gives for each table and line number which of them stands there."""
    at: dict[tuple[str, int], _Line] = {}
    for table, columns in _TABLES.items():
        mine = [line for line in lines if line.table == table]
        if not mine:
            continue
        path = folder / table
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(columns) + "\n"
        before += "" if before.endswith("\n") else "\n"
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.write(before)
            csv.writer(handle, lineterminator="\n").writerows(map(guarded, line.cells) for line in mine)
        first = before.count("\n") + 1
        at |= {(table, first + n): line for n, line in enumerate(mine)}
    return at


def _faulty(faults: Iterable[str], origin: Mapping[tuple[str, int], _Line]) -> Iterator[tuple[_Line, str]]:
    """The new lines that faults are about. A fault of a line that was there before stops the import."""
    for fault in faults:
        found = _FAULT.fullmatch(fault)
        line = origin.get((found["table"], int(found["line"]))) if found else None
        if line is None or found is None:
            raise UsageError(f"{fault}; correct the tables first (`kg actors check` lists all)")
        yield line, found["reason"]
