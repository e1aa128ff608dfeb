"""Where: the place, of those that the sentence names, that an event is told to happen at.

Syntax gives one where a place phrase hangs on the trigger or inside its phrases. Which place is meant in the end, or
none, is told by where each stands to the trigger and to who takes part: "a house north of Baquba", "flew to Asmara",
"protesters in Kiev", but not "officials in Algiers said". It is a conditional logit over plain features, nowhere being
one candidate more with the odds 1 (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974), with
the weights of `lexicons/where.toml`, the same for every language; `python -m kg.locate` fits them."""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib import resources

from extractors.actors import Actors
from extractors.drafts import Draft
from extractors.frames import Frames
from extractors.index import Index
from extractors.participants import Participants
from extractors.syntax import Tree
from extractors.when import same_time
from ontology.model import PlaceMention

LEAST = 0.45  # probability from which a place is told: below it none is better than the wrong one
SURE = 0.7  # the same where nobody is named: the place alone makes it an event
_NEAR, _FAR = 5, 15  # tokens between a place and the trigger
_STEPS = 8
_DEEP = 4
_PHRASES = ("place", "agent", "genitive", "belongs", "partitive", "beside")  # lists of prepositions in the grammar
_ELSEWHERE = ("conj", "acl", "advcl", "ccomp", "xcomp", "parataxis", "punct", "case", "mark")
_APART = ("after", "before", "in_response_to")  # what such a phrase tells of happened at a place of its own
_REASON = "because_of"
Features = frozenset[str]
Found = dict[int, tuple[PlaceMention, Features]]  # candidates by token


def places(made: Mapping[int, Draft], participants: Participants) -> dict[int, PlaceMention]:
    """The places of the drafts that have one, by trigger."""
    out = {}
    for i, draft in made.items():
        if saw := _saw(draft, participants):
            out[i] = saw
            continue
        found = candidates(draft, participants, made)
        likely = probabilities({k: features for k, (_, features) in found.items()}, weights())
        best = max(likely, key=lambda k: likely[k], default=None)
        if best is not None and likely[best] >= (LEAST if draft.sources or draft.targets else SURE):
            out[i] = found[best][0]
    return out


def _saw(draft: Draft, participants: Participants) -> PlaceMention | None:
    """The place that is said to have seen it, or the event that it is the outcome of: "the town saw clashes"."""
    tree, actors = participants.tree, participants.actors
    outcome_of = [tree.head[draft.token]] if tree.dep[draft.token] == "acl" else []
    for k in (k for i in (draft.token, *draft.also, *outcome_of) for k in participants.frames.seen_by(i)):
        inside = (m for m in tree.kids[k] if tree.dep[m] in ("nmod", "flat", "appos"))
        if found := next((p for m in (k, *inside) if (p := actors.place(m))), None):
            return found
    return None


def probabilities(found: Mapping[int, Features], known: Mapping[str, float]) -> dict[int, float]:
    """How likely each candidate is meant; what is missing to 1 is the probability of none."""
    odds = {k: math.exp(sum(known.get(name, 0.0) for name in features)) for k, features in found.items()}
    return {k: one / (1 + sum(odds.values())) for k, one in odds.items()}


@functools.cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature."""
    file = resources.files("extractors") / "lexicons" / "where.toml"
    table: dict[str, float] = tomllib.loads(file.read_text(encoding="utf-8"))["weights"]
    return table


def candidates(draft: Draft, participants: Participants, made: Mapping[int, Draft]) -> Found:
    """The places that the draft's sentence names, by token, with their features; `made` are all drafts."""
    tree, frames, actors = participants.tree, participants.frames, participants.actors
    here = tree.sentence[draft.token]
    rivals: dict[int, PlaceMention] = {}
    for k in range(*tree.sentences[here]):
        apart = k in tree.apart or _says_whose(tree, actors, k) or _of_another(tree, frames, draft.token, k)
        place = None if apart else actors.place(k)
        same = next((r for r, other in rivals.items() if place and other.start == place.start), None)
        if place is None or (same is not None and _path(tree, k, same) is not None):
            continue  # "the town of X" is X, once
        if same is not None:
            del rivals[same]
        rivals[k] = place
    ruled = _by_syntax(tree, frames, actors, draft)
    others = [d for d in made.values() if d is not draft and tree.sentence[d.token] == here]
    out: Found = {}
    for k, place in rivals.items():
        features = {*_standing(tree, frames.index, draft, k, triggers=participants.events.keys(), rivals=rivals)}
        features |= set(_stands_for(k, draft, participants, others))
        if ruled is not None and ruled.start == place.start:
            features |= {"by syntax", f"{draft.entry.type} by syntax"}
        out[k] = (place, frozenset(features))
    return out


def _says_whose(tree: Tree, actors: Actors, k: int) -> bool:
    """Whether a state's name only says whose somebody is: "spoke with his *U.S.* counterpart"."""
    found = actors.names.get(k)
    state = found is not None and actors.is_state(k) and all(n.kind != "place" for n in found.names)
    return state and tree.dep[k] in ("amod", "compound") and tree.head[k] in actors.roles


def _of_another(tree: Tree, frames: Frames, i: int, k: int) -> bool:
    """Whether a place stands in a phrase that tells of another event: "approved it two days after a bombing in X", or
    inside one that tells the reason: "punished over abuses in X"."""
    links, up = frames.index.lexicon.links, _path(tree, k, i) or []
    return any(links.get(tree.preps[token]) in _APART for token in up) or (
        tree.is_verb(i) and any(links.get(tree.preps[token]) == _REASON for token in up[1:] if not tree.is_verb(token))
    )


