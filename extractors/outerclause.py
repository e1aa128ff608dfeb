"""Repairs that give a clause what is its own, for languages with idafa: the relative clause behind a dual, the phrase
that the main verb asks for and not the relative clause before it, the participle behind a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.arguments import transitive
from extractors.index import Index
from extractors.repair import bare, hang
from extractors.syntax import Tree

_OPENING = {"«": "»", "“": "”", "‘": "’", '"': '"'}
_CIRCUMSTANCE = ("advcl", "acl", "xcomp", "conj")


def hidden_relative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An indefinite dual keeps its nun, so it has no genitive: a verb of the lexicon in the dual behind it is its
    relative clause ("in two bombings that hit a market"), and what follows is that verb's object."""
    for k in range(first + 1, last):
        noun = k - 1
        if tree.head[k] != noun or tree.dep[k] not in ("nmod", "amod") or tree.preps[k] or tree.pos[k] == "VERB":
            continue
        dual = index.ends(tree, noun, "dual")
        if not dual or tree.morph[noun].get("Definite") == "Def" or k in names or noun in names:
            continue
        endings = index.words("accusative_ending")
        if not any(tree.norm[k].endswith(e) and index.verb(tree.norm[k][: -len(e)]) for e in endings):
            continue
        tree.pos[k] = "VERB"
        hang(tree, k, noun, "acl")
        above = tree.head[noun]
        for m in [m for m in tree.kids[above] if m > k and tree.dep[m] == "obj"][:1]:
            hang(tree, m, k, "obj")


def relative_with_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A word behind an indefinite noun that has a pronoun for its object is the verb of its relative clause, and what
    stands bare behind does it: "in a raid *that the air force flew*"."""
    for k in range(first + 1, last - 2):
        noun, pronoun, subject = k - 1, k + 1, k + 2
        if tree.pos[k] != "NOUN" or tree.dep[k] not in ("nmod", "amod") or tree.preps[k] or k in names:
            continue
        third = index.words("third_person")
        if tree.head[pronoun] != k or tree.dep[pronoun] != "obj" or tree.norm[pronoun] not in third:
            continue
        if not index.known_verb(tree, k) or not bare(tree, subject) or tree.pos[subject] == "PRON":
            continue
        if tree.morph[noun].get("Definite") == "Def" or not tree.head[subject] < subject:
            continue
        top = subject
        while tree.head[top] == top - 1 and tree.head[top] > pronoun:
            top = tree.head[top]
        tree.pos[k], tree.morph[k] = "VERB", {"Aspect": "Perf", "Person": "3", "Voice": "Act"}
        hang(tree, k, noun, "acl")
        hang(tree, top, k, "nsubj")


def not_of_name(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A relative clause without a relative pronoun is of no name, which is definite, but of the event noun before it:
    "raids on Idlib *that hit* a hospital"."""
    for k in range(first + 1, last):
        name = tree.head[k]
        if not tree.is_verb(k) or tree.dep[k] != "acl" or name > k:
            continue
        if name not in names and tree.pos[name] not in ("X", "PROPN"):
            continue
        if any(tree.norm[m] in index.words("relative") or tree.dep[m] in ("mark", "cc") for m in tree.kids[k]):
            continue
        above = tree.head[name]
        while tree.is_nominal(above) and not index.names_event(tree, above) and tree.head[above] < above:
            above = tree.head[above]
        indefinite = tree.is_nominal(above) and above < name and tree.morph[above].get("Definite") != "Def"
        if indefinite and (index.names_event(tree, above) or index.light(tree, above)):
            hang(tree, k, above, "acl")


def bare_relative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A verb without conjunction right behind an indefinite noun tells of it, and not of the main clause: "are looking
    for thirty pupils kidnapped last week"."""
    for k in range(first + 1, last):
        if not tree.is_verb(k) or tree.dep[k] != "advcl" or any(tree.dep[m] in ("mark", "cc") for m in tree.kids[k]):
            continue
        noun = k - 1
        while noun > first and tree.dep[noun] == "amod" and tree.head[noun] < noun:
            noun -= 1
        h = tree.head[noun]
        ours = tree.head[k] == h or (tree.is_verb(h) and tree.head[k] == noun)
        if tree.pos[noun] != "NOUN" or tree.morph[noun].get("Definite") != "Ind" or noun in names or not ours:
            continue
        if noun not in tree.apart and tree.dep[noun] in ("obj", "obl", "nsubj") and index.names_people(tree, noun):
            hang(tree, k, noun, "acl")


def topic_with_relative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A noun that opens the sentence, a relative clause of it between commas, and the verb that it does: "Kenya, which
    attacked the port on Monday, rejected talks"."""
    for k in range(first, last):
        if tree.head[k] != k or not tree.is_nominal(k):
            continue
        verbs = [m for m in tree.kids[k] if m > k and tree.is_verb(m) and tree.dep[m] in ("parataxis", "acl", "conj")]
        if len(verbs) != 2 or not _relative(tree, index, verbs[0]) or _relative(tree, index, verbs[1]):
            continue
        inner, verb = verbs
        comma = tree.pos[verb - 1] == "PUNCT" and not any(tree.dep[m] in ("cc", "mark") for m in tree.kids[verb])
        if not comma or not any(tree.pos[m] == "PUNCT" for m in range(k, inner)):
            continue
        tree.head[verb], tree.dep[verb], tree.full[verb] = verb, "root", "root"
        for m in [m for m in tree.kids[verb] if tree.dep[m] == "nsubj" and m > verb]:
            hang(tree, m, verb, "obj")
        hang(tree, k, verb, "nsubj")
        hang(tree, inner, k, "acl")


