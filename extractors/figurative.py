"""Where words of politics are said of what has no politics: storms and prices, cooks and novelists, buses, law books.

"Lava threatened the airport" is no threat, and a chef who bombards his followers wages no war. Told by whoever is said
to do it, whatever the verb; so one list serves every trigger (docs/lexicon.md)."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.drafts import Draft
from extractors.frames import Frames
from extractors.syntax import Tree
from ontology.model import EventMention

Words = Mapping[str, frozenset[str]]
# what takes a power that they have not
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "THREATEN"})
_CAUSES = ("because_of", "after")
_STEPS = 6


def said_of_nobody(frames: Frames, draft: Draft) -> bool:
    """Whether a force of nature, a figure or a thing is said to do it, or by force somebody whose trade has none."""
    words, i = frames.index.words, draft.token
    doers = [k for k in frames.doer(i, draft.entry.genitive) if k != i]
    governor = frames.governor(i) if not doers else None
    if governor is not None and governor.entry is not None and governor.entry.complement == "actual":
        doers = frames.doer(governor.token)  # "the flood forced the evacuation of the town"
    if not doers:
        return False
    tree, storms = frames.tree, words("named_storm")
    if any(_is(tree, k, words("no_doer")) or _named(tree, k, storms) for k in doers):
        return True
    unarmed = words("unarmed")
    return draft.entry.type in _FORCE and all(_is(tree, k, unarmed) for k in doers)


def of_law(frames: Frames, draft: Draft) -> bool:
    """Whether a law book tells what may be done, or the text what usually is: "under the constitution he may …"."""
    tree, books = frames.tree, frames.index.words("law_book")
    if not books:
        return False
    may = draft.context.factuality in ("hypothetical", "planned", "demanded")
    usually = frames.index.words("usually")
    at = draft.token
    for _ in range(_STEPS):
        near = [k for k in tree.having(at, "obl") if tree.preps[k] in frames.index.words("under_law")]
        if may and any(_is(tree, k, books) for k in near):
            return True
        if tree.is_verb(at) and any(_is(tree, k, books) for k in tree.having(at, "nsubj")) and at != draft.token:
            return True
        if tree.is_verb(at) and any(tree.norm[k] in usually for k in tree.having(at, "advmod")):
            return True
        if tree.head[at] == at:
            return False
        at = tree.head[at]
    return False


def accident(frames: Frames, mention: EventMention, draft: Draft) -> bool:
    """Whether people die or are hurt by nobody, or by a vehicle, in a sentence that tells of a fire, a crash or an
    earthquake, and of no weapon or gunman."""
    if mention.type != "ASSAULT":
        return False
    tree, words = frames.tree, frames.index.words
    doers = frames.doer(draft.token, draft.entry.genitive)
    if mention.sources and not (doers and all(_is(tree, k, words("vehicle")) for k in doers)):
        return False
    if _died_of(frames, draft.token):
        return True
    said = {key for k in range(*tree.sentences[tree.sentence[draft.token]]) for key in tree.keys[k]}
    return bool(said & words("accident")) and not said & words("violence")


def _died_of(frames: Frames, i: int) -> bool:
    """Whether an accident is told as what people died of: "killed in *a crash*", "in *a gas explosion*"."""
    tree, words, links = frames.tree, frames.index.words, frames.index.lexicon.links
    verbs = [i, *(k for k in tree.having(i, "conj") if k > i)]
    told = [k for verb in verbs for k in tree.having(verb, "obl", "nmod") if k > i]
    told = [k for k in told if links.get(tree.preps[k]) in _CAUSES or tree.preps[k] in words("instrument")]
    for k in told:
        whole = {key for m in frames.chain(k) for key in tree.keys[m]}
        if _is(tree, k, words("accident") - words("vehicle")) or whole & words("accident_source"):
            return True
    return False


def _is(tree: Tree, k: int, words: frozenset[str]) -> bool:
    """Whether the phrase is of one of the words: its head, or its head with the noun that it belongs with ("gas
    explosion", in Arabic behind it)."""
    before = tree.having(k, "compound", "flat")
    behind = [m for m in tree.having(k, "nmod") if not tree.preps[m]]
    whole = [f"{tree.norm[m]} {key}" for m in before for key in tree.keys[k]]
    whole += [f"{key} {w}" for m in behind for key in tree.keys[k] for w in tree.keys[m]]
    return any(key in words for key in tree.keys[k]) or any(w in words for w in whole)


def _named(tree: Tree, k: int, words: frozenset[str]) -> bool:
    """Whether the kind stands before a name: "Typhoon Ragasa"."""
    return tree.pos[k] == "PROPN" and any(w in words for m in tree.having(k, "compound", "flat") for w in tree.keys[m])
