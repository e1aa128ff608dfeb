"""Names of persons, organisations and places (PER, ORG, LOC) by a conditional random field over the words.

It sees how a word is spelled, how common it is in news, what the lists say of it and what stands around it: an unknown
word after "company" is an ORG, a family name of the list after "said" a PER, the same word after "city of" a LOC."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycrfsuite
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span, Token
from spacy.training import Example

from extractors.languages.script import fold
from extractors.languages.segmenter import ARTICLE

MODEL_FILE, KNOWN_FILE = "names.crf.gz", "known.json.gz"
OUTSIDE = "O"
MOST_WORDS = 8  # of a name in the lists
CACHED_WORDS = 20_000
NEAR = (-2, -1, 1, 2)  # words whose own features count too


class Known:
    """What is known of words before any text is read: lists of words, names of several words, counts of raw news."""

    def __init__(
        self,
        words: Mapping[str, Iterable[str]] = {},
        names: Mapping[str, Iterable[str]] = {},
        counts: Mapping[str, int] = {},
    ) -> None:
        self.words = {kind: frozenset(words[kind]) for kind in sorted(words)}  # "title" -> folded words
        self.names = {kind: frozenset(names[kind]) for kind in sorted(names)}  # "PER" -> folded tokens, with blanks
        self.counts = counts
        self._kinds: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        for kind, listed in self.names.items():
            for name in listed:
                tokens = name.split(" ")
                self._kinds.setdefault(name, []).append(kind)
                self._longest[tokens[0]] = max(self._longest.get(tokens[0], 0), min(len(tokens), MOST_WORDS))

    def kinds(self, word: str) -> Iterator[str]:
        """The lists that a folded word is in."""
        return (kind for kind, words in self.words.items() if word in words)

    def places(self, words: Sequence[str]) -> list[list[str]]:
        """For each word its places in names of the lists ("B-PER", "E-PER"), of the longest from every word on."""
        found: list[list[str]] = [[] for _ in words]
        for at, word in enumerate(words):
            for length in range(min(self._longest.get(word, 0), len(words) - at), 0, -1):
                kinds = self._kinds.get(" ".join(words[at : at + length]), ())
                for kind in kinds:
                    for k in range(at, at + length):
                        part = "U" if length == 1 else "B" if k == at else "E" if k == at + length - 1 else "I"
                        found[k].append(f"{part}-{kind}")
                if kinds:
                    break
        return found


class NameFeatures:
    """What the field sees of each word of a text."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._seen: dict[tuple[str, str], dict[int, list[str]]] = {}

    def __call__(self, doc: Doc) -> list[list[str]]:
        """One row for each token."""
        if len(self._seen) > CACHED_WORDS:
            self._seen.clear()
        words = [self._word(token) for token in doc]
        around = [self._around(token, places) for token, places in zip(doc, self._places(doc), strict=True)]
        norms, kinds = [token.norm_ for token in doc], [token.pos_ for token in doc]
        rows = []
        for i, word in enumerate(words):
            row = [*word[0], *around[i]]
            for offset in NEAR:
                if 0 <= i + offset < len(words):
                    row += words[i + offset][offset]
                    row += [f"{offset}{feature}" for feature in around[i + offset]]
                else:
                    row.append(f"{offset}edge")
            if i:
                row += (f"before={norms[i - 1]}|{norms[i]}", f"kinds={kinds[i - 1]}|{kinds[i]}")
            if i + 1 < len(words):
                row += (f"behind={norms[i]}|{norms[i + 1]}", f"+kinds={kinds[i]}|{kinds[i + 1]}")
            rows.append(row)
        return rows

    def _places(self, doc: Doc) -> list[list[str]]:
        return self.known.places([fold(token.text) for token in doc])

    @staticmethod
    def _around(token: Token, places: list[str]) -> list[str]:
        """What depends on the text: its part of speech and its place in listed names."""
        return [f"pos={token.pos_}", *(f"list={place}" for place in places)]

    def _word(self, token: Token) -> dict[int, list[str]]:
        """What depends on the word alone, by the offset it is seen from."""
        key = token.norm_, token.shape_
        if key not in self._seen:
            near = [f"norm={key[0]}", f"shape={key[1]}", f"end={key[0][-3:]}", *self._lists(key[0])]
            self._seen[key] = {offset: [f"{offset}{feature}" for feature in near] for offset in NEAR}
            self._seen[key][0] = [*near, *self._spelling(key[0]), *self._usage(key[0])]
        return self._seen[key]

    def _lists(self, norm: str) -> list[str]:
        bare = norm.removeprefix(ARTICLE)
        kinds = [f"in={kind}" for kind in self.known.kinds(norm)]
        return kinds + ([f"bare={kind}" for kind in self.known.kinds(bare)] if bare != norm else [])

    @staticmethod
    def _spelling(norm: str) -> Iterator[str]:
        """Beginnings, ends and letters: foreign names have letters in an order that Arabic words have not."""
        yield from (f"first2={norm[:2]}", f"first3={norm[:3]}", f"last1={norm[-1:]}", f"last2={norm[-2:]}")
        yield f"length={min(len(norm), 8)}"
        padded = f"^{norm}$"
        yield from sorted({f"three={padded[k : k + 3]}" for k in range(len(norm))})
        if norm.isascii():
            yield "latin" if norm.isalpha() else "ascii"

    def _usage(self, norm: str) -> Iterator[str]:
        """How common a word is in news, and whether it goes with the article: names of persons and places do not."""
        counts = self.known.counts
        here = counts.get(norm, 0)
        yield f"count={min(6, int(math.log(here + 1, 4)))}"
        if norm.startswith(ARTICLE):
            yield f"bare-count={min(3, int(math.log(counts.get(norm[len(ARTICLE) :], 0) + 1, 5)))}"
        else:
            defined = counts.get(ARTICLE + norm, 0)
            yield "defined=" + ("no" if not defined else "seldom" if defined * 10 < here else "often")


