"""The built-in extractor: lexicon entries matched on the Universal Dependencies view, one engine for every language.

For each trigger word the role frame of its entry is filled (frames, participants), the fillers are read as actors
(actors), the context says how far it is a fact (factuality), and date and place come from what it hangs on (when)."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import drafts, lexicon, repair, titles, when
from extractors.actors import ActorReader
from extractors.base import Mention
from extractors.drafts import Draft
from extractors.frames import Frames, Index
from extractors.idafa import idafa
from extractors.participants import Participants
from extractors.syntax import Tree, collapse, tree
from ontology import gazetteer
from ontology.model import Article, EventMention, Link, content_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "rules"


class RuleExtractor:
    """Reads event mentions and roles by the lexicon of the article's language."""

    name = NAME

    def extract(self, article: Article, doc: Doc) -> Iterator[Mention]:
        """The event mentions of `article` in the order of their triggers, then the roles that it states."""
        index, reader = _knowledge(article.lang)
        view = collapse(tree(doc, index.words("article_prefix"), index.lexicon.endings), index.phrases)
        found = reader.find(view)
        view = repair.names_as_one(view, found)
        dated = when.phrases(view, article.lang)
        view = repair.times(view, {k for tokens in dated for k in tokens})
        if index.lexicon.syntax.get("idafa"):
            names, roles = reader.persons_and_roles(view, found)
            view = repair.appositions(view, names, roles)
            view = idafa(view, index, names)
        view = repair.linked(view, index)
        actors = reader.read(view, found, doc, article.published)
        frames = Frames(index, view, actors)
        told = {*actors.names, *(k for tokens in dated for k in tokens)}  # names and dates are no triggers
        events = {i: entries for i in range(len(view)) if i not in told and (entries := index.triggers(view, i))}
        participants = Participants(view, actors, frames, events)
        made = drafts.drafts(view, frames, participants)
        days = when.hung(view, dated, events)
        mentions = {i: _mention(article, participants, draft, days) for i, draft in made.items()}
        yield from _linked(view, frames, mentions, made)
        yield from titles.roles(article, view, actors, NAME)

    def version(self, lang: str) -> str:
        """A hash of the lexicon, the gazetteer and the rules themselves."""
        return _version(lang)


@functools.cache
def _version(lang: str) -> str:
    here = Path(__file__).parent
    files = [*here.glob("*.py"), *(here / "lexicons").glob(f"{lang}.*"), *(here / "languages").glob(f"{lang}.*")]
    files += [*gazetteer.FOLDER.glob("*.csv"), *gazetteer.FOLDER.glob("*.ttl")]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def _knowledge(lang: str) -> tuple[Index, ActorReader]:
    words = lexicon.load(lang)
    return Index(words), ActorReader(words, gazetteer.load())


def _mention(article: Article, participants: Participants, draft: Draft, days: list[when.DatePhrase]) -> EventMention:
    """The draft in words."""
    view, actors, frames = participants.tree, participants.actors, participants.frames
    entry, speaker = draft.entry, draft.context.speaker
    trigger, sentence = view.span([draft.token]), view.sentence_span(draft.token)
    place = when.place(view, frames, actors, draft)
    sources = tuple(
        participants.at_home(actor, pair, speaker=speaker, place=place)
        for actor, pair in participants.mentions(draft.sources)
    )
    targets = tuple(
        participants.at_home(actor, pair, speaker=speaker, doers=sources, place=place)
        for actor, pair in participants.mentions(draft.targets)
    )
    said = participants.mentions(participants.as_actors(speaker, draft.token)[:1]) if speaker is not None else []
    theme = view.subtree(draft.theme, ("punct", "case", "mark")) if draft.theme is not None else []
    where = [f"{a.start}-{a.end}" for a in (*sources, *targets)]
    fact = draft.context.factuality
    return EventMention(
        id=content_id(article.id, NAME, entry.type, trigger.start, trigger.end, fact, *where),
        article=article.id,
        type=entry.type,
        mode=entry.mode,
        contexts=entry.contexts,
        cameo=entry.cameo,
        trigger=trigger,
        sources=sources,
        targets=targets,
        theme=view.span(view.trim(theme)) if theme else None,
        place=place,
        date=when.date(article, view, frames, draft, days),
        factuality=fact,
        attribution=said[0][0] if said else None,
        sentence=sentence,
        quote=sentence.text,
        confidence=_confidence(draft, [a.code for a in (*sources, *targets)]),
        extractor=NAME,
        rule=f"{article.lang}/{entry.id}",
    )


def _confidence(draft: Draft, codes: list[str | None]) -> float:
    """A first ordering, not yet calibrated: less for what syntax had to lend or no gazetteer knows."""
    score = 0.9
    score -= 0.15 if draft.inherited else 0.0
    score -= 0.1 if not draft.sources else 0.0
    score -= 0.1 if None in codes else 0.0
    return round(score, 2)


def _linked(
    view: Tree, frames: Frames, mentions: Mapping[int, EventMention], made: Mapping[int, Draft]
) -> Iterator[EventMention]:
    """Mentions with their relations: "on the background of", "after", "in response to" between two triggers."""
    links: dict[int, list[Link]] = {}
    relations = frames.index.lexicon.links
    above = {token: i for i, draft in made.items() for token in reversed(draft.context.chain)}
    for i, draft in made.items():
        for token in draft.context.chain:
            marks = view.preps[token]
            relation = relations.get(marks) or relations.get(marks.split(" ")[0])
            if relation:
                head = when.predicate(view, view.head[token], made)
                other = head if head in made else above.get(head)
                if other is not None and other != i:
                    links.setdefault(other, []).append(Link(relation=relation, event=mentions[i].id))
                break
    for i in sorted(mentions):
        yield replace(mentions[i], links=tuple(links[i])) if i in links else mentions[i]
