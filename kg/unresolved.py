"""The names that the archive met and nobody knows: the analyst's to-do list."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from extractors.base import Mention
from kg.actors import Finder, language
from kg.archive import Archive
from kg.resolve import actor_id
from kg.verdicts import Verdicts
from ontology.gazetteer import Gazetteer
from ontology.model import ActorMention, EventMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A name that is not known: how often it was met, the id that it has for now (`kg same ID ACTOR` says who it is),
    the role that the text gives it, whom it may mean, and a sentence."""

    name: str
    actor: str
    code: str | None
    lang: str
    count: int
    article: str
    sentence: str
    candidates: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object that `kg actors unresolved --json` prints."""
        return asdict(self)


def unresolved(archive: Archive, known: Gazetteer, verdicts: Verdicts) -> tuple[list[Unresolved], int]:
    """The unknown names of all mentions, the most frequent first; and how many descriptions such as "gunmen" or "Iraqi
    soldiers", which name nobody, were left out."""
    finder = Finder(known)
    met: dict[str, list[tuple[ActorMention, str, str]]] = defaultdict(list)
    for mention in _mentions(archive):
        for actor in _actors(mention):
            if actor.actor is None:
                met[actor_id(actor, mention.article)].append((actor, mention.article, mention.quote))
    read = functools.cache(lambda text: _read(finder, text))
    out, descriptions = [], 0
    for made, said in sorted(met.items()):
        decided = verdicts.canonical(made) != made or any(verdicts.meant(actor) for actor, _, _ in said)
        names = Counter(actor.name for actor, _, _ in said)
        name = min(names, key=lambda n: (-names[n], n))
        if decided:
            continue
        is_name, candidates = read(name)
        if not is_name:
            descriptions += 1
            continue
        actor, article, sentence = min(said, key=lambda x: (x[0].name != name, x[1], x[0].start))
        out.append(
            Unresolved(
                name=name,
                actor=made,
                code=actor.code,
                lang=language(name),
                count=len(said),
                article=article,
                sentence=sentence,
                candidates=candidates,
            )
        )
    return sorted(out, key=lambda u: (-u.count, u.name, u.actor)), descriptions


def archived_ids(archive: Archive) -> frozenset[str]:
    """The ids of all actors that the archive's mentions name, those made of unknown names included."""
    return frozenset(actor_id(actor, m.article) for m in _mentions(archive) for actor in _actors(m))


def _mentions(archive: Archive) -> Iterator[Mention]:
    yield from archive.mentions()
    yield from archive.roles()


def _actors(mention: Mention) -> Iterator[ActorMention]:
    if isinstance(mention, EventMention):
        yield from (*mention.sources, *mention.targets)
        if mention.attribution:
            yield mention.attribution
    else:
        yield from (mention.person, mention.of)


def _read(finder: Finder, text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a text holds a name that is not known, and whom it may mean."""
    if not text.strip():
        return False, ()
    candidates = tuple(c.actor for c in finder.find(text)[0].candidates if c.actor)
    return bool(candidates) or finder.names_unknown(text), candidates
