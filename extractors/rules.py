"""The built-in extractor: lexicon entries matched on the Universal Dependencies view, one engine for every language.

For each trigger word the role frame of its entry is filled (frames, participants), the fillers are read as actors
(actors), the context says how far it is a fact (factuality), and date and place come from what it hangs on (when)."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors import (
    clauses,
    confidence,
    counts,
    drafts,
    figurative,
    genre,
    headlines,
    knowledge,
    lexicon,
    repair,
    titles,
    when,
    where,
)
from extractors.actors import Actors
from extractors.base import Mention
from extractors.counts import Count
from extractors.drafts import Draft
from extractors.fold import fold
from extractors.frames import Frames
from extractors.idafa import idafa
from extractors.index import Index
from extractors.participants import Participants
from extractors.reader import ActorReader, head
from extractors.syntax import Tree, collapse, tree
from ontology import gazetteer
from ontology.gazetteer import Gazetteer
from ontology.model import Article, EventMention, Link, PlaceMention, content_id

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "rules"
_HISTORY = 20 * 365  # days
_COUNTED = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})  # types that people are killed, hurt or held in
_VICTIMS = ("dead", "injured")


class RuleExtractor:
    """Reads event mentions and roles by the lexicon of the article's language."""

    name = NAME

    def __init__(self, own: Path | None = None) -> None:
        self.own = own
        """A folder with tables of one's own, read on top of the gazetteer's."""

    def extract(self, article: Article, doc: Doc) -> Iterator[Mention]:
        """The event mentions of `article` in the order of their triggers, then the roles that it states."""
        sight = _sight(article, doc, self.own)
        for mention, found in _readings(article, sight):
            yield replace(mention, confidence=confidence.confidence(found, article.lang))
        yield from titles.roles(article, sight.view, sight.participants.actors, NAME)

    def readings(self, article: Article, doc: Doc) -> Iterator[tuple[EventMention, Mapping[str, float]]]:
        """The event mentions with the features that their confidence is computed from, for fitting its weights."""
        return _readings(article, _sight(article, doc, self.own))

    def places(self, article: Article, doc: Doc) -> Iterator[tuple[EventMention, where.Found]]:
        """The event mentions with the places around them, for fitting the weights of `extractors.where`."""
        sight = _sight(article, doc, self.own)
        participants = sight.participants
        made = drafts.drafts(sight.view, participants.frames, participants)
        at = {sight.view.start[i]: draft for i, draft in made.items()}
        for mention, _ in _readings(article, sight):
            yield mention, where.candidates(at[mention.trigger.start], participants, made)

    def version(self, lang: str) -> str:
        """A hash of the lexicon, the gazetteer and the rules themselves."""
        return knowledge.version(lang, self.own)


@dataclass(frozen=True, slots=True)
class _Sight:
    """An article as the rules see it: its repaired tree, its date phrases, who may take part."""

    view: Tree
    dated: list[list[int]]
    participants: Participants


