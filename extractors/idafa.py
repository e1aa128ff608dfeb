"""Repairs for languages with idafa and verb-first order: rules of grammar that the parser broke.

"The genitive stands next to its noun", "a noun with the article has none", "an adjective agrees with the noun before
it", and what the lexicon's entries ask for. A language asks for them with `idafa = true` in its grammar file."""

from __future__ import annotations

from collections.abc import Mapping

from extractors import verbfirst
from extractors.frames import Index
from extractors.repair import QUOTES, hang
from extractors.syntax import Tree, finish


def idafa(tree: Tree, index: Index, names: Mapping[int, bool]) -> Tree:
    """The repairs for languages with idafa and verb-first order, in the order in which they build on each other.

    `names` are the heads of the gazetteer's names, and whether each is a person's."""
    for k in names:
        if tree.dep[k] == "amod":  # a name is no adjective
            tree.dep[k] = tree.full[k] = "nmod"
        if tree.dep[k] == "appos" and names[k]:
            continue
        h = tree.head[k]
        subject = any(tree.dep[m] == "nsubj" for m in tree.kids[h])
        if tree.dep[k] == "obj" and h == k - 1 and not subject and not tree.passive(h) and index.operates(tree, h):
            hang(tree, k, h, "nsubj")  # verb first, then who does it
        if tree.dep[k] in ("flat", "nmod") and h in names and h == k + 1 and tree.full[h] == "nsubj":
            verb = tree.head[h]  # two names behind the verb: who, then whom
            hang(tree, k, verb, "nsubj")
            hang(tree, h, verb, "obj")
        if tree.pos[k] == "VERB" and tree.dep[k] in ("appos", "nmod", "flat", "amod", "acl") and not names[k]:
            tree.pos[k] = "X"  # a name that looks like a verb ("Chad")
            verb = tree.head[h]
            for m in tree.kids[k]:
                if tree.is_verb(verb) and tree.dep[m] not in ("flat", "case"):
                    hang(tree, m, verb, tree.dep[m])
    tree = finish(tree)
    for repair in (
        _counted,
        _first_verb,
        verbfirst.hidden_verb,
        verbfirst.however,
        verbfirst.accusative,
        verbfirst.title_of,
        verbfirst.two_names,
        verbfirst.complete_name,
        verbfirst.nominative,
        verbfirst.named_object,
        verbfirst.intransitive,
        verbfirst.topic,
        verbfirst.two_objects,
        _modifiers,
        _swallowed_noun,
        _strayed_adjective,
        _second_subject,
        verbfirst.second_behind,
        _far_genitive,
        _left_subject,
        _coordinated_noun,
        _verb_phrase,
        _noun_phrase,
        _actives,
        _victims,
        _name_behind_name,
        _agreement,
        _object_behind,
        _object_after_subject,
    ):
        for first, last in tree.sentences:
            repair(tree, index, names, first, last)
        tree = finish(tree)
    return tree


def _bare(tree: Tree, k: int) -> bool:
    return not tree.preps[k] and tree.is_nominal(k)


