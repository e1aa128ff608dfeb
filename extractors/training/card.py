"""What a pipeline says of itself: where it comes from, under which licence, and how good it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.training import corpora
from extractors.training.treebank import kept_sentences, without_marks

if TYPE_CHECKING:
    from spacy.language import Language

MEASURED = (
    "token_f",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "ents_p",
    "ents_r",
    "ents_f",
)
SOURCES = [
    {
        "name": "Prague Arabic Dependency Treebank (UD)",
        "license": "CC BY-NC-SA 3.0",
        "author": "UFAL, Charles University",
    },
    {"name": "Arabic PUD (UD)", "license": "CC BY-SA 3.0", "author": "Google, UFAL"},
    {"name": "ANERcorp (training part)", "license": "free for research", "author": "Yassine Benajiba"},
    {"name": "AQMAR Wikipedia names", "license": "CC BY-SA 3.0", "author": "Behrang Mohit et al."},
    {"name": "Camel Morph MSA", "license": "CC BY 4.0", "author": "CAMeL Lab, NYU Abu Dhabi"},
    {"name": "ANT corpus (raw news)", "license": "Apache-2.0", "author": "Amina Chouigui et al."},
    {"name": "Unicode CLDR territory names", "license": "Unicode-3.0", "author": "Unicode, Inc."},
]
CHECKSUMS = "SHA256SUMS"
TEXTS = {CHECKSUMS, "README.md", "LICENSE"}
FACTS = {
    "name": "kg_news",
    "version": "0.3.0",
    "description": "Words, lemmas, Universal Dependencies and names of Arabic news, vocalised or not.",
    "license": "CC BY-NC-SA 3.0",
    "author": "geopolitical-kg",
    "email": "",
    "url": "",
}


def scores(nlp: Language, treebank: Path, names: Path) -> dict[str, float]:
    """Shares (0 to 1) from raw text on the sentences that no training has seen; trees without punctuation."""
    from spacy.training import Example

    trees = [corpora.sentence_doc(without_marks(s), nlp) for s in kept_sentences(treebank)]
    named = [corpora.names_doc(s, nlp) for s in corpora.name_sentences(names)[2]]
    found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in trees])
    with nlp.select_pipes(disable=["name_lists"]):  # the names files have places only, and no nationalities
        of_names = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in named])
    found |= {key: value for key, value in of_names.items() if key.startswith("ents_")}
    return {key: round(float(found[key]), 4) for key in MEASURED if found.get(key) is not None}


def write(nlp: Language, measured: dict[str, float], out: Path) -> None:
    """Saves the pipeline with its facts and scores; long lists of labels are left to the components."""
    nlp.meta.update({**FACTS, "sources": SOURCES})
    nlp.to_disk(out)
    path = out / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta = {**meta, **FACTS, "sources": SOURCES, "performance": measured}
    meta.pop("labels", None)
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / CHECKSUMS).write_text(checksums(out), encoding="utf-8")


def checksums(folder: Path) -> str:
    """A line for each file of weights, as `sha256sum` writes and checks them; texts about them are left
    out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in TEXTS)
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    )
    return "\n".join(lines) + "\n"
