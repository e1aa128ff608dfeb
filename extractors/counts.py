"""How many were killed, injured or arrested, where the text gives a number ("12 people were killed", "مقتل 12 شخصا").

The fields `dead`, `injured`, `arrested` are PLOVER's. A number that a word stands for ("dozens") is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractors.frames import Frames
from extractors.syntax import Tree

KINDS = ("dead", "injured", "arrested")
_DIGITS = re.compile(r"\d{1,3}(?:[,٬.]\d{3})+|\d+")
_SLOTS = ("obj", "gen", "subj")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people and the token that says what became of them."""

    kind: str
    value: int
    token: int


def counts(tree: Tree, frames: Frames) -> list[Count]:
    """The counts that an article gives, in the order of the text."""
    found = []
    for i in range(len(tree)):
        for kind in KINDS:
            if any(w in frames.index.words(kind) for w in tree.keys[i]) and tree.is_verb(i) | tree.is_nominal(i):
                value = _value(tree, frames, i)
                if value is not None:
                    found.append(Count(kind, value, i))
    return found


def of(tree: Tree, token: int, chain: Iterable[int], found: Iterable[Count]) -> Mapping[str, int]:
    """The counts that belong to an event, of those `found` in its sentence: of each kind the one that hangs on its
    trigger or on what the trigger hangs on, else the nearest."""
    above = {token, *chain}
    chosen: dict[str, tuple[bool, int, int]] = {}
    for count in found:
        near = count.token in above or tree.head[count.token] in above or tree.head[token] == count.token
        rank = (not near, abs(count.token - token), count.value)
        if count.kind not in chosen or rank < chosen[count.kind]:
            chosen[count.kind] = rank
    return {kind: value for kind, (_, _, value) in chosen.items()}


def _value(tree: Tree, frames: Frames, i: int) -> int | None:
    """How many: the number on the people in the word's slots, or on the word itself ("12 dead")."""
    slots = frames.slots(i)
    people = [k for slot in _SLOTS for k in slots.get(slot, [])]
    if tree.is_verb(i) and slots.get("obj"):
        people = slots["obj"]
    for k in (*people, *([] if tree.is_verb(i) else [i])):
        if (value := number_of(tree, frames, k)) is not None:
            return value
    return None


def number_of(tree: Tree, frames: Frames, k: int) -> int | None:
    """The number that counts the noun `k` (or that `k` is), as far as its words say."""
    numbers = frames.index.lexicon.numbers
    before = [m for m in tree.kids[k] if tree.dep[m] in ("nummod", "amod", "det", "compound") or tree.pos[m] == "NUM"]
    aged = frames.index.words("of_age")  # "a 71-year-old man" is one
    before = [m for m in before if not any(key in aged for x in tree.subtree(m) for key in tree.keys[x])]
    words = sorted({x for m in before for x in tree.subtree(m)} | ({k} if _is_number(tree.norm[k], numbers) else set()))
    return parse([tree.norm[m] for m in words if _is_number(tree.norm[m], numbers)], numbers)


def parse(words: Iterable[str], numbers: Mapping[str, int]) -> int | None:
    """The value of number words and digits in a row: units add up, a hundred or a thousand multiplies what is before.

    >>> parse(["three", "hundred", "twelve"], {"three": 3, "hundred": 100, "twelve": 12})
    312
    """
    total, current, seen = 0, 0, False
    for word in words:
        value = _number(word, numbers)
        if value is None:
            continue
        seen = True
        if value >= 100 and word in numbers:
            if value >= 1000:
                total, current = total + (current or 1) * value, 0
            else:
                current = (current or 1) * value if current < 10 else current + value
        else:
            current += value
    return total + current if seen else None


def _is_number(word: str, numbers: Mapping[str, int]) -> bool:
    return _number(word, numbers) is not None


def _number(word: str, numbers: Mapping[str, int]) -> int | None:
    if _DIGITS.fullmatch(word):
        return int(re.sub(r"\D", "", word))
    return numbers.get(word)
