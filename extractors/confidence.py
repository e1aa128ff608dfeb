"""How sure a reading is, from 0 to 1: of the event mentions that get 0.8, about 80 % are to be right.

A logistic regression over plain features of the reading (who is named, how the trigger stands in its sentence, which
entry read it), with the weights of `lexicons/<lang>.confidence.toml`. `python -m kg.calibrate` fits them anew on
labelled cases, and says how well they hold on cases that it has not seen."""

from __future__ import annotations

import datetime as dt
import functools
import math
import tomllib
from collections.abc import Container, Iterable, Mapping
from importlib import resources

from extractors.drafts import Draft
from extractors.frames import Frames
from extractors.syntax import Tree
from ontology.model import EventMention

FIRST = 4  # tokens: a trigger among them is what the sentence is about
SHORT = 25  # tokens of an ordinary sentence
FAR = 300  # days before the report
CUES = ("cue_sport", "cue_culture", "cue_market", "cue_nature", "cue_history", "cue_law")  # word lists of the grammar
# how a sentence is told: word lists, and how many of them are many
MANNER = {"argues": 4, "toll": 3, "near": 3}
NUMBERS = 3
CERTAIN = 0.99  # no reading is surer
UNFITTED = 0.75  # where a language has no weights yet


def features(
    mention: EventMention,
    draft: Draft,
    frames: Frames,
    *,
    beside: Iterable[Draft],
    dated: Container[int],
    published: dt.date | None,
) -> dict[str, float]:
    """The features of a reading by name; absent ones are 0. `beside` are the drafts of its sentence, `dated` the
    tokens of date phrases."""
    view = frames.tree
    i, entry = draft.token, draft.entry
    first, last = view.sentences[view.sentence[i]]
    noun = not view.is_verb(i)
    chain = draft.context.chain
    near = [d for d in beside if d is not draft]
    governor = frames.governor(i)
    found = {
        "bias": 1.0,
        f"type:{entry.type}": 1.0,
        f"mode:{entry.mode}": float(bool(entry.mode)),
        f"rule:{mention.rule}": 1.0,
        f"fact:{mention.factuality}": 1.0,
        "noun": noun,
        "noun definite": noun and view.morph[i].get("Definite") == "Def",
        "noun plural": noun and view.morph[i].get("Number") == "Plur",
        "noun loose": noun and governor is None and view.head[i] != i,
        "light": governor is not None and governor.light is not None,
        "passive": not noun and view.passive(i),
        "main": view.head[chain[-1]] == chain[-1],
        "past": _feature(view, chain[-1], Tense="Past", Aspect="Perf"),
        "present": _feature(view, chain[-1], Tense="Pres", Aspect="Imp"),
        "relative": view.dep[i] == "acl",
        "deep": len(chain) > 2,
        "early": i - first <= FIRST,
        "long": max(0.0, (last - first - SHORT) / SHORT),
        "source": bool(mention.sources),
        "target": bool(mention.targets),
        "both": bool(mention.sources and mention.targets),
        "source known": any(a.actor for a in mention.sources),
        "target known": any(a.actor for a in mention.targets),
        "source coded": any(a.code for a in mention.sources),
        "target coded": any(a.code for a in mention.targets),
        "no actor": not mention.sources and not mention.targets,
        "inherited": draft.inherited,
        "theme": mention.theme is not None,
        "place": mention.place is not None,
        "dated": mention.date.text is not None,
        "date in sentence": any(k in dated for k in range(first, last)),
        "far": _days_back(mention, published) > FAR,
        "counted": any(n for n in (mention.dead, mention.injured, mention.arrested)),
        "attributed": mention.attribution is not None,
        "more of the type": any(d.entry.type == entry.type for d in near),
        "more": min(3, len(near)) / 3,
    }
    inside = {key for k in range(first, last) for key in view.keys[k]}
    for cue in CUES:
        found[cue] = min(2, sum(word in inside for word in frames.index.words(cue))) / 2
    for name, many in MANNER.items():
        known = frames.index.words(name)
        found[name] = min(many, sum(any(w in known for w in view.keys[k]) for k in range(first, last))) / many
    found["numbers"] = min(NUMBERS, sum(view.pos[k] == "NUM" for k in range(first, last))) / NUMBERS
    return {name: float(value) for name, value in found.items() if value}


def _feature(view: Tree, token: int, **values: str) -> bool:
    return any(view.morph[token].get(name) == value for name, value in values.items())


def confidence(found: Mapping[str, float], lang: str) -> float:
    """The probability that a reading with these features is right."""
    known = weights(lang)
    if not known:
        return UNFITTED
    return min(CERTAIN, round(probability(found, known), 2))


def probability(found: Mapping[str, float], known: Mapping[str, float]) -> float:
    """The logistic of features times weights; a feature without a weight counts nothing."""
    score = sum(value * known.get(name, 0.0) for name, value in found.items())
    return 1 / (1 + math.exp(-score))


@functools.cache
def weights(lang: str) -> Mapping[str, float]:
    """The fitted weights of a language; empty where there are none."""
    file = resources.files("extractors") / "lexicons" / f"{lang}.confidence.toml"
    if not file.is_file():
        return {}
    table: dict[str, float] = tomllib.loads(file.read_text(encoding="utf-8"))["weights"]
    return table


def _days_back(mention: EventMention, published: dt.date | None) -> int:
    """Days between the event and its report; 0 where either is unknown."""
    told = mention.date.value
    return (published - told).days if told and published and mention.date.text else 0
