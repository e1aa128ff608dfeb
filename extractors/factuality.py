"""How far a statement is a fact, and who says so: read upwards from the trigger, as the text nests it.

"The resolution demands that the government end …" makes the end demanded; "X denies attacking Y" makes the attack
denied; after "because of the attack" nothing that governs the clause touches the attack, which is taken as given."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.frames import Frames
from extractors.lexicon import SPEECH, Light
from ontology.model import Factuality

_MAX_STEPS = 8


@dataclass(frozen=True, slots=True)
class Context:
    """Factuality of a trigger, the token of who says so, and the tokens it hangs on, innermost first."""

    factuality: Factuality
    speaker: int | None
    chain: tuple[int, ...]


def context(frames: Frames, i: int) -> Context:
    """The context of trigger `i`."""
    factuality = own(frames, i)
    speaker: int | None = None
    chain, at = [i], i
    for _ in range(_MAX_STEPS):
        speaker = speaker if speaker is not None else _according(frames, at)
        if _untrue(frames, at):
            factuality = outer(factuality, "denied")
        governor = frames.governor(at)
        if governor is None:
            break
        at = governor.token
        chain.append(at)
        mark = own(frames, at)
        if isinstance(governor.light, Light) or governor.entry is None:
            factuality = outer(factuality, mark)
            continue
        effect = governor.entry.complement or "actual"
        if effect in SPEECH and frames.tree.passive(at) and frames.tree.dep[chain[-2]] == "xcomp":
            effect = "hypothetical"  # "is said to have attacked": nobody stands behind it
        if effect == "given" and not frames.tree.is_verb(chain[-2]):
            mark = "actual"  # "to avenge the killing": there was one, whatever becomes of the revenge
        if effect in SPEECH:
            speaker = speaker if speaker is not None else next(iter(frames.doer(at)), None)
        factuality = outer(factuality, _effect(effect, mark))
    if factuality in ("negated", "hypothetical", "planned") and (told := _told(frames, i)) is not None:
        factuality = own(frames, told)
    return Context(factuality, speaker, tuple(chain))


def _untrue(frames: Frames, i: int) -> bool:
    """Whether what tells of it is called untrue: "*reports* that jets bombed the town are *nonsense*"."""
    tree, words = frames.tree, frames.index.words
    if tree.dep[i] in ("nmod", "acl", "ccomp") and any(w in words("hearsay") for w in tree.keys[tree.head[i]]):
        i = tree.head[i]
    h = tree.head[i]
    if tree.dep[i] != "nsubj" or h == i or not any(w in words("hearsay") for w in tree.keys[i]):
        return False
    untrue = any(w in words("untrue") for w in tree.keys[h]) and own(frames, h) != "negated"
    return untrue and (tree.is_verb(h) or bool(tree.having(h, "cop")))


def _told(frames: Frames, i: int) -> int | None:
    """The verb of a relative clause on an event noun: who does not attend "the talks that the envoy held" leaves these
    as they are."""
    tree = frames.tree
    return next((v for v in tree.having(i, "acl") if tree.having(v, "nsubj")), None) if not tree.is_verb(i) else None


def own(frames: Frames, i: int) -> Factuality:
    """What the words on the predicate itself say: negation, modals, future, condition, aim."""
    tree, index = frames.tree, frames.index
    marks = [
        tree.norm[k]
        for k in tree.kids[i]
        if tree.dep[k] in ("advmod", "aux", "det", "case", "mark", "cop", "dep", "cc") and not _joins(frames, k)
    ]
    if not tree.is_verb(i):
        marks += [tree.norm[k] for k in tree.having(i, "amod")]  # "a possible attack", "planned talks"
    if tree.is_verb(i):  # "nobody was hurt", "detained nobody"
        taking_part = tree.having(i, "nsubj", "obj")
        marks += [tree.norm[k] for k in taking_part if tree.pos[k] == "PRON"]
        dets = (tree.norm[m] for k in taking_part for m in tree.having(k, "det"))
        marks += [det for det in dets if det in index.words("negation")]  # "no troops were withdrawn"
    heads = tree.head[i]
    own_subject = any(tree.dep[k] == "nsubj" for k in tree.kids[i])
    if tree.dep[i] == "conj" and not own_subject and tree.is_verb(i) and tree.is_verb(heads):
        shared = [tree.norm[k] for k in tree.kids[heads] if tree.dep[k] == "aux"]
        marks += [m for m in shared if m not in index.words("negation")]
    prep = tree.preps[i]
    if any(m in index.words("negation") for m in marks) or prep in index.words("without"):
        return "negated"
    if prep and (prep in index.words("condition") or prep.split(" ")[0] in index.words("condition")):
        return "hypothetical"
    if prep in index.words("suspected_of"):
        return "hypothetical"
    if _waits(frames, i):
        return "hypothetical"  # "will not talk until they withdraw"
    if _inverted(frames, i) or _condition(frames, i) or _wished(frames, i):
        return "hypothetical"
    if _not_done(frames, i):
        return "negated"
    if _subjunctive(frames, i):
        return "demanded"
    if any(m in index.words("obligation") for m in marks):
        return "demanded"
    if any(m in index.words("hypothetical") for m in marks):
        return "hypothetical"
    if any(_perhaps(frames, k) for k in (i, *tree.having(i, "aux"))):
        return "hypothetical"
    if any(m in index.words("future") for m in marks):
        return "planned"
    verb = tree.is_verb(i)
    h = tree.head[i]
    if verb and tree.dep[i] == "advcl" and h != i and index.lexicon.links.get(prep) == "before":
        return "planned" if own(frames, h) == "planned" else "actual"  # "will speak before he travels"
    if verb and heads == i and own_subject and prep in index.words("infinitive"):
        return "planned"  # a headline: "France to send troops"
    if verb and tree.dep[i] in ("advcl", "acl") and prep in index.words("purpose") and frames.governor(i) is None:
        return "planned"
    if not verb and prep in index.words("purpose_noun") and frames.governor(i) is None:
        return "planned"
    return "actual"


def _perhaps(frames: Frames, verb: int) -> bool:
    """Whether a word before an imperfect makes it a perhaps; before a perfect the same word is "has"."""
    marks = (frames.tree.norm[k] for k in frames.tree.having(verb, "advmod", "aux", "mark", "dep"))
    imperfect = frames.tree.morph[verb].get("Aspect") == "Imp"
    return imperfect and any(m in frames.index.words("perhaps_before_imperfect") for m in marks)


def _waits(frames: Frames, i: int) -> bool:
    """Whether it is to come before what is not done yet: "will talk once they withdraw"; not "will talk after they
    withdrew"."""
    tree, words, prep = frames.tree, frames.index.words, frames.tree.preps[i]
    if not (tree.is_verb(i) and tree.is_verb(tree.head[i]) and tree.head[i] != i):
        return False
    past = tree.morph[i].get("Tense") == "Past" or tree.morph[i].get("Aspect") == "Perf"
    to_come = prep in words("until") or (prep in words("as_soon_as") and not past)
    return to_come and context(frames, tree.head[i]).factuality != "actual"


