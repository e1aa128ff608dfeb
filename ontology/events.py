"""What kinds of event exist, as `events.ttl` says: PLOVER's types, modes and contexts, and the CAMEO codes.

Types, modes and their scores follow the PLOVER manual (draft 0.8, the list of 16), codes the CAMEO codebook
1.1b3. Turtle has no order, so types come by quad class and name, all else by notation.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.errors import DataError, KGError

FILE = Path(__file__).with_name("events.ttl")
LANGUAGES = ("en", "ar")

# subject → property → (value, language), all by local name
_Facts = Mapping[str, Mapping[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One entry of events.ttl by its notation ("SANCTION", "discontinue", "military", "1622").

    `labels` are by language, the preferred one first. `type` and `mode` are what it means in PLOVER's words:
    for a CAMEO code the match (null: statements and appeals have none), for a context or a factuality null.
    `quad_class` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""

    name: str
    labels: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, str]
    examples: Mapping[str, str]
    type: str | None = None
    mode: str | None = None
    intensity: float | None = None
    quad_class: int | None = None

    def label(self, lang: str) -> str:
        """The preferred label in that language, in English where there is none."""
        return self.labels.get(lang, self.labels["en"])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTypes:
    """The codebook: every mapping is by notation."""

    types: Mapping[str, Concept]
    contexts: Mapping[str, Concept]
    cameo: Mapping[str, Concept]
    factualities: Mapping[str, Concept]
    modes_by_type: Mapping[str, Mapping[str, Concept]]

    def modes(self, type: str) -> Mapping[str, Concept]:
        """How an event of this type may be done; empty for types that PLOVER does not divide."""
        return self.modes_by_type[self.check_type(type)]

    def label(self, type: str, lang: str) -> str:
        """The type's name for people: "sanction", not SANCTION."""
        return self._concept(type).label(lang)

    def intensity(self, type: str, mode: str | None = None) -> float:
        """PLOVER's score from -10 (hostile) to 10; a mode without its own has that of its type."""
        score = self._concept(type, mode).intensity
        assert score is not None  # read() refuses a type without
        return score

    def quad_class(self, type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        quad = self._concept(type).quad_class
        assert quad is not None  # read() refuses a type without
        return quad

    def type_of_cameo(self, code: str) -> tuple[str | None, str | None]:
        """Type and mode of a CAMEO code by its longest known prefix: data sets add digits of their own."""
        prefixes = (code[:length] for length in range(len(code), 1, -1))
        known = next((prefix for prefix in prefixes if prefix in self.cameo), None)
        concept = self.cameo[known or self.check_cameo(code)]
        return concept.type, concept.mode

    def check_type(self, name: str, *, where: str = "", error: type[KGError] = DataError) -> str:
        """The name itself if it is a type; else an error that says `where` (file, entry) and what is near."""
        return _check(name, self.types, "event type", where, error)

    def check_mode(self, type: str, name: str, *, where: str = "", error: type[KGError] = DataError) -> str:
        """Same as check_type() for a mode of the type."""
        modes = self.modes_by_type[self.check_type(type, where=where, error=error)]
        return _check(name, modes, f"mode of {type}", where, error)

    def check_context(self, name: str, *, where: str = "", error: type[KGError] = DataError) -> str:
        """Same as check_type() for a context."""
        return _check(name, self.contexts, "context", where, error)

    def check_cameo(self, code: str, *, where: str = "", error: type[KGError] = DataError) -> str:
        """Same as check_type() for a CAMEO code, written as the codebook does: text with its leading zero."""
        return _check(code, self.cameo, "CAMEO code", where, error)

    def _concept(self, type: str, mode: str | None = None) -> Concept:
        if mode is None:
            return self.types[self.check_type(type)]
        return self.modes_by_type[type][self.check_mode(type, mode)]


@cache
def load() -> EventTypes:
    """The event types of this installation, read once."""
    return read(FILE)


def read(path: Path) -> EventTypes:
    """The event types of a file shaped like events.ttl; a DataError names the entry that cannot be used."""
    facts, where = _facts(path), f"ontology/{path.name}"
    coded = _types_and_modes(facts, where)
    tops = [concept for concept in coded.values() if concept.mode is None]
    types = {top.name: top for top in sorted(tops, key=lambda top: (top.quad_class, top.name))}
    return EventTypes(
        types=types,
        contexts=_scheme(facts, "event-contexts", where),
        cameo=_scheme(facts, "cameo-codes", where, coded),
        factualities=_scheme(facts, "factualities", where),
        modes_by_type={
            name: {mode.name: mode for mode in coded.values() if mode.type == name and mode.mode} for name in types
        },
    )


def _facts(path: Path) -> _Facts:
    """The file's triples with local names only: its own vocabulary and SKOS share none."""
    from rdflib import Graph, Literal
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except BadSyntax as error:
        # error.lines counts lines again each time the parser steps back, so the offset is used
        line = error._str.decode("utf-8")[: error._i].count("\n") + 1
        hint = "check this line and how the one before it ends"
        raise DataError(f"ontology/{path.name}: line {line}: not valid Turtle; {hint}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"ontology/{path.name}: cannot be read as UTF-8 text: {error}") from error
    facts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for subject, predicate, value in graph:
        pair = (str(value), value.language or "") if isinstance(value, Literal) else (_local(value), "")
        facts.setdefault(_local(subject), {}).setdefault(_local(predicate), []).append(pair)
    return facts


def _local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def _types_and_modes(facts: _Facts, where: str) -> dict[str, Concept]:
    """Types and modes by local name ("SANCTION", "SANCTION-discontinue")."""
    members = _members(facts, "event-types")
    tops = [iri for iri in members if "broader" not in facts[iri]]
    return {iri: _event_type(facts, iri, where, tops) for iri in members}


def _event_type(facts: _Facts, iri: str, where: str, tops: list[str]) -> Concept:
    parent = _one(facts, iri, "broader", where) if iri not in tops else iri
    _check(parent, tops, "event type", f"{where}: kg:{iri}", DataError)
    mode = None if iri == parent else _one(facts, iri, "notation", where)
    scored = iri if "intensity" in facts[iri] else parent  # a mode's own score, where it differs
    quad = _one(facts, parent, "quadClass", where)
    return _concept(
        facts,
        iri,
        where,
        meaning=(_one(facts, parent, "notation", where), mode),
        intensity=_number(facts, scored, "intensity", where),
        quad_class=int(_number(facts, quad, "notation", where)),
    )


def _scheme(facts: _Facts, scheme: str, where: str, coded: Mapping[str, Concept] | None = None) -> dict[str, Concept]:
    """A scheme's concepts by notation, each with the type and mode among `coded` that it matches, if any."""
    concepts = {}
    for iri in _members(facts, scheme):
        meaning: tuple[str | None, str | None] = (None, None)
        if coded and "broadMatch" in facts[iri]:
            match = _one(facts, iri, "broadMatch", where)
            found = coded[_check(match, coded, "event type or mode", f"{where}: kg:{iri}", DataError)]
            meaning = found.type, found.mode
        concept = _concept(facts, iri, where, meaning=meaning)
        concepts[concept.name] = concept
    return concepts


def _concept(
    facts: _Facts,
    iri: str,
    where: str,
    *,
    meaning: tuple[str | None, str | None] = (None, None),
    intensity: float | None = None,
    quad_class: int | None = None,
) -> Concept:
    values = facts[iri]
    labels = {}
    for lang in LANGUAGES:
        preferred, others = _in(lang, values.get("prefLabel", ())), _in(lang, values.get("altLabel", ()))
        if len(preferred) != 1:
            raise DataError(f'{where}: kg:{iri} needs one preferred label, as in: skos:prefLabel "..."@{lang}')
        labels[lang] = (*preferred, *others)
    name = _one(facts, iri, "notation", where)
    if not iri.endswith(name):  # else two entries might share a notation and one be lost
        raise DataError(f"{where}: kg:{iri} has the notation {name!r}; end both alike")
    return Concept(
        name=name,
        labels=labels,
        definitions={lang: value for value, lang in values.get("definition", ())},
        examples={lang: value for value, lang in values.get("example", ())},
        type=meaning[0],
        mode=meaning[1],
        intensity=intensity,
        quad_class=quad_class,
    )


def _in(lang: str, pairs: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(value for value, tag in pairs if tag == lang)


def _members(facts: _Facts, scheme: str) -> list[str]:
    return sorted(iri for iri, values in facts.items() if (scheme, "") in values.get("inScheme", ()))


def _one(facts: _Facts, iri: str, key: str, where: str) -> str:
    pairs = facts.get(iri, {}).get(key, [])
    if len(pairs) != 1:
        raise DataError(f"{where}: kg:{iri} has {len(pairs)} values of {key}; give it exactly one")
    return pairs[0][0]


def _number(facts: _Facts, iri: str, key: str, where: str) -> float:
    value = _one(facts, iri, key, where)
    try:
        return float(value)
    except ValueError:
        raise DataError(f"{where}: kg:{iri} has {key} {value!r}; give it a number like -6.0") from None


def _check(name: str, known: Iterable[str], noun: str, where: str, error: type[KGError]) -> str:
    """The name, if known; else an error with the nearest names, or all of them where none is near."""
    names = list(known)
    if name in names:
        return name
    folded = {candidate.casefold(): candidate for candidate in names}
    near = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(folded[match] for match in near)}?" if near else _possible(names)
    raise error(f"{f'{where}: ' if where else ''}no such {noun}: {name!r}; {hint}")


def _possible(names: list[str]) -> str:
    """As many names as one reads in an error: all types or contexts, the first of three hundred codes."""
    if not names:
        return "there is none, leave it out"
    return f"use one of {', '.join(names[:40])}{f' … ({len(names)} in all)' if len(names) > 40 else ''}"