def _sight(article: Article, doc: Doc, own: Path | None = None) -> _Sight:
    index = _index(article.lang)
    reader = _reader(article.lang, gazetteer.load_with(own))
    view = collapse(tree(doc, index.words("article_prefix"), index.lexicon.endings), index.phrases)
    repair.own_words(view, index)
    found = reader.find(view, article.published, {k for e in doc.ents for k in range(e.start, e.end)})
    view = repair.names_as_one(view, found)
    areas, found = [f for f in found if f.area], [f for f in found if not f.area]
    view = repair.nationalities(view, found)
    dated = when.phrases(view, article.lang)
    view = repair.times(view, {k for tokens in dated for k in tokens})
    names, roles = reader.persons_and_roles(view, found)
    if index.lexicon.syntax.get("headlines"):
        proper = {f.last for f in found if any(n.kind != "place" for n in f.names)}
        states = {head(view, f) for f in found if reader.names_state(f)}
        view = headlines.headlines(view, index, {*roles, *proper}, proper, states)
    if index.lexicon.syntax.get("verb_forms"):
        view = clauses.clauses(view, index, roles, {*names, *(f.first for f in found)})
    if index.lexicon.syntax.get("double_object"):
        view = repair.marked(repair.gerunds(repair.receivers(view, index, names), index))
        view = repair.asked_for(view, index)
    if index.lexicon.syntax.get("idafa"):
        called = {
            head(view, f) for f in found if any(n.kind == "name" for n in f.names)
        }  # the UN is not called Taliban
        view = repair.appositions(view, names, {k: p for k, p in roles.items() if p or k not in called})
        view = repair.held_of(view, names, roles, index.words("article_prefix"))
        view = idafa(view, index, names)
        persons = {k for e in doc.ents if e.label_ == "PER" for k in range(e.start, e.end)}
        view = repair.titled(view, roles, persons, {*names, *(k for f in found for k in range(f.first, f.last + 1))})
    if index.participles:
        view = repair.participles(view, index)
    view = repair.linked(view, index)
    actors = Actors(reader, view, found, areas, doc, article.published)
    named = {*actors.names, *(k for tokens in dated for k in tokens)}  # names and dates are no triggers
    events = {
        i: entries
        for i in range(len(view))
        if i not in named and (entries := index.triggers(view, i) or index.modals(view, i))
    }
    return _Sight(view, dated, Participants(view, actors, Frames(index, view, actors), events))


def _readings(article: Article, sight: _Sight) -> Iterator[tuple[EventMention, Mapping[str, float]]]:
    view, participants = sight.view, sight.participants
    frames = participants.frames
    made = drafts.drafts(view, frames, participants)
    days = when.days(article, frames, sight.dated, participants.events)
    told: dict[int, list[Count]] = defaultdict(list)  # by sentence
    for count in counts.counts(view, frames):
        told[view.sentence[count.token]].append(count)
    known = frames.index.lexicon
    made = {i: draft for i, draft in made.items() if not genre.history(view, i, known.words, known.numbers)}
    made = {i: draft for i, draft in made.items() if not genre.fiction(view, i, known.words)}
    made = {i: draft for i, draft in made.items() if not figurative.said_of_nobody(frames, draft)}
    made = {i: draft for i, draft in made.items() if not figurative.of_law(frames, draft)}
    placed = where.places(made, participants)
    victims = {k for k, draft in made.items() if draft.targets}
    read = {
        i: _mention(article, participants, draft, place=placed.get(i), days=days, told=_own(view, draft, told, victims))
        for i, draft in made.items()
    }
    apart = genre.genre(view, known.words)
    read = {i: mention for i, mention in read.items() if _concrete(mention)}
    since = known.words.get("since", frozenset())
    read = {i: mention for i, mention in read.items() if _news(mention, article.published, since)}
    read = {i: m for i, m in read.items() if not apart or genre.political(m, apart)}
    read = {i: mention for i, mention in read.items() if not genre.private(mention) and not genre.customers(mention)}
    read = {i: mention for i, mention in read.items() if not figurative.accident(frames, mention, made[i])}
    kept = {i: made[i] for i in read}
    beside: dict[int, list[Draft]] = defaultdict(list)
    for i, draft in kept.items():
        beside[view.sentence[i]].append(draft)
    for i, mention in _linked(view, frames, read, kept):
        yield (
            mention,
            confidence.features(
                mention,
                kept[i],
                frames,
                beside=beside[view.sentence[i]],
                dated=view.apart,
                published=article.published,
            ),
        )


def _own(view: Tree, draft: Draft, told: Mapping[int, list[Count]], victims: Collection[int]) -> list[Count]:
    """The counts of a draft's sentence without the victims of another event that says whom it struck: "shelled a town
    in reply to an attack that killed nine" does not say how many the shells killed."""
    chain = {draft.token, *draft.also, *draft.context.chain}
    here = told[view.sentence[draft.token]]
    others = {c.token for c in here if c.kind in _VICTIMS and c.token in victims and c.token not in chain}
    return [c for c in here if c.token not in others or view.head[c.token] in chain]


