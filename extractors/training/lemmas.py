"""The dictionary forms of inflected verbs, for the lemmatizer: folded form -> lemmas, the likeliest first.

From Camel Morph MSA (NYU Abu Dhabi, CC BY 4.0). An edit tree learnt from a treebank takes a verb that it has not
seen for another pattern (imperfects of form IV and of weak roots above all); the lexicon knows their lemmas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractors.languages.script import fold
from extractors.training.morphology import all_forms, to_script
from extractors.training.treebank import Sentence

MOST = 3  # lemmas that one spelling may stand for
LONG_WA, MAQSURA, ALIF = to_script("wA"), to_script("Y"), to_script("A")


def verb_lemmas(morph: Path, counts: Mapping[str, int], sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """folded form -> lemmas, of the verbs that raw news (`counts`: folded word -> how often) or a treebank has.

    Where the treebank has some of the lemmas of a form, the others are left out: they are rare words."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, lemma, form, _ in all_forms(morph):
        for spelling in _spellings(form):
            found[fold(spelling)].add(lemma)
    known: Counter[str] = Counter()
    for word in (w for s in sentences for w in s if w.upos == "VERB"):
        known[word.lemma] += 1
        found[fold(word.form)].add(word.lemma)
    seen = _seen(found, counts)
    table = {}
    for form, lemmas in sorted(found.items()):
        usual = {lemma for lemma in lemmas if known[lemma]} or {lemma for lemma in lemmas if seen[lemma]}
        if usual and len(form) > 1:
            table[form] = sorted(usual, key=lambda lemma: (-known[lemma], -seen[lemma], lemma))[:MOST]
    return table


def _spellings(form: str) -> list[str]:
    """The form, and how it is written before an object pronoun."""
    spellings = [form]
    if form.endswith(LONG_WA):
        spellings.append(form[:-1])
    if form.endswith(MAQSURA):
        spellings.append(form[:-1] + ALIF)
    return spellings


def _seen(found: Mapping[str, set[str]], counts: Mapping[str, int]) -> Counter[str]:
    """How often a verb's forms occur; a spelling that several verbs share counts for each in part."""
    seen: Counter[str] = Counter()
    for form, lemmas in found.items():
        for lemma in lemmas:
            seen[lemma] += 1000 * counts.get(form, 0) // len(lemmas)
    return seen
