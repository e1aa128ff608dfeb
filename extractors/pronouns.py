"""Whom a third-person pronoun means: the actor before it that fits in kind, number and gender, subjects first.

Binding as grammar has it: an object is not its own clause's subject ("X accused him": him is not X), a possessor may be
("Turkey's army said its jets …"). What fits nothing stays unread. After Hobbs (1978) and Lappin and Leass (1994), with
the lexicon's kinds of actors in the place of their features."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.actors import Actors
from extractors.frames import Frames
from extractors.syntax import Tree

_BACK = 1  # sentences before this one that are looked through
_JUDGING = frozenset({"ACCUSE", "SUPPORT", "SANCTION"})


class Pronouns:
    """The pronouns of one article, read against its actors."""

    def __init__(self, tree: Tree, actors: Actors, frames: Frames) -> None:
        self.tree, self.actors, self.frames, self.agreement = tree, actors, frames, frames.agreement
        self._meant: dict[int, list[int]] = {}

    def is_one(self, k: int) -> bool:
        """Whether the token is a pronoun of the third person."""
        return self.tree.pos[k] == "PRON" and self.tree.norm[k] in self.frames.index.words("third_person")

    def meant(self, k: int) -> list[int]:
        """The tokens that head what pronoun `k` means; empty where nothing fits."""
        if k not in self._meant:
            self._meant[k] = []
            self._meant[k] = self._find(k)
        return self._meant[k]

    def _find(self, k: int) -> list[int]:
        tree, words = self.tree, self.frames.index.words
        verb = tree.verb_over(tree.head[k])
        if self._resumptive(k, verb):
            return [tree.head[verb]]
        subject = tree.dep[k] == "nsubj"
        possessor = self._possesses(k, verb)
        own = self._subjects(verb)
        if possessor and (judged := self._judged(tree.head[k], verb)):
            own = judged
        barred = set() if subject or possessor else {m for s in own for m in tree.coordinated(s)}
        barred |= {tree.head[k]} if possessor else set()  # nothing is its own
        if not any(tree.norm[k] in words(name) for name in ("pronoun_person", "pronoun_thing", "pronoun_group")):
            return []
        for strict in (True, False):
            for m in self._candidates(k, verb, own if possessor else []):
                if m != k and m not in barred and self._fits(m, k, strict=strict):
                    return [x for x in tree.coordinated(m) if x < k and self.actors.reading(x)] or [m]
        return []

    def _possesses(self, k: int, verb: int) -> bool:
        """Whether the pronoun says whose its noun is: "his house", "the house of his", but not "ties *with it*"."""
        tree = self.tree
        below = tree.head[k] != verb and not tree.is_verb(tree.head[k]) and tree.dep[k] in ("nmod", "det")
        return below and (not tree.preps[k] or tree.preps[k] in self.frames.index.words("genitive"))

    def _judged(self, noun: int, verb: int) -> list[int]:
        """Whom somebody condemns, praises or punishes for what is theirs: "condemned Kenya for *its* attack"."""
        tree, index = self.tree, self.frames.index
        if tree.head[noun] != verb or tree.preps[noun] not in index.words("judged_for") or not tree.is_verb(verb):
            return []
        if not any(entry.type in _JUDGING for entry in index.triggers(tree, verb)):
            return []
        return [m for m in self.frames.slots(verb).get("obj", []) if m < noun and self.actors.reading(m) is not None]

    def _subjects(self, verb: int) -> list[int]:
        return self.frames.slots(verb).get("subj", []) if self.tree.is_verb(verb) else []

    def _resumptive(self, k: int, verb: int) -> bool:
        """Arabic repeats the noun of a relative clause as a pronoun in it: "the attack that gunmen launched it"."""
        tree = self.tree
        noun = tree.head[verb]
        if not self.frames.index.lexicon.syntax.get("resumptive") or tree.dep[verb] != "acl" or noun >= k:
            return False
        if tree.dep[k] == "obj" and self._subjects(verb) == [noun]:
            return False  # "the meeting that brought *him* together with"
        return tree.head[k] == verb and tree.dep[k] in ("obj", "obl", "nsubj")

    def _candidates(self, k: int, verb: int, own: list[int]) -> Iterator[int]:
        """Tokens before `k`, the likeliest first: for a possessor its clause's subject, for a subject the subjects of
        the clauses around it, then what stands nearest; then the sentence before."""
        tree = self.tree
        yield from (m for m in own if m < k)
        here = tree.sentence[k]
        for number in range(here, max(-1, here - _BACK - 1), -1):
            first, last = tree.sentences[number]
            near = [m for m in range(min(last, k) - 1, first - 1, -1) if self._heads_phrase(m)]
            if tree.dep[k] == "nsubj" or number < here:
                yield from (m for m in near if tree.dep[m] == "nsubj")
            yield from near
            if number == here and tree.dep[k] not in ("nsubj", "obj"):
                return

    def _heads_phrase(self, m: int) -> bool:
        """Whether the token heads an actor's phrase of its own: not the "Iraq" of "the parliament of Iraq"."""
        tree = self.tree
        if tree.is_verb(m) or tree.pos[m] == "PRON" or self.actors.reading(m) is None:
            return False
        head = tree.head[m]
        return not (
            tree.dep[m] in ("nmod", "flat", "compound", "appos", "amod") and self.actors.reading(head) is not None
        )

    def fits(self, m: int, k: int) -> bool:
        """Whether pronoun `k` may mean the phrase headed by `m`, by kind, number and gender: "its" is no person's."""
        return self._fits(m, k, strict=False)

    def _fits(self, m: int, k: int, *, strict: bool) -> bool:
        words, norm = self.frames.index.words, self.tree.norm[k]
        person, plural, one = self.actors.is_human(m), self.agreement.plural(m), self.agreement.one_of_people(m)
        kinds = {
            "pronoun_person": (person or one) and not plural,
            "pronoun_thing": not person and not plural and not (strict and one),
            "pronoun_group": plural or (not strict and not person),
        }
        if not any(norm in words(name) and fits for name, fits in kinds.items()):
            return False
        if norm in words("pronoun_two") and not self.agreement.two(m):
            return False
        if words("pronoun_of_people") and norm not in words("pronoun_of_people") and self.agreement.of_humans(m):
            return norm in words("pronoun_two")
        feminine = self.agreement.feminine(m)
        if norm in words("pronoun_feminine"):
            return feminine is not False
        return not (norm in words("pronoun_masculine") and feminine)