def _standing(
    tree: Tree, index: Index, draft: Draft, k: int, *, triggers: Collection[int], rivals: Collection[int]
) -> Iterator[str]:
    """Where candidate `k` stands to the trigger and to what the event is about; `triggers` are the tokens that may
    be events, `rivals` all candidates."""
    i, entry = draft.token, draft.entry
    yield "bias"
    yield f"type:{entry.type}"
    yield f"rule:{entry.id}"
    yield f"fact:{draft.context.factuality}"
    yield "verb" if tree.is_verb(i) else "noun"
    if (up := _path(tree, k, i)) is not None:
        verbs = [token for token in up[1:] if tree.is_verb(token)]
        top = up[-1]
        yield "below"
        yield f"below:{min(len(up), 4)}"
        yield f"below verbs:{min(len(verbs), 2)}"
        yield f"via:{tree.dep[top]}"
        if tree.preps[top]:
            yield f"via prep:{tree.preps[top]}"
        if verbs:
            yield f"as:{tree.dep[up[up.index(verbs[0]) - 1]]}"
        if any(token in triggers for token in up[1:]):
            yield "below another"
    if draft.theme is not None and (k == draft.theme or _path(tree, k, draft.theme) is not None):
        yield "in theme"
        yield f"{entry.type} in theme"
    yield f"dep:{tree.dep[k]}"
    if prep := tree.preps[k]:
        yield f"prep:{prep}"
        yield f"{entry.type} prep:{prep}"
        if kind := next((name for name in _PHRASES if prep in index.words(name)), None):
            yield f"{kind} phrase"
            yield f"{entry.type} {kind} phrase"
    yield "after" if k > i else "before"
    if k == min((r for r in rivals if (r > i) == (k > i)), key=lambda r: abs(r - i)):
        yield "nearest after" if k > i else "nearest before"
    if len(rivals) == 1:
        yield "only"
    distance = abs(k - i)
    yield "near" if distance <= _NEAR else "far" if distance > _FAR else "middle"


def _stands_for(k: int, draft: Draft, participants: Participants, others: list[Draft]) -> Iterator[str]:
    """What else the name does in the sentence: whom it stands for, or in whose phrase it stands."""
    tree, actors = participants.tree, participants.actors
    reading = actors.reading(k)
    if reading is not None:
        yield "actor"
    yield "country" if actors.is_state(k) else "no country"
    for side, pairs in (("source", draft.sources), ("target", draft.targets)):
        for token, phrase in pairs:
            if k in (token, phrase):
                yield f"is {side}"
                yield f"{draft.entry.type} is {side}"
            elif _path(tree, k, token) is not None or _path(tree, k, phrase) is not None:
                yield f"in {side}"
                yield f"{draft.entry.type} in {side}"
    for other in others:
        for token, _ in (*other.sources, *other.targets):
            if k == token or _path(tree, k, token) is not None:
                yield "of another"
    first, last = tree.sentences[tree.sentence[draft.token]]
    for verb in range(first, last):
        if participants.frames.index.speech(tree, verb):
            for subject in tree.having(verb, "nsubj"):
                if k == subject or _path(tree, k, subject) is not None:
                    yield "of who speaks"


def _path(tree: Tree, k: int, top: int) -> list[int] | None:
    """The tokens from `k` up to right below `top`; None where it does not hang there."""
    found = [k]
    while len(found) <= _STEPS:
        above = tree.head[found[-1]]
        if above == top:
            return found
        if above == found[-1]:
            return None
        found.append(above)
    return None


def _by_syntax(tree: Tree, frames: Frames, actors: Actors, draft: Draft) -> PlaceMention | None:
    """The place phrase on the trigger or nearest inside its phrases, else that of a verb which shares its time, else
    the first one behind the trigger in its clause, wherever the parser hung it."""
    clause = _clause(tree, draft.token)
    for token in same_time(tree, frames, draft):
        # a coordinated clause with a subject of its own may happen elsewhere
        same = token in draft.also or _clause(tree, token) == clause
        if same and (found := _place_below(tree, frames, actors, token)):
            return found
    return _place_behind(tree, frames, actors, draft.token)


def _place_behind(tree: Tree, frames: Frames, actors: Actors, token: int) -> PlaceMention | None:
    where, links = frames.index.words("place"), frames.index.lexicon.links
    for k in range(token + 1, tree.sentences[tree.sentence[token]][1]):
        if tree.is_verb(k) and tree.dep[k] != "acl":
            return None
        if links.get(tree.preps[k]) in ("after", "before", "in_response_to"):
            return None  # what follows tells where that other one happened
        if tree.preps[k] in where and (found := actors.place(k)):
            return found
    return None


def _clause(tree: Tree, token: int) -> int:
    """The first verb of the coordination that shares one subject with the token's clause."""
    while tree.dep[token] == "conj" and tree.head[token] != token and not tree.having(token, "nsubj"):
        token = tree.head[token]
    return token if tree.dep[token] == "conj" else -1


def _place_below(tree: Tree, frames: Frames, actors: Actors, token: int) -> PlaceMention | None:
    where = frames.index.words("place")
    level = [k for k in tree.kids[token] if tree.dep[k] not in _ELSEWHERE]
    for _ in range(_DEEP):
        for k in sorted(level, key=lambda k: (tree.dep[k] == "nsubj", k)):
            if tree.preps[k] in where and (found := actors.place(k)):
                return found
        level = [
            m
            for k in level
            if not tree.is_verb(k) and not frames.index.triggers(tree, k)
            for m in tree.kids[k]
            if tree.dep[m] not in _ELSEWHERE
        ]
    return None
