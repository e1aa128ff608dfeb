"""When and where: the date phrase and the place phrase that belong to a trigger."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from extractors import dates
from extractors.actors import Actors
from extractors.drafts import Draft
from extractors.frames import Frames
from extractors.syntax import Tree
from ontology.model import Article, EventDate, PlaceMention

_DATELINE = 60  # characters from the line's beginning
_STEPS = 12


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase and the verb or event noun that it hangs on."""

    tokens: tuple[int, ...]
    predicate: int


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


def hung(tree: Tree, found: Sequence[Sequence[int]], events: Container[int]) -> list[DatePhrase]:
    """The date phrases with what they hang on, in the repaired tree."""
    out = []
    for tokens in found:
        top = next((k for k in tokens if tree.head[k] not in tokens), tokens[0])
        out.append(DatePhrase(tuple(tokens), predicate(tree, tree.head[top], events)))
    return out


def predicate(tree: Tree, k: int, events: Container[int]) -> int:
    """The verb or event noun that something at token `k` belongs to."""
    for _ in range(_STEPS):
        if tree.is_verb(k) or k in events or tree.head[k] == k:
            return k
        k = tree.head[k]
    return k


def date(article: Article, tree: Tree, draft: Draft, found: Sequence[DatePhrase]) -> EventDate:
    """The date phrase on the trigger, else on the nearest word that governs it, else the day of the report."""
    ahead = draft.context.factuality in ("planned", "demanded", "threatened")
    for token in draft.context.chain:
        for phrase in found:
            if phrase.predicate == token:
                text = tree.span(phrase.tokens).text
                day = dates.resolve(text, article.lang, article.published, ahead=ahead)
                if day:
                    return day
    return EventDate(value=article.published, precision="unknown", text=None)


def place(tree: Tree, frames: Frames, actors: Actors, draft: Draft) -> PlaceMention | None:
    """A place phrase on the trigger, on the word that carries it, or on its theme."""
    where = frames.index.words("place")
    theme = (draft.theme,) if draft.theme is not None else ()
    for token in (draft.token, *draft.context.chain[1:2], *theme):
        for k in tree.kids[token]:
            if tree.preps[k] in where and (found := actors.place(k)):
                return found
    return None
