"""Copies of training sentences with other verbs, so that the networks meet many more of them than a treebank
holds.

A verb is replaced by one of the same valency, aspect, voice, mood, person, gender and number, drawn by how
often its forms occur in raw news.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.languages.script import fold
from extractors.training.morphology import Slot, to_script
from extractors.training.treebank import Sentence

# verbs that are half auxiliaries stay: their syntax is their own (Buckwalter)
KEPT = {to_script(lemma) for lemma in (
    "kAn", "lys", "qAl", "tm", ">SbH", "Zl", "bAt", "zAl", "SAr", "kAd",
    "bd>", "EAd", ">x*", "jEl", "qd", ">DAf", ">mkn", "wjb", "ynbgy", "yjb",
)}  # fmt: skip
SHARE = 0.8  # of the verbs of a sentence
OBJECT_LEFT_OUT = 0.35  # of the verbs without object are transitive ones
SMALLEST_POOL = 20
OBJECT_LABELS = {"obj", "ccomp", "iobj"}
LONG_WA, MAQSURA, ALIF, HAMZAS = to_script("wA"), to_script("Y"), to_script("A"), to_script("'>&}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The verbs that may stand in a slot, with the weight of each."""

    verbs: list[tuple[str, str]]
    weights: list[float]


def augmented(
    sentences: list[Sentence], forms: Mapping[Slot, Mapping[str, str]], counts: Mapping[str, int], seed: int
) -> Iterator[Sentence]:
    """One copy of each sentence in which a verb could be replaced."""
    rng = random.Random(seed)
    pools = _pools(forms, counts, sentences)
    for sentence in sentences:
        copy = _with_other_verbs(sentence, pools, rng)
        if copy != sentence:
            yield copy


def _pools(
    forms: Mapping[Slot, Mapping[str, str]], counts: Mapping[str, int], sentences: Iterable[Sentence]
) -> dict[Slot, Pool]:
    seen: Counter[str] = Counter()
    for slot, verbs in forms.items():
        if slot.voice == "Act" and slot.person in ("3MS", "3FS") and slot.mood in ("", "Ind"):
            for lemma, form in verbs.items():
                seen[lemma] += counts.get(fold(form), 0)
    # forms that the treebank has as other words are left out
    other = Counter(w.form for s in sentences for w in s if w.upos not in ("VERB", "AUX", "X"))
    pools = {}
    for slot, verbs in forms.items():
        fit = [(lm, form) for lm, form in verbs.items() if seen[lm] and len(form) > 2 and other[form] < 3]
        weights = [min(4.0, 1 + math.log10(seen[lemma])) for lemma, _ in fit]
        pools[slot] = Pool(verbs=fit, weights=weights)
    return pools


def _with_other_verbs(sentence: Sentence, pools: Mapping[Slot, Pool], rng: random.Random) -> Sentence:
    words = list(sentence)
    for i, word in enumerate(sentence):
        slot = slot_of(i, sentence, rng)
        if not slot or rng.random() > SHARE:
            continue
        pool = pools.get(slot)
        if not pool or len(pool.verbs) < SMALLEST_POOL:
            continue
        lemma, form = rng.choices(pool.verbs, pool.weights)[0]
        if not word.space and i + 1 < len(sentence) and sentence[i + 1].upos == "PRON":
            form = before_pronoun(form)
        if form:
            words[i] = replace(word, form=form, lemma=lemma)
    return tuple(words)


def slot_of(at: int, sentence: Sentence, rng: random.Random) -> Slot | None:
    """The cell of the verb table in which a word stands (None: no verb, or one that stays as it is)."""
    word = sentence[at]
    if word.upos != "VERB" or word.lemma in KEPT or word.dep.split(":")[0] in ("aux", "cop"):
        return None
    feats = dict(pair.split("=", 1) for pair in word.feats.split("|") if "=" in pair)
    aspect, number = (
        feats.get("Aspect"),
        {"Sing": "S", "Dual": "D", "Plur": "P"}.get(feats.get("Number", ""), "S"),
    )
    gender = "F" if feats.get("Gender") == "Fem" else "M"
    person = {"3": f"3{gender}{number}", "1": "1S" if number == "S" else "1P"}.get(feats.get("Person", ""))
    if aspect not in ("Perf", "Imp") or not person:
        return None
    mood = feats.get("Mood") if feats.get("Mood") in ("Ind", "Sub", "Jus") else "Ind"
    voice = "Pass" if feats.get("Voice") == "Pass" else "Act"
    valency = "trans" if voice == "Pass" or _has_object(at, sentence) else "intrans"
    if valency == "intrans" and rng.random() < OBJECT_LEFT_OUT:
        valency = "trans"
    return Slot(
        valency=valency,
        aspect=aspect,
        voice=voice,
        mood=(mood or "Ind") if aspect == "Imp" else "",
        person=person,
    )


def _has_object(at: int, sentence: Sentence) -> bool:
    return any(w.head == at and i != at and w.dep in OBJECT_LABELS for i, w in enumerate(sentence))


def before_pronoun(form: str) -> str:
    """How a verb is spelled before an object pronoun; empty where its hamza would change its seat."""
    if form.endswith(LONG_WA):
        form = form[:-1]
    if form.endswith(MAQSURA):
        form = form[:-1] + ALIF
    return "" if form[-1] in HAMZAS else form
