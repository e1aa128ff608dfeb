"""Lemmas for Arabic: spaCy's edit-tree lemmatizer over bare letters, corrected by a list of verb forms."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees  # type: ignore[import-not-found]
from spacy.pipeline.edit_tree_lemmatizer import DEFAULT_EDIT_TREE_LEMMATIZER_MODEL, EditTreeLemmatizer
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.languages.script import fold, plain

VERBS_FILE = "verbs.json.gz"


class BareTrees(EditTrees):  # type: ignore[misc]
    """Edit trees that do not see vowel marks: a vocalised word has the lemma of the unvocalised one."""

    def add(self, form: str, lemma: str) -> int:
        return int(super().add(plain(form), lemma))

    def apply(self, tree_id: int, form: str) -> str | None:
        lemma: str | None = super().apply(tree_id, plain(form))
        return lemma or None


class ArabicLemmatizer(EditTreeLemmatizer):
    """Gives each word its dictionary form without vowel marks."""

    def __init__(self, vocab: Vocab, model: Any, name: str = "arabic_lemmatizer", **settings: Any) -> None:
        super().__init__(vocab, model, name, **settings)
        self.trees = BareTrees(vocab.strings)
        self.verbs: Mapping[str, Sequence[str]] = {}  # folded form -> its lemmas, the likeliest first

    def set_annotations(self, docs: Iterable[Doc], batch_tree_ids: Any) -> None:
        """Writes the lemmas: for a verb one of those that its form can have, for a word that no tree fits its bare
        letters."""
        super().set_annotations(docs, batch_tree_ids)
        for doc in docs:
            for token in doc:
                if token.pos_ == "VERB" and (lemmas := self.verbs.get(fold(token.text))):
                    if token.lemma_ not in lemmas:
                        token.lemma_ = lemmas[0]
                elif not token.lemma:
                    token.lemma_ = plain(token.text)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Saves the component with its list of verb forms."""
        super().to_disk(path, exclude=exclude)  # type: ignore[no-untyped-call]
        data = json.dumps(self.verbs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (Path(path) / VERBS_FILE).write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> ArabicLemmatizer:
        """Reads what `to_disk` has saved."""
        super().from_disk(path, exclude=exclude)  # type: ignore[no-untyped-call]
        with gzip.open(Path(path) / VERBS_FILE, "rt", encoding="utf-8") as file:
            self.verbs = json.load(file)
        return self


@Language.factory(
    "arabic_lemmatizer",
    assigns=["token.lemma"],
    requires=[],
    default_config={
        "model": DEFAULT_EDIT_TREE_LEMMATIZER_MODEL,
        "backoff": None,
        "min_tree_freq": 2,
        "overwrite": False,
        "top_k": 3,
        "scorer": {"@scorers": "spacy.lemmatizer_scorer.v1"},
    },
    default_score_weights={"lemma_acc": 1.0},
)
def arabic_lemmatizer(
    nlp: Language,
    name: str,
    model: Any,
    backoff: str | None,
    min_tree_freq: int,
    overwrite: bool,
    top_k: int,
    scorer: Callable[..., Any] | None,
) -> ArabicLemmatizer:
    """For the [components] block of a pipeline's config."""
    return ArabicLemmatizer(
        nlp.vocab,
        model,
        name,
        backoff=backoff,
        min_tree_freq=min_tree_freq,
        overwrite=overwrite,
        top_k=top_k,
        scorer=scorer or lemmatizer_score,
    )
