"""Training material as spaCy documents, and raw news as counted and segmented words."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.languages.script import fold, is_arabic, plain, written_words
from extractors.languages.segmenter import ALIF, Segmenter, restores_article
from extractors.training.treebank import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = {"PER": "PER", "PERS": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
KEPT_NAMES = 10  # the last tenth of the lines of a names file is kept for measuring
DEV_NAMES = 25  # of the rest, the last twenty-fifth chooses among checkpoints
TAG = re.compile(r"</?\w+/?>")
PROCLITICS = "\u0648\u0641\u0628\u0644\u0643\u0633"
TaggedWords = list[tuple[str, str]]


def raw_lines(path: Path) -> Iterator[str]:
    """The lines of a compressed JSON-lines file of articles, without the mark-up that is left in some."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield from TAG.sub("", json.loads(line)["text"]).splitlines()


def count_words(lines: Iterable[str]) -> Counter[str]:
    """folded word as written -> how often."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(fold(word) for word in written_words(line) if is_arabic(word))
    return counts


def segmented(lines: Iterable[str], segmenter: Segmenter) -> Iterator[str]:
    """Each line as its folded syntactic words with blanks between: what word vectors are trained on."""
    for line in lines:
        words: list[str] = []
        for written in written_words(line):
            pieces = [] if written.isspace() else segmenter.pieces(written)
            for k, piece in enumerate(pieces):
                words.append(fold(ALIF + piece if k and restores_article(pieces[k - 1], piece) else piece))
        if len(words) > 3:
            yield " ".join(words)


def sentence_doc(sentence: Sentence, nlp: Language) -> Doc:
    """A treebank sentence as a document with all its annotation."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=[w.form for w in sentence],
        spaces=[w.space for w in sentence],
        lemmas=[w.lemma for w in sentence],
        tags=[w.upos for w in sentence],
        pos=[w.upos for w in sentence],
        morphs=[w.feats for w in sentence],
        heads=[w.head for w in sentence],
        deps=[w.dep for w in sentence],
        sent_starts=[i == 0 for i in range(len(sentence))],
    )


def name_sentences(folder: Path) -> tuple[list[TaggedWords], list[TaggedWords], list[TaggedWords]]:
    """(training, development, kept) sentences of all Arabic names files of a folder."""
    parts: tuple[list[TaggedWords], ...] = ([], [], [])
    for path in sorted(folder.glob("ar_*.bio")):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = len(lines) - len(lines[-len(lines) // KEPT_NAMES :])
        held = kept * (DEV_NAMES - 1) // DEV_NAMES
        for part, share in zip(parts, (lines[:held], lines[held:kept], lines[kept:]), strict=True):
            part += _tagged(share)
    return parts[0], parts[1], parts[2]


def _tagged(lines: list[str]) -> Iterator[TaggedWords]:
    words: TaggedWords = []
    for line in [*lines, ""]:
        word, _, tag = line.partition("\t")
        if word:
            words.append((word, tag))
        elif words:
            yield words
            words = []


def names_doc(words: TaggedWords, nlp: Language) -> Doc:
    """A sentence with its names on syntactic words: what is glued before a name ("and", "in", "for") is no
    part of it."""
    from spacy.util import filter_spans

    texts = [plain(word) for word, _ in words]
    doc = nlp.make_doc(" ".join(texts))
    begins = [sum(len(t) + 1 for t in texts[:i]) for i in range(len(texts) + 1)]
    spans = []
    for first, last, label in _spans([tag for _, tag in words]):
        span = doc.char_span(begins[first], begins[last] - 1, label=label, alignment_mode="expand")
        if span is None:
            continue
        start = span.start
        while start < span.end - 1 and doc[start].text in PROCLITICS and not doc[start].whitespace_:
            start += 1
        spans.append(doc.char_span(doc[start].idx, span.end_char, label=label))
    doc.ents = tuple(filter_spans([span for span in spans if span is not None]))
    return doc


def tree_names_doc(sentence: Sentence, nlp: Language) -> Doc:
    """A sentence of our own with its names; nationalities are left to the list."""
    from spacy.util import filter_spans

    doc = nlp.make_doc("".join(w.form + " " * w.space for w in sentence))
    begins = list(accumulate((len(w.form) + w.space for w in sentence), initial=0))
    found = (
        doc.char_span(
            begins[first], begins[last - 1] + len(sentence[last - 1].form), label=label, alignment_mode="expand"
        )
        for first, last, label in _spans([w.name for w in sentence])
    )
    doc.ents = tuple(filter_spans([span for span in found if span is not None]))
    return doc


def _spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start, label = None, ""
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            if label in LABELS:
                yield start, i, LABELS[label]
            start = None
        if tag.startswith("B-"):
            start, label = i, tag[2:]


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Saves documents in spaCy's binary format (training only; no part of a pipeline)."""
    from spacy.tokens import DocBin

    DocBin(docs=docs).to_disk(path)
