"""English in Universal Dependencies: spaCy's own English trees have ClearNLP labels, these rules rebuild
them.

Function words hang on content words (the object of a preposition is the head, the preposition its `case`),
"be" is the `cop` of its predicate, conjuncts hang on the first of them. After it the same rules read Arabic
and English.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.languages.punctuation import LONGEST_SENTENCE, Punctuation
from extractors.languages.sentences import one_tree_each, set_tree

RENAMED = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "dative": "iobj", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "nmod": "compound",
    "nmod*": "nmod", "oprd": "xcomp", "acomp": "xcomp", "attr": "xcomp", "pcomp": "advcl", "pobj": "obl",
    "npadvmod": "obl:unmarked", "neg": "advmod", "quantmod": "advmod", "prep": "advmod", "agent": "advmod",
    "intj": "discourse", "preconj": "cc:preconj", "predet": "det:predet", "meta": "dep", "ROOT": "root",
    "": "dep",
}  # fmt: skip
PREPOSITIONS = {"prep", "agent", "dative"}
PREDICATES = {"attr", "acomp"}
CLAUSES = {"ROOT", "conj", "advcl", "relcl", "ccomp", "xcomp", "pcomp", "acl"}
VERBAL = {"VERB", "ADJ", "ADV", "AUX"}


class _Tree:
    """A sentence's tree while it is being changed; words are numbered from the sentence's first."""

    def __init__(self, sent: Span) -> None:
        self.words = list(sent)
        self.heads = [token.head.i - sent.start for token in sent]
        self.labels = [token.dep_ for token in sent]
        self.upos = [token.pos_ for token in sent]
        self.children: list[set[int]] = [set() for _ in self.words]
        self.of_clause: set[int] = set()  # what hung on "be" modifies the clause, not the noun that now heads it
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].add(i)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.words)))

    def labelled(self, i: int, *labels: str) -> list[int]:
        """The children of a word that have one of the labels, in the order of the text."""
        return sorted(k for k in self.children[i] if self.labels[k] in labels)

    def hang(self, i: int, head: int) -> None:
        """Hangs a word, with all below it, on another head (its own place: the root)."""
        self.children[self.heads[i]].discard(i)
        self.heads[i] = head
        if head != i:
            self.children[head].add(i)

    def promote(self, new: int, label: str) -> None:
        """Puts a word in the place of its head, which hangs on it with the label given, as do the head's
        children."""
        old = self.heads[new]
        place = self.heads[old]
        self.hang(new, new if place == old else place)
        self.labels[new] = self.labels[old]
        for child in sorted(self.children[old]):
            if self.labels[child] not in ("prt", "fixed"):
                self.hang(child, new)
        self.hang(old, new)
        self.labels[old] = label


def to_universal(sent: Span) -> tuple[list[int], list[str]]:
    """Heads and labels of a sentence in Universal Dependencies, heads numbered from the sentence's first
    word."""
    tree = _Tree(sent)
    if len(tree.words) <= LONGEST_SENTENCE:
        for step in (_flatten_conjuncts, _there_is, _copulas, _prepositions, _conjunctions, _names, _details):
            step(tree)
        _signs(tree)
    return tree.heads, [RENAMED.get(label, label) for label in tree.labels]


def _flatten_conjuncts(tree: _Tree) -> None:
    """A, B and C: B and C both hang on A, where ClearNLP has a chain."""
    for i in tree:
        if tree.labels[i] == "conj":
            head = tree.heads[i]
            while tree.labels[head] == "conj" and tree.heads[head] != head:
                head = tree.heads[head]
            tree.hang(i, head)


def _there_is(tree: _Tree) -> None:
    """There is a ceasefire: what there is, is the subject."""
    for i in tree:
        if tree.labels[i] == "attr" and tree.labelled(tree.heads[i], "expl"):
            tree.labels[i] = "nsubj"


def _copulas(tree: _Tree) -> None:
    """She is minister, is ready, is in Paris: the predicate is the head."""
    for be in tree:
        if tree.words[be].lemma_ != "be" or tree.labels[be] in ("aux", "auxpass", "cop"):
            continue
        predicates = tree.labelled(be, *PREDICATES)
        if not predicates and tree.upos[be] == "AUX" and not tree.labelled(be, "expl"):
            predicates = [k for k in tree.labelled(be, "prep") if tree.labelled(k, "pobj") and k > be]
        if predicates:
            tree.of_clause |= tree.children[be] - {predicates[0]}
            tree.promote(predicates[0], "cop")


def _prepositions(tree: _Tree) -> None:
    """in Paris: "in" becomes the case of Paris; by signing: "by" the mark of the clause. Inner ones first."""
    for i in reversed(list(tree)):
        label = tree.labels[i]
        adposition = label in PREPOSITIONS or (tree.upos[i] in ("ADP", "SCONJ") and label in CLAUSES)
        for k in tree.labelled(i, "pcomp"):  # because of: two words, one preposition
            if tree.upos[k] == "ADP" and not tree.labelled(k, "pobj", "pcomp"):
                tree.labels[k] = "fixed"
        content = tree.labelled(i, "pobj", "pcomp") or _inner_object(tree, i)
        if not adposition or not content:
            continue
        noun, head = content[0], tree.heads[i]
        clause = tree.labels[noun] == "pcomp" and tree.upos[noun] in ("VERB", "AUX")
        if i in tree.of_clause:
            tree.of_clause.add(noun)
        tree.promote(noun, "mark" if clause else "case")
        if label in PREPOSITIONS:
            verbal = tree.upos[head] in VERBAL or noun in tree.of_clause
            tree.labels[noun] = _modifier(clause=clause, verbal=verbal, agent=label == "agent")


def _inner_object(tree: _Tree, i: int) -> list[int]:
    """according to X, because of X: the object of the second preposition is that of both."""
    inner = [k for k in tree.labelled(i, "obl", "nmod", "pcomp") if i + 1 in tree.labelled(k, "case")]
    return inner if tree.labels[i] == "prep" else []


def _modifier(*, clause: bool, verbal: bool, agent: bool) -> str:
    if clause:
        return "advcl" if verbal else "acl"
    if agent:
        return "obl:agent"
    return "obl" if verbal else "nmod*"  # ClearNLP's nmod is something else, see RENAMED


def _conjunctions(tree: _Tree) -> None:
    """A and B: "and" hangs on B."""
    for i in tree:
        if tree.labels[i] == "cc":
            head = tree.heads[i]
            first = tree.heads[head] if tree.labels[head] == "conj" else head
            following = [k for k in tree.labelled(first, "conj") if k > i]
            if following:
                tree.hang(i, following[0])


def _names(tree: _Tree) -> None:
    """Vladimir Putin: the first part of a person's name is the head, as in Arabic; the others are `flat`."""
    for last in tree:
        name = [last]
        while (k := name[0] - 1) in tree.labelled(last, "compound") and _same_person(tree, k, last):
            name.insert(0, k)
        if len(name) > 1 and _same_person(tree, last, last):
            tree.promote(name[0], "flat")
            for k in name[1:]:
                tree.labels[k] = "flat"


