"""Repairs of subject and object, for languages with idafa and verb-first order: what a noun phrase that is complete,
agreement and the lexicon's entries say of the bare nouns around a verb. Case endings that are written: verbfirst."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.index import Index
from extractors.repair import QUOTES, bare, hang
from extractors.syntax import Tree


def first_verb(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A sentence that begins with a word of the verb lexicon, read as a noun with the next noun as its genitive."""
    words = [k for k in range(first, last) if tree.pos[k] not in ("PUNCT", "SPACE", "CCONJ")]
    if len(words) < 2:
        return
    k = words[0]
    h = tree.head[k]
    if tree.pos[k] == "VERB" and h > k + 1 and tree.is_verb(h) and tree.dep[k] in ("nsubj", "obj", "obl", "ccomp"):
        outside, dep = tree.head[h], tree.dep[h]  # "kidnapped gunmen who belong …": the first verb is the main one
        tree.head[k], tree.dep[k], tree.full[k] = (k if outside == h else outside), dep, dep
        hang(tree, k + 1, k, "nsubj")
        hang(tree, h, k + 1, "acl")
        return
    if tree.pos[k] not in ("NOUN", "X", "ADJ", "PROPN") or tree.preps[k] or tree.head[k] != k:
        return
    after = [m for m in tree.kids[k] if m > k and bare(tree, m) and tree.dep[m] in ("nmod", "nsubj", "obj")]
    if not after or not any(tree.dep[m] in ("obl", "ccomp", "advcl", "obj") or tree.preps[m] for m in tree.kids[k]):
        return
    if index.known_verb(tree, k) and tree.morph[min(after)].get("Definite") != "Ind":
        tree.pos[k] = "VERB"
        hang(tree, min(after), k, "nsubj")
        for m in tree.kids[k]:
            if tree.dep[m] == "nmod" and m != min(after):
                hang(tree, m, k, "obl" if tree.preps[m] else "obj")


def second_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Of two subjects the event noun behind the other is the object ("announced X the halt of …")."""
    for k in range(first, last):
        if not tree.is_verb(k):
            continue
        subjects = [m for m in tree.kids[k] if tree.full[m] == "nsubj" and bare(tree, m)]
        for m in subjects[1:]:
            if m > k and index.names_event(tree, m) and not any(tree.dep[x] in ("obj", "ccomp") for x in tree.kids[k]):
                hang(tree, m, k, "obj")


def left_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A bare noun before a verb without subject is its subject."""
    for k in range(first, last):
        if not tree.is_verb(k) or tree.dep[k] in ("acl", "conj") or any(tree.dep[m] == "nsubj" for m in tree.kids[k]):
            continue
        if tree.morph[k].get("Person") in ("1", "2"):
            continue
        left = [
            m
            for m in tree.kids[k]
            if m < k and bare(tree, m) and tree.dep[m] in ("obl", "obj", "nmod", "dislocated", "dep")
        ]
        nouns = [m for m in left if tree.pos[m] in ("NOUN", "PROPN", "X") and tree.morph[m].get("Definite") != "Ind"]
        if nouns:
            hang(tree, nouns[0], k, "nsubj")