def only_doer(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A relative clause without a pronoun for its noun has that for its subject, so the bare name behind the verb is
    whom it is done to: "Kenya, which attacked Somalia"."""
    for verb in range(first, last):
        if tree.dep[verb] != "acl" or not _relative(tree, index, verb) or tree.passive(verb) or not tree.is_verb(verb):
            continue
        own = [m for m in tree.kids[verb] if m > verb]
        subjects = [m for m in own if tree.dep[m] == "nsubj"]
        pronoun = any(tree.pos[m] == "PRON" for m in range(verb + 1, max([verb, *own]) + 1))
        named = len(subjects) == 1 and (subjects[0] in names or tree.pos[subjects[0]] in ("PROPN", "X"))
        if not named or pronoun or any(tree.dep[m] == "obj" for m in own):
            continue
        if transitive(tree, index, verb) and not tree.preps[subjects[0]]:
            hang(tree, subjects[0], verb, "obj")


def agent_passive(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A verb that takes an object, has none and says by whom is in the passive: "was shelled by Kenya"."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or not transitive(tree, index, verb):
            continue
        agent = any(tree.preps[m] in index.words("agent") for m in tree.kids[verb])
        if agent and not any(tree.dep[m] in ("obj", "ccomp", "xcomp") for m in tree.kids[verb]):
            for m in [m for m in tree.kids[verb] if tree.dep[m] == "nsubj"]:
                tree.full[m] = "nsubj:pass"


def _relative(tree: Tree, index: Index, verb: int) -> bool:
    return any(tree.norm[m] in index.words("relative") for m in tree.kids[verb] if m < verb)


def outer_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A phrase on the verb of a relative clause that only the verb around it asks for belongs to that: "expressed, in
    a statement that the ministry issued, *its solidarity*"."""
    for k in range(first, last):
        inner, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] != "obl" or not prep or not tree.is_verb(inner) or tree.dep[inner] != "acl":
            continue
        if prep in index.words("place") or not index.names_event(tree, k):
            continue
        outer = tree.verb_over(tree.head[inner])
        light = prep in index.carried(tree, outer)  # "a bus that *carries* … was hit"
        if prep in index.asked_for(tree, inner) and not (light and index.speech(tree, inner)):
            continue  # (in Arabic "carries" is written as a form of "says")
        if not tree.is_verb(outer) or outer > inner or prep not in index.asked_for(tree, outer):
            continue
        if not any(tree.preps[m] == prep for m in tree.kids[outer]):
            hang(tree, k, outer, "obl")


def membership(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "A leading member *in the movement X*": the body right behind such a noun is what he is a member of, and no
    circumstance of the verb."""
    for k in range(first, last):
        if tree.preps[k] not in index.words("membership") or not tree.is_verb(tree.head[k]):
            continue
        noun = min((m for m in tree.kids[k] if tree.dep[m] == "case"), default=k) - 1
        body = (k in names and not names[k]) or any(key in index.words("member_of") for key in tree.keys[k])
        if noun < first or not body or tree.head[noun] != tree.head[k] or tree.dep[noun] not in ("nsubj", "obj"):
            continue
        if any(key in index.words("member") for key in tree.keys[noun]):
            hang(tree, k, noun, "nmod")


def outside_quotes(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A participle behind the end of a quotation goes with who says it, not with what is quoted: "said that "the
    question is open", denying that …"; and a verb coordinated with the quoted one has not its subject."""
    spans = _quotations(tree, first, last)
    for k in range(first, last):
        h = tree.head[k]
        if tree.is_verb(k) and tree.dep[k] == "conj" and any(a < h < b < k for a, b in spans):
            tree.dep[k] = tree.full[k] = "parataxis"
            continue
        if tree.dep[k] not in _CIRCUMSTANCE or not any(key in index.participles for key in tree.keys[k]):
            continue
        quote = next(((a, b) for a, b in spans if a < h < b < k), None)
        if quote is None or tree.preps[k]:
            continue
        a, b = quote
        while a < h < b and tree.head[h] != h:
            h = tree.head[h]
        if h < a and tree.is_verb(h) and index.speech(tree, h):
            hang(tree, k, h, "advcl")


def _quotations(tree: Tree, first: int, last: int) -> list[tuple[int, int]]:
    """The opening and the closing marks of the quotations in a sentence."""
    found, opened = [], None
    for k in range(first, last):
        if opened is not None and tree.norm[k] == _OPENING[tree.norm[opened]]:
            found.append((opened, k))
            opened = None
        elif opened is None and tree.norm[k] in _OPENING:
            opened = k
    return found
