"""Arabic for spaCy: a Doc of the original text, its words cut into clitics, its attributes from the bare
letters.

`doc.text` is the article's text with every vowel mark, so a place in the Doc is a place in the article. What
the networks see (NORM, PREFIX, SUFFIX, SHAPE) is computed from the folded form, so that all spellings of a
word are one.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX  # type: ignore[import-not-found]
from spacy.lang.ar import Arabic
from spacy.lang.lex_attrs import word_shape
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config_from_str, registry
from spacy.vocab import Vocab

from extractors.languages.script import fold, is_arabic, letters, plain, written_words
from extractors.languages.segmenter import ALIF, ARTICLE, CACHED_WORDS, TA, TA_MARBUTA, Segmenter, restores_article
from extractors.languages.whole import CERTAINLY, WholeNames

CLASSES_FILE = "classes.json.gz"
# what is written before a verb ("and", "so", "will") and the classes of the forms that it stands before
VERB_PROCLITICS = {"\u0648": ("p", "i"), "\u0641": ("p", "i"), "\u0633": ("i",)}
SHORTEST_WITH_PROCLITIC = 4
# "and she did" ends in ta, "she will do" begins with it
FEMININE = {"\u0648": ("p", TA), "\u0633": ("i", TA)}
THIRD_FEMININE = "3FS"


class WordClasses:
    """SHAPE for Arabic words: what the morphological lexicon says of the form (spaCy's own shape says nothing
    here).

    `pD3FS` is a perfect of a derived stem, `iI3MS` an imperfect of form I, `A` an adjective, `N` a proper
    name."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self.classes = dict(classes)

    def __call__(self, word: str) -> str:
        if not is_arabic(word):
            return str(word_shape(plain(word)))
        folded = fold(word)
        if folded in self.classes:
            return self.classes[folded]
        if folded.startswith(ARTICLE) and len(folded) > 4:
            return "DEF" + self.classes.get(folded[2:], "")
        return f"x{min(len(folded), 4)}"


class ArabicDefaults(Arabic.Defaults):  # type: ignore[misc, valid-type]
    """spaCy's Arabic defaults, but for attributes that see through spelling."""

    config = load_config_from_str('[nlp]\n[nlp.tokenizer]\n@tokenizers = "kg.ArabicTokenizer.v1"\n')
    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = {
        **Arabic.Defaults.lex_attr_getters,
        NORM: fold,
        PREFIX: lambda word: fold(word)[:2],
        SUFFIX: lambda word: fold(word)[-3:],
        SHAPE: WordClasses({}),
    }


