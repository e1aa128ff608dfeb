"""A parsed text as plain arrays: one Universal Dependencies view for every language.

Rules read it by index, so that a walk costs little, and it is repaired by making a new one, never the Doc."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.fold import fold, strip_marks
from extractors.lexicon import Ending
from ontology.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = frozenset({"NOUN", "PROPN", "X", "ADJ", "NUM", "PRON"})
_OUTSIDE_NAME = frozenset(
    {"punct", "cc", "conj", "case", "mark", "parataxis", "advcl", "ccomp", "advmod", "discourse", "cop"}
)


@dataclass(slots=True)
class Tree:
    """The tokens of one text. `dep` is the relation up to the colon, `full` the whole; `keys` are the folded spellings
    a token may be looked up by (lemma first); `preps` the prepositions or conjunctions that mark it, joined."""

    text: str
    start: list[int]
    end: list[int]
    head: list[int]
    dep: list[str]
    full: list[str]
    pos: list[str]
    morph: list[dict[str, str]]
    norm: list[str]
    keys: list[tuple[str, ...]]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    kids: list[list[int]]
    preps: list[str]
    apart: frozenset[int] = frozenset()  # words of date phrases: part of no name or theme

    def __len__(self) -> int:
        return len(self.start)

    def is_verb(self, i: int) -> bool:
        """Whether the token heads a clause as a verb (an auxiliary or copula does not)."""
        return self.pos[i] in ("VERB", "AUX") and self.dep[i] not in ("aux", "cop")

    def verb_over(self, i: int) -> int:
        """The verb that the token is or belongs to; where there is none, the root."""
        while not self.is_verb(i) and self.head[i] != i:
            i = self.head[i]
        return i

    def is_nominal(self, i: int) -> bool:
        """Whether the token can name an event or an actor."""
        return self.pos[i] in NOMINAL

    def passive(self, i: int) -> bool:
        """Whether the verb is in the passive, by its subject, auxiliary or form."""
        kids = self.kids[i]
        if any(self.full[k] in ("nsubj:pass", "aux:pass", "csubj:pass") for k in kids):
            return True
        return self.morph[i].get("Voice") == "Pass"

    def having(self, i: int, *deps: str) -> list[int]:
        """Children of `i` by relation."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def coordinated(self, i: int) -> list[int]:
        """`i` and what is coordinated with it."""
        out = [i]
        for k in self.kids[i]:
            if self.dep[k] == "conj":
                out += self.coordinated(k)
        return out

    def subtree(self, i: int, leave_out: Collection[str] = ()) -> list[int]:
        """Tokens of the phrase of `i`, in order; children of `i` itself with a relation in `leave_out` stay out."""
        out, todo = [i], [k for k in self.kids[i] if self.dep[k] not in leave_out and k not in self.apart]
        while todo:
            k = todo.pop()
            out.append(k)
            todo += [m for m in self.kids[k] if m not in self.apart]
        return sorted(out)

    def name_tokens(self, i: int, wide: bool = False) -> list[int]:
        """Tokens of the noun phrase of `i` without clauses, coordination and its own preposition, and in one piece."""
        stop = _OUTSIDE_NAME | ({"acl"} if wide else {"acl", "appos"})
        tokens = set(self.subtree(i, stop))
        left, right = i, i
        while left - 1 in tokens:
            left -= 1
        while right + 1 in tokens:
            right += 1
        return self.trim(list(range(left, right + 1)))

    def trim(self, tokens: Sequence[int]) -> list[int]:
        """`tokens` without punctuation and conjunctions at either end."""
        out = list(tokens)
        while len(out) > 1 and self.pos[out[0]] in ("PUNCT", "CCONJ", "SPACE"):
            out.pop(0)
        while len(out) > 1 and self.pos[out[-1]] in ("PUNCT", "CCONJ", "SPACE"):
            out.pop()
        return out

    def span(self, tokens: Iterable[int]) -> Span:
        """The words from the first to the last of `tokens`."""
        at = list(tokens)
        start, end = self.start[min(at)], self.end[max(at)]
        return Span(text=self.text[start:end], start=start, end=end)

    def with_host(self, tokens: Sequence[int]) -> list[int]:
        """`tokens`, with the word that a pronoun at their beginning is written on ("أنه", not "ه")."""
        first = min(tokens)
        joined = first > 0 and self.pos[first] == "PRON" and self.end[first - 1] == self.start[first]
        return [first - 1, *tokens] if joined and self.text[self.start[first - 1]].isalpha() else list(tokens)

    def sentence_span(self, i: int) -> Span:
        """The sentence of token `i`, without white space around it."""
        first, last = self.sentences[self.sentence[i]]
        words = [k for k in range(first, last) if self.pos[k] != "SPACE"] or [i]
        return self.span(words)


