"""Who did what a clause tells, where a noun or a relative pronoun stands for the whole clause.

"Sent tanks, a step that Kyiv welcomed" and "banned women in Herat, which the UN condemned" judge no step and no town,
but whoever sent and banned."""

from __future__ import annotations

from extractors.frames import Frames


def summed_up(frames: Frames, k: int, trigger: int) -> list[int] | None:
    """Who did what a noun behind a comma sums up ("…, *a step* that Kyiv welcomed"); None for other nouns, and where
    the noun itself is said to do something."""
    tree, words = frames.tree, frames.index.words
    if not any(w in words("clause_noun") for w in tree.keys[k]) or k in frames.slots(trigger).get("subj", []):
        return None
    first = min([k, *(m for m in tree.kids[k] if m < k and tree.dep[m] in ("det", "amod", "compound"))])
    if first == k or tree.norm[first] not in words("articles") or tree.norm[first - 1] != ",":
        return None
    verb = tree.head[k]
    while not (tree.is_verb(verb) and verb < k) and tree.head[verb] != verb:
        verb = tree.head[verb]
    return _doer(frames, verb) if tree.is_verb(verb) and verb < k else None


def judged(frames: Frames, i: int) -> list[int]:
    """Who did what a relative clause with verb `i` behind a place judges: "banned women in Herat, *which* …"."""
    tree, h, words = frames.tree, frames.tree.head[i], frames.index.words
    which = [k for k in tree.having(i, "obj") if tree.norm[k] in words("relative_clause")]
    if tree.full[i] != "acl:relcl" or not which or tree.norm[which[0] - 1] != "," or which[0] < h:
        return []
    if tree.preps[h] not in words("place") and not (tree.preps[h] and frames.actors.place(h)):
        return []
    return _doer(frames, tree.verb_over(h))


def _doer(frames: Frames, verb: int) -> list[int]:
    """The doer of a verb, or of the one that it is an infinitive or participle of."""
    tree = frames.tree
    while tree.dep[verb] in ("advcl", "xcomp") and not tree.having(verb, "nsubj") and tree.is_verb(tree.head[verb]):
        verb = tree.head[verb]
    return frames.doer(verb) if tree.is_verb(verb) else []
