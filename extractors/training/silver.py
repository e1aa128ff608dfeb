"""Trees that nobody has corrected: sentences of raw news of which two parsers, trained apart, say the same.

Where two networks agree on every head and label they are nearly always right, and the news that they read has
words and turns that the treebanks lack (tri-training, as in Li, Liu and Che 2014, with whole sentences)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from extractors.languages.sentences import ranges, sentence_starts
from extractors.training.treebank import Sentence, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHORTEST, LONGEST = 8, 45  # words; shorter ones teach nothing, longer ones are seldom agreed on
BLOCK = 256


def agreed(lines: Iterable[str], one: Language, other: Language) -> Iterator[Sentence]:
    """The sentences that both pipelines read alike, with the parts of speech, features and lemmas of `one`."""
    texts = (line.strip() for line in lines)
    remaining = (text for text in texts if len(text.split()) >= SHORTEST // 2)
    while block := list(islice(remaining, BLOCK)):
        docs = [doc for text in block for doc in _sentences(one, text)]
        first = list(one.pipe(doc.copy() for doc in docs))
        for mine, theirs in zip(first, other.pipe(_same_words(doc, other) for doc in docs), strict=True):
            if _tree(mine) == _tree(theirs):
                yield _sentence(mine)


def _sentences(nlp: Language, text: str) -> Iterator[Doc]:
    doc = nlp.make_doc(text)
    for first, end in ranges(sentence_starts(doc)):
        part = doc[first:end].as_doc()
        if SHORTEST <= len(part) <= LONGEST and not any(token.is_space for token in part):
            yield part


def _same_words(doc: Doc, nlp: Language) -> Doc:
    from spacy.tokens import Doc

    same = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    for token, twin in zip(doc, same, strict=True):
        twin.norm_ = token.norm_
    return same


def _tree(doc: Doc) -> list[tuple[int, str, str]]:
    return [(token.head.i, token.dep_, token.pos_) for token in doc]


def _sentence(doc: Doc) -> Sentence:
    return tuple(
        Word(
            form=token.text,
            space=bool(token.whitespace_),
            lemma=token.lemma_,
            upos=token.pos_,
            feats=str(token.morph),
            head=token.head.i,
            dep=token.dep_,
        )
        for token in doc
    )
