"""Event mentions in the making: which triggers count, with whom, and which only repeat a neighbour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from extractors.factuality import Context, context, own
from extractors.frames import Frames
from extractors.index import MODAL
from extractors.lexicon import SPEECH, Trigger
from extractors.participants import Pair, Participants
from extractors.repair import QUOTES
from extractors.syntax import Tree
from extractors.together import demonstrates, hangs_on, visits, with_doers

_AIMS = frozenset({"REQUEST", "ACCUSE", "REJECT"})  # what a protest demands or condemns
_APART = ("in_response_to", "because_of", "after", "before", "despite")
_SAID = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_NAMED = _SAID | {"COOPERATE"}  # of verbs that an event noun makes a trigger: "lodged a protest", "held war games"
_WORDS = _SAID | {"REJECT", "PROTEST", "MOBILIZE"}
_ASKS = frozenset({"?", "\u061f"})
_STEPS = 6


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
    also: tuple[int, ...] = ()  # tokens of triggers that only repeat it


def drafts(tree: Tree, frames: Frames, participants: Participants) -> dict[int, Draft]:
    """The drafts of an article by trigger token, sentence by sentence, so that a speaker or document carries over."""
    found: dict[int, Draft] = {}
    for number, (first, last) in enumerate(tree.sentences):
        _note_speaker(tree, frames, participants, number)
        if tree.norm[_end(tree, first, last)] in _ASKS:
            continue  # a question tells nothing
        for i in range(first, last):
            draft = _draft(tree, frames, participants, i) if i in participants.events else None
            if draft:
                found[i] = draft
                for k in (draft.theme, *tree.kids[i]):
                    if k is not None and draft.sources:
                        participants.note_document(k, draft.sources[0][0])
    return _towards(tree, _absorbed(tree, frames, found))


def _end(tree: Tree, first: int, last: int) -> int:
    """The last token of a sentence but for white space and closing quotes."""
    end = last - 1
    while end > first and (tree.pos[end] == "SPACE" or tree.norm[end] in QUOTES):
        end -= 1
    return end


def _draft(tree: Tree, frames: Frames, participants: Participants, i: int) -> Draft | None:
    """The trigger as its first fitting entry reads it; none without any participant: a false event costs more
    than a missed one."""
    if tree.dep[i] in MODAL and not tree.is_verb(i):
        return _modal(tree, frames, participants, i)
    named_as = tree.preps[i] in frames.index.words("without") | frames.index.words("as_what")
    if not tree.is_verb(i) and (named_as or _undone(frames, i)):
        return None
    if _names_body(tree, frames, i) or _of_body(tree, frames, i):
        return None
    entries = sorted(participants.events[i], key=lambda e: (not e.together, not e.when))
    fitting = (e for e in entries if frames.fits(i, e, partial(participants.slot_or_far, i, e)))
    return next((draft for e in fitting if (draft := _as_entry(tree, frames, participants, i, e))), None)


def _modal(tree: Tree, frames: Frames, participants: Participants, i: int) -> Draft | None:
    """What a speaker says that somebody else must do is asked of them (controller "obj"); what he says that he himself
    will do is agreed to, and what he says he will not do is refused, where it is of the types that the entry names."""
    verb = tree.head[i]
    governor = frames.governor(verb)
    speech = governor is not None and governor.entry is not None and governor.entry.complement in SPEECH
    says = frames.doer(governor.token) if governor is not None and speech else []
    said = tuple(x for d in says for x in participants.as_actors(d, i))
    doing = frames.fillers(verb, "subj") or frames.fillers(verb, "obj")
    does = tuple(x for d in doing for x in participants.as_actors(d, i))
    himself = {k for k, _ in said} & {k for k, _ in does}
    told = next((e for e in participants.events.get(verb, ()) if frames.fits(verb, e)), None)
    negated = own(frames, verb) == "negated"
    for entry in participants.events[i]:
        if entry.negated is not negated:
            continue
        if entry.controller == "obj":
            sources, targets = said, tuple(x for x in does if x not in said)
            fits = bool(said and targets)
        else:
            fits = told is not None and told.type in entry.types and bool(himself or (negated and governor is None))
            found = participants.find(verb, told, told.target) if told is not None and fits else ()
            sources, targets = does, tuple(x for x in found if x not in does)
            fits = fits and bool(does and (targets or negated))
        if fits:
            return Draft(i, entry, sources, targets, verb, context(frames, i), inherited=False)
    return None


def _as_entry(tree: Tree, frames: Frames, participants: Participants, i: int, entry: Trigger) -> Draft | None:
    """The trigger as one entry reads it."""
    sources = participants.find(i, entry, entry.source)
    if any(_nobody(tree, frames, k) for _, k in sources):
        return None
    taken = {k for k, _ in sources}
    if entry.together and len(taken) < 2:
        return None
    targets = tuple(t for t in participants.find(i, entry, entry.target) if t[0] not in taken)
    if not sources and targets and entry.type == "CONSULT":
        sources = tuple(s for s in _speaker_after(tree, frames, participants, i) if s not in targets)
        taken = {k for k, _ in sources}
    asked = _only_asks(tree, frames, i, entry) and not (entry.reciprocal and targets)
    if asked:
        sources = participants.find(i, entry, [slot for slot in entry.source if slot != "subj"])
    if entry.reciprocal and not targets and len(sources) > 1:
        sources, targets = sources[:1], sources[1:]
    if entry.type == "CONSULT" and not targets and _held_there(tree, frames, i, sources):
        return None
    if not sources and not targets and not entry.alone and not (asked and entry.type not in _SAID):
        return None
    if not sources and _only_mentions(tree, frames, i, entry, nobody=not targets):
        return None
    theme = participants.theme(i, entry, taken | {k for k, _ in targets}, done_to=bool(targets))
    own = frames.fillers(i, "subj", entry.genitive)
    told = context(frames, i)
    if entry.type in _AIMS and told.factuality == "planned" and demonstrates(tree, frames, participants, i):
        told = replace(told, factuality="actual")
    if entry.type in _SAID and _denied(tree, frames, i):
        told = replace(told, factuality="actual")
    return Draft(i, entry, sources, targets, theme, told, inherited=not own)


def _held_there(tree: Tree, frames: Frames, i: int, sources: tuple[Pair, ...]) -> bool:
    """Whether a meeting of one state with nobody is the one held there: "after the Paris talks"."""
    if tree.is_verb(i) or len(sources) != 1 or not frames.actors.is_state(sources[0][0]):
        return False
    return sources[0][1] in frames.slots(i).get("gen", [])


def _speaker_after(tree: Tree, frames: Frames, participants: Participants, i: int) -> list[Pair]:
    """Who speaks during or after talks that name but the other side: "said after a meeting with the premier"."""
    if tree.is_verb(i) or frames.index.lexicon.links.get(tree.preps[i]) not in ("after", "during"):
        return []
    h = tree.verb_over(tree.head[i])
    own = frames.slots(h).get("subj", []) if frames.index.speech(tree, h) and not tree.passive(h) else []
    return [x for d in own for x in participants.as_actors(d, i)]


def _nobody(tree: Tree, frames: Frames, phrase: int) -> bool:
    """Whether the doer is nobody in particular, as in laws and manuals: "any member may withdraw"."""
    anyone = frames.index.words("anyone")
    return any(tree.norm[k] in anyone for k in (phrase, *tree.having(phrase, "det", "amod")))


def _denied(tree: Tree, frames: Frames, i: int) -> bool:
    """Whether an event noun is what somebody denies: "rejected the accusation" says that there was one."""
    governor = frames.governor(i) if not tree.is_verb(i) else None
    return governor is not None and governor.entry is not None and governor.entry.complement == "denied"


def _only_asks(tree: Tree, frames: Frames, i: int, entry: Trigger) -> bool:
    """Whether an event noun has its doers only from who asks for it or denies it: "Egypt called for a ceasefire" says
    not who is to cease, nor "Iran denied the charge" who charged it."""
    if tree.is_verb(i) or frames.fillers(i, "subj", entry.genitive):
        return False
    governor = frames.governor(i)
    above = governor.entry if governor is not None and not governor.light else None
    if above is None or above.controller != "subj":
        return False
    return above.complement == "demanded" or (above.complement == "denied" and entry.type in _SAID)


def _names_body(tree: Tree, frames: Frames, i: int) -> bool:
    """Whether an event noun only says what a body is for, in an idafa right behind it: "the government of rescue",
    "the committee of inquiry"."""
    h, roles = tree.head[i], frames.actors.roles
    if tree.dep[i] == "conj" and not tree.is_verb(h) and tree.dep[h] in ("nmod", "flat"):
        return _names_body(tree, frames, h)  # "the search and rescue team"
    if not frames.index.lexicon.syntax.get("idafa") or tree.is_verb(i) or h != i - 1 or tree.preps[i]:
        return False
    article = frames.index.words("article_prefix")
    definite = any(tree.norm[i].startswith(a) for a in article) and not any(tree.norm[h].startswith(a) for a in article)
    named = any(key in frames.index.words("named_for") for key in tree.keys[h])
    institution = named or (h in roles and roles[h][1].kind == "institution")
    return definite and tree.dep[i] in ("nmod", "flat") and institution


def _of_body(tree: Tree, frames: Frames, i: int) -> bool:
    """Whether an event noun before a role noun is part of its name: "riot police", "a protest leader"."""
    h, roles = tree.head[i], frames.actors.roles
    return tree.dep[i] == "compound" and h in roles and roles[h][0].first <= i and not tree.is_verb(i)


def _undone(frames: Frames, i: int) -> bool:
    """Whether an event noun is what another event ends: "lifted the sanctions" is one event, not two."""
    governor = frames.governor(i)
    if governor is None:
        return False
    ends = (e for e in frames.index.triggers(frames.tree, governor.token) if e.complement == "negated")
    return any(frames.fits(governor.token, e) for e in ends)


def _only_mentions(tree: Tree, frames: Frames, i: int, entry: Trigger, *, nobody: bool) -> bool:
    """Whether an event noun without doer only refers to a happening: nothing governs it, and it is not set in
    relation to another ("after the killing of …") at the level of a clause; with `nobody` in it it always does."""
    if tree.is_verb(i) or frames.governor(i) is not None:
        return False
    h, marks = tree.head[i], tree.preps[i]
    if marks in frames.index.words("instrument") and any(e.type == entry.type for e in frames.index.triggers(tree, h)):
        return False  # "killed in clashes with the rebels" tells with whom
    linked = marks in frames.index.lexicon.links or marks.split(" ")[0] in frames.index.lexicon.links
    clause = h == i or tree.is_verb(h) or bool(frames.index.triggers(tree, h))
    return not (linked and clause and not nobody) and h != i


def _note_speaker(tree: Tree, frames: Frames, participants: Participants, number: int) -> None:
    """Who speaks in this sentence; a verb of saying without subject goes on with the speaker before."""
    for i in range(*tree.sentences[number]):
        if frames.index.speech(tree, i):
            said = [x for d in frames.doer(i) for x, _ in participants.as_actors(d, i)]
            if said:
                frames.speakers[number] = said[0]
                return
            if not any(tree.norm[d] in frames.index.words("first_person") for d in frames.doer(i)):
                break  # "we condemn it", he said: who "we" are comes later
    if number - 1 in frames.speakers:
        frames.speakers[number] = frames.speakers[number - 1]


def _absorbed(tree: Tree, frames: Frames, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts without event nouns that only name what a trigger of their type says ("killed in an attack"), and
    without verbs that go on telling of it ("shelled the island, killing two marines")."""
    kept = visits(tree, frames, {i: d for i, d in found.items() if not _only_hosts(frames, d, found)})
    for i, draft in kept.copy().items():
        content = _content(tree, draft, found)
        goes_on = _goes_on(tree, draft, found)
        for k in (*_same(tree, frames, draft, found), *goes_on, *content):
            if k in kept and i in kept:
                mine, other = kept[i], kept.pop(k)
                suffers = k in goes_on and tree.passive(i)  # "the airliner was shot down, killing all on board"
                sources, targets = mine.sources or (() if suffers else other.sources), mine.targets or other.targets
                if not sources and mine.targets and other.entry.reciprocal:
                    sources = other.targets  # "killed in clashes with the rebels"
                if not mine.sources and mine.targets and other.entry.reciprocal and other.sources and other.targets:
                    sources = (*other.sources, *other.targets)  # "killed in clashes between police and farmers"
                doers = {token for token, _ in sources}
                targets = tuple(t for t in targets if t[0] not in doers)
                theme = other.theme if k in content and other.theme is not None else mine.theme
                also = (*mine.also, k, *other.also)
                kept[i] = replace(mine, sources=sources, targets=targets, theme=theme, also=also)
    return _without_nobody(tree, with_doers(tree, frames, _without_words_of(tree, frames, kept)))


