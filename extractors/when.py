"""When: the date phrase that belongs to a trigger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Days:
    """What dates the events of a text: the date phrases on each, and the dates told by the distance from another."""

    hung: Dated
    apart: Mapping[int, EventDate]


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


def days(article: Article, frames: Frames, found: Sequence[Sequence[int]], events: Container[int]) -> Days:
    """What dates the events of a text, by the date phrases found in it."""
    hung = _hung(frames, found, events)
    return Days(hung, _apart(article, frames, hung, events))


def _hung(frames: Frames, found: Sequence[Sequence[int]], events: Container[int]) -> Dated:
    """The date phrases by what they date: the event noun and the verb that each hangs on, in the repaired tree; but the
    Tuesday of "after the entry of planes on Tuesday" is not that of what was done then."""
    tree = frames.tree
    out: dict[int, list[Sequence[int]]] = defaultdict(list)
    for tokens in found:
        top = next((k for k in tokens if tree.head[k] not in tokens), tokens[0])
        at = _told_before(tree, tree.head[top], tokens[0])
        while not (tree.is_verb(at) or at in events or tree.head[at] == at or _another_time(frames, at)):
            at = tree.head[at]
        dated = [at]
        while tree.head[at] != at and not _another_time(frames, at) and _modifies(tree, at, events):
            at = predicate(tree, tree.head[at], events)
            dated.append(at)
        for event in dict.fromkeys(dated):
            out[event].append(tokens)
    return out


def _modifies(tree: Tree, k: int, events: Container[int]) -> bool:
    """Whether what dates a word dates what it hangs on too: arguments do, and participles that only describe a noun,
    "boarded a ship *bound* for Gaza on Monday"."""
    if not tree.is_verb(k):
        return tree.dep[k] in _ARGUMENTS
    participle = tree.dep[k] == "acl" and tree.morph[k].get("VerbForm") in ("Part", "Ger")
    return participle and k not in events and not tree.having(k, "nsubj")


def _another_time(frames: Frames, k: int) -> bool:
    """Whether a phrase says after or before what something was done; "before dawn on Monday" is a time of Monday."""
    tree, index = frames.tree, frames.index
    apart = index.lexicon.links.get(tree.preps[k]) in ("after", "before")
    return apart and not any(key in index.words("daytime") for key in tree.keys[k])


def _told_before(tree: Tree, verb: int, date: int) -> int:
    """What a date phrase belongs to that hangs on a verb of saying but stands before its subject, at the end of what is
    said: "they shelled the town, the main one, on Sunday, the ministry said"."""
    if not tree.is_verb(verb) or date > verb:
        return verb
    said = [k for k in tree.kids[verb] if tree.dep[k] in ("ccomp", "parataxis") and k < date]
    subject = min((k for k in tree.kids[verb] if tree.dep[k] == "nsubj"), default=verb)
    return said[-1] if said and date < subject else verb


def _apart(article: Article, frames: Frames, found: Dated, events: Container[int]) -> Mapping[int, EventDate]:
    """The dates of events told by how far they are from another with a date: "beat them on Monday, two days after he
    suspended the constitution", "struck a day after the attack of Sunday"."""
    tree, out = frames.tree, dict[int, EventDate]()
    for first, last in tree.sentences:
        start = tree.start[first]
        text = tree.text[start : tree.end[last - 1]]
        for phrase in dates.apart(text, article.lang):
            marker = next((k for k in range(first, last) if tree.end[k] == start + phrase.end), None)
            if marker is None or tree.head[marker] <= marker:
                continue
            event = tree.head[marker]
            told_with = predicate(tree, tree.head[event], events)
            for known, wanted, sign in ((told_with, event, 1), (event, told_with, -1)):
                day = _dated(article, tree, known, found)
                if day and not found.get(wanted) and (there := phrase.of(day, sign, text)):
                    out[wanted] = there
    return out


def _dated(article: Article, tree: Tree, event: int, found: Dated) -> EventDate | None:
    """The date on an event, or on the verb that it is coordinated with."""
    while not found.get(event) and tree.dep[event] == "conj":
        event = tree.head[event]
    days = (dates.resolve(tree.span(t).text, article.lang, article.published) for t in found.get(event, ()))
    return next((d for d in days if d), None)


