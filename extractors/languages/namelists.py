"""What lists know better than a network that has named persons, bodies and places: which places are states and cities
(GPE), which adjectives are nationalities (NORP), and clubs, companies and media by the names they go by
(ORG)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.languages.script import fold

PLACE, STATE, NATIONALITY, BODY = "LOC", "GPE", "NORP", "ORG"
FILES = {"nationalities": "nationalities.json", "states": "states.json", "organisations": "organisations.json"}


class NameLists:
    """Labels a place that is in the list of states and cities GPE, and each nationality that is in no other name NORP:
    "the Iraqi army" is one ORG, the "Iraqi" of "Iraqi forces" a NORP. An organisation of the list is an ORG
    whatever the network took parts of its name for, unless that is a longer ORG."""

    def __init__(self) -> None:
        self.nationalities: frozenset[str] = frozenset()  # NORM of the tokens
        self.states: frozenset[str] = frozenset()  # folded names
        self.organisations: frozenset[str] = frozenset()  # folded tokens, joined by spaces
        self._lengths: dict[str, set[int]] | None = None

    def __call__(self, doc: Doc) -> Doc:
        listed = self._listed(doc)
        inside = {t.i for span in listed for t in span}
        wider = [e for e in doc.ents if e.label_ == BODY and any(_covers(e, span) for span in listed)]
        kept = {t.i for e in wider for t in e}
        listed = [span for span in listed if not kept & {t.i for t in span}]
        named = [
            Span(doc, e.start, e.end, label=STATE) if e.label_ == PLACE and fold(e.text) in self.states else e
            for e in doc.ents if e in wider or not inside & {t.i for t in e}
        ]  # fmt: skip
        named += listed
        taken = {t.i for e in named for t in e}
        nations = (t for t in doc if t.i not in taken and t.norm_ in self.nationalities)
        doc.ents = (*named, *(Span(doc, t.i, t.i + 1, label=NATIONALITY) for t in nations))
        return doc

    def _listed(self, doc: Doc) -> list[Span]:
        """The organisations of the list, the longest from left to right."""
        if self._lengths is None:
            self._lengths = {}
            for name in self.organisations:
                words = name.split(" ")
                self._lengths.setdefault(words[0], set()).add(len(words))
        found, at, words = [], 0, [fold(t.text) for t in doc]
        while at < len(words):
            left = len(words) - at  # a slice over the end would be a shorter name with the longer one's length
            lengths = sorted((n for n in self._lengths.get(words[at], ()) if n <= left), reverse=True)
            length = next((n for n in lengths if " ".join(words[at : at + n]) in self.organisations), 0)
            if length:
                found.append(Span(doc, at, at + length, label=BODY))
            at += length or 1
        return found

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
        self._lengths = None
        return self


def _covers(wide: Span, narrow: Span) -> bool:
    return bool(wide.start <= narrow.start and narrow.end <= wide.end)


@Language.factory("name_lists", assigns=["doc.ents"], retokenizes=False)
def name_lists(nlp: Language, name: str) -> NameLists:
    """For the [components] block of a pipeline's config."""
    return NameLists()
