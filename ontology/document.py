"""The codebook as a page: `python -m ontology.document docs/ontology.md` writes it anew from events.ttl and kg.ttl."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ontology import events, schema
from ontology.events import Concept

_QUADS = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}
_HEAD = """# Ontology

Made from `ontology/events.ttl` and `ontology/kg.ttl` by `python -m ontology.document docs/ontology.md`.
Types, modes, contexts and scores are those of PLOVER (manual, draft 0.8), codes those of CAMEO 1.1b3; the definitions
and examples are this project's own."""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *_types(), *_contexts(), *_factualities(), *_graph()]) + "\n"


def _types() -> Iterator[str]:
    book = events.load()
    yield "\n## Event types\n\nIntensity goes from -10, the fiercest conflict, to 10."
    quad = 0
    for concept in book.types.values():
        if concept.quad_class != quad:
            quad = concept.quad_class or 0
            yield f"\n### {quad} {_QUADS[quad]}"
        yield f"\n#### {concept.name}\n\n{_labels(concept)}; intensity {concept.intensity:g}.\n"
        yield from _lines(concept)
        modes = book.modes(concept.name)
        if modes:
            yield "\n| mode | intensity | | |\n|---|---|---|---|"
            for mode in modes.values():
                yield (
                    f"| `{mode.name}` | {book.intensity(concept.name, mode.name):g} | {mode.definitions.get('en', '')} "
                    f"| {mode.labels.get('ar', ('',))[0]} |"
                )
        codes = [c.name for c in book.cameo.values() if c.type == concept.name]
        yield f"\nCAMEO: {', '.join(codes)}." if codes else ""


def _labels(concept: Concept) -> str:
    english = ", ".join(concept.labels["en"])
    arabic = "، ".join(concept.labels.get("ar", ()))
    return f"{english} ({arabic})" if arabic else english


def _lines(concept: Concept) -> Iterator[str]:
    for lang in events.LANGUAGES:
        if concept.definitions.get(lang):
            yield f"- {concept.definitions[lang]}"
        if concept.examples.get(lang):
            yield f"  - {'Example' if lang == 'en' else 'مثال'}: {concept.examples[lang]}"


def _contexts() -> Iterator[str]:
    yield "\n## Contexts\n\n| context | | |\n|---|---|---|"
    for concept in events.load().contexts.values():
        yield f"| `{concept.name}` | {concept.definitions.get('en', '')} | {concept.labels.get('ar', ('',))[0]} |"


def _factualities() -> Iterator[str]:
    yield "\n## Factuality\n\n| | | |\n|---|---|---|"
    for concept in events.load().factualities.values():
        yield f"| `{concept.name}` | {concept.definitions.get('en', '')} | {concept.labels.get('ar', ('',))[0]} |"


def _graph() -> Iterator[str]:
    contract = schema.load()
    yield "\n## The graph\n\n| node | in RDF |\n|---|---|"
    for label, kind in sorted(contract.classes.items()):
        shown = f"`{kind.main}:{label}`" if kind.main != label else f"`{label}`"
        yield f"| {shown} | {', '.join(f'`{_short(t)}`' for t in kind.types)} |"
    yield "\n| property | in RDF |\n|---|---|"
    for (on, name), key in sorted(contract.keys.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        yield f"| `{name}`{f' of {_short(on)}' if on else ''} | `{_short(key.predicate)}` |"
    yield "\n| edge | in RDF |\n|---|---|"
    for name, edge in sorted(contract.edges.items()):
        of = f", of {edge.of_type}" if edge.of_type else ""
        yield f"| `{name}`{of} | `{_short(edge.predicate)}`{' (the other way round)' if edge.inverse else ''} |"


def _short(iri: str) -> str:
    found = next(((p, base) for p, base in schema.prefixes().items() if iri.startswith(base)), None)
    return f"{found[0]}:{iri.removeprefix(found[1])}" if found else iri


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