def _same_person(tree: _Tree, one: int, other: int) -> bool:
    names = {tree.words[i].ent_type_ for i in range(one, other + 1)}
    begins = any(tree.words[i].ent_iob_ == "B" for i in range(one + 1, other + 1))
    return names == {"PERSON"} and not begins


def _signs(tree: _Tree) -> None:
    signs = [token.text if label == "punct" and not tree.children[i] else None
             for i, (token, label) in enumerate(zip(tree.words, tree.labels, strict=True))]  # fmt: skip
    for i, head in Punctuation(signs, tree.heads, tree.labels).placed().items():
        tree.hang(i, head)


def _details(tree: _Tree) -> None:
    for i in tree:
        label, token = tree.labels[i], tree.words[i]
        if label == "aux" and token.tag_ == "TO":
            tree.labels[i] = "mark"
        elif label in ("compound", "nmod") and (tree.upos[i] == "ADJ" or token.ent_type_ == "NORP"):
            tree.labels[i] = "amod"
        elif label == "compound" and not token.ent_type_ and tree.words[tree.heads[i]].ent_type_ == "PERSON":
            tree.labels[i] = "nmod:desc"  # President Bush
        elif label == "npadvmod" and tree.upos[tree.heads[i]] in ("NOUN", "PROPN"):
            tree.labels[i] = "nmod:unmarked"


@Language.component("clear2ud", assigns=["token.head", "token.dep"])
def clear2ud(doc: Doc) -> Doc:
    """For the end of an English pipeline with ClearNLP labels."""
    heads = list(range(len(doc)))
    labels = [""] * len(doc)
    starts = [bool(token.is_sent_start) for token in doc]
    for sent in doc.sents:
        local, names = to_universal(sent)
        heads[sent.start : sent.end] = [head + sent.start for head in local]
        labels[sent.start : sent.end] = names
    one_tree_each(doc, starts, heads, labels)
    set_tree(doc, heads, labels)
    return doc