def predicate(tree: Tree, k: int, events: Container[int]) -> int:
    """The verb or event noun that something at token `k` belongs to."""
    for _ in range(_STEPS):
        if tree.is_verb(k) or k in events or tree.head[k] == k:
            return k
        k = tree.head[k]
    return k


def date(article: Article, tree: Tree, frames: Frames, draft: Draft, days: Days) -> EventDate:
    """The date phrase on the trigger, else on a word that shares its time with it, else the day of the report; since
    when something has been so is no date of it."""
    ahead = draft.context.factuality in ("planned", "demanded", "threatened")
    done = draft.context.factuality == "actual" and _past(tree, draft.token)
    for token in same_time(tree, frames, draft):
        for tokens in days.hung.get(token, ()):
            if _since(tree, frames, tokens):
                continue
            day = dates.resolve(tree.span(tokens).text, article.lang, article.published, ahead=ahead)
            if day and not (done and _to_come(day, article)):
                return day
        if token in days.apart:
            return days.apart[token]
    return EventDate(value=article.published, precision="unknown", text=None)


def not_yet(factuality: Factuality, date: EventDate, article: Article) -> Factuality:
    """What is told of a day after the report's as if it were a fact is planned: "he meets her next Tuesday"."""
    return "planned" if date.text and _to_come(date, article) and factuality == "actual" else factuality


def _to_come(date: EventDate, article: Article) -> bool:
    return date.value is not None and article.published is not None and date.value > article.published


def _past(tree: Tree, token: int) -> bool:
    """Whether it is a verb in the past: "asked them to leave by Sunday", which is to come, was not asked then."""
    forms = [tree.morph[k] for k in (token, *tree.having(token, "aux"))]
    finite = any(m.get("Tense") == "Past" and m.get("VerbForm") == "Fin" for m in forms)
    return finite or (forms[0].get("Aspect") == "Perf" and "VerbForm" not in forms[0])


def _since(tree: Tree, frames: Frames, tokens: Sequence[int]) -> bool:
    """Whether a date phrase says since when something has been so: the first strike since 1998 was not then."""
    undated = frames.index.words("undated")
    return any(tree.norm[k] in undated for k in (tokens[0] - 1, tokens[0]) if k >= 0)


def same_time(tree: Tree, frames: Frames, draft: Draft) -> list[int]:
    """The trigger, those that repeat it, and the words whose date is its own too, nearest first.

    What is demanded, planned or said in a clause of its own happens at another time than the demanding or saying;
    what is announced by its noun, begun or decided happens then, as do coordinated verbs and participles."""
    out, last = [draft.token, *draft.also], list[int]()
    for at in out:
        told = frames.carriers(at)  # "an attack that gunmen carried out on Monday"
        out += told
        governor = frames.governor(at) if not told else None  # "will study the request that Kenya made last week"
        if governor and (governor.light or (governor.entry and _at_once(tree, at, governor.entry.complement))):
            out.append(governor.token)
        h = tree.head[at]
        if (
            h != at
            and tree.is_verb(h)
            and (_shares(tree, at) or _at_the_time(tree, at, frames.index.words("meanwhile")))
        ):
            out.append(h)
        if governor is None and not tree.is_verb(at) and tree.is_verb(h) and tree.dep[at] in ("nsubj", "obj"):
            last.append(h)  # "the killing *deepened* the rift on Monday"
        out += [k for k in tree.having(at, "conj") if tree.is_verb(k) and tree.is_verb(at)]
        out += [k for k in tree.having(at, "advcl") if _at_the_time(tree, k, frames.index.words("while"))]
        out = list(dict.fromkeys(out))
        if len(out) > _STEPS:
            break
    return [*out, *last]


def _at_once(tree: Tree, token: int, complement: str | None) -> bool:
    return complement == "actual" or (complement == "reported" and not tree.is_verb(token))


def _at_the_time(tree: Tree, token: int, words: Container[str]) -> bool:
    """Whether a clause tells what happened when that of its head did: one of `words` begins it."""
    begins = (tree.preps[token], *(tree.norm[k] for k in tree.having(token, "advmod")))
    return tree.dep[token] == "advcl" and any(word in words for word in begins)


def _shares(tree: Tree, token: int) -> bool:
    """Whether the verb is coordinated with its head, or a participle that goes with it ("…, killing five")."""
    if not tree.is_verb(token):
        return False
    own = tree.having(token, "nsubj")
    return (tree.dep[token] == "conj" and not own) or (tree.dep[token] == "advcl" and not tree.preps[token])
