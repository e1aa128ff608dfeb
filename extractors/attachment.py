"""More repairs for languages whose verb forms tell how clauses hang together: what a participle, a speaker behind a
list or a perfect belongs to, where the parser guessed.

Each is decided by grammar alone: "had" before a participle makes a perfect, a passive needs an auxiliary, and of two
lists before "said" the second one speaks."""

from __future__ import annotations

from extractors.index import Index
from extractors.repair import hang
from extractors.syntax import Tree

_BESIDE = ("dep", "conj", "ccomp", "parataxis", "advcl", "xcomp")


def perfects(tree: Tree, index: Index) -> None:
    """A participle behind "had" is the verb of the clause and no adjective: "denied that it *had targeted* people"."""
    for k in range(1, len(tree)):
        noun, aux = tree.head[k], k - 1
        if tree.dep[k] != "amod" or tree.pos[k] != "VERB" or noun < k or tree.pos[aux] != "AUX":
            continue
        if tree.head[aux] != k or tree.morph[k].get("Tense") != "Past":
            continue
        marked = any(tree.dep[m] == "mark" for m in (*tree.kids[aux], *tree.kids[k]))
        relation = "ccomp" if tree.dep[noun] == "obj" and marked else tree.full[noun]
        above, had = tree.head[noun], tree.kids[aux]
        tree.head[k] = k if above == noun else above
        tree.dep[k], tree.full[k] = relation.split(":")[0], relation
        hang(tree, noun, k, "obj")
        for m in had:
            tree.head[m] = k


def reduced_passives(tree: Tree, index: Index) -> None:
    """A passive without auxiliary before another verb is a relative clause: "hackers linked to Iran *breached* …"."""
    for k in range(len(tree)):
        if not tree.is_verb(k) or tree.morph[k].get("VerbForm") != "Part" or tree.dep[k] == "conj":
            continue
        subject = next((m for m in tree.having(k, "nsubj") if m < k), None) if _past(tree, k) else None
        if subject is None or tree.having(k, "aux", "cop", "mark", "obj"):
            continue
        verb = next((m for m in tree.kids[k] if m > k and _finite_beside(tree, m)), None)
        if verb is None:
            continue
        place = tree.head[k]
        tree.head[verb] = verb if place == k else place
        tree.dep[verb], tree.full[verb] = tree.dep[k], tree.full[k]
        tree.morph[verb]["VerbForm"] = "Fin"
        for m in [m for m in tree.kids[k] if m > verb]:
            tree.head[m] = verb
        hang(tree, subject, verb, "nsubj")
        hang(tree, k, subject, "acl")


def _past(tree: Tree, k: int) -> bool:
    return tree.morph[k].get("Tense") == "Past"


def _finite_beside(tree: Tree, m: int) -> bool:
    """Whether it is a verb in the past without subject, mark, auxiliary or conjunction."""
    past = tree.is_verb(m) and tree.dep[m] in _BESIDE and _past(tree, m)
    return past and not tree.having(m, "nsubj", "mark", "aux", "cc", "cop") and bool(tree.having(m, "obj", "obl"))


def speakers_behind_lists(tree: Tree, index: Index) -> None:
    """Who speaks behind a list is no part of it: "demolished houses and roads, *witnesses and doctors* said"."""
    for verb in range(2, len(tree)):
        if not tree.is_verb(verb) or tree.having(verb, "nsubj") or not index.speech(tree, verb):
            continue
        told = [c for c in tree.having(verb, "ccomp") if c < verb]
        first = tree.sentences[tree.sentence[verb]][0]
        comma = next((m for m in range(verb - 1, first, -1) if tree.norm[m] == ","), None)
        if not told or comma is None:
            continue
        inside = set(tree.subtree(told[0]))
        speakers = [m for m in range(comma + 1, verb) if tree.dep[m] == "conj" and tree.head[m] < comma and m in inside]
        if not speakers or any(tree.is_verb(m) for m in range(comma + 1, verb)) or tree.pos[comma + 1] == "CCONJ":
            continue
        hang(tree, speakers[0], verb, "nsubj")
        for m in speakers[1:]:
            hang(tree, m, speakers[0], "conj")


def verbs_behind_clauses(tree: Tree, index: Index) -> None:
    """What the parser took for a participle on the only noun is its verb behind a relative clause between commas: "the
    leader, who has been in hiding, *called* on soldiers to disobey"."""
    for noun in range(len(tree)):
        if tree.head[noun] != noun or not tree.is_nominal(noun) or tree.having(noun, "cop", "nsubj"):
            continue
        clause = next((m for m in tree.kids[noun] if tree.full[m] == "acl:relcl"), None)
        verb = next((m for m in tree.kids[noun] if tree.full[m] == "acl" and clause is not None and m > clause), None)
        if verb is None or not tree.is_verb(verb) or not _past(tree, verb) or tree.norm[verb - 1] != ",":
            continue
        if not index.known_verb(tree, verb) or not tree.having(verb, "obj", "obl", "ccomp", "xcomp"):
            continue
        tree.head[verb], tree.dep[verb], tree.full[verb] = verb, "root", "root"
        tree.morph[verb]["VerbForm"] = "Fin"
        for m in [m for m in tree.kids[noun] if m > verb]:
            tree.head[m] = verb
        hang(tree, noun, verb, "nsubj")


def people_of_events(tree: Tree, index: Index) -> None:
    """An event noun right before a noun for a person says which one: "extradited a *genocide* suspect"."""
    for k in range(len(tree) - 1):
        beside = tree.dep[k] == tree.dep[k + 1] == "obj" and tree.head[k] == tree.head[k + 1]
        nouns = beside and tree.pos[k] == tree.pos[k + 1] == "NOUN" and index.event_noun(tree, k)
        if nouns and index.names_people(tree, k + 1) and not tree.having(k + 1, "det", "amod"):
            for m in tree.kids[k]:
                hang(tree, m, k + 1, tree.dep[m])
            hang(tree, k, k + 1, "compound")


def carriers(tree: Tree, index: Index) -> None:
    """A singular article before a plural is that of the noun it stands next to: "*a bus* carrying pilgrims"."""
    for h in range(3, len(tree)):
        noun, verb = h - 2, h - 1
        whole = tree.head[noun] == verb and tree.head[verb] == h and tree.dep[noun] == tree.dep[verb] == "compound"
        if not whole or tree.morph[h].get("Number") != "Plur" or not tree.norm[verb].endswith("ing"):
            continue
        articles = [
            m for m in (*tree.kids[h], *tree.kids[verb], *tree.kids[noun]) if tree.norm[m] in index.words("one")
        ]
        if not articles:
            continue
        above = tree.head[h]
        tree.head[noun] = noun if above == h else above
        tree.dep[noun], tree.full[noun] = tree.dep[h], tree.full[h]
        for m in [m for m in (*tree.kids[h], *tree.kids[verb]) if m < noun]:
            tree.head[m] = noun
        tree.pos[verb] = "VERB"
        hang(tree, verb, noun, "acl")
        hang(tree, h, verb, "obj")


ALL = (carriers, people_of_events, perfects, reduced_passives, speakers_behind_lists, verbs_behind_clauses)
