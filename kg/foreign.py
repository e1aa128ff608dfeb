"""Foreign actors as drafts: what a dictionary or a CSV extract says of each, in our terms but not yet in our tables."""

from __future__ import annotations

import csv
import functools
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from kg import petrarch
from kg.petrarch import DatedCode, Refused
from ontology.countries import KINDS, triples
from ontology.errors import UsageError
from ontology.gazetteer import Gazetteer
from ontology.names import fold, has_arabic
from ontology.tables import HEADS

_ID = re.compile(r"(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An actor as a foreign file has it; `names` are (language, name), `role` marks a bare role noun."""

    line: int
    names: tuple[tuple[str, str], ...]
    code: str | None = None
    dated: tuple[DatedCode, ...] = ()
    id: str | None = None
    kind: str | None = None
    country: str | None = None
    wikidata: str | None = None
    role: bool = False

    @property
    def english(self) -> str | None:
        """The first name that is not Arabic."""
        return next((name for lang, name in self.names if lang != "ar"), None)


def kind_of(code: str | None) -> str:
    """The kind of an actor with a code, by kg/importing.toml."""
    table = _table()
    if code and code[:3] in table["heads"]:
        return str(table["heads"][code[:3]])
    known = [table["kinds"][part] for part in triples((code or "")[3:]) if part in table["kinds"]]
    return str(known[-1]) if known else "Group"


def drafts_of_dictionary(text: str, known: Gazetteer) -> Iterator[Draft | Refused]:
    """The actors of a PETRARCH-style dictionary."""
    roles = {part for body in known.institutions.values() for part in triples(body.sector)}
    for entry in petrarch.actors(text):
        if isinstance(entry, Refused):
            yield entry
            continue
        names = tuple(("ar" if has_arabic(n) else "en", n if has_arabic(n) else n.title()) for n in entry.names)
        bare = [c.code for c in entry.codes if c.code[:3] in roles and c.code[:3] not in known.states]
        if len(bare) == len(entry.codes) == 1:
            yield Draft(line=entry.line, names=names, code=bare[0], role=True)
            continue
        unknown = [c.code for c in entry.codes if c.code[:3] not in known.states and c.code[:3] not in HEADS]
        if unknown:
            reason = f"{names[0][1]}: code {unknown[0]} begins with no state's alpha-3 code and no known head"
            yield Refused(entry.line, reason)
            continue
        default = next((c.code for c in entry.codes if c.since is None and c.until is None), None)
        dated = tuple(c for c in entry.codes if c.since is not None or c.until is not None)
        yield Draft(line=entry.line, names=names, code=default, dated=dated,
                    country=_country_of((default or dated[-1].code)[:3], known))  # fmt: skip


def drafts_of_csv(path: Path, text: str, known: Gazetteer) -> Iterator[Draft | Refused]:
    """The actors of a CSV extract, with our columns or Wikidata-like ones.

    UsageError: no column holds a name."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        header = [cell.strip().casefold().lstrip("?") for cell in next(reader, [])]
        at = {what: found for what in _table()["columns"] if (found := _column(what, header)) is not None}
        if not {"name_en", "name_ar"} & set(at):
            wanted = ", ".join(_table()["columns"]["name_en"])
            raise UsageError(f"{path}: no column with a name; name one of its columns {wanted} or name_ar")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = {what: cells[column].strip() if column < len(cells) else "" for what, column in at.items()}
                yield _draft(reader.line_num, row, known)
    except csv.Error as error:
        yield Refused(reader.line_num, f"not a CSV line: {error}")


def _column(what: str, header: list[str]) -> int | None:
    return next((header.index(name) for name in _table()["columns"][what] if name in header), None)


def _draft(line: int, row: Mapping[str, str], known: Gazetteer) -> Draft | Refused:
    names = [(lang, row.get(column, "")) for lang, column in (("en", "name_en"), ("ar", "name_ar"))]
    names += [(lang, name) for lang, column in (("en", "aliases"), ("ar", "aliases_ar"))
              for name in _split(row.get(column, ""))]  # fmt: skip
    named = tuple(dict.fromkeys(("ar" if has_arabic(name) else lang, name) for lang, name in names if name))
    if not named:
        return Refused(line, "no name")
    told = row.get("country", "")
    country = _country_of(told, known) if told else None
    if told and country is None:
        return Refused(line, f"country is {told!r}: no state is called so; write an alpha-3 code such as IRQ")
    ids = [row.get("id", ""), row.get("wikidata", "")]
    item = next((found.group() for i in ids if (found := re.search(r"Q[1-9]\d*$", i))), None)
    own = row.get("id", "")
    code = row.get("code", "").upper() or None
    if code and code[:3] not in known.states and code[:3] not in HEADS:
        return Refused(line, f"code is {code!r}; write a state's alpha-3 code or one of {', '.join(HEADS)}, then roles")
    return Draft(
        line=line, names=named, code=code, country=country, wikidata=item,
        id=own if _ID.fullmatch(own) else None,
        kind=row.get("kind") if row.get("kind") in KINDS else None,
    )  # fmt: skip


def _split(text: str) -> list[str]:
    for sign in _table()["columns"]["separators"]:
        if sign in text:
            return [part.strip() for part in text.split(sign) if part.strip()]
    return [text.strip()] if text.strip() else []


def _country_of(told: str, known: Gazetteer) -> str | None:
    """The alpha-3 code of a state told by its code, name or Wikidata item."""
    if told.upper() in known.states:
        return told.upper()
    return _by_name(known).get(fold(told.rsplit("/", 1)[-1]))


@functools.lru_cache(maxsize=4)
def _by_name(known: Gazetteer) -> Mapping[str, str]:
    import pycountry

    found = {fold(c.alpha_2): c.alpha_3 for c in pycountry.countries if c.alpha_3 in known.states}
    states = {state.actor.id: alpha3 for alpha3, state in known.states.items()}
    found |= {fold(a.text): states[a.actor] for a in known.aliases() if a.kind == "name" and a.actor in states}
    return found | {fold(s.actor.wikidata): alpha3 for alpha3, s in known.states.items() if s.actor.wikidata}


@functools.cache
def _table() -> Mapping[str, Any]:
    path = resources.files("kg") / "importing.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
