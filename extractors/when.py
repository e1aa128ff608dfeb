"""When: the date phrase that belongs to a trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from extractors import dates
from extractors.drafts import Draft
from extractors.frames import Frames
from extractors.syntax import Tree
from ontology.model import Article, EventDate, Factuality

_DATELINE = 60  # characters from the line's beginning
_STEPS = 12
_ARGUMENTS = ("obj", "obl", "nmod", "nsubj", "conj", "iobj")
Dated = Mapping[int, Sequence[Sequence[int]]]
"""The tokens of date phrases, by event noun or verb that they date."""


def phrases(tree: Tree, lang: str) -> list[list[int]]:
    """The tokens of each date phrase; a dateline ("BAGHDAD, Jan. 6 -") dates the report, not what it tells."""
    out = []
    for first, last in tree.sentences:
        start = tree.start[first]
        text = tree.text[start : tree.end[last - 1]]
        for a, b in dates.find(text, lang):
            tokens = [k for k in range(first, last) if start + a <= tree.start[k] and tree.end[k] <= start + b]
            behind = text[b:].lstrip(" ()/")[:1]
            line = tree.text.rfind("\n", 0, start + a) + 1
            if tokens and not (behind in ("-", "\u2013", "\u2014") and start + a - line < _DATELINE):
                out.append(tokens)
    return out


def hung(tree: Tree, found: Sequence[Sequence[int]], events: Container[int]) -> Dated:
    """The date phrases by what they date: the event noun and the verb that each hangs on, in the repaired tree."""
    out: dict[int, list[Sequence[int]]] = defaultdict(list)
    for tokens in found:
        top = next((k for k in tokens if tree.head[k] not in tokens), tokens[0])
        at = predicate(tree, tree.head[top], events)
        dated = [at]
        while not tree.is_verb(at) and tree.head[at] != at and tree.dep[at] in _ARGUMENTS:
            at = predicate(tree, tree.head[at], events)
            dated.append(at)
        for event in dict.fromkeys(dated):
            out[event].append(tokens)
    return out


def predicate(tree: Tree, k: int, events: Container[int]) -> int:
    """The verb or event noun that something at token `k` belongs to."""
    for _ in range(_STEPS):
        if tree.is_verb(k) or k in events or tree.head[k] == k:
            return k
        k = tree.head[k]
    return k


def date(article: Article, tree: Tree, frames: Frames, draft: Draft, found: Dated) -> EventDate:
    """The date phrase on the trigger, else on a word that shares its time with it, else the day of the report; since
    when something has been so is no date of it."""
    ahead = draft.context.factuality in ("planned", "demanded", "threatened")
    for token in same_time(tree, frames, draft):
        for tokens in found.get(token, ()):
            if _since(tree, frames, tokens):
                continue
            day = dates.resolve(tree.span(tokens).text, article.lang, article.published, ahead=ahead)
            if day:
                return day
    return EventDate(value=article.published, precision="unknown", text=None)


def not_yet(factuality: Factuality, date: EventDate, article: Article) -> Factuality:
    """What is told of a day after the report's as if it were a fact is planned: "he meets her next Tuesday"."""
    ahead = date.text and date.value and article.published and date.value > article.published
    return "planned" if ahead and factuality == "actual" else factuality


def _since(tree: Tree, frames: Frames, tokens: Sequence[int]) -> bool:
    """Whether a date phrase says since when something has been so: the first strike since 1998 was not then."""
    undated = frames.index.words("undated")
    return any(tree.norm[k] in undated for k in (tokens[0] - 1, tokens[0]) if k >= 0)


def same_time(tree: Tree, frames: Frames, draft: Draft) -> list[int]:
    """The trigger, those that repeat it, and the words whose date is its own too, nearest first.

    What is demanded, planned or said in a clause of its own happens at another time than the demanding or saying;
    what is announced by its noun, begun or decided happens then, as do coordinated verbs and participles."""
    out = [draft.token, *draft.also]
    for at in out:
        told = frames.carriers(at)  # "an attack that gunmen carried out on Monday"
        out += told
        governor = frames.governor(at) if not told else None  # "will study the request that Kenya made last week"
        if governor and (governor.light or (governor.entry and _at_once(tree, at, governor.entry.complement))):
            out.append(governor.token)
        h = tree.head[at]
        if h != at and _shares(tree, at) and tree.is_verb(h):
            out.append(h)
        out += [k for k in tree.having(at, "conj") if tree.is_verb(k) and tree.is_verb(at)]
        out += [k for k in tree.having(at, "advcl") if tree.preps[k] in frames.index.words("while")]
        out = list(dict.fromkeys(out))
        if len(out) > _STEPS:
            break
    return out


def _at_once(tree: Tree, token: int, complement: str | None) -> bool:
    return complement == "actual" or (complement == "reported" and not tree.is_verb(token))


def _shares(tree: Tree, token: int) -> bool:
    """Whether the verb is coordinated with its head, or a participle that goes with it ("…, killing five")."""
    if not tree.is_verb(token):
        return False
    return tree.dep[token] == "conj" or (tree.dep[token] == "advcl" and not tree.preps[token])
