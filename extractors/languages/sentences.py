"""Where sentences begin, by rule, and one tidy tree for each.

An Arabic sentence ends at a full stop, a question or exclamation mark, dots, or a line break, not at a comma;
in both languages a line break ends it, because headlines, captions and list items have no stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractors.languages.punctuation import hang_pairs
from extractors.languages.script import plain

STOPS = frozenset(".!?\u2026\u061f\u06d4")
CLOSERS = frozenset("\"')]}\u00bb\u201d\u2019")
QUOTES = frozenset("\"'")  # open and close with one sign
ROOT, EXTRA_ROOT, SPACE = "root", "parataxis", "dep"


# "BAGHDAD (Reuters) - ", "بغداد، 6 كانون الثاني - ": a short beginning of a line with capitals, a number or brackets
DATELINE = re.compile(
    r"(?m)^[ \t]*(?=[^\n]{0,58}[-\u2013\u2014]{1,2}\s)(?=[A-Z]{3}|[^\n]{0,40}[(\d])"
    r"([^\n.!?]|\.(?=[ ,]?\s?[\w,])){2,58}?\s[-\u2013\u2014]{1,2}\s+(?=\S)"
)


def after_datelines(doc: Doc) -> set[int]:
    """The tokens that begin the sentence behind a dateline, which is no part of it."""
    ends = {match.end() for match in DATELINE.finditer(doc.text)}
    return {token.i for token in doc if token.idx in ends} if ends else set()


def sentence_starts(doc: Doc) -> list[bool]:
    """For each token whether a sentence begins there."""
    starts, ended = [], True
    behind = after_datelines(doc)
    for token in doc:
        begins = token.i in behind or (ended and not token.is_space and not _trails(token))
        starts.append(begins or token.i == 0)
        ended = (ended and not begins) or _ends(token)
    return starts


def _ends(token: Token) -> bool:
    if token.is_space:
        return breaks_line(token)
    sign = plain(token.text)
    if sign == ".":
        return not _abbreviates(token)
    return sign in STOPS or sign.startswith("..")


def breaks_line(token: Token) -> bool:
    """Whether the white space holds a line break."""
    return any(char in token.text for char in "\n\r\u2028\u2029")


def _abbreviates(dot: Token) -> bool:
    """A dot inside a number or name, after a single letter, or after the number that begins a list item."""
    following = dot.nbor(1) if dot.i + 1 < len(dot.doc) else None
    if following is not None and not dot.whitespace_ and plain(following.text)[0].isalnum():
        return True
    if dot.i == 0 or dot.nbor(-1).whitespace_:
        return False
    before = dot.nbor(-1)
    text = plain(before.text)
    first_in_line = before.i == 0 or before.nbor(-1).is_space
    letter = len(text) == 1 and text.isalpha() and not _glued(before)
    return letter or (first_in_line and text.isdigit() and len(text) < 3)


def _glued(token: Token) -> bool:
    """Whether the token ends a written word, as an Arabic pronoun does: "from him." is no initial."""
    return token.i > 0 and not token.nbor(-1).whitespace_ and plain(token.nbor(-1).text)[-1:].isalpha()


def _trails(token: Token) -> bool:
    """Whether a sign after the end still belongs to the sentence: a second stop, a closing quote or
    bracket."""
    if token.i == 0 or token.nbor(-1).whitespace_ or token.nbor(-1).is_space:
        return plain(token.text) in STOPS and token.i > 0
    sign = plain(token.text)
    if sign in QUOTES and not token.whitespace_ and token.i + 1 < len(token.doc):
        return not plain(token.nbor(1).text)[0].isalnum()
    return sign in CLOSERS or sign in STOPS or sign.startswith("..")


@Language.component("sentence_rules", assigns=["token.is_sent_start"])
def sentence_rules(doc: Doc) -> Doc:
    """Sets every sentence start before the parser, which then only builds trees."""
    return _with_starts(doc, sentence_starts(doc))


@Language.component("line_breaks", assigns=["token.is_sent_start"])
def line_breaks(doc: Doc) -> Doc:
    """Begins a sentence after each line break; the parser finds the others."""
    starts: list[bool | None] = []
    ended = True
    behind = after_datelines(doc)
    for token in doc:
        ended = ended or token.i in behind
        if token.is_space:
            starts.append(token.i == 0)
            ended = ended or breaks_line(token)
        else:
            starts.append(True if ended else None)
            ended = False
    return _with_starts(doc, starts)


def _with_starts(doc: Doc, starts: Sequence[bool | None]) -> Doc:
    """All at once: spaCy looks through the whole document for each start that is set alone."""
    values = [0 if start is None else 1 if start else -1 for start in starts]
    doc.from_array([SENT_START], np.array(values, dtype="int64").astype("uint64").reshape(-1, 1))
    return doc


def ranges(starts: list[bool]) -> Iterator[tuple[int, int]]:
    """(first, end) of each sentence."""
    first = 0
    for i in range(1, len(starts)):
        if starts[i]:
            yield first, i
            first = i
    if starts:
        yield first, len(starts)


def set_tree(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """Gives the whole document other heads and labels."""
    ids = [doc.vocab.strings.add(label) for label in labels]
    rows = np.zeros((len(doc), 2), dtype="uint64")
    rows[:, 0] = (np.array(heads, dtype="int64") - np.arange(len(doc), dtype="int64")).astype("uint64")
    rows[:, 1] = np.array(ids, dtype="uint64")
    doc.from_array([HEAD, DEP], rows)


def one_tree_each(doc: Doc, starts: list[bool], heads: list[int], labels: list[str]) -> None:
    """Changes heads and labels so that each sentence is one tree below "root" and white space has no
    children."""
    space = [token.is_space for token in doc]
    for first, end in ranges(starts):
        words = [i for i in range(first, end) if not space[i]] or [first]
        _hang_up(words, heads, labels)
        for i in range(first, end):
            if space[i] and i != words[0]:
                # white space hangs on the word before it, the first of a text on the word after it
                heads[i] = next((j for j in range(i - 1, first - 1, -1) if not space[j]), words[0])
                labels[i] = SPACE


def _hang_up(words: list[int], heads: list[int], labels: list[str]) -> None:
    """Makes the words of a sentence one tree: what hangs on nothing in it joins the first root."""
    inside = set(words)
    for i in words:
        heads[i] = _word_above(i, heads, inside)
    _cut_cycles(words, heads)
    roots = [i for i in words if heads[i] == i]
    for root in roots[1:]:
        heads[root] = roots[0]
        labels[root] = labels[root] if labels[root] not in ("ROOT", ROOT, "") else EXTRA_ROOT
    labels[roots[0]] = ROOT


def _word_above(i: int, heads: list[int], inside: set[int]) -> int:
    """The nearest word of the sentence above a word, over white space; its own place if there is none."""
    up, seen = heads[i], {i}
    while up not in inside and up not in seen:
        seen.add(up)
        up = heads[up]
    return up if up in inside else i


def _cut_cycles(words: list[int], heads: list[int]) -> None:
    """Makes a root of the first word of each circle (none comes out of the parser; a conversion might make
    one)."""
    state = dict.fromkeys(words, 0)
    for word in words:
        path, i = [], word
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if state[i] == 1 and path and heads[i] != i:
            heads[i] = i
        for j in path:
            state[j] = 2


class OneTree:
    """After the parser: every sentence one tree, its head labelled "root", white space without children."""

    def __init__(self, *, rules: bool) -> None:
        self.rules = rules

    def __call__(self, doc: Doc) -> Doc:
        heads = [token.head.i for token in doc]
        labels = [token.dep_ for token in doc]
        starts = sentence_starts(doc) if self.rules else [bool(token.is_sent_start) for token in doc]
        one_tree_each(doc, starts, heads, labels)
        above = set(heads)
        signs = [
            plain(token.text) if token.is_punct and token.i not in above and not token.is_space else None
            for token in doc
        ]
        for first, end in ranges(starts):
            hang_pairs(first, end, signs, heads, labels)
        set_tree(doc, heads, labels)
        return doc


@Language.factory("one_tree", default_config={"sentences": "parser"}, assigns=["token.head", "token.dep"])
def one_tree(nlp: Language, name: str, sentences: Literal["rules", "parser"]) -> OneTree:
    """For the [components] block of a pipeline's config."""
    return OneTree(rules=sentences == "rules")
