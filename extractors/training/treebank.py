"""Treebank sentences as tokens that are substrings of their text, without the sentences kept for
measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from extractors.languages.script import plain

# sentences at the end of a file that no training ever sees: the figures in the model card are measured on
# them
KEPT_SENTENCES = {"ar_padt-test": 200, "ar_pud": 100}
DEV_SENTENCES = 40  # of each of these files, just before the kept ones: they choose among checkpoints
# sentences of our own in the style of wire agencies, with trees and names; each tenth chooses among checkpoints
NEWSWIRE = Path(__file__).with_name("ar.newswire.conllu")
NEWSWIRE_DEV = 10
# labels that one treebank has and the other has not
HARMONISED = {"nmod:poss": "nmod", "acl:relcl": "acl", "obl:tmod": "obl", "obl:arg": "obl"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word: `head` is its head's place in the sentence (its own place: the root)."""

    form: str
    space: bool
    lemma: str
    upos: str
    feats: str
    head: int
    dep: str
    name: str = "O"  # B-PER, I-PER ...: where the file has names


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    dep: str
    space: bool
    name: str


def training_sentences(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """(training, development) sentences of all Arabic treebank files of a folder, without the kept ones."""
    train: list[Sentence] = []
    dev: list[Sentence] = []
    for path in sorted(folder.glob("ar_*.conllu")):
        kept = KEPT_SENTENCES.get(path.stem, 0)
        sentences = list(read_conllu(path))
        free = sentences[: len(sentences) - kept]
        held = len(free) - (DEV_SENTENCES if kept else 0)
        train += [s for s in free[:held] if s]
        dev += [s for s in free[held:] if s]
    return train, dev


def newswire() -> tuple[list[Sentence], list[Sentence]]:
    """(training, development) sentences of our own."""
    sentences = [s for s in read_conllu(NEWSWIRE) if s]
    dev = sentences[NEWSWIRE_DEV - 1 :: NEWSWIRE_DEV]
    return [s for i, s in enumerate(sentences, 1) if i % NEWSWIRE_DEV], dev


def kept_sentences(folder: Path) -> list[Sentence]:
    """The sentences of the Prague treebank that are kept for measuring."""
    name = "ar_padt-test"
    sentences = list(read_conllu(folder / f"{name}.conllu"))
    return [s for s in sentences[-KEPT_SENTENCES[name] :] if s]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; an empty one stands for a sentence whose words are not all known."""
    rows: list[_Row] = []
    joined: dict[int, tuple[int, str, bool]] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        number = columns[0]
        if line.startswith("#"):
            continue
        if not line:
            if rows:
                yield _sentence(rows, joined)
            rows, joined = [], {}
        elif "-" in number:
            first, last = map(int, number.split("-"))
            joined[first - 1] = (last, columns[1], "SpaceAfter=No" not in columns[9])
        elif number.isdigit():
            rows.append(_row(columns))


def _row(columns: list[str]) -> _Row:
    form, lemma, feats = columns[1], columns[2], columns[5]
    return _Row(
        form=form.replace(" ", "\u00a0"),
        lemma=form if lemma == "_" else lemma,
        upos=columns[3],
        feats="" if feats == "_" else feats,
        head=int(columns[6]) - 1,
        dep=HARMONISED.get(columns[7], columns[7]),
        space="SpaceAfter=No" not in columns[9],
        name=next((pair[4:] for pair in columns[9].split("|") if pair.startswith("NER=")), "O"),
    )


def _sentence(rows: list[_Row], joined: dict[int, tuple[int, str, bool]]) -> Sentence:
    """Surface tokens: a joined word is cut into its parts, or stays one token where the parts do not fit
    it."""
    if any(row.form == "_" and row.upos != "PUNCT" for row in rows):
        return ()
    tokens: list[tuple[str, bool, _Row]] = []
    place: dict[int, int] = {}
    i = 0
    while i < len(rows):
        end, surface, space = joined.get(i, (i + 1, rows[i].form, rows[i].space))
        parts = cut(surface, [row.form for row in rows[i:end]])
        if parts:
            for k, part in enumerate(parts):
                place[i + k] = len(tokens)
                tokens.append((part, space and i + k == end - 1, rows[i + k]))
        else:
            inside = range(i, end)
            place |= dict.fromkeys(inside, len(tokens))
            tokens.append((surface, space, next((rows[j] for j in inside if rows[j].head not in inside), rows[i])))
        i = end
    return tuple(_word(t, k, place) for k, t in enumerate(tokens))


def _word(token: tuple[str, bool, _Row], at: int, place: dict[int, int]) -> Word:
    form, space, row = token
    root = row.head < 0
    return Word(
        form=form,
        space=space,
        lemma=row.lemma,
        upos=row.upos,
        feats=row.feats,
        head=at if root else place[row.head],
        dep="ROOT" if root else row.dep,
        name=row.name,
    )


def cut(surface: str, forms: list[str]) -> list[str] | None:
    """The surface cut by the lengths of its syntactic words; the longest of them takes what is left."""
    if len(forms) == 1 or "".join(forms) == surface:
        return list(forms) if len(forms) > 1 else [surface]
    if len(forms) > len(surface):
        return None
    lengths = [len(plain(form)) for form in forms]
    stem = lengths.index(max(lengths))
    first = sum(min(n, 3) for n in lengths[:stem])
    bounds = [0]
    for n in lengths[:stem]:
        bounds.append(bounds[-1] + min(n, 3))
    ends = [len(surface)]
    for n in reversed(lengths[stem + 1 :]):
        ends.insert(0, ends[0] - n)
    edges = bounds + ends
    fits = first < ends[0] and all(a < b for a, b in pairwise(edges))
    return [surface[a:b] for a, b in pairwise(edges)] if fits else None


def gold_words(sentences: Iterable[Sentence]) -> Iterator[list[str]]:
    """Words as written with their pieces; words that the treebank has left unanalysed are passed over."""
    from extractors.languages.script import is_arabic

    for sentence in sentences:
        pieces: list[str] = []
        known = True
        for word in [*sentence, None]:
            if word and is_arabic(word.form):
                pieces.append(word.form)
                known = known and word.upos != "X"
            if pieces and (word is None or word.space or not is_arabic(word.form)):
                if known:
                    yield pieces
                pieces, known = [], True


def without_marks(sentence: Sentence) -> Sentence:
    """The sentence in bare letters, as most news is written."""
    return tuple(replace(word, form=plain(word.form)) for word in sentence)
