"""Event mentions in the making: which triggers count, with whom, and which only repeat a neighbour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from extractors.factuality import Context, context
from extractors.frames import Frames
from extractors.lexicon import Trigger
from extractors.participants import Pair, Participants
from extractors.syntax import Tree

_SPEECH = ("reported", "told")


@dataclass(frozen=True, slots=True)
class Draft:
    """A trigger with its entry and participants, all as tokens; `inherited` where syntax had to lend the doer."""

    token: int
    entry: Trigger
    sources: tuple[Pair, ...]
    targets: tuple[Pair, ...]
    theme: int | None
    context: Context
    inherited: bool


def drafts(tree: Tree, frames: Frames, participants: Participants) -> dict[int, Draft]:
    """The drafts of an article by trigger token, sentence by sentence, so that a speaker or document carries over."""
    found: dict[int, Draft] = {}
    for number, (first, last) in enumerate(tree.sentences):
        _note_speaker(tree, frames, participants, number)
        for i in range(first, last):
            draft = _draft(tree, frames, participants, i) if i in participants.events else None
            if draft:
                found[i] = draft
                for k in (draft.theme, *tree.kids[i]):
                    if k is not None and draft.sources:
                        participants.note_document(k, draft.sources[0][0])
    return _absorbed(tree, frames, found)


def _draft(tree: Tree, frames: Frames, participants: Participants, i: int) -> Draft | None:
    """The trigger as its first fitting entry reads it; none without any participant: a false event costs more
    than a missed one."""
    if not tree.is_verb(i) and tree.preps[i] in frames.index.words("without"):
        return None
    entries = sorted(participants.events[i], key=lambda e: not e.when)
    entry = next((e for e in entries if frames.fits(i, e, partial(participants.slot, i, e))), None)
    if entry is None:
        return None
    sources = participants.find(i, entry, entry.source)
    taken = {k for k, _ in sources}
    targets = tuple(t for t in participants.find(i, entry, entry.target) if t[0] not in taken)
    if entry.reciprocal and not targets and len(sources) > 1:
        sources, targets = sources[:1], sources[1:]
    if not sources and not targets:
        return None
    if not sources and _only_mentions(tree, frames, i):
        return None
    theme = participants.theme(i, entry, taken | {k for k, _ in targets})
    own = frames.fillers(i, "subj", entry.genitive)
    return Draft(i, entry, sources, targets, theme, context(frames, i), inherited=not own)


def _only_mentions(tree: Tree, frames: Frames, i: int) -> bool:
    """Whether an event noun without doer only refers to a happening: nothing governs it, and it is not set in
    relation to another ("after the killing of …") at the level of a clause."""
    if tree.is_verb(i) or frames.governor(i) is not None:
        return False
    h, marks = tree.head[i], tree.preps[i]
    linked = marks in frames.index.lexicon.links or marks.split(" ")[0] in frames.index.lexicon.links
    clause = h == i or tree.is_verb(h) or bool(frames.index.triggers(tree, h))
    return not (linked and clause) and h != i


def _note_speaker(tree: Tree, frames: Frames, participants: Participants, number: int) -> None:
    """Who speaks in this sentence; a verb of saying without subject goes on with the speaker before."""
    for i in range(*tree.sentences[number]):
        if tree.is_verb(i) and any(e.complement in _SPEECH for e in frames.index.governing(tree, i)):
            said = [x for d in frames.doer(i) for x, _ in participants.as_actors(d, i)]
            if said:
                frames.speakers[number] = said[0]
                return
            break
    if number - 1 in frames.speakers:
        frames.speakers[number] = frames.speakers[number - 1]


def _absorbed(tree: Tree, frames: Frames, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts without event nouns that only name what a trigger of their type says ("killed in an attack")."""
    kept = dict(found)
    for i, draft in found.items():
        for k in _same(tree, frames, draft, found):
            if k in kept and i in kept:
                mine, other = kept[i], kept.pop(k)
                sources, targets = mine.sources or other.sources, mine.targets or other.targets
                kept[i] = replace(mine, sources=sources, targets=targets)
    return kept


def _same(tree: Tree, frames: Frames, draft: Draft, found: dict[int, Draft]) -> list[int]:
    """Event nouns of the draft's type in its slots, or in an "in" phrase behind it where it has no doer."""
    i, instrument = draft.token, frames.index.words("instrument")
    near = [k for fillers in frames.slots(i).values() for k in fillers]
    end = tree.sentences[tree.sentence[i]][1]
    behind = [] if draft.sources else [k for k in range(i + 1, end) if tree.preps[k] in instrument]
    out = []
    for k in (*near, *behind):
        other = found.get(k)
        if other is None or k == i or other.entry.type != draft.entry.type or tree.is_verb(k):
            continue
        open_side = not (draft.targets and other.targets)
        if (draft.targets and not other.targets) or (k in near and (tree.preps[k] in instrument or open_side)):
            out.append(k)
    return out
