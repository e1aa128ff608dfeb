"""Pipelines: which there are, and what holds of every Doc that they give."""

from __future__ import annotations

import time
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from extractors import pipelines
from extractors.languages.capped import CappedTokenizer
from extractors.languages.namelists import NameLists
from extractors.training.card import CHECKSUMS, checksums
from ontology.errors import UsageError

NEWS = {
    "en": "The minister met envoys in Vienna. They signed a truce, officials said.",
    "ar": "التقى الوزير وفدا في فيينا. وقال إنه وقع اتفاقا.",
}
PARTS = [
    "The", "rebels", "killed", ".", "!", "(", '"', "\n", "\n\n", "  ", " ", "\u00a0", "and", "\u200f",
    "\u060c",
    "3.5", "---", "\t", "\u0648\u0642\u0627\u0644",
    "\u0627\u0644\u0648\u0632\u064a\u0631\u064f",
]  # fmt: skip
ANY_TEXT = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)
RUNS = ["(" * 5000, "x" + "!" * 5000, "x" * 20_000, "\u0647" * 20_000, "!a" * 5000, "." * 5000]
WITH_RUNS = ["a", "(", "!", " ", "word", "x" * 300, "?!" * 40, "\n"]


def parsed(text: str, lang: str) -> Doc:
    return next(pipelines.parse([text], lang))


def test_arabic_and_english_are_installed_and_say_their_licence() -> None:
    found = {info.lang: info for info in pipelines.installed()}
    assert {"ar", "en"} <= set(found)
    assert "CC BY-NC-SA" in found["ar"].licence
    assert found["ar"].source == "extractors/models/ar"
    assert {"uas", "las", "lemma", "names"} <= set(found["ar"].scores)


def test_an_unknown_language_says_which_there_are_and_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"'xx' \(installed: ar, en\); --model xx="):
        pipelines.load("xx")


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="--model en=nowhere: no pipeline there"):
        pipelines.load("en", "nowhere")


def test_a_pipeline_is_loaded_once() -> None:
    assert pipelines.load("en") is pipelines.load("en")


@pytest.mark.parametrize("lang", NEWS)
def test_no_layer_uses_the_slow_matrix_product(lang: str) -> None:
    layers: list[Any] = []
    for _, component in pipelines.load(lang).pipeline:
        model: Any = getattr(component, "model", None)
        layers += list(model.walk()) if hasattr(model, "walk") else []
    assert len(layers) > 20
    assert not any(getattr(layer.ops, "use_blis", False) for layer in layers)


@pytest.mark.parametrize("lang", NEWS)
@settings(max_examples=60, deadline=None)
@given(text=ANY_TEXT)
def test_a_doc_is_its_text_and_each_sentence_one_tree(lang: str, text: str) -> None:
    doc = parsed(text, lang)
    assert doc.text == text
    assert doc.lang_ == lang
    for sent in doc.sents:
        roots = [token for token in sent if token.head.i == token.i]
        assert [root.dep_ for root in roots] == ["root"]
        assert all(sent.start <= token.head.i < sent.end for token in sent)
        if sent.text.strip():
            assert not any(list(token.children) for token in sent if token.is_space)
    assert all(text[ent.start_char : ent.end_char] == ent.text for ent in doc.ents)


@pytest.mark.parametrize("lang", NEWS)
@pytest.mark.parametrize("line_break", ["\n", "\n\n", " \n", "\r\n", "\u2028"])
def test_a_line_break_ends_a_sentence(lang: str, line_break: str) -> None:
    headline, body = NEWS[lang].split(" ", 3)[2:]
    doc = parsed(f"{headline}{line_break}{body}", lang)
    assert len(headline + line_break) in [sent.start_char for sent in doc.sents]


@pytest.mark.parametrize("lang", NEWS)
def test_a_long_text_has_the_offsets_of_the_text(lang: str) -> None:
    text = "\n\n".join([NEWS[lang]] * 500)
    assert len(text) > pipelines.PIECE
    doc = parsed(text, lang)
    assert doc.text == text
    sentences = [[token.dep_ for token in sent if not token.is_space] for sent in doc.sents]
    assert len(sentences) == 1000
    assert sentences[10:12] == sentences[900:902]


@given(st.text(max_size=300), st.integers(2, 50))
def test_pieces_are_the_text_and_none_is_too_long(text: str, limit: int) -> None:
    found = pipelines.pieces(text, limit)
    assert "".join(found) == text
    assert all(len(piece) <= limit for piece in found)


def test_a_text_is_cut_at_its_paragraphs() -> None:
    assert pipelines.pieces("aaaa bb\n\ncccc. dd\n\n", 12) == ["aaaa bb\n\n", "cccc. dd\n\n"]