def _condition(frames: Frames, i: int) -> bool:
    """Whether a particle right before the verb makes a condition, where another one that is written alike has a noun
    behind it (Arabic "in" and "inna"), or stands with the verb's auxiliary ("asked whether it had left")."""
    tree, words = frames.tree, frames.index.words
    if any(tree.norm[m] in words("condition") for k in tree.having(i, "aux") for m in tree.having(k, "mark")):
        return True
    before = i - 1
    written = tree.text[tree.start[before] : tree.end[before]] if before >= 0 else ""
    return tree.is_verb(i) and written in frames.index.lexicon.written.get("condition_before_verb", ())


def _wished(frames: Frames, i: int) -> bool:
    """Whether the verb only says what may be, and nothing known governs it: "waited for Syria to withdraw", "opposed
    withdrawing", in Arabic an imperfect right behind "that"."""
    tree, words, governor = frames.tree, frames.index.words, frames.governor(i)
    if not tree.is_verb(i) or (governor is not None and (governor.entry or governor.light)):
        return False
    that = i > 0 and tree.morph[i].get("Aspect") == "Imp" and tree.norm[i - 1] in words("that_may_be")
    that = that and frames.index.lexicon.links.get(tree.preps[i]) != "before"  # "before Lisbon offered" it did
    bare = tree.dep[i] == "xcomp" and tree.morph[i].get("VerbForm") in ("Ger", "Part", "Inf") and bool(words("awaited"))
    return tree.preps[i] in words("awaited") or that or bare


