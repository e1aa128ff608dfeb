"""Whom a title means in an article that names its holder: "the king" is King Abdullah where he is the king it names.

Who held which office on the day of the report is the gazetteer's knowledge, which words are the title of which office
the lexicon's. An article that names nobody who held it leaves the title with the body of the state."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from extractors.descriptions import definite
from extractors.fold import fold
from extractors.lexicon import Title
from ontology.names import holds

if TYPE_CHECKING:
    from extractors.actors import Actors


def holder(actors: Actors, i: int, code: str | None) -> str | None:
    """The one person named in the article who held the office that the phrase at `i`, composed to `code`, is a title
    of: in the state that it says; where it says none, in any, unless the article tells of that office of another."""
    title, head = title_of(actors, i), (code or "")[:3]
    if title is None or actors.day is None or code != f"{head}GOV" or _not_in_office(actors, i):
        return None
    state = head if head in actors.gazetteer.states else None
    if state is None and not definite(actors, i):
        return None
    found = {
        (person, body.country)
        for person in actors.persons_named
        for office in actors.gazetteer.offices(person)
        if office.title in title.titles and office.of.endswith(f"-{title.of}") and holds(office, actors.day)
        if (body := actors.gazetteer.actor(office.of)) and state in (None, body.country)
    }
    if len(found) != 1:
        return None
    ((person, country),) = found
    return person if state or _told_of(actors, title) <= {country} else None


def title_of(actors: Actors, i: int) -> Title | None:
    """The office that the role noun `i` is a title of."""
    from extractors.reader import bare

    found, lexicon = actors.roles[i][0], actors.reader.lexicon
    text = " ".join(actors.tree.norm[k] for k in range(found.first, found.last + 1))
    return _titles(lexicon.lang).get(bare(text, lexicon.words.get("article_prefix", frozenset())))


@functools.cache
def _titles(lang: str) -> Mapping[str, Title]:
    from extractors import lexicon

    return {fold(word): title for title in lexicon.load(lang).titles for word in title.words}


def _told_of(actors: Actors, title: Title) -> set[str | None]:
    """The states whose office of this title the article tells of."""
    alike = (k for k in actors.roles if title_of(actors, k) == title)
    return {actors.country(owner[0]) for k in alike if (owner := actors.owner(k))}


def _not_in_office(actors: Actors, i: int) -> bool:
    """Whether the phrase is about one who held the office once, or does not yet: "the former president"."""
    tree, words = actors.tree, actors.reader.lexicon.words.get("not_in_office", frozenset())
    below = [*tree.kids[i], *(m for k in tree.kids[i] for m in tree.kids[k])]
    return any(w in words for k in below for w in tree.keys[k])
