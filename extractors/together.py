"""Which drafts tell one thing together: the killed and the attack in a clause of time, a journey and the talks that it
is for, a march and what it demands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.frames import Frames
from extractors.participants import Participants
from extractors.syntax import Tree

if TYPE_CHECKING:
    from extractors.drafts import Draft

_STEPS = 6


def with_doers(tree: Tree, frames: Frames, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts of people killed or wounded by nobody told, with the doers of the attack in a clause of time: "were
    killed when jets bombed …"; an attack on nobody else is the same one."""
    kept = dict(found)
    during = ("during", "after")
    for i, draft in found.items():
        if draft.sources or not draft.targets or draft.entry.type != "ASSAULT" or not _suffered(tree, i):
            continue
        joined = [i, *(m for m in tree.having(i, "conj") if _suffered(tree, m))]
        for k in (m for at in joined for m in tree.having(at, "advcl")):
            other = kept.get(k)
            marks = tree.preps[k] or next((tree.norm[m] for m in tree.having(k, "advmod") if m < k), "")  # "when"
            timed = marks in frames.index.words("while") or frames.index.lexicon.links.get(marks) in during
            if other is None or not timed or other.entry.type != "ASSAULT" or not other.sources:
                continue
            if other.context.factuality != "actual" or {t for t, _ in other.sources} & {t for t, _ in draft.targets}:
                continue
            kept[i] = replace(draft, sources=other.sources)
            if not other.targets:
                kept[i] = replace(kept[i], also=(*draft.also, *kept.pop(k).also, k))
            break
    return kept


def _suffered(tree: Tree, i: int) -> bool:
    """Whether it is a passive verb, or joined to one: "were killed and eleven wounded"."""
    return tree.is_verb(i) and tree.passive(i)


def visits(tree: Tree, frames: Frames, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts with a journey and the talks that it is for as one: "will travel to Baghdad for talks with …"."""
    kept = dict(found)
    for i, draft in found.items():
        journey = draft.entry.type == "CONSULT" and tree.is_verb(i) and bool(draft.sources)
        if not journey or any(frames.actors.is_human(k) for k, _ in draft.targets):
            continue
        for k, other in found.items():
            talks = other.entry.type == "CONSULT" and not tree.is_verb(k) and i < k and {i, k} <= kept.keys()
            aim = talks and tree.preps[k] in frames.index.words("journey_for") and hangs_on(tree, k, i)
            if aim and set(other.sources) <= set(draft.sources):
                kept[i] = replace(kept[i], targets=other.targets or draft.targets, also=(*kept[i].also, k))
                del kept[k]
    return kept


def demonstrates(tree: Tree, frames: Frames, participants: Participants, i: int) -> bool:
    """Whether it is what people protest for or against: who marches to demand bread demands it."""
    h = tree.head[i]
    while tree.dep[i] == "conj" and tree.is_verb(h) and tree.head[h] != h:
        i, h = h, tree.head[h]
    aim = tree.dep[i] in ("advcl", "xcomp") and tree.preps[i] in frames.index.words("purpose")
    protests = (e for e in participants.events.get(h, ()) if e.type == "PROTEST")
    return aim and any(frames.fits(h, e) for e in protests)


def hangs_on(tree: Tree, k: int, i: int) -> bool:
    """Whether a word is in a phrase or a clause without subject of `i`."""
    for _ in range(_STEPS):
        if tree.head[k] == i:
            return True
        if tree.head[k] == k or (tree.is_verb(k) and tree.having(k, "nsubj")):
            return False
        k = tree.head[k]
    return False
