"""The words of a language: event triggers, role nouns, grammar words, read from `lexicons/<lang>.*.toml`.

What the files hold and what each key means is in docs/lexicon.md; a slip is told with file, entry and what was
possible.
"""

from __future__ import annotations

import difflib
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from extractors.fold import fold
from ontology.errors import DataError, UsageError

Slots = tuple[str, ...]
COMPLEMENTS = (
    "reported", "told", "given", "actual", "planned", "demanded", "threatened", "denied", "negated", "hypothetical",
)  # fmt: skip
SPEECH = ("reported", "told", "given")
"""What verbs of saying do with what they govern."""
LINKS = ("because_of", "after", "before", "in_response_to", "despite", "during")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A word that says of what it governs how far it is a fact, and who is to do it."""

    id: str
    verb: Slots = ()
    noun: Slots = ()
    complement: str = "actual"
    via: Slots = ()
    controller: str = "subj"
    infinitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A way to express one type of event: its words, its role frame, and an example that proves it."""

    id: str
    type: str
    verb: Slots = ()
    noun: Slots = ()
    modal: Slots = ()
    types: Slots = ()
    negated: bool = False
    mode: str | None = None
    cameo: str | None = None
    contexts: Slots = ()
    source: Slots = ("subj",)
    target: Slots = ("obj",)
    theme: Slots = ("obj", "clause")
    genitive: Literal["subj", "obj"] = "obj"
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reciprocal: bool = False
    alone: bool = False
    together: bool = False
    complement: str | None = None
    via: Slots = ()
    controller: str = "subj"
    example: str
    gives: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A verb that lends its arguments to the event noun it governs: launch (an attack), come under (fire)."""

    id: str
    verb: Slots = ()
    noun: Slots = ()
    event: Slots = ("obj",)
    subject: str = "subj"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A noun that names an actor by what it is: army, spokesman, gunmen."""

    words: Slots
    sector: str
    kind: Literal["institution", "people", "person", "speaker", "counterpart"]
    institution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the holder of an office is called ("premier"): the suffix of the body that it is held of, and the `titles`
    that offices.csv has for it."""

    words: Slots
    of: str
    titles: Slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An ending that the lemmatiser leaves on words of a part of speech (or cuts off), and what may stand for it."""

    of: Literal["verb", "noun"]
    has: str
    also: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Participle:
    """How a verb's active participle is made: what it begins with, what stands for that, and its second letter; or
    the participle `form` of one irregular `verb`."""

    begins: str = ""
    becomes: str = ""
    second: str = ""
    verb: str | None = None
    form: str | None = None

    def of(self, verb: str) -> str | None:
        """The participle of a folded verb; None where the pattern is another's."""
        if self.verb is not None:
            return self.form if verb == self.verb else None
        if not verb.startswith(self.begins) or len(verb) < len(self.begins) + 2:
            return None
        form = self.becomes + verb[len(self.begins) :]
        return form[0] + self.second + form[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All words of one language; the index keys are folded lemmas, `verb` and `noun` apart; `written` are word lists
    that count only in this very spelling."""

    lang: str
    triggers: tuple[Trigger, ...]
    operators: tuple[Operator, ...]
    lights: tuple[Light, ...]
    roles: tuple[Role, ...]
    titles: tuple[Title, ...]
    words: Mapping[str, frozenset[str]]
    links: Mapping[str, str]
    syntax: Mapping[str, bool]
    endings: tuple[Ending, ...]
    participles: tuple[Participle, ...]
    numbers: Mapping[str, int]
    written: Mapping[str, frozenset[str]]

    def by_lemma(self, kind: str, items: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
        """{folded lemma: entries} of the `verb` or `noun` words of `items`, in the file's order."""
        index: dict[str, tuple[Any, ...]] = {}
        for item in items:
            for word in getattr(item, kind):
                index[fold(word)] = (*index.get(fold(word), ()), item)
        return index


def languages() -> list[str]:
    """Codes of the languages that have a lexicon."""
    return sorted(p.name.split(".")[0] for p in _folder().iterdir() if p.name.endswith(".events.toml"))


@functools.cache
def load(lang: str) -> Lexicon:
    """The lexicon of one language.

    UsageError: no such language. DataError: an entry cannot be used."""
    if lang not in languages():
        raise UsageError(f"language {lang}: no lexicon; there are: {', '.join(languages())}")
    folder = _folder()
    return read_folder(folder, lang)


def read_folder(folder: Path, lang: str) -> Lexicon:
    """The lexicon `<lang>.*.toml` of any folder."""
    events = _toml(folder / f"{lang}.events.toml")
    roles = _toml(folder / f"{lang}.roles.toml")
    grammar = _toml(folder / f"{lang}.grammar.toml")
    lists = {f"@{name}": tuple(ws) for name, ws in grammar.get("lists", {}).items()}
    triggers = [
        _entry(
            Trigger,
            {**_expanded(row, lists, f"{lang}.events.toml"), "type": type_},
            f"{lang}.events.toml: [[{type_}]]",
            number,
        )
        for type_, rows in events.items()
        for number, row in enumerate(rows, 1)
    ]
    _unique(triggers, f"{lang}.events.toml")
    name = f"{lang}.grammar.toml"
    words = {k: frozenset(fold(w) for w in v) for k, v in grammar.get("words", {}).items()}
    links = {fold(w): relation for relation, ws in grammar.get("links", {}).items() for w in ws}
    return Lexicon(
        lang=lang,
        triggers=tuple(triggers),
        operators=tuple(_entries(Operator, grammar.get("operator", []), f"{name}: [[operator]]")),
        lights=tuple(_entries(Light, grammar.get("light", []), f"{name}: [[light]]")),
        roles=tuple(_entries(Role, roles.get("role", []), f"{lang}.roles.toml: [[role]]")),
        titles=tuple(_entries(Title, roles.get("title", []), f"{lang}.roles.toml: [[title]]")),
        words=words,
        links=links,
        syntax=grammar.get("syntax", {}),
        endings=tuple(_entries(Ending, grammar.get("ending", []), f"{name}: [[ending]]")),
        participles=tuple(_entries(Participle, grammar.get("participle", []), f"{name}: [[participle]]")),
        numbers={fold(w): int(value) for value, ws in grammar.get("numbers", {}).items() for w in ws},
        written={k: frozenset(v) for k, v in grammar.get("written", {}).items()},
    )


def _folder() -> Path:
    return Path(str(resources.files("extractors") / "lexicons"))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{path.name}: missing; each language has .events, .roles and .grammar.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from None


def _expanded(row: dict[str, Any], lists: Mapping[str, tuple[str, ...]], file: str) -> dict[str, Any]:
    """The entry with the grammar file's lists in the place of their names ("@person")."""
    out = dict(row)
    for key in ("when", "unless"):
        if key in out:
            out[key] = {slot: [w for word in ws for w in lists.get(word, (word,))] for slot, ws in out[key].items()}
            unknown = next((w for ws in out[key].values() for w in ws if w.startswith("@")), None)
            if unknown:
                known = ", ".join(lists) or "none"
                raise DataError(f"{file}: entry {row.get('id')}: no list {unknown!r}; the grammar file has: {known}")
    return out


def _entries(cls: type[Any], rows: list[dict[str, Any]], where: str) -> list[Any]:
    return [_entry(cls, row, where, number) for number, row in enumerate(rows, 1)]


def _entry(cls: type[Any], row: dict[str, Any], where: str, number: int) -> Any:
    """One entry as its dataclass; lists become tuples, word conditions become folded sets."""
    where = f"{where}, entry {number} ({row.get('id') or row.get('words', '?')})"
    known = {f.name for f in fields(cls)}
    for key in row:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise DataError(f"{where}: no such key {key!r}" + (f"; did you mean {near[0]}?" if near else ""))
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    for key in ("source", "target", "theme", "via", "event"):
        if key in values:
            values[key] = tuple(map(fold, values[key]))
    for key in ("has", "also", "begins", "becomes", "second", *(("form", "verb") if cls is Participle else ())):
        if key in values:
            values[key] = fold(values[key])
    for key in ("when", "unless"):
        if key in values:
            values[key] = {fold(slot): frozenset(map(fold, ws)) for slot, ws in values[key].items()}
    if values.get("complement") not in (None, *COMPLEMENTS):
        raise DataError(f"{where}: complement {values['complement']!r}; one of {', '.join(COMPLEMENTS)}")
    try:
        return cls(**values)
    except TypeError as error:
        raise DataError(f"{where}: {str(error).split('__init__() ')[-1]}") from None


def _unique(triggers: list[Trigger], name: str) -> None:
    seen: set[str] = set()
    for trigger in triggers:
        if trigger.id in seen:
            raise DataError(f"{name}: two entries have the id {trigger.id!r}; give one of them another")
        seen.add(trigger.id)
