"""Arabic names: what the lists know, what the tagger sees, and what it finds in sentences that it has not seen."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest
import spacy

from extractors import pipelines
from extractors.languages.nametagger import Known, NameFeatures, NameTagger, spans, tags
from extractors.languages.script import fold
from extractors.training.names import WORD_LISTS

# label, then the name; the sentence
NAMES = [
    ("PER", "رانيا الخطيب", "قالت المتحدثة رانيا الخطيب إن المحادثات انتهت."),
    ("PER", "ماتياس هوفمان", "وسجل المهاجم الألماني ماتياس هوفمان هدفا في الشوط الثاني."),
    ("PER", "ريتشاردز", "وأضاف ريتشاردز أن الاجتماع كان مفيدا."),
    ("ORG", "نوكيا", "أعلنت شركة نوكيا أنها ستفتح مكتبا في الرباط."),
    ("ORG", "حزب العدالة والتنمية", "انسحب حزب العدالة والتنمية من الائتلاف."),
    ("ORG", "جامعة اليرموك", "يدرس الباحث في جامعة اليرموك منذ سنوات."),
    ("GPE", "فنلندا", "وصل الوفد إلى فنلندا مساء الثلاثاء."),
    ("LOC", "الفرات", "انتشرت الدوريات على ضفة نهر الفرات."),
]
PLACES = {"GPE": "LOC"}
PROSE = [
    "وصل الضيوف إلى القاعة قبل بداية الحفل بساعة.",
    "ارتفعت أسعار الخضار هذا الأسبوع بسبب الأمطار.",
]


@pytest.mark.parametrize(("label", "name", "text"), NAMES)
def test_a_name_is_found_whole_and_without_its_title(label: str, name: str, text: str) -> None:
    doc = next(pipelines.parse([text], "ar"))
    assert (name, label) in {(e.text, e.label_) for e in doc.ents}


def test_names_are_found_as_well_as_ever() -> None:
    """Exact spans; states and cities count as places."""
    here = Path(__file__).parent
    cases = tomllib.loads((here / "names" / "ar.toml").read_text(encoding="utf-8"))["sentence"]
    floor = tomllib.loads((here / "floors.toml").read_text(encoding="utf-8"))["ar.names"]
    gold, found = set(), set()
    for doc, case in zip(pipelines.parse([c["text"] for c in cases], "ar"), cases, strict=True):
        gold |= {(doc.text, label, name) for label in ("PER", "ORG", "LOC") for name in case[label]}
        said = {(doc.text, PLACES.get(e.label_, e.label_), e.text) for e in doc.ents}
        found |= {s for s in said if s[1] in ("PER", "ORG", "LOC")}
    right = len(gold & found)
    assert len(gold) >= 40
    assert all(name in text for text, _, name in gold)
    assert right / len(found) >= floor["P"]
    assert right / len(gold) >= floor["R"]


@pytest.mark.parametrize("text", PROSE)
def test_a_sentence_without_names_has_none(text: str) -> None:
    assert not next(pipelines.parse([text], "ar")).ents


def test_a_word_knows_its_place_in_the_longest_listed_name() -> None:
    known = Known(names={"ORG": ["a b c", "b"], "LOC": ["a b"]})
    assert known.places(["a", "b", "c", "b"]) == [["B-ORG"], ["I-ORG", "U-ORG"], ["E-ORG"], ["U-ORG"]]


def test_a_name_that_the_text_breaks_off_is_no_error() -> None:
    assert Known(names={"ORG": ["a b c"]}).places(["x", "a", "b"]) == [[], [], []]


def test_each_token_has_a_row_that_tells_of_its_neighbours() -> None:
    doc = spacy.blank("xx")("one two")
    first, second = NameFeatures(Known(words={"title": ["one"]}))(doc)
    assert {"norm=one", "in=title", "1norm=two", "-1edge"} <= set(first)
    assert {"norm=two", "-1in=title", "1edge"} <= set(second)


@pytest.mark.parametrize(
    "labels",
    [
        "O B-PER I-PER O",
        "B-PER B-PER I-PER I-PER",
        "B-ORG O O B-LOC",
        "O O O O",
    ],
)
def test_labels_and_spans_say_the_same(labels: str) -> None:
    doc = spacy.blank("xx")("one two three four")
    doc.ents = tuple(spans(doc, labels.split()))
    assert tags(doc) == labels.split()


def test_a_name_begins_where_the_label_changes() -> None:
    doc = spacy.blank("xx")("one two three")
    assert [(s.text, s.label_) for s in spans(doc, ["I-PER", "I-ORG", "I-ORG"])] == [
        ("one", "PER"),
        ("two three", "ORG"),
    ]


def test_a_tagger_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    nlp = pipelines.load("ar")
    nlp.get_pipe("name_tagger").to_disk(tmp_path / "one")  # type: ignore[attr-defined]
    NameTagger(nlp.tokenizer).from_disk(tmp_path / "one").to_disk(tmp_path / "two")
    shipped = pipelines.MODELS / "ar" / "name_tagger"
    for file in shipped.iterdir():
        assert (tmp_path / "two" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("file", [*WORD_LISTS.values(), "ar.organisations.txt"])
def test_a_list_has_each_name_once(file: str) -> None:
    text = (resources.files("extractors.languages") / file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    assert all(line == line.strip() and fold(line) for line in lines)
    assert len(lines) == len(set(lines))
