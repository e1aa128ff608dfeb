"""The name tagger: what it knows before it reads, and its conditional random field, trained on sentences with names."""

from __future__ import annotations

import csv
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.languages.nametagger import Known, NameFeatures, tags, word_counts
from extractors.languages.script import fold
from extractors.training import corpora
from extractors.training.classes import nationality_words, organisation_names, territory_names
from extractors.training.morphology import to_script
from extractors.training.treebank import newswire

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from ontology.gazetteer import Gazetteer

WORD_LISTS = {
    "body": "ar.organisation_heads.txt",
    "title": "ar.titles.txt",
    "site": "ar.place_heads.txt",
    "given": "ar.given_names.txt",
    "family": "ar.family_names.txt",
}
PERSON, BODY, PLACE, SHORT = "PER", "ORG", "LOC", "-short"
KINDS = {"Person": PERSON, "Country": PLACE}  # of actors; all others are bodies
LEXICON = "MSA-Noun-Prop-LEX.csv"  # of Camel Morph
RATIONAL = {"r": "human", "i": "thing"}  # its mark of names of people, and of places and bodies
SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}


def known(nlp: Language, morph: Path) -> Known:
    """The word lists of this folder's languages, the proper names of Camel Morph, and the names of the gazetteer."""
    from ontology import gazetteer

    names = _listed_names(nlp, gazetteer.load())
    words: dict[str, set[str]] = defaultdict(set, {kind: set(_lines(file)) for kind, file in WORD_LISTS.items()})
    for name in names[PERSON]:
        first, *_, last = name.split(" ") if " " in name else ("", "")
        words["given"].add(first)
        words["family"].add(last)
    words["family"] |= {name.split(" ")[-1] for name in names[PERSON + SHORT]}
    words["nationality"] |= nationality_words()
    for kind, word in _proper_names(morph / LEXICON):
        words[kind].add(word)
    return Known({kind: found - {""} for kind, found in words.items()}, names, word_counts(nlp.tokenizer))


def _lines(file: str) -> Iterator[str]:
    text = (resources.files("extractors.languages") / file).read_text(encoding="utf-8")
    return (fold(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _proper_names(path: Path) -> Iterator[tuple[str, str]]:
    """(human or thing, folded word) for the proper names of the lexicon."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            mark = re.search(r"rat:(\w)", row["FEAT"])
            if mark and mark[1] in RATIONAL:
                yield RATIONAL[mark[1]], fold(to_script(re.sub(r"(_\d+)?$", "", row["LEMMA"])))


def _listed_names(nlp: Language, gazetteer: Gazetteer) -> dict[str, set[str]]:
    """Kind -> names as folded tokens: actors, places, territories, and the list of organisations."""
    found: dict[str, set[str]] = defaultdict(set)

    def add(kind: str, text: str) -> None:
        found[kind].add(" ".join(fold(token.text) for token in nlp.make_doc(text)))

    for actor in gazetteer.actors():
        if actor.name_ar:
            add(KINDS.get(actor.kind, BODY), actor.name_ar)
    for alias in gazetteer.aliases():
        named = gazetteer.actor(alias.actor) if alias.lang == "ar" and alias.kind in ("name", "short") else None
        if named:
            add(KINDS.get(named.kind, BODY) + (SHORT if alias.kind == "short" else ""), alias.text)
    for name in (*territory_names(), *(name for place in gazetteer.places() for name in place.names_ar)):
        add(PLACE, name)
    found[BODY] |= organisation_names(nlp)
    return found


def train(nlp: Language, folder: Path, lists: Known, *, settings: dict[str, float | bool] = SETTINGS) -> bytes:
    """The field's model, from the training sentences of the names files and the project's own; `nlp` gives the parts
    of speech."""
    import pycrfsuite

    features = NameFeatures(lists)
    trainer = pycrfsuite.Trainer(verbose=False)
    for doc, labels in _tagged(nlp, folder):
        trainer.append(features(doc), labels)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as work:
        trainer.train(str(Path(work) / "names.crf"))
        return (Path(work) / "names.crf").read_bytes()


def _tagged(nlp: Language, folder: Path) -> Iterator[tuple[Doc, list[str]]]:
    """The training sentences as the pipeline reads them, with the labels that people gave them."""
    training, choosing, _ = corpora.name_sentences(folder)
    gold = [corpora.names_doc(sentence, nlp) for sentence in [*training, *choosing]]
    gold += [corpora.tree_names_doc(sentence, nlp) for part in newswire() for sentence in part]
    with nlp.select_pipes(enable=["tok2vec", "morphologizer"]):
        read: Iterable[Doc] = nlp.pipe(doc.text for doc in gold)
        yield from ((doc, tags(named)) for doc, named in zip(read, gold, strict=True) if len(doc))