def _without_words_of(tree: Tree, frames: Frames, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts without event nouns that only are what makes their verb a trigger, and that name no doer of their own:
    "lodged a protest with Beijing" is no march, nor are war games of two a threat."""
    words = {
        k
        for i, draft in found.items()
        for k in (frames.fillers(i, "obj") if tree.is_verb(i) and draft.entry.type in _NAMED else ())
        if k in found
        and found[k].entry.type in _WORDS
        and set(found[k].sources) <= {*draft.sources, *draft.targets}
        and any(w in draft.entry.when.get("obj", ()) for w in tree.keys[k])
    }
    return {i: draft for i, draft in found.items() if i not in words}


def _only_hosts(frames: Frames, draft: Draft, found: dict[int, Draft]) -> bool:
    """Whether a verb's event noun of the same type says who takes part, on both sides: "hosted talks between …"."""
    near = (k for fillers in frames.slots(draft.token).values() for k in fillers if k in found and k != draft.token)
    for k in near:
        other = found[k]
        if frames.tree.head[k] != draft.token:
            continue  # "the talks that he held"
        if other.entry.type == draft.entry.type == "CONSULT" and other.sources and other.targets and draft.targets:
            both = {*other.sources, *other.targets}
            if set(draft.targets) <= both and not set(draft.sources) & both:
                return True
    return False


def _without_nobody(tree: Tree, found: dict[int, Draft]) -> dict[int, Draft]:
    """The drafts without those that name nobody and hang on one of their type that does: "killed when a rocket hit a
    market" is one attack."""
    kept = dict(found)
    for i, draft in found.items():
        if draft.sources or draft.targets:
            continue
        same = (k for k, d in kept.items() if k != i and d.entry.type == draft.entry.type and (d.sources or d.targets))
        k = next((k for k in same if k in _above(tree, i) or hangs_on(tree, i, k)), None)
        if k is not None:
            nobody = kept.pop(i)
            kept[k] = replace(kept[k], also=(*kept[k].also, i, *nobody.also))
    return kept


def _above(tree: Tree, i: int) -> list[int]:
    """The words that `i` hangs on, nearest first, and those that they are coordinated with."""
    out = []
    for _ in range(_STEPS // 2):
        if tree.head[i] == i:
            break
        i = tree.head[i]
        out.append(i)
    return out


def _content(tree: Tree, draft: Draft, found: dict[int, Draft]) -> list[int]:
    """Verbs of the draft's type that tell what the document says which it is about: "adopted a resolution that demands
    …" is one demand."""
    if draft.theme is None:
        return []
    below = (k for k in tree.kids[draft.theme] if tree.dep[k] == "acl" and k in found)
    return [k for k in below if found[k].entry.type == draft.entry.type and found[k].sources == draft.sources]


def _goes_on(tree: Tree, draft: Draft, found: dict[int, Draft]) -> list[int]:
    """Verbs of the draft's type that hang on its trigger without a subject of their own and name no other doer ("…,
    killing two", "called the premier to discuss the border")."""
    out = []
    for k in tree.kids[draft.token]:
        other = found.get(k)
        if other is None or other.entry.type != draft.entry.type or not tree.is_verb(k) or tree.having(k, "nsubj"):
            continue
        participle = tree.dep[k] == "advcl" and not tree.preps[k]
        same = other.targets == draft.targets or not other.targets or not draft.targets
        purpose = tree.dep[k] in ("advcl", "xcomp") and other.sources == draft.sources
        purpose = purpose and (not draft.targets or not other.targets or draft.targets == other.targets)
        aim = purpose and (
            draft.targets or other.targets or draft.entry.type == "PROTEST"
        )  # "blocked roads to protest"
        alike = same and (other.entry is draft.entry or bool(draft.targets) or not other.targets)
        if participle or (tree.dep[k] == "conj" and alike) or aim:
            out.append(k)
    return out


def _same(tree: Tree, frames: Frames, draft: Draft, found: dict[int, Draft]) -> list[int]:
    """Event nouns of the draft's type in its slots, or in an "in" phrase behind it where it has no doer."""
    i, instrument = draft.token, frames.index.words("instrument")
    near = [k for fillers in frames.slots(i).values() for k in fillers]
    end = tree.sentences[tree.sentence[i]][1]
    behind = [] if draft.sources else [k for k in range(i + 1, end) if _mark(tree, frames, k) in instrument]
    out = []
    for k in (*near, *behind):
        other = found.get(k)
        if other is None or k == i or other.entry.type != draft.entry.type or tree.is_verb(k):
            continue
        if frames.index.lexicon.links.get(tree.preps[k]) in _APART:
            continue  # "struck … in retaliation for the killing of" tells of two
        if draft.context.factuality == "negated" and other.sources and not set(other.sources) & set(draft.sources):
            continue  # who stays away from talks does not undo them
        open_side = not (draft.targets and other.targets)
        means = k in near and (_mark(tree, frames, k) in instrument or open_side)
        sides = {tuple(other.sources), tuple(other.targets)} == {tuple(draft.sources), tuple(draft.targets)}
        does = k in frames.slots(i).get("subj", [])  # "an air strike on a house killed ten"
        if (draft.targets and not other.targets) or means or does or (k in near and sides):
            out.append(k)
    return out


def _mark(tree: Tree, frames: Frames, k: int) -> str:
    """The preposition of an event noun, or that of the "series" it is one of."""
    governor = frames.governor(k) if not tree.is_verb(k) else None
    if governor is not None and governor.light is not None and not tree.is_verb(governor.token):
        return tree.preps[governor.token]
    return tree.preps[k]


def _towards(tree: Tree, found: dict[int, Draft]) -> dict[int, Draft]:
    """Protests with whom they are directed at, where that is told as what the protesters demand or condemn."""
    out = dict(found)
    for i, draft in found.items():
        if draft.entry.type != "PROTEST" or draft.targets or not draft.sources:
            continue
        below = (k for k in found if k != i and found[k].entry.type in _AIMS and hangs_on(tree, k, i))
        target = next((found[k].targets for k in below if found[k].targets), ())
        doers = {token for token, _ in draft.sources}
        if target and not doers & {token for token, _ in target}:
            out[i] = replace(draft, targets=target)
    return out