@pytest.mark.parametrize("lang", NEWS)
@pytest.mark.parametrize("run", RUNS)
def test_no_run_of_signs_or_letters_is_slow(lang: str, run: str) -> None:
    pipelines.load(lang)
    start = time.process_time()
    assert parsed(run, lang).text == run
    assert time.process_time() - start < 5


@given(st.lists(st.sampled_from(WITH_RUNS), max_size=12).map("".join))
def test_the_cap_changes_no_text(text: str) -> None:
    tokenizer = pipelines.load("en").tokenizer
    assert isinstance(tokenizer, CappedTokenizer)
    assert tokenizer(text).text == text


def test_an_ordinary_text_goes_through_the_cap_unchanged() -> None:
    tokenizer: Any = pipelines.load("en").tokenizer
    assert [t.text for t in tokenizer(NEWS["en"])] == [t.text for t in tokenizer.inner(NEWS["en"])]


@pytest.mark.parametrize("lang", NEWS)
def test_company_in_a_batch_changes_nothing(lang: str) -> None:
    texts = [NEWS[lang], "", NEWS[lang] * 3, "\n"]
    alone = [[(t.text, t.dep_, t.lemma_) for t in parsed(text, lang)] for text in texts]
    together = [[(t.text, t.dep_, t.lemma_) for t in doc] for doc in pipelines.parse(texts * 20, lang)]
    assert together == alone * 20


def test_short_lived_docs_leave_no_words_behind() -> None:
    strings = pipelines.load("en").vocab.strings
    before = len(strings)
    names = [f"Zq{i}xv met Wk{i}jh." for i in range(20)]
    said = [doc[0].text for doc in pipelines.parse(names, "en", short_lived=True)]
    assert said == [f"Zq{i}xv" for i in range(20)]
    assert len(strings) == before


def test_half_a_surrogate_pair_is_no_error() -> None:
    assert parsed("The \ud800 met.", "en").text == "The \ufffd met."


def test_the_shipped_weights_are_small_and_hold_no_pickle() -> None:
    files = [path for path in pipelines.MODELS.rglob("*") if path.is_file()]
    assert 0 < sum(path.stat().st_size for path in files) <= 40 * 2**20
    assert not [path for path in files if path.suffix in (".pkl", ".pickle")]


def test_the_shipped_weights_are_those_of_the_card() -> None:
    folder = pipelines.MODELS / "ar"
    assert (folder / CHECKSUMS).read_text("utf-8") == checksums(folder)


def test_the_shipped_weights_name_no_folder_of_the_machine_that_made_them() -> None:
    config = (pipelines.MODELS / "ar" / "config.cfg").read_text("utf-8")
    assert '"/' not in config


def test_arabic_names_tell_states_and_nationalities_from_other_places() -> None:
    doc = parsed("التقى وزير الخارجية العراقي نظيره التركي في أنقرة قرب نهر دجلة يوم الأحد.", "ar")
    found = {(e.text, e.label_) for e in doc.ents}
    assert ("أنقرة", "GPE") in found
    assert ("التركي", "NORP") in found


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("يطالب", "طالب"),
        ("يشير", "أشار"),
        ("تستهدف", "استهدف"),
        ("يصل", "وصل"),
        ("أدانت", "أدان"),
    ],
)
def test_a_verb_has_a_lemma_that_its_form_can_have(form: str, lemma: str) -> None:
    doc = parsed(f"{form} الوزير اليوم إلى القاهرة.", "ar")
    assert doc[0].pos_ == "VERB"
    assert doc[0].lemma_ == lemma


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("فاعتقلت", "ف اعتقلت"),
        ("واتهمتها", "و اتهمت ها"),
        ("فرنسا", "فرنسا"),
    ],
)
def test_a_proclitic_before_a_verb_form_is_cut_off(word: str, pieces: str) -> None:
    assert [t.text for t in parsed(word, "ar")] == pieces.split()


def test_an_organisation_of_the_list_is_one_whatever_its_words_are_alone() -> None:
    doc = next(pipelines.parse(["فاز الوداد البيضاوي على ريال مدريد في الرباط."], "ar"))
    found = {e.text: e.label_ for e in doc.ents}
    assert found == {"الوداد البيضاوي": "ORG", "ريال مدريد": "ORG", "الرباط": "GPE"}


def test_an_organisation_at_the_end_of_a_text_may_begin_a_longer_name() -> None:
    nlp = spacy.blank("ar")
    lists = NameLists()
    lists.organisations = frozenset({"alpha", "alpha beta gamma"})
    found = lists(nlp("beta alpha")).ents
    assert [(e.start, e.end) for e in found] == [(1, 2)]
