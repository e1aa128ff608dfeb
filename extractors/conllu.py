"""What a pipeline saw in an article: CoNLL-U with the offsets of each word, or the names it found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ontology.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def conllu(article: Article, doc: Doc) -> Iterator[str]:
    """The lines of an article's sentences; MISC holds `start` and `end`, the offsets in `article.text`."""
    for number, sentence in enumerate(doc.sents, 1):
        words = [t for t in sentence if not t.is_space]
        if not words:
            continue
        yield f"# article = {article.id}"
        yield f"# sent_id = {article.id}-{number}"
        yield f"# text = {' '.join(sentence.text.split())}"
        yield from _rows(sentence)
        yield ""


def _rows(sentence: Span) -> Iterator[str]:
    words = [t for t in sentence if not t.is_space]
    place = {t.i: n for n, t in enumerate(words, 1)}
    for n, t in enumerate(words, 1):
        root = t.head.i == t.i or t.head.i not in place
        misc = f"start={t.idx}|end={t.idx + len(t)}" + ("" if t.whitespace_ or n == len(words) else "|SpaceAfter=No")
        head, relation = ("0", "root") if root else (str(place[t.head.i]), t.dep_ or "dep")
        tag = t.tag_ if t.tag_ and t.tag_ != t.pos_ else "_"
        row = (str(n), t.text, t.lemma_ or t.text, t.pos_ or "X", tag, str(t.morph) or "_", head, relation, "_", misc)
        yield "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row)


def names(article: Article, doc: Doc) -> dict[str, object]:
    """The article's text and the names in it: {"article", "text", "entities": [{"label", "start", "end", "text"}]}."""
    found = [
        {"label": e.label_, "start": e.start_char, "end": e.end_char, "text": article.text[e.start_char : e.end_char]}
        for e in doc.ents
    ]
    return {"article": article.id, "text": article.text, "entities": found}