@functools.cache
def _index(lang: str) -> Index:
    return Index(lexicon.load(lang))


@functools.lru_cache(maxsize=8)
def _reader(lang: str, known: Gazetteer) -> ActorReader:
    return ActorReader(lexicon.load(lang), known)


def _mention(
    article: Article,
    participants: Participants,
    draft: Draft,
    *,
    place: PlaceMention | None,
    days: when.Days,
    told: list[Count],
) -> EventMention:
    """The draft in words."""
    view, actors, frames = participants.tree, participants.actors, participants.frames
    entry, speaker = draft.entry, draft.context.speaker
    trigger, sentence = view.span([draft.token]), view.sentence_span(draft.token)
    sources = tuple(
        participants.at_home(actor, pair, speaker=speaker, place=place, against=draft.targets)
        for actor, pair in participants.mentions(draft.sources)
    )
    targets = tuple(
        participants.at_home(actor, pair, speaker=speaker, doers=sources, place=place)
        for actor, pair in participants.mentions(draft.targets)
    )
    known = participants.actors.gazetteer
    # but a president may dismiss a minister, though both are read as the government
    doers = {actor.actor for actor in sources if actor.actor and known.composed(actor.actor) is None}
    targets = tuple(actor for actor in targets if actor.actor not in doers)  # nobody does it to himself
    said = participants.mentions(participants.as_actors(speaker, draft.token)[:1]) if speaker is not None else []
    outside = ("punct", "case", "mark", *(("nsubj", "aux", "advmod", "cc") if entry.modal else ()))
    theme = view.subtree(draft.theme, outside) if draft.theme is not None else []
    where = [f"{a.start}-{a.end}" for a in (*sources, *targets)]
    date = when.date(article, view, frames, draft, days)
    fact = when.not_yet(draft.context.factuality, date, article)
    number = counts.of(view, draft.token, draft.context.chain, told) if entry.type in _COUNTED else {}
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
        theme=view.span(view.with_host(view.trim(theme))) if theme else None,
        place=place,
        date=date,
        factuality=fact,
        attribution=said[0][0] if said else None,
        dead=number.get("dead"),
        injured=number.get("injured"),
        arrested=number.get("arrested"),
        names=actors.named_between(*view.sentences[view.sentence[draft.token]]),
        sentence=sentence,
        quote=sentence.text,
        confidence=0.0,  # told by the whole reading, see extractors.confidence
        extractor=NAME,
        rule=f"{article.lang}/{entry.id}",
    )


def _concrete(mention: EventMention) -> bool:
    """Whether an event that names nobody at least says where, when or how many: "a car bomb went off in Mosul"."""
    numbers = (mention.dead, mention.injured, mention.arrested)
    return bool(mention.sources or mention.targets or mention.place or mention.date.text or any(numbers))


def _news(mention: EventMention, published: dt.date | None, since: Collection[str]) -> bool:
    """Whether it is of the time of the report; what the text dates decades before is history, unless it has been so
    `since` then."""
    told = mention.date.value if mention.date.text else None
    if told is None or published is None or (published - told).days < _HISTORY:
        return True
    before, _, _ = mention.sentence.text.partition(mention.date.text or "")
    near = fold(f"{before} {mention.date.text}").split()[len(before.split()) - 1 :][:2]
    return any(word in since for word in near)


def _linked(
    view: Tree, frames: Frames, mentions: Mapping[int, EventMention], made: Mapping[int, Draft]
) -> Iterator[tuple[int, EventMention]]:
    """Mentions by trigger, with the relations between two of them: "on the background of", "in response to"."""
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
        yield i, replace(mentions[i], links=tuple(links[i])) if i in links else mentions[i]
