"""Definite descriptions: whom "the group", "the alliance" and "the president" mean, of those that were named before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.model import Actor

if TYPE_CHECKING:
    from extractors.actors import Actors
    from extractors.reader import ActorReader

_MODIFIED = ("amod", "compound", "nmod", "flat", "appos", "nummod")


@dataclass(frozen=True, slots=True)
class Kind:
    """Which actors a noun may take up that is in none of their names, by kind and by the beginning of their code."""

    kinds: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ("",)

    def fits(self, actor: Actor) -> bool:
        """Whether the actor is of this kind."""
        return actor.kind in self.kinds and (actor.code or "").startswith(self.codes)


TAKEN_UP = {
    "group_taken_up": Kind(frozenset({"ArmedGroup", "Party"})),
    "body_taken_up": Kind(frozenset({"Organization", "Military"})),
    "bloc_taken_up": Kind(frozenset({"Organization"}), ("IGO", "EUR")),
    "named_taken_up": Kind(),
}
"""By the list of such nouns in the grammar: "the group" is the armed group or party named last, "the bloc" the union of
states; "the court" is only one that has the word in its name."""


def taken_up(actors: Actors, i: int) -> str | None:
    """The id of the actor that "the alliance" without further words takes up: the last one before it that has the noun
    in its name, else the last one of its kind."""
    reader = actors.reader
    kind = next((k for name, k in TAKEN_UP.items() if is_in(reader, name, actors.tree.norm[i])), None)
    if kind is None or not _bare_definite(actors, i):
        return None
    before = [a for k in range(i - 1, -1, -1) if (a := _named(actors, k)) is not None]
    called = (a for a in before if actors.tree.norm[i] in reader.name_words(a.id))
    found = next(called, None) or next((a for a in before if kind.fits(a)), None)
    return found.id if found else None


def is_in(reader: ActorReader, name: str, noun: str) -> bool:
    """Whether a noun is in a list of the grammar."""
    return noun in reader.lexicon.words.get(name, ())


def holder(actors: Actors, i: int) -> int | None:
    """The token of who was last named with the office that "the president" speaks of; none where the phrase itself says
    whose it is."""
    if actors.roles[i][1].kind != "person" or not _bare_definite(actors, i):
        return None
    same = (
        k for k in sorted(actors.roles, reverse=True) if k < i and set(actors.tree.keys[k]) & set(actors.tree.keys[i])
    )
    return next((person for k in same for person in _beside(actors, k)), None)


def _beside(actors: Actors, title: int) -> Iterator[int]:
    """The person whose title a role noun is, as its apposition or as what it is an apposition or a part of."""
    tree = actors.tree
    near = [*tree.having(title, "appos", "flat"), tree.head[title]]
    yield from (k for k in near if k != title and k not in actors.roles and actors.is_person(k))


def _named(actors: Actors, k: int) -> Actor | None:
    """The only actor that a full name at token `k` means."""
    found = actors.names.get(k)
    ids = {n.id for n in found.names if n.kind == "name"} if found else set()
    return actors.gazetteer.actor(ids.pop()) if len(ids) == 1 else None


def _bare_definite(actors: Actors, i: int) -> bool:
    """Whether a noun is definite, and says no more of who it is."""
    tree = actors.tree
    return definite(actors, i) and not any(
        tree.dep[k] in _MODIFIED or tree.full[k] == "nmod:poss" for k in tree.kids[i]
    )


def definite(actors: Actors, i: int) -> bool:
    """Whether the noun at token `i` has an article that says which one, as a word or as its prefix."""
    tree, words = actors.tree, actors.reader.lexicon.words
    prefixes = tuple(words.get("article_prefix", ()))
    if prefixes:
        return tree.norm[i].startswith(prefixes)
    return any(tree.norm[k] in words.get("definite", ()) for k in tree.kids[i])