def actives(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """No passive where an object stands behind the subject, or where no entry of the verb takes an object."""
    for verb in range(first, last):
        subjects = [k for k in tree.kids[verb] if tree.dep[k] == "nsubj"]
        if not subjects or not tree.is_verb(verb) or not tree.passive(verb):
            continue
        entries = index.triggers(tree, verb)
        slots = {s.partition(">")[0] for e in entries for s in (*e.target, *e.theme, *e.when)}
        behind = any(tree.dep[k] == "obj" and k > subjects[0] for k in tree.kids[verb])
        if behind or (entries and "obj" not in slots):
            for k in subjects:
                tree.full[k] = "nsubj"
            tree.morph[verb] = {**tree.morph[verb], "Voice": "Act"}


def victims(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Without its vowels "killed" is also "was killed": where nothing is its object, its subject is the victim, or the
    noun that its relative clause hangs on ("sixteen soldiers kidnapped last week")."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or tree.morph[verb].get("Person", "3") != "3":
            continue
        if not any(key in index.words("of_victims") for key in tree.keys[verb]):
            continue
        for k in [k for k in tree.kids[verb] if tree.dep[k] == "obj" and _sums_up(tree, index, k)]:
            hang(tree, k, verb, "dislocated")
        if any(tree.dep[k] in ("obj", "iobj", "ccomp", "xcomp") for k in tree.kids[verb]):
            continue
        subjects = [k for k in tree.kids[verb] if tree.full[k] == "nsubj"]
        for k in subjects:
            if tree.pos[k] != "PRON":
                tree.full[k] = "nsubj:pass"
        noun = tree.head[verb]
        agents = index.words("agent")
        relative = not subjects and tree.dep[verb] == "acl" and tree.is_nominal(noun) and noun < verb
        by_whom = any(tree.preps[k] in agents for k in tree.kids[verb])
        if relative and not by_whom and not _told_who(tree, index, verb):
            tree.morph[verb] = {**tree.morph[verb], "Voice": "Pass"}


def _sums_up(tree: Tree, index: Index, k: int) -> bool:
    """Whether a word with a pronoun sums up what was named before: "all of them", "most of them"."""
    pronoun = any(tree.pos[m] == "PRON" for m in tree.kids[k])
    return pronoun and any(key in index.words("summing") for key in tree.keys[k])


def _told_who(tree: Tree, index: Index, verb: int) -> bool:
    """Whether the relative clause is definite: "the man who killed" may as well have killed as been killed."""
    return any(tree.norm[k] in index.words("relative") for k in tree.kids[verb])


def name_behind_name(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A state or body right behind a person's name is no part of it but what the verb before does something to."""
    for k in range(first, last):
        if names.get(k, True) or tree.dep[k] not in ("flat", "nmod", "appos") or not bare(tree, k):
            continue
        before = min([k, *(m for m in tree.kids[k] if tree.dep[m] == "flat")]) - 1
        named = tree.pos[before] in ("PROPN", "X") or (tree.dep[before] == "flat" and tree.head[before] in names)
        if before <= first or not named or tree.dep[before] not in ("flat", "appos"):
            continue
        top = before
        while tree.head[top] != top and tree.dep[top] != "nsubj" and not tree.is_verb(tree.head[top]):
            top = tree.head[top]
        verb = tree.head[top]
        if tree.dep[top] != "nsubj" or verb >= top or not tree.is_verb(verb) or not transitive(tree, index, verb):
            continue
        if not any(tree.dep[m] == "obj" and m < k for m in tree.kids[verb]):
            hang(tree, k, verb, "obj")


def agreement(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A verb agrees in gender with a subject right behind it: a masculine one before a feminine noun has it as object,
    as has a feminine one of a relative clause before a person's name ("the strike that targeted X")."""
    for k in range(first + 1, last):
        verb = k - 1
        if tree.head[k] != verb or tree.full[k] != "nsubj" or not tree.is_verb(verb) or tree.passive(verb):
            continue
        gender = tree.morph[verb].get("Gender")
        feminine = index.ends(tree, k, "feminine_ending") and k not in names
        if names.get(k) is False and tree.dep[verb] == "conj":  # "welcomed it and called on Turkey"
            feminine = index.ends(tree, k, "feminine_state")
        person = bool(names.get(k)) and tree.dep[verb] == "acl"
        if transitive(tree, index, verb) and ((gender == "Masc" and feminine) or (gender == "Fem" and person)):
            hang(tree, k, verb, "obj")


def object_after_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Subject, verb, object: a bare noun right behind a verb whose subject stands before it is its object."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or not transitive(tree, index, verb):
            continue
        subjects = [k for k in tree.kids[verb] if tree.dep[k] == "nsubj" and k < verb]
        if not subjects or any(tree.dep[k] in ("obj", "ccomp", "xcomp") for k in tree.kids[verb]):
            continue
        k = verb + 1 + (verb + 1 < last and tree.norm[verb + 1] in QUOTES)
        if tree.passive(verb):
            people = k < last and bare(tree, k) and index.names_people(tree, k) and index.body(tree, subjects[0])
            if not people or not index.ends(tree, k, "accusative_dual"):
                continue
            tree.morph[verb] = {**tree.morph[verb], "Voice": "Act"}  # "the army killed two gunmen"
            for m in subjects:
                tree.full[m] = "nsubj"
        if k < last and tree.head[k] == verb and bare(tree, k) and tree.dep[k] in ("obl", "nsubj", "advmod", "nmod"):
            hang(tree, k, verb, "obj")


def transitive(tree: Tree, index: Index, verb: int) -> bool:
    """Whether an entry of the verb takes an object."""
    if any(key in index.words("intransitive") for key in tree.keys[verb]):
        return False
    entries = index.triggers(tree, verb)
    return any("obj" in (s.partition(">")[0] for s in (*e.target, *e.theme, *e.when)) for e in entries)
