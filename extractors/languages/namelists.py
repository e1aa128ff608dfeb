"""What lists know better than a network that has named persons, bodies and places: which places are states and cities
(GPE), and which adjectives are nationalities (NORP)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.languages.script import fold

PLACE, STATE, NATIONALITY = "LOC", "GPE", "NORP"
FILES = {"nationalities": "nationalities.json", "states": "states.json"}


class NameLists:
    """Labels a place that is in the list of states and cities GPE, and each nationality that is in no other name NORP:
    "the Iraqi army" is one ORG, the "Iraqi" of "Iraqi forces" a NORP."""

    def __init__(self) -> None:
        self.nationalities: frozenset[str] = frozenset()  # NORM of the tokens
        self.states: frozenset[str] = frozenset()  # folded names

    def __call__(self, doc: Doc) -> Doc:
        named = [
            Span(doc, e.start, e.end, label=STATE) if e.label_ == PLACE and fold(e.text) in self.states else e
            for e in doc.ents
        ]
        nations = (t for t in doc if not t.ent_type and t.norm_ in self.nationalities)
        doc.ents = (*named, *(Span(doc, t.i, t.i + 1, label=NATIONALITY) for t in nations))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Saves the lists."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, file in FILES.items():
            text = json.dumps(sorted(getattr(self, name)), ensure_ascii=False, indent=0)
            (folder / file).write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameLists:
        """Reads what `to_disk` has saved."""
        for name, file in FILES.items():
            setattr(self, name, frozenset(json.loads((Path(path) / file).read_text(encoding="utf-8"))))
        return self


@Language.factory("name_lists", assigns=["doc.ents"], retokenizes=False)
def name_lists(nlp: Language, name: str) -> NameLists:
    """For the [components] block of a pipeline's config."""
    return NameLists()