class ArabicTokenizer:
    """Cuts a text into syntactic words; the Doc's text is the text given, to the last mark."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.segmenter: Segmenter | None = None
        self.names: WholeNames | None = None
        self._known: dict[str, list[str]] = {}
        self.classes = WordClasses({})

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        norms: dict[int, str] = {}
        parts = list(written_words(text))
        for at, written in enumerate(parts):
            if written.isspace():
                if written[0] == " " and words and not spaces[-1]:
                    spaces[-1] = True
                    written = written[1:]
                if written:
                    words.append(written)
                    spaces.append(False)
                continue
            following = parts[at + 2] if at + 2 < len(parts) and parts[at + 1].isspace() else ""
            for k, piece in enumerate(self._begins_name(written, following) or self._cut(written)):
                if k and restores_article(words[-1], piece):
                    norms[len(words)] = fold(ALIF + piece)
                words.append(piece)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for i, norm in norms.items():
            doc[i].norm_ = norm
        return doc

    def _begins_name(self, written: str, following: str) -> list[str] | None:
        return self.names.begins(written, fold(following)) if following and self.names is not None else None

    def _cut(self, written: str) -> list[str]:
        """The syntactic words of a word, remembered: a text has few words that are new."""
        if written not in self._known:
            if len(self._known) >= CACHED_WORDS:
                self._known.clear()
            self._known[written] = self._pieces(written)
        return self._known[written]

    def _pieces(self, written: str) -> list[str]:
        """The syntactic words of a word; a name is never cut inside, a rare word before a verb form of the lexicon."""
        if self.segmenter is None or self.names is None:
            return [written]
        if (name := self.names.pieces(written)) is not None:
            return name
        pieces = self.segmenter.pieces(written)
        if (rejoined := self._rejoined(pieces)) is not None:
            return rejoined
        bare = letters(pieces[0])
        if len(bare) < SHORTEST_WITH_PROCLITIC or bare[0][0] not in VERB_PROCLITICS:
            return pieces
        first, counts = fold(pieces[0]), self.segmenter.counts
        verb = self.classes.classes.get(first[1:], "")[:1]
        if first in self.classes.classes or verb not in VERB_PROCLITICS[bare[0][0]]:
            return pieces
        if self._noun(first, len(pieces) > 1):
            return pieces
        known = counts.get(first[1:], 0) >= max(1, counts.get(first, 0))
        if not known and not self._only_a_verb(first):
            return pieces
        cut = bare[1][1]
        return [pieces[0][:cut], pieces[0][cut:], *pieces[1:]]

    def _rejoined(self, pieces: list[str]) -> list[str] | None:
        """The pieces without a first cut that spoils more of a word than it leaves: "they controlled" is a verb form of
        the lexicon, and "will" no part of it."""
        first = fold(pieces[0])
        if len(pieces) < 2 or first not in VERB_PROCLITICS or self.segmenter is None:
            return None
        stem, rest = fold(pieces[0] + pieces[1]), fold(pieces[1])
        perfect = VERB_PROCLITICS[first] == ("i",) and self.classes.classes.get(stem, "").startswith("p")
        verb = perfect and not self.segmenter.counts.get(rest)
        return [pieces[0] + pieces[1], *pieces[2:]] if verb or self._noun(stem, len(pieces) > 2) else None

    def _noun(self, stem: str, with_pronoun: bool) -> bool:
        """Whether a stem with a pronoun behind it is a far commoner noun than what its first letter leaves is a verb:
        "his ministry", not "and she visited him"."""
        if not with_pronoun or not stem.endswith(TA) or self.segmenter is None:
            return False
        counts = self.segmenter.counts
        return counts.get(stem[:-1] + TA_MARBUTA, 0) > CERTAINLY * (counts.get(stem[1:], 0) + 1)

    def _only_a_verb(self, word: str) -> bool:
        """Whether a word that nobody counted can be little else than "and" or "will" before a verb whose feminine
        form is written out: "and (the jets) raided"."""
        tense, mark = FEMININE.get(word[0], ("", ""))
        form = self.classes.classes.get(word[1:], "")
        written = word[1:].endswith(mark) if tense == "p" else word[1:].startswith(mark)
        return len(word) > SHORTEST_WITH_PROCLITIC and written and bool(mark) and THIRD_FEMININE in form

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """One Doc for each text."""
        return map(self, texts)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """How many words are those of the treebank."""
        return dict(Scorer.score_tokenization(examples))

    def initialize(
        self, get_examples: object = None, *, nlp: Language | None = None, folder: str | None = None
    ) -> None:
        """Takes segmenter and word classes from a folder (training; a saved pipeline has its own)."""
        if folder:
            self.from_disk(folder)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Saves segmenter and word classes."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.segmenter:
            self.segmenter.write(folder)
        data = json.dumps(self.classes.classes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / CLASSES_FILE).write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ArabicTokenizer:
        """Reads what `to_disk` has saved."""
        folder = Path(path)
        self.segmenter = Segmenter.read(folder)
        self.names = WholeNames(self.segmenter)
        self._known.clear()
        with gzip.open(folder / CLASSES_FILE, "rt", encoding="utf-8") as file:
            self.classes = WordClasses(json.load(file))
        # the vocabulary computes SHAPE when it first meets a word: before any text, that is now
        self.vocab.lex_attr_getters[SHAPE] = self.classes  # type: ignore[attr-defined]
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing: segmenter and classes live in the pipeline's folder."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ArabicTokenizer:
        """The tokenizer unchanged."""
        return self


@registry.tokenizers("kg.ArabicTokenizer.v1")  # type: ignore[untyped-decorator]
def arabic_tokenizer() -> Callable[[Language], ArabicTokenizer]:
    """For the [nlp.tokenizer] block of a pipeline's config."""
    return lambda nlp: ArabicTokenizer(nlp.vocab)


@registry.languages("arx")
class SegmentedArabic(Language):  # type: ignore[no-untyped-call]
    """Arabic whose words are cut into clitics. Its code in spaCy is `arx`, so that spaCy's own `ar` stays
    what it is."""

    lang = "arx"
    Defaults = ArabicDefaults
