"""How the pipelines read the constructions that decide about events; the figures are floors that only rise."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors import phenomena, pipelines
from extractors.training import treebank
from ontology.errors import DataError

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
TREES = sorted((HERE / "trees").glob("*.toml"))


@pytest.mark.parametrize("file", TREES, ids=lambda p: p.name)
def test_no_construction_is_read_worse_than_its_floor(file: Path) -> None:
    lang = file.stem
    cases = phenomena.read(file)
    docs = list(pipelines.parse((case.text for case in cases), lang))
    now = {kind: right / n for kind, right, n in phenomena.measure(docs, cases)}
    floors = FLOORS[f"{lang}.trees"]
    assert now.keys() == floors.keys()
    assert {kind: share for kind, share in now.items() if share < floors[kind]} == {}


def test_the_list_for_arabic_is_long_enough_to_mean_something() -> None:
    cases = phenomena.read(HERE / "trees" / "ar.toml")
    verbs = [case.word for case in cases if case.kind == "initial-verb"]
    assert len(set(verbs)) >= 100
    assert len(cases) - len(verbs) >= 150


def test_newswire_sentences_are_read_as_well_as_when_the_weights_were_chosen() -> None:
    _, sentences = treebank.newswire()
    floors = FLOORS["ar.newswire"]
    texts = ["".join(w.form + " " * w.space for w in s).strip() for s in sentences]
    right = {"words": 0, "upos": 0, "lemma": 0, "uas": 0, "las": 0}
    total = 0
    for sentence, doc in zip(sentences, pipelines.parse(texts, "ar"), strict=True):
        read = {(t.idx, t.idx + len(t)): t for t in doc}
        begin, spans = 0, []
        for word in sentence:
            spans.append((begin, begin + len(word.form)))
            begin += len(word.form) + word.space
        total += len(sentence)
        for word, span in zip(sentence, spans, strict=True):
            token = read.get(span)
            if token is None:
                continue
            above = (token.head.idx, token.head.idx + len(token.head))
            head = above == spans[word.head]
            right["words"] += 1
            right["upos"] += token.pos_ == word.upos
            right["lemma"] += token.lemma_ == word.lemma
            right["uas"] += head
            right["las"] += head and (token.dep_.lower() if word.dep == "ROOT" else token.dep_) == word.dep.replace(
                "ROOT", "root"
            )
    now = {name: 100 * n / total for name, n in right.items()}
    assert {name: now[name] for name in floors if now[name] < floors[name]} == {}


@pytest.mark.parametrize("fault", ['kind = "x"\ntext = "a b"\n', 'kind = "x"\ntext = "a"\nword = "a"\nhaed = "b"\n'])
def test_a_slip_in_a_case_is_named(fault: str, tmp_path: Path) -> None:
    file = tmp_path / "xx.toml"
    file.write_text("[[case]]\n" + fault, encoding="utf-8")
    with pytest.raises(DataError, match=r"xx\.toml: case 1: "):
        phenomena.read(file)