def tree(doc: Doc, articles: Collection[str] = (), endings: Collection[Ending] = ()) -> Tree:
    """The view of one parsed text; `articles` are prefixes that a noun may carry (Arabic al-), left off in `keys`.

    `endings` are those that the lemmatiser leaves on or cuts off."""
    norm = [fold(t.norm_ if t.lang_ != "en" else t.text) for t in doc]
    nouns = [e for e in endings if e.of == "noun"]
    kinds = {"VERB": [e for e in endings if e.of == "verb"], "PUNCT": [], "SPACE": [], "ADP": []}
    sentences = [(s.start, s.end) for s in doc.sents]
    sentence = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    view = Tree(
        text=doc.text,
        start=[t.idx for t in doc],
        end=[t.idx + len(t) for t in doc],
        head=[t.head.i for t in doc],
        dep=[t.dep_.split(":")[0].lower() for t in doc],
        full=[t.dep_.lower() for t in doc],
        pos=[t.pos_ for t in doc],
        morph=[t.morph.to_dict() for t in doc],
        norm=norm,
        keys=[_keys(t.lemma_, n, t.text, articles, kinds.get(t.pos_, nouns)) for t, n in zip(doc, norm, strict=True)],
        sentence=sentence,
        sentences=sentences,
        kids=[],
        preps=[],
    )
    return finish(view)


def finish(view: Tree) -> Tree:
    """Children and prepositions of every token, after heads and relations were set."""
    view.kids = [[] for _ in view.head]
    _hang(view, 0, len(view))
    view.preps = [
        " ".join(view.norm[k] for k in view.kids[i] for k in _fixed(view, k)) if view.kids[i] else ""
        for i in range(len(view))
    ]
    return view


def finish_after(view: Tree, repairs: Iterable[Callable[[], object]]) -> Tree:
    """Runs repairs one after the other, with `finish` behind each that moved something: most find nothing to mend."""
    shape = (view.head[:], view.dep[:])
    for repair in repairs:
        repair()
        if (view.head, view.dep) != shape:
            finish(view)
            shape = (view.head[:], view.dep[:])
    return view


def _hang(view: Tree, first: int, last: int) -> None:
    """The children of the tokens from `first` to before `last`, which are whole sentences."""
    view.kids[first:last] = [[] for _ in range(first, last)]
    for i in range(first, last):
        if view.head[i] != i:
            view.kids[view.head[i]].append(i)


def _fixed(view: Tree, k: int) -> list[int]:
    """A case or mark word with the further words of a fixed expression ("because of")."""
    if view.dep[k] not in ("case", "mark"):
        return []
    return sorted([k, *(j for j in view.kids[k] if view.dep[j] == "fixed")])


def _keys(lemma: str, norm: str, text: str, articles: Collection[str], endings: Collection[Ending]) -> tuple[str, ...]:
    out = dict.fromkeys((fold(lemma), norm))
    letter = strip_marks(text)[:1]
    folded = letter != fold(letter)  # the alif of an article has no hamza
    for article in articles if not folded else ():
        for word in list(out):
            if word.startswith(article) and len(word) > len(article) + 2:
                out.setdefault(word[len(article) :])
    written = tuple(out)
    for ending in endings:
        for word in written:
            if word.endswith(ending.has) and len(word) > len(ending.has) + 1:
                out.setdefault(word[: len(word) - len(ending.has)] + ending.also)
    return tuple(w for w in out if w)


def collapse(view: Tree, phrases: Collection[str]) -> Tree:
    """`view` with prepositions of several words, or nouns used as one, made case markers of what they govern.

    "على خلفية اغتيال" and "in response to the attack" are trees of nouns in the treebanks; rules want the last noun."""
    by_first: dict[str, list[list[str]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = phrase.split()
        by_first.setdefault(words[0], []).append(words)
    changed = False
    for i in range(len(view)):
        for words in by_first.get(view.norm[i], ()):
            j = i + len(words)
            if view.norm[i:j] == words and view.sentence[i] == view.sentence[min(j, len(view)) - 1]:
                changed |= _collapse_one(view, range(i, j))
                break
    return finish(view) if changed else view


def _collapse_one(view: Tree, phrase: range) -> bool:
    top = next((k for k in phrase if view.head[k] not in phrase or view.head[k] == k), None)
    if top is None or view.dep[top] in ("case", "mark", "fixed", "cc"):
        return False
    after = [
        k
        for k in view.kids[phrase[-1]] + view.kids[top]
        if k >= phrase.stop and view.dep[k] not in ("punct", "cc", "conj")
    ]
    if not after or view.pos[top] in ("VERB", "PROPN"):
        return False
    heir = min(after)
    if view.norm[phrase[-1]] == "to" and view.morph[heir].get("VerbForm") == "Inf":
        return False  # "is due to visit" is no cause
    outside = view.head[top] if view.head[top] != top else heir
    clause = view.is_verb(heir)
    root = outside == heir
    view.head[heir] = outside
    relation = "root" if root else ("advcl" if clause else ("obl" if view.is_verb(outside) else "nmod"))
    if not root and view.dep[top] == "conj":
        relation = "conj"
    view.dep[heir] = view.full[heir] = relation
    for k in phrase:
        view.head[k], view.dep[k], view.full[k] = heir, "mark" if clause else "case", "case"
    for k in view.kids[top]:
        if k not in phrase and k != heir:
            view.head[k] = heir
    # children of other phrase words that stood outside follow as well
    for p in phrase:
        for k in view.kids[p]:
            if k not in phrase and k != heir:
                view.head[k] = heir
    _hang(view, *view.sentences[view.sentence[top]])  # not of the whole article, or its time grows with the square
    return True


def bare(word: str) -> str:
    """`word` without marks: for tests and messages."""
    return strip_marks(word)