class NameTagger:
    """Finds the names of a text; it needs parts of speech, and the tokenizer's counts of words in news."""

    def __init__(self, tokenizer: object = None) -> None:
        self.tokenizer = tokenizer
        self.features = NameFeatures(Known())
        self._tagger = pycrfsuite.Tagger()
        self._model = b""

    def use(self, model: bytes, known: Known) -> None:
        """Takes a trained model and the lists it was trained with."""
        self._model = model
        self._tagger.open_inmemory(model)
        self.features = NameFeatures(known)

    def __call__(self, doc: Doc) -> Doc:
        if self._model and len(doc):
            doc.ents = tuple(spans(doc, self._tagger.tag(self.features(doc))))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Saves model and lists; the same content gives the same bytes."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        known = self.features.known
        lists = {"words": known.words, "names": known.names}
        content = {part: {kind: sorted(found) for kind, found in lists[part].items()} for part in lists}
        data = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / KNOWN_FILE).write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))
        (folder / MODEL_FILE).write_bytes(gzip.compress(self._model, mtime=0))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameTagger:
        """Reads what `to_disk` has saved."""
        lists = json.loads(gzip.decompress((Path(path) / KNOWN_FILE).read_bytes()))
        self.use(
            gzip.decompress((Path(path) / MODEL_FILE).read_bytes()), Known(**lists, counts=word_counts(self.tokenizer))
        )
        return self

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Precision, recall and F1 of whole names."""
        return dict(get_ner_prf(examples))


def word_counts(tokenizer: object) -> Mapping[str, int]:
    """How often words occur in the news that the tokenizer was made from; none for a tokenizer that does not know."""
    segmenter = getattr(tokenizer, "segmenter", None)
    return segmenter.counts if segmenter else {}


def tags(doc: Doc) -> list[str]:
    """The names of a text as B-, I- and O of each token."""
    return [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else OUTSIDE for t in doc]


def spans(doc: Doc, labels: Sequence[str]) -> Iterator[Span]:
    """What `tags` gives as spans again; an I- that continues nothing begins a name."""
    starts = [
        i for i, label in enumerate(labels)
        if label != OUTSIDE and (i == 0 or not label.startswith("I-") or labels[i - 1][1:] != label[1:])
    ]  # fmt: skip
    for start, following in pairwise([*starts, len(labels)]):
        end = next((i for i in range(start + 1, following) if labels[i] == OUTSIDE), following)
        yield Span(doc, start, end, label=labels[start][2:])


@Language.factory("name_tagger", assigns=["doc.ents"], retokenizes=False)
def name_tagger(nlp: Language, name: str) -> NameTagger:
    """For the [components] block of a pipeline's config."""
    return NameTagger(nlp.tokenizer)
