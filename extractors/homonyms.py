"""Nationality adjectives that are common words too: an official from Mali and a financial official are one word.

Such a word counts where the article names the state by another name or a place of it, where it is a noun, or where it
stands on soldiers, police or gunmen, or does not agree with the noun before it ("the membership of Mali"); else it is
the common word."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from extractors.names import Found
from extractors.syntax import Tree


def without(
    tree: Tree,
    found: Iterable[Found],
    homonyms: Collection[str],
    armed: Collection[int],
    states: dict[str, str],
    feminine: Collection[str] = (),
) -> list[Found]:
    """The matches without the words of `homonyms` that nothing tells to be a nationality.

    `armed` are the tokens of role nouns of armed people, `states` the states by the ids of their actors and places,
    `feminine` the endings of feminine words."""
    matches = list(found)
    endings = tuple(feminine)
    open_ = [f for f in matches if _common(tree, f, homonyms, armed) and not _disagrees(tree, f.first, endings)]
    told = {states.get(n.id, n.id) for f in matches if f not in open_ for n in f.names}
    return [f for f in matches if f not in open_ or {states.get(n.id, n.id) for n in f.names} & told]


def _common(tree: Tree, found: Found, homonyms: Collection[str], armed: Collection[int]) -> bool:
    k = found.first
    finances = tree.pos[k] == "NOUN" and any(key != tree.norm[k] and key in homonyms for key in tree.keys[k][:1])
    if (
        found.last > k
        or not (tree.pos[k] == "ADJ" or finances)
        or not any(key in homonyms for key in (tree.norm[k], *tree.keys[k]))
    ):
        return False
    return not {tree.head[k], k - 1} & set(armed)


def _disagrees(tree: Tree, k: int, feminine: tuple[str, ...]) -> bool:
    """Whether a masculine word stands behind a feminine noun, whose adjective it cannot be."""
    if not feminine or k == 0 or tree.head[k] != k - 1 or tree.morph[k - 1].get("Number") == "Plur":
        return False
    return tree.norm[k - 1].endswith(feminine) and not tree.norm[k].endswith(feminine)
