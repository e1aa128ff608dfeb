"""What all SPARQL stores share: only reading queries, values bound safely, terms as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from kg import rdf
from kg.graph import Scalar
from kg.stores import Cell, Params, Rows
from ontology.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

XSD = "http://www.w3.org/2001/XMLSchema#"
_READS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_WRITES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_INTEGERS = frozenset(
    XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_FLOATS = frozenset(XSD + name for name in ("decimal", "double", "float"))

# The tokens of SPARQL 1.1 in which a keyword may seem to stand; what is left as a bare word is a keyword.
_TOKEN = re.compile(
    r"""
    \#[^\n\r]*                                     # comment
  | <[^<>"{}|^`\\\x00-\x20]*>                      # IRI
  | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
  | [?$]\w+ | @\w[\w-]*                            # variable, language tag
  | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*       # prefixed name
  | (?P<word>[^\W\d_]+)
  | .
    """,
    re.VERBOSE | re.DOTALL,
)
_LIMIT = re.compile(r"\bLIMIT\s+(\d+)")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_reads(text: str) -> None:
    """Refuses a query that writes, or that asks another server; the rest is the store's to judge.

    SPARQL lets any letter be written as an escape, so the words are looked for in both readings."""
    for reading in (text, _unescaped(text)):
        words = [hit["word"].upper() for hit in _TOKEN.finditer(reading) if hit["word"]]
        if "SERVICE" in words:
            raise UsageError("a query reads this store only: SERVICE, which asks another server, is refused")
        first = next((word for word in words if word not in ("PREFIX", "BASE", "VERSION")), "")
        if first in _WRITES:
            raise UsageError(f"a query only reads: {first} is refused; possible are {', '.join(_READS)}")


def _unescaped(text: str) -> str:
    def char(hit: re.Match[str]) -> str:
        code = int(hit[1] or hit[2], 16)
        return chr(code) if code < 0x110000 else hit[0]

    return _ESCAPE.sub(char, text)


def has_dataset(text: str) -> bool:
    """Whether the query itself says which graphs it reads (FROM)."""
    return any((hit["word"] or "").upper() == "FROM" for hit in _TOKEN.finditer(text))


def bind(text: str, params: Params | None) -> str:
    """The query with its values put in: `VALUES ?name { "default" }` is where a parameter stands.

    It is plain SPARQL 1.1 and so works on every store, and the file runs as it stands in any SPARQL tool.
    SPARQL has no variable LIMIT: a whole number given as `limit` takes the place of each number that stands there
    and equals the last one, which bounds the answer (and the place of `VALUES ?limit`, if there is one)."""
    for name, value in (params or {}).items():
        place = re.compile(r"(VALUES\s+\?" + re.escape(name) + r"\s*\{)[^{}]*\}", re.IGNORECASE)
        if name == "limit" and isinstance(value, int) and (bounds := _LIMIT.findall(text)):
            text = re.sub(rf"\bLIMIT\s+{bounds[-1]}\b", f"LIMIT {max(value, 0):d}", text)
            if not place.search(text):
                continue
        if not place.search(text):
            known = ", ".join(re.findall(r"(?i)VALUES\s+\?(\w+)\s*\{", text)) or "none"
            raise UsageError(f"the query has no parameter {name!r} (a line VALUES ?{name} {{ … }}); it has {known}")
        terms = " ".join(rdf.literal(item) for item in _items(name, value))
        text = place.sub(lambda hit, terms=terms: f"{hit[1]} {terms} }}", text)  # type: ignore[misc]
    return text


def _items(name: str, value: object) -> Sequence[Scalar]:
    items = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(item, str | int | float | bool) or hasattr(item, "isoformat") for item in items):
        raise UsageError(f"parameter {name!r}: {value!r} is no text, number or date, nor a list of them")
    return cast(Sequence[Scalar], items)


def to_rows(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterable[ox.Quad]) -> Rows:
    """An answer as rows: one column "answer" for ASK, three for CONSTRUCT and DESCRIBE."""
    import pyoxigraph as ox

    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Rows(columns=columns, rows=tuple(tuple(_cell(term) for term in row) for row in result))
    if isinstance(result, ox.QueryBoolean):
        return Rows(columns=("answer",), rows=((bool(result),),))
    triples = ((_cell(fact.subject), fact.predicate.value, _cell(fact.object)) for fact in result)
    return Rows(columns=("subject", "predicate", "object"), rows=tuple(triples))


def _cell(term: object) -> Cell:
    """An RDF term as a plain value; a language tag is dropped, a date stays an ISO string."""
    import pyoxigraph as ox

    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    kind, value = term.datatype.value, term.value
    try:
        if kind in _INTEGERS:
            return int(value)
        if kind in _FLOATS:
            return float(value)
    except ValueError:
        return value  # "abc"^^xsd:integer is possible RDF
    return value in ("true", "1") if kind == XSD + "boolean" else value


def one_line(error: BaseException, limit: int = 240) -> str:
    """An error of a library as one short line."""
    words = " ".join(str(error).split())
    return words if len(words) <= limit else words[:limit] + "…"
