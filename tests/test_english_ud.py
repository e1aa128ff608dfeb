"""English trees with ClearNLP labels become Universal Dependencies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractors.languages.english import RENAMED, clear2ud
from extractors.languages.punctuation import Punctuation

# what the converter asks of a word beside its form: lemma, part of speech, tag
WORDS = {
    "is": ("be", "AUX", "VBZ"), "was": ("be", "AUX", "VBD"), "in": ("in", "ADP", "IN"),
    "of": ("of", "ADP", "IN"),
    "by": ("by", "ADP", "IN"), "to": ("to", "PART", "TO"), "with": ("with", "ADP", "IN"),
    "and": ("and", "CCONJ", "CC"), "because": ("because", "SCONJ", "IN"), "unto": ("to", "ADP", "IN"),
    "according": ("accord", "VERB", "VBG"), "signed": ("sign", "VERB", "VBD"), "met": ("meet", "VERB", "VBD"),
    "killed": ("kill", "VERB", "VBN"), "resign": ("resign", "VERB", "VB"), "asked": ("ask", "VERB", "VBD"),
    "signing": ("sign", "VERB", "VBG"), "ready": ("ready", "ADJ", "JJ"), ",": (",", "PUNCT", ","),
    ".": (".", "PUNCT", "."), "(": ("(", "PUNCT", "-LRB-"), ")": (")", "PUNCT", "-RRB-"),
    "there": ("there", "PRON", "EX"), "he": ("he", "PRON", "PRP"),
}  # fmt: skip

# (what it shows, words as form|label|head with heads counted from 1, the same in Universal Dependencies)
CASES = [
    ("the passive has its own subject and agent",
     "he|nsubjpass|3 was|auxpass|3 killed|ROOT|0 by|agent|3 rebels|pobj|4",
     "he|nsubj:pass|3 was|aux:pass|3 killed|root|0 by|case|5 rebels|obl:agent|3"),
    ("a predicate is the head of its copula",
     "Rama|nsubj|2 is|ROOT|0 premier|attr|2 of|prep|3 Albania|pobj|4 .|punct|2",
     "Rama|nsubj|3 is|cop|3 premier|root|0 of|case|5 Albania|nmod|3 .|punct|3"),
    ("a place is a predicate too",
     "troops|nsubj|2 was|ROOT|0 in|prep|2 Herat|pobj|3",
     "troops|nsubj|4 was|cop|4 in|case|4 Herat|root|0"),
    ("what modified the copula modifies the clause",
     "Rama|nsubj|2 was|ROOT|0 premier|attr|2 in|prep|2 Tirana|pobj|4",
     "Rama|nsubj|3 was|cop|3 premier|root|0 in|case|5 Tirana|obl|3"),
    ("what there is, is the subject",
     "there|expl|2 is|ROOT|0 truce|attr|2", "there|expl|2 is|root|0 truce|nsubj|2"),
    ("conjuncts hang on the first, the conjunction on the one after it",
     "Fiji|nsubj|6 ,|punct|1 Tonga|conj|1 and|cc|3 Samoa|conj|3 signed|ROOT|0",
     "Fiji|nsubj|6 ,|punct|3 Tonga|conj|1 and|cc|5 Samoa|conj|1 signed|root|0"),
    ("two prepositions with one object are both its case",
     "according|prep|4 unto|prep|1 aides|pobj|2 signed|ROOT|0",
     "according|case|3 unto|case|3 aides|obl|4 signed|root|0"),
    ("because of is one preposition",
     "met|ROOT|0 because|prep|1 of|pcomp|2 floods|pobj|2",
     "met|root|0 because|case|4 of|fixed|2 floods|obl|1"),
    ("a clause after a preposition is adverbial",
     "met|ROOT|0 by|prep|1 signing|pcomp|2 pacts|dobj|3",
     "met|root|0 by|mark|3 signing|advcl|1 pacts|obj|3"),
    ("the infinitive's to marks it",
     "asked|ROOT|0 Rama|dobj|1 to|aux|4 resign|xcomp|1",
     "asked|root|0 Rama|obj|1 to|mark|4 resign|xcomp|1"),
    ("brackets hang on what they enclose",
     "Fiji|nsubj|5 (|punct|3 Suva|appos|1 )|punct|1 signed|ROOT|0",
     "Fiji|nsubj|5 (|punct|3 Suva|appos|1 )|punct|3 signed|root|0"),
]  # fmt: skip


def doc_of(tree: str) -> Doc:
    rows = [cell.rsplit("|", 2) for cell in tree.split()]
    words = [row[0] for row in rows]
    known = [WORDS.get(word, (word, "PROPN" if word[0].isupper() else "NOUN", "NN")) for word in words]
    heads = [i if row[2] == "0" else int(row[2]) - 1 for i, row in enumerate(rows)]
    return Doc(
        Vocab(), words=words, heads=heads, deps=[row[1] for row in rows], lemmas=[k[0] for k in known],
        pos=[k[1] for k in known], tags=[k[2] for k in known],
    )  # fmt: skip


def written(doc: Doc) -> str:
    return " ".join(f"{t.text}|{t.dep_}|{0 if t.head.i == t.i else t.head.i + 1}" for t in doc)


@pytest.mark.parametrize(("clear", "universal"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_clear_tree_becomes_a_universal_one(clear: str, universal: str) -> None:
    assert written(clear2ud(doc_of(clear))) == universal


def test_the_first_part_of_a_persons_name_is_its_head() -> None:
    doc = doc_of("Edi|compound|2 Rama|nsubj|3 signed|ROOT|0")
    doc.ents = (Span(doc, 0, 2, "PERSON"),)
    assert written(clear2ud(doc)) == "Edi|nsubj|3 Rama|flat|1 signed|root|0"


def test_the_parts_of_an_organisations_name_stay_as_they_are() -> None:
    doc = doc_of("Red|compound|2 Cross|nsubj|3 signed|ROOT|0")
    doc.ents = (Span(doc, 0, 2, "ORG"),)
    assert written(clear2ud(doc)) == "Red|compound|2 Cross|nsubj|3 signed|root|0"


LABELS = sorted({*RENAMED, "conj", "cc", "punct", "compound", "aux", "expl"} - {"", "ROOT"})


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Any tree with any labels, parts of speech and a line break here and there."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for k, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, k - 1))]
    deps = [draw(st.sampled_from(LABELS)) for _ in range(size)]
    words = [draw(st.sampled_from([*WORDS, "Rama", "truce", "\n"])) for _ in range(size)]
    known = [WORDS.get(word, (word, "NOUN", "NN")) for word in words]
    lemmas, pos, tags = map(list, zip(*known, strict=True))
    return Doc(Vocab(), words=words, heads=heads, deps=deps, lemmas=lemmas, pos=pos, tags=tags)


@settings(max_examples=300, deadline=None)
@given(trees())
def test_every_sentence_is_one_tree_whatever_the_parser_says(doc: Doc) -> None:
    before = [sent.start for sent in doc.sents]
    clear2ud(doc)
    assert [sent.start for sent in doc.sents] == before
    for sent in doc.sents:
        assert [t.dep_ for t in sent if t.head.i == t.i] == ["root"]
        for token in sent:
            seen = {token.i}
            while token.head.i != token.i:
                token = token.head
                assert token.i not in seen
                assert sent.start <= token.i < sent.end
                seen.add(token.i)


def test_a_comma_hangs_on_the_clause_that_it_ends() -> None:
    # "when asked , he signed": the clause hangs on the verb after it
    placed = Punctuation([None, None, ",", None, None], [1, 4, 2, 4, 4], ["mark", "advcl", "punct", "nsubj", "root"])
    assert placed.placed() == {2: 1}


def test_a_sentence_of_signs_alone_needs_no_head() -> None:
    assert Punctuation([".", "."], [0, 0], ["root", "punct"]).placed() == {}
