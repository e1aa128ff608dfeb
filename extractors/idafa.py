"""Repairs for languages with idafa and verb-first order: rules of grammar that the parser broke.

"The genitive stands next to its noun", "a noun with the article has none", "an adjective agrees with the noun before
it", and what the lexicon's entries ask for. A language asks for them with `idafa = true` in its grammar file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from extractors import arguments, boundaries, nounphrases, objects, outerclause, verbfirst
from extractors.index import Index
from extractors.repair import hang
from extractors.syntax import Tree, finish, finish_after

_Repair = Callable[[Tree, Index, Mapping[int, bool], int, int], None]


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
    repairs = (
        nounphrases.counted,
        objects.seat,
        arguments.first_verb,
        verbfirst.clause_verb,
        verbfirst.event_word,
        verbfirst.hidden_verb,
        outerclause.hidden_relative,
        outerclause.relative_with_object,
        outerclause.not_of_name,
        outerclause.bare_relative,
        outerclause.topic_with_relative,
        outerclause.only_doer,
        verbfirst.however,
        verbfirst.circumstance,
        verbfirst.accusative,
        verbfirst.title_of,
        verbfirst.two_names,
        verbfirst.complete_name,
        verbfirst.second_owner,
        verbfirst.nominative,
        verbfirst.behind_nominative,
        verbfirst.counted_object,
        verbfirst.named_object,
        verbfirst.intransitive,
        verbfirst.topic,
        verbfirst.two_objects,
        nounphrases.genitive_name,
        nounphrases.modifiers,
        nounphrases.swallowed_noun,
        nounphrases.strayed_adjective,
        nounphrases.accusative_adjective,
        arguments.second_subject,
        verbfirst.second_behind,
        nounphrases.far_genitive,
        arguments.left_subject,
        nounphrases.coordinated_noun,
        nounphrases.verb_phrase,
        nounphrases.noun_phrase,
        outerclause.membership,
        outerclause.outer_phrase,
        outerclause.outside_quotes,
        boundaries.event_object,
        boundaries.object_behind,
        boundaries.body_in,
        arguments.actives,
        outerclause.agent_passive,
        arguments.victims,
        arguments.name_behind_name,
        arguments.agreement,
        arguments.object_after_subject,
        objects.oblique,
        objects.participle_object,
        objects.owner,
        objects.needs_object,
        objects.people_genitive,
        objects.light_phrase,
        objects.behind_date,
        objects.said_beside,
    )

    def everywhere(repair: _Repair) -> None:
        for first, last in tree.sentences:
            repair(tree, index, names, first, last)

    return finish_after(tree, (partial(everywhere, repair) for repair in repairs))