def _not_done(frames: Frames, i: int) -> bool:
    """Whether it is what somebody *nearly* did, has *yet* to do or is *against* doing."""
    tree, words = frames.tree, frames.index.words
    if not tree.is_verb(i):
        return False
    to = next((k for k in tree.having(i, "mark") if tree.norm[k] in words("infinitive")), None)
    yet = to is not None and to > 0 and tree.dep[i] == "xcomp" and tree.norm[to - 1] in words("yet")
    nearly = i > 0 and tree.norm[i - 1] in words("nearly")
    before = {tree.preps[i], " ".join(tree.norm[max(i - 2, 0) : i])}
    return nearly or yet or (tree.dep[i] == "advcl" and not before.isdisjoint(words("against_doing")))


def _subjunctive(frames: Frames, i: int) -> bool:
    """Whether the verb of a "that" clause has no ending though one does it: "insisted that Israel withdraw"."""
    tree, words = frames.tree, frames.index.words
    if tree.dep[i] != "ccomp" or tree.preps[i] not in words("subjunctive") or tree.having(i, "aux", "cop"):
        return False
    subject = next(iter(tree.having(i, "nsubj")), None)
    one = subject is not None and tree.pos[subject] in ("PROPN", "NOUN") and tree.morph[subject].get("Number") == "Sing"
    return (
        one
        and not tree.having(subject or 0, "conj")
        and tree.norm[i] == tree.keys[i][0]
        and tree.morph[i].get("Tense") != "Past"
    )


def _inverted(frames: Frames, i: int) -> bool:
    """Whether an auxiliary before the subject makes a condition: "should parliament pass the bill", "were they to"."""
    tree = frames.tree
    subject = next((k for k in tree.kids[i] if tree.dep[k] == "nsubj"), None)
    first = min((k for k in tree.kids[i] if tree.dep[k] == "aux"), default=None)
    inverted = subject is not None and first is not None and first < subject
    return inverted and first is not None and tree.norm[first] in frames.index.words("inverted")


def _joins(frames: Frames, k: int) -> bool:
    """Whether a word of negation only makes a conjunction with "that": Arabic "other than that" is "however"."""
    tree, words = frames.tree, frames.index.words
    behind = tree.norm[k + 1] if k + 1 < len(tree) else ""
    return tree.norm[k] in words("however_that") and behind in words("complementizer")


def _effect(complement: str, mark: Factuality) -> Factuality:
    """What an operator does to its complement when it stands in context `mark` itself."""
    effect: Factuality = "actual" if complement in SPEECH else complement  # type: ignore[assignment]
    if mark == "actual":
        return effect
    if mark == "negated":
        if complement in SPEECH or effect in ("denied", "negated", "hypothetical"):
            return "hypothetical"
        return "negated"
    return effect if effect != "actual" else mark


def outer(inner: Factuality, effect: Factuality) -> Factuality:
    """The factuality of what is `inner` in its own clause and stands under `effect`."""
    if effect == "actual":
        return inner
    if inner == "actual":
        return effect
    if effect == "denied":
        return "denied" if inner != "negated" else "actual"
    if effect == "threatened" and inner == "planned":
        return "threatened"  # "warned that it would strike"
    return inner


def _according(frames: Frames, i: int) -> int | None:
    tree = frames.tree
    words = frames.index.words("according")
    return next((k for k in tree.kids[i] if tree.preps[k] and tree.preps[k] in words), None)