def _counted(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "More than seven thousand people" are people: the counted noun heads its phrase, whatever number heads it."""
    k = first
    while k < last:
        begin = k
        while k < last and k not in tree.apart and (tree.pos[k] == "NUM" or tree.norm[k] in index.lexicon.numbers):
            k += 1  # but for the year of a date
        if k == begin or k >= last or not tree.is_nominal(k) or tree.pos[k] == "PRON" or k in names:
            k += 1
            continue
        while begin > first and tree.norm[begin - 1] in index.words("about"):
            begin -= 1
        _head_phrase(tree, range(begin, k), k)
        k += 1


def _head_phrase(tree: Tree, before: range, noun: int) -> None:
    """Makes `noun` the head of the words of `before` and itself."""
    inside = range(before.start, noun + 1)
    tops = [m for m in inside if tree.head[m] not in inside or tree.head[m] == m]
    top = next((m for m in tops if tree.is_verb(tree.head[m])), tops[0] if tops else noun)
    outside, dep = tree.head[top], tree.dep[top]
    if top == noun or outside == top or _below(tree, outside, noun):
        return
    preps = [m for m in tree.kids[top] if tree.dep[m] == "case" and m < before.start]
    behind = [m for number in before for m in tree.kids[number] if m > noun and tree.dep[m] in ("nmod", "obl", "acl")]
    if dep in ("nummod", "amod", "case", "det", "advmod", "obl") and not preps:
        has_object = any(tree.dep[m] == "obj" for m in tree.kids[outside])
        dep = "obj" if tree.is_verb(outside) and not has_object else "nmod"
    tree.head[noun], tree.dep[noun], tree.full[noun] = outside, dep, dep
    tree.pos[noun] = "NOUN" if tree.pos[noun] == "ADJ" else tree.pos[noun]
    for m in before:
        tree.head[m], tree.dep[m], tree.full[m] = noun, "nummod", "nummod"
    for m in (*preps, *behind):
        tree.head[m] = noun


def _below(tree: Tree, k: int, top: int) -> bool:
    """Whether `k` is `top` or hangs below it: then `top` cannot hang on it."""
    while k != top and tree.head[k] != k:
        k = tree.head[k]
    return k == top


def _first_verb(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
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
    after = [m for m in tree.kids[k] if m > k and _bare(tree, m) and tree.dep[m] in ("nmod", "nsubj", "obj")]
    if not after or not any(tree.dep[m] in ("obl", "ccomp", "advcl", "obj") or tree.preps[m] for m in tree.kids[k]):
        return
    if index.known_verb(tree, k) and tree.morph[min(after)].get("Definite") != "Ind":
        tree.pos[k] = "VERB"
        hang(tree, min(after), k, "nsubj")
        for m in tree.kids[k]:
            if tree.dep[m] == "nmod" and m != min(after):
                hang(tree, m, k, "obl" if tree.preps[m] else "obj")


def _modifiers(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Adjectives of the grammar file (air, rocket, armed …) that were read as nouns."""
    for k in range(first, last):
        if (
            tree.dep[k] in ("nmod", "obl")
            and not tree.preps[k]
            and any(w in index.words("modifier") for w in tree.keys[k])
        ):
            h = tree.head[k]
            if h < k and tree.is_nominal(h):
                for m in tree.kids[k]:
                    hang(tree, m, h, tree.dep[m])
                hang(tree, k, h, "amod")
                tree.pos[k] = "ADJ"


def _swallowed_noun(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An adjective right behind its noun that took the noun as its own dependent."""
    for k in range(first + 1, last):
        h = next((m for m in tree.kids[k] if m < k and tree.is_nominal(m) and tree.pos[m] != "ADJ"), None)
        if k in names or tree.pos[k] != "ADJ" or tree.dep[k] in ("amod", "root") or tree.preps[k] or h is None:
            continue
        between = range(h + 1, k)
        if any(tree.dep[m] != "amod" for m in between) or tree.morph[h].get("Definite") != tree.morph[k].get(
            "Definite"
        ):
            continue
        outside, dep, kids = tree.head[k], tree.dep[k], list(tree.kids[k])
        hang(tree, h, outside, dep)
        for m in kids:
            if m != h:
                hang(tree, m, h, tree.dep[m] if tree.dep[m] != "obl" else "nmod")
        hang(tree, k, h, "amod")


def _strayed_adjective(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An adjective in line behind its noun that was read as a clause or phrase on it."""
    for k in range(first + 1, last):
        h = tree.head[k]
        if k in names or tree.pos[k] != "ADJ" or tree.preps[k] or h >= k:
            continue
        if tree.dep[k] in ("amod", "root", "conj", "flat"):
            continue
        if not tree.is_nominal(h) or tree.pos[h] == "ADJ" or any(tree.dep[m] != "amod" for m in range(h + 1, k)):
            continue
        if tree.morph[h].get("Definite") == tree.morph[k].get("Definite"):
            for m in list(tree.kids[k]):
                hang(tree, m, h, "nmod" if tree.dep[m] == "obl" else tree.dep[m])
            hang(tree, k, h, "amod")


def _second_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Of two subjects the event noun behind the other is the object ("announced X the halt of …")."""
    for k in range(first, last):
        if not tree.is_verb(k):
            continue
        subjects = [m for m in tree.kids[k] if tree.full[m] == "nsubj" and _bare(tree, m)]
        for m in subjects[1:]:
            if m > k and index.names_event(tree, m) and not any(tree.dep[x] in ("obj", "ccomp") for x in tree.kids[k]):
                hang(tree, m, k, "obj")


def _far_genitive(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A genitive stands next to its noun: an event noun further on is the object of the verb above."""
    for k in range(first, last):
        h = tree.head[k]
        if tree.dep[k] != "nmod" or not _bare(tree, k) or h >= k or not index.names_event(tree, k):
            continue
        between = [m for m in range(h + 1, k) if tree.norm[m] not in QUOTES]
        if not between or not any(tree.dep[m] == "amod" for m in between):
            continue
        verb = tree.head[h]
        if (
            tree.is_verb(verb)
            and verb < k
            and index.operates(tree, verb)
            and not any(tree.dep[x] in ("obj", "ccomp") for x in tree.kids[verb])
        ):
            hang(tree, k, verb, "obj")


def _left_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A bare noun before a verb without subject is its subject."""
    for k in range(first, last):
        if not tree.is_verb(k) or tree.dep[k] in ("acl", "conj") or any(tree.dep[m] == "nsubj" for m in tree.kids[k]):
            continue
        if tree.morph[k].get("Person") in ("1", "2"):
            continue
        left = [
            m
            for m in tree.kids[k]
            if m < k and _bare(tree, m) and tree.dep[m] in ("obl", "obj", "nmod", "dislocated", "dep")
        ]
        nouns = [m for m in left if tree.pos[m] in ("NOUN", "PROPN", "X") and tree.morph[m].get("Definite") != "Ind"]
        if nouns:
            hang(tree, nouns[0], k, "nsubj")


def _coordinated_noun(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An event noun is not coordinated with a verb but with the event noun before it ("to end …, and cancel …")."""
    for k in range(first, last):
        h = tree.head[k]
        if (
            tree.dep[k] != "conj"
            or h == k
            or not tree.is_verb(h)
            or not tree.is_nominal(k)
            or not index.names_event(tree, k)
        ):
            continue
        before = [
            m
            for m in range(h + 1, k)
            if tree.is_nominal(m) and index.names_event(tree, m) and tree.dep[m] in ("obj", "obl", "nmod")
        ]
        if before:
            hang(tree, k, before[-1], "conj")


def _verb_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A prepositional phrase behind the subject or object belongs to the verb where the verb's entries ask for its
    preposition and the noun's do not."""
    for k in range(first, last):
        h, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] not in ("nmod", "obl") or not prep or h > k or prep in index.asked_for(tree, h):
            continue
        # "the embassy in Kabul", "the commander of the army" stay together
        near = index.words("place") | index.words("belonging") | index.words("partitive")
        while prep not in near and tree.dep[h] == "nmod" and tree.head[h] < h and not tree.is_verb(tree.head[h]):
            h = tree.head[h]
        if tree.dep[h] not in ("nsubj", "obj", "obl"):
            continue
        verb = tree.head[h]
        if verb > h or not tree.is_verb(verb) or any(tree.preps[m] == prep for m in tree.kids[verb]):
            continue
        held = min([k, *tree.kids[k]]) - 1  # "the secretary general of the United Nations"
        if verbfirst.of_office(tree, index, held) and tree.head[held] == h and prep in index.words("belongs"):
            continue
        if prep in index.asked_for(tree, verb) and prep not in index.asked_for(tree, h):
            hang(tree, k, verb, "obl")


def _noun_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A prepositional phrase on the verb belongs to the event noun right before it where only that asks for it."""
    for k in range(first, last):
        verb, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] != "obl" or not prep or not tree.is_verb(verb):
            continue
        before = min((m for m in tree.kids[k] if tree.dep[m] == "case"), default=k) - 1
        if before <= verb or not index.names_event(tree, before) or prep in index.asked_for(tree, verb):
            continue
        if prep in index.asked_for(tree, before):
            hang(tree, k, before, "nmod")


def _agreement(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A verb agrees in gender with a subject right behind it: a masculine one before a feminine noun has it as object,
    as has a feminine one of a relative clause before a person's name ("the strike that targeted X")."""
    for k in range(first + 1, last):
        verb = k - 1
        if tree.head[k] != verb or tree.full[k] != "nsubj" or not tree.is_verb(verb) or tree.passive(verb):
            continue
        gender = tree.morph[verb].get("Gender")
        feminine = any(tree.norm[k].endswith(e) for e in index.words("feminine_ending")) and k not in names
        person = bool(names.get(k)) and tree.dep[verb] == "acl"
        if _transitive(tree, index, verb) and ((gender == "Masc" and feminine) or (gender == "Fem" and person)):
            hang(tree, k, verb, "obj")


def _object_behind(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Verb, subject, object in one row: where the subject's phrase is complete, the next bare noun is the object.

    A noun with the article, a name, a sound plural in -un and a noun with its adjective take no genitive."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or not _transitive(tree, index, verb):
            continue
        behind = [k for k in tree.kids[verb] if k > verb and _bare(tree, k) and tree.dep[k] in ("nsubj", "obj")]
        if len(behind) != 1 or any(tree.dep[k] == "nsubj" for k in tree.kids[verb] if k < verb):
            continue
        noun = _second_noun(tree, index, names, behind[0], last)
        if noun is not None:
            hang(tree, behind[0], verb, "nsubj")
            for k in range(noun + 1, last):
                if tree.head[k] == behind[0] and tree.dep[k] in ("amod", "nmod", "acl", "flat", "conj", "appos"):
                    hang(tree, k, noun, tree.dep[k])
            hang(tree, noun, verb, "obj")


def _victims(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Without its vowels "killed" is also "was killed": where nothing is its object, its subject is the victim."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or tree.morph[verb].get("Person", "3") != "3":
            continue
        if not any(key in index.words("of_victims") for key in tree.keys[verb]):
            continue
        subjects = [k for k in tree.kids[verb] if tree.full[k] == "nsubj" and tree.pos[k] != "PRON"]
        if subjects and not any(tree.dep[k] in ("obj", "iobj", "ccomp", "xcomp") for k in tree.kids[verb]):
            for k in subjects:
                tree.full[k] = "nsubj:pass"


def _name_behind_name(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A state or body right behind a person's name is no part of it but what the verb before does something to."""
    for k in range(first, last):
        if names.get(k, True) or tree.dep[k] not in ("flat", "nmod", "appos") or not _bare(tree, k):
            continue
        before = min([k, *(m for m in tree.kids[k] if tree.dep[m] == "flat")]) - 1
        named = tree.pos[before] in ("PROPN", "X") or (tree.dep[before] == "flat" and tree.head[before] in names)
        if before <= first or not named or tree.dep[before] not in ("flat", "appos"):
            continue
        top = before
        while tree.head[top] != top and tree.dep[top] != "nsubj" and not tree.is_verb(tree.head[top]):
            top = tree.head[top]
        verb = tree.head[top]
        if tree.dep[top] != "nsubj" or verb >= top or not tree.is_verb(verb) or not _transitive(tree, index, verb):
            continue
        if not any(tree.dep[m] == "obj" and m < k for m in tree.kids[verb]):
            hang(tree, k, verb, "obj")


def _second_noun(tree: Tree, index: Index, names: Mapping[int, bool], subject: int, last: int) -> int | None:
    """The bare noun with which a new phrase begins behind that of `subject`."""
    first = tree.sentences[tree.sentence[subject]][0]
    name = {k for k in range(first, last) if tree.head[k] == subject and tree.dep[k] == "flat"} | {subject}
    closed = subject in names or tree.pos[subject] == "PROPN" or _complete(tree, index, subject)
    definite = _definite(tree, index, subject)
    for k in range(subject + 1, last):
        if k in name or tree.norm[k] in QUOTES:
            continue
        if tree.dep[k] == "flat" or (tree.dep[k] == "appos" and names.get(k)):
            closed = True  # a person's name behind the title
            continue
        if not _bare(tree, k) or tree.pos[k] in ("PRON", "NUM", "ADP", "VERB") or tree.head[k] == k:
            return None
        if k not in names and _agrees(tree, index, subject, k, definite):
            closed = True
        elif closed:
            return k
        else:
            definite = _definite(tree, index, k)
            closed = _complete(tree, index, k)
    return None


def _agrees(tree: Tree, index: Index, noun: int, k: int, definite: bool) -> bool:
    """Whether the word may be an adjective of the phrase: as definite as it, of its number and gender."""
    if tree.pos[k] != "ADJ" or _definite(tree, index, k) != definite or index.names_event(tree, k):
        return False
    if tree.morph[k].get("Number") == "Plur" and tree.morph[noun].get("Number") == "Sing":
        return False
    feminine = [any(tree.norm[w].endswith(e) for e in index.words("feminine_ending")) for w in (noun, k)]
    return feminine != [True, False]


def _object_after_subject(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Subject, verb, object: a bare noun right behind a verb whose subject stands before it is its object."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or not _transitive(tree, index, verb):
            continue
        subjects = [k for k in tree.kids[verb] if tree.dep[k] == "nsubj" and k < verb]
        if not subjects or any(tree.dep[k] in ("obj", "ccomp", "xcomp") for k in tree.kids[verb]):
            continue
        k = verb + 1
        if k < last and tree.head[k] == verb and _bare(tree, k) and tree.dep[k] in ("obl", "nsubj", "advmod", "nmod"):
            hang(tree, k, verb, "obj")


def _complete(tree: Tree, index: Index, k: int) -> bool:
    """Whether nothing in the genitive can follow the noun."""
    return _definite(tree, index, k) or any(tree.norm[k].endswith(e) for e in index.words("closed_ending"))


def _definite(tree: Tree, index: Index, k: int) -> bool:
    return any(
        tree.norm[k].startswith(a) and a + tree.norm[k] not in tree.keys[k] for a in index.words("article_prefix")
    )


def _transitive(tree: Tree, index: Index, verb: int) -> bool:
    entries = index.triggers(tree, verb)
    return any("obj" in (s.partition(">")[0] for s in (*e.target, *e.theme, *e.when)) for e in entries)


def _actives(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
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
