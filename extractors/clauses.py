"""Repairs of how clauses hang together, told by the forms of their verbs, where a language has such forms.

A statistical parser of English takes "gunmen killed ten villagers" for gunmen who were killed, hangs "…, killing five"
on the witnesses who said it, and joins "urged" to the infinitive before it. Grammar decides these: a bare participle
has no object, and only like verb forms are coordinated."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from extractors import attachment
from extractors.index import Index
from extractors.lexicon import Trigger
from extractors.repair import hang
from extractors.syntax import Tree, finish, finish_after

_SAID = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE"})  # types of what is done by speaking
_CLAUSES = ("root", "ccomp", "advcl", "conj", "parataxis", "acl")


def clauses(tree: Tree, index: Index, roles: Collection[int], names: Collection[int]) -> Tree:
    """The tree with its clauses put right; `roles` and `names` are the heads of role nouns and of known names."""
    finish_after(tree, (partial(repair, tree, index) for repair in (*_BY_FORM, *attachment.ALL)))
    _parentheses(tree, index)
    finish(tree)
    _what_people_do(tree, index, roles)
    _beyond_places(tree, index, roles)
    finish(tree)
    _two_bodies(tree, roles, names)
    return finish(tree)


def _openings(tree: Tree, index: Index) -> None:
    """ "Outside parliament, police …": a place before the comma at the beginning, not one of the subjects."""
    for first, _ in tree.sentences:
        noun = tree.head[first]
        verb = tree.head[noun]
        if tree.norm[first] not in index.words("place") or tree.pos[first] != "ADJ" or tree.dep[noun] != "nsubj":
            continue
        if any(noun < m < verb for m in tree.having(verb, "nsubj")):
            tree.pos[first] = "ADP"
            tree.dep[first] = tree.full[first] = "case"
            tree.dep[noun] = tree.full[noun] = "obl"


def _progressives(tree: Tree, index: Index) -> None:
    """What has an auxiliary and ends in -ing is a verb: "is mediating", whatever its tag."""
    for k in range(len(tree)):
        if tree.pos[k] != "NOUN" or not tree.norm[k].endswith("ing") or not tree.having(k, "aux", "cop"):
            continue
        stem = tree.norm[k][:-3]
        verb = next((v for v in (stem, f"{stem}e") if index.verb(v)), None)
        if verb is not None and tree.having(k, "nsubj") and not tree.having(k, "det", "amod"):
            tree.pos[k], tree.keys[k] = "VERB", (verb, *tree.keys[k])
            for m in tree.kids[k]:
                if tree.dep[m] == "nmod":
                    tree.dep[m] = tree.full[m] = "obl"
                elif tree.dep[m] == "cop":
                    tree.dep[m] = tree.full[m] = "aux"


def _gerunds(tree: Tree, index: Index) -> None:
    """A gerund right behind a verb that takes one is its complement: "ruled out *sending* troops"."""
    for k in range(1, len(tree)):
        verb = tree.head[k]
        if tree.dep[k] != "advcl" or not _form(tree, k, "Part", "Pres") or tree.preps[k] or not verb < k:
            continue
        between = range(verb + 1, k)
        if all(tree.full[m] == "compound:prt" for m in between) and index.operates(tree, verb):
            tree.dep[k] = tree.full[k] = "xcomp"


def _particles(tree: Tree, index: Index) -> None:
    """A particle behind its verb is no preposition of the object: "voted *down* the budget", "called *off* talks"."""
    for k in range(1, len(tree)):
        verb, noun = k - 1, tree.head[k]
        if tree.dep[k] != "case" or tree.norm[k] not in index.words("particle") or not tree.is_verb(verb):
            continue
        alone = tree.preps[noun] == tree.norm[k] and tree.head[noun] == verb and tree.dep[noun] == "obl"
        if alone and not tree.having(verb, "obj") and index.phrasal(tree, verb, tree.norm[k]):
            hang(tree, k, verb, "compound")
            tree.full[k] = "compound:prt"
            tree.dep[noun] = tree.full[noun] = "obj"
    for k in range(1, len(tree) - 1):
        verb, number = k - 1, tree.head[k]  # "handed *over* five soldiers" says nothing of their number
        noun = tree.head[number]
        if tree.dep[k] != "advmod" or tree.dep[number] != "nummod" or not tree.is_verb(verb):
            continue
        if tree.norm[k] not in index.words("particle") or not index.phrasal(tree, verb, tree.norm[k]):
            continue
        hang(tree, k, verb, "compound")
        tree.full[k] = "compound:prt"
        participle = tree.head[noun]
        if tree.head[participle] == verb and tree.dep[noun] == "nsubj" and not tree.having(participle, "aux"):
            hang(tree, noun, verb, "obj")  # "… soldiers captured last year"
            hang(tree, participle, noun, "acl")


def _predicates(tree: Tree, index: Index) -> None:
    """An adjective before the article of an object belongs to the verb: "shot *dead* the ambassador"."""
    for k in range(1, len(tree)):
        noun, verb = tree.head[k], k - 1
        if tree.dep[k] != "amod" or tree.head[noun] != verb or not tree.is_verb(verb) or tree.dep[noun] != "obj":
            continue
        if any(tree.dep[m] in ("det", "nummod", "nmod") and m > k for m in tree.kids[noun] if m < noun):
            hang(tree, k, verb, "xcomp")


def _finite_verbs(tree: Tree, index: Index) -> None:
    """A bare past participle with an object is no relative clause but the verb: "gunmen killed ten villagers"."""
    for k in range(len(tree)):
        noun = tree.head[k]
        if tree.full[k] != "acl" or not _form(tree, k, "Part", "Past") or not noun < k or not tree.is_nominal(noun):
            continue
        objects = [m for m in tree.having(k, "obj") if m > k and not tree.preps[m]]
        two = any(w in index.words("two_objects") for w in tree.keys[k])
        if not objects or two or tree.having(k, "aux") or any(tree.full[m] == "obl:agent" for m in tree.kids[k]):
            continue
        subject = _whole_phrase(tree, noun)
        if tree.dep[subject] in _CLAUSES and tree.dep[subject] != "acl" and not tree.having(subject, "cop"):
            hang(tree, k, subject, "acl")
            finish(tree)
            _take_place(tree, k, subject)
        elif tree.dep[subject] == "nsubj" and _said_behind(tree, index, subject, k):
            hang(tree, k, tree.head[subject], "ccomp")
            hang(tree, subject, k, "nsubj")
        else:
            continue
        tree.morph[k]["VerbForm"] = "Fin"
        finish(tree)


def _whole_phrase(tree: Tree, noun: int) -> int:
    """The head of the phrase that a noun ends: "gunmen on motorcycles"."""
    while tree.dep[noun] == "nmod" and tree.head[noun] < noun and tree.is_nominal(tree.head[noun]):
        noun = tree.head[noun]
    return noun


def _take_place(tree: Tree, k: int, h: int) -> None:
    """Verb `k` becomes the head of what its subject `h` headed, with all that stands behind it."""
    behind = [m for m in tree.kids[h] if m > k]
    place = tree.head[h]
    tree.dep[k], tree.full[k] = tree.dep[h], tree.full[h]
    tree.head[k] = k if place == h else place
    tree.head[h], tree.dep[h], tree.full[h] = k, "nsubj", "nsubj"
    for m in behind:
        tree.head[m] = k


def _said_behind(tree: Tree, index: Index, h: int, k: int) -> bool:
    """Whether `h` hangs on a verb of saying behind `k` that has a subject of its own: "…, two sources said"."""
    verb = tree.head[h]
    others = [m for m in tree.having(verb, "nsubj") if k < m < verb]
    return verb > k and bool(others) and index.speech(tree, verb)


def _adjectives_with_objects(tree: Tree, index: Index) -> None:
    """What has both subject and object is a verb, if the lexicon knows it as one: "police open fire on protesters"."""
    for k in range(len(tree)):
        if tree.pos[k] != "ADJ" or tree.having(k, "cop") or not tree.having(k, "nsubj") or not tree.having(k, "obj"):
            continue
        if index.known_verb(tree, k):
            tree.pos[k] = "VERB"


def _late_speakers(tree: Tree, index: Index) -> None:
    """A verb of saying behind what it says has its subject right before it, however the parser hung that:
    "…, the charity said"."""
    for v in range(1, len(tree)):
        if not tree.is_verb(v) or tree.having(v, "nsubj") or not index.speech(tree, v):
            continue
        told = [c for c in tree.having(v, "ccomp") if c < v]
        if not told:
            continue
        inside = set(tree.subtree(told[0]))
        at = v - 1
        while at in inside and tree.dep[at] == "punct" and tree.norm[at] != ",":
            at -= 1
        while at in inside and tree.dep[at] != "appos" and tree.head[at] in inside and at != told[0]:
            at = tree.head[at]
        while at in inside and tree.dep[at] == "appos" and tree.dep[tree.head[at]] == "appos":
            at = tree.head[at]  # "Doctors Without Borders (MSF) said"
        if at in inside and tree.dep[at] == "appos" and max(tree.subtree(at)) <= v:
            hang(tree, at, v, "nsubj")


def _shared_passives(tree: Tree, index: Index) -> None:
    """A bare participle joined to a passive is passive as well: "was arrested and charged"."""
    for k in range(len(tree)):
        h = tree.head[k]
        if tree.dep[k] != "conj" or not tree.is_verb(k) or not tree.is_verb(h) or not tree.passive(h):
            continue
        if _form(tree, k, "Part", "Past") and not tree.having(k, "aux", "nsubj", "obj"):
            tree.morph[k]["Voice"] = "Pass"


def _like_forms(tree: Tree, index: Index) -> None:
    """A finite verb is joined to a finite verb: "called on all sides to stop and *urged* …", not to "stop"."""
    for k in range(len(tree)):
        h = tree.head[k]
        if tree.dep[k] != "conj" or not tree.is_verb(k) or not tree.is_verb(h) or tree.having(k, "aux", "nsubj"):
            continue
        if tree.morph[k].get("Tense") != "Past":
            continue
        lone = _form(tree, h, "Inf") or _form(tree, h, "Part", "Pres")
        told = _form(tree, h, "Part", "Past") and _says(tree, index, k) and not _says(tree, index, h)
        if not (lone or told):
            continue
        above = next((g for g in _above(tree, h) if _past(tree, g) and (lone or _says(tree, index, g))), None)
        if above is not None:
            hang(tree, k, above, "conj")


def _above(tree: Tree, i: int) -> list[int]:
    """The verbs that `i` hangs on, nearest first, within a clause chain."""
    out: list[int] = []
    while tree.head[i] != i and len(out) < len(tree):
        i = tree.head[i]
        if tree.is_verb(i):
            out.append(i)
    return out


def _parentheses(tree: Tree, index: Index) -> None:
    """What follows "…, witnesses said" behind a comma goes on with what they said: "…, killing five"."""
    for v in range(len(tree)):
        if not tree.is_verb(v) or not index.speech(tree, v):
            continue
        told = [c for c in tree.having(v, "ccomp") if c < v and tree.is_verb(c)]
        for m in tree.having(v, "advcl", "obl") if told else ():
            first = min(tree.subtree(m, ("punct",)))
            comma = first > v and tree.norm[first - 1] == ","
            if comma and m not in tree.apart and not index.speech(tree, m):
                hang(tree, m, told[-1], tree.dep[m])


def _what_people_do(tree: Tree, index: Index, people: Collection[int]) -> None:
    """A participle right behind people tells what these do: "fired on demonstrators trying to …"."""
    for k in range(1, len(tree)):
        near = k - 1
        if tree.dep[k] != "advcl" or not _form(tree, k, "Part", "Pres") or tree.preps[k] or tree.head[k] >= near:
            continue
        manner = any(w in index.words("manner") for w in tree.keys[k])
        if near in people and tree.dep[near] in ("obj", "obl", "nmod") and not manner:
            hang(tree, k, near, "acl")


def _beyond_places(tree: Tree, index: Index, roles: Collection[int]) -> None:
    """A relative clause behind "the junta in Niger, which …" is of the junta, not of the place where it is."""
    for k in range(len(tree)):
        place = tree.head[k]
        body = tree.head[place]
        if tree.full[k] != "acl:relcl" or tree.dep[place] != "nmod" or tree.pos[place] != "PROPN":
            continue
        if tree.preps[place] in index.words("place") and body in roles and body < place:
            hang(tree, k, body, "acl")
            tree.full[k] = "acl:relcl"


def _two_bodies(tree: Tree, roles: Collection[int], names: Collection[int]) -> None:
    """A body with its own article before a named group is one of two: "the army and M23 rebels"."""
    for h in roles:
        for k in tree.having(h, "compound"):
            name = next((m for m in tree.having(k, "conj") if k < m < h and m in names), None)
            if k not in roles or name is None or k == 0 or tree.pos[k - 1] != "DET":
                continue
            before = [m for m in (*tree.kids[h], *tree.kids[name]) if m < k]
            between = [m for m in (*tree.kids[k], *tree.kids[name]) if k < m < name]
            tree.head[k], tree.dep[k], tree.full[k] = tree.head[h], tree.dep[h], tree.full[h]
            hang(tree, h, k, "conj")
            hang(tree, name, h, "compound")
            for m in before:
                hang(tree, m, k, tree.dep[m])
            for m in between:
                hang(tree, m, h, tree.dep[m])
            finish(tree)


def _form(tree: Tree, k: int, form: str, tense: str | None = None) -> bool:
    morph = tree.morph[k]
    return tree.is_verb(k) and morph.get("VerbForm") == form and tense in (None, morph.get("Tense"))


def _past(tree: Tree, k: int) -> bool:
    """Whether a verb is finite and past, by itself or with its auxiliary."""
    if _form(tree, k, "Fin", "Past"):
        return True
    return _form(tree, k, "Part", "Past") and bool(tree.having(k, "aux"))


def _says(tree: Tree, index: Index, k: int) -> bool:
    """Whether the verb tells of saying something, by an operator or by the type of what it is a trigger of."""
    said = any(isinstance(e, Trigger) and e.type in _SAID and not e.when for e in index.governing(tree, k))
    return said or index.speech(tree, k)


_BY_FORM = (
    _openings,
    _progressives,
    _particles,
    _gerunds,
    _finite_verbs,
    _adjectives_with_objects,
    _late_speakers,
    _like_forms,
    _shared_passives,
    _predicates,
)
