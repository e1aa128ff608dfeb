"""Number and gender of who takes part, as verbs and pronouns agree with them (Arabic: with a subject that stands before
the verb or is left out, in both; with one behind it, in gender alone)."""

from __future__ import annotations

from extractors.actors import Actors
from extractors.index import Index
from extractors.syntax import Tree

_SEVERAL = ("Plur", "Dual")
_PEOPLE = ("people", "person")


class Agreement:
    """What agrees with what in one article."""

    def __init__(self, index: Index, tree: Tree, actors: Actors) -> None:
        self.index, self.tree, self.actors = index, tree, actors

    def plural(self, m: int) -> bool:
        """Whether the phrase headed by `m` is of several."""
        coordinated = any(self.actors.reading(x) for x in self.tree.coordinated(m)[1:])
        people = self._people(m) and not self.one_of_people(m)
        return coordinated or people or self.tree.morph[m].get("Number") in _SEVERAL

    def two(self, m: int) -> bool:
        """Whether it is a pair: a dual, or two coordinated."""
        return self.tree.morph[m].get("Number") == "Dual" or len(self.tree.coordinated(m)) == 2

    def one_of_people(self, m: int) -> bool:
        """Whether it is one, or a body of, many: "a student", "the crowd"."""
        return self._people(m) and self.tree.morph[m].get("Number") == "Sing"

    def of_humans(self, m: int) -> bool:
        """Whether it is several human beings, each a person: "students", not "forces" (nor what has an adjective in the
        feminine singular, as plurals of things have)."""
        human = m in self.actors.roles and self.actors.roles[m][1].kind in _PEOPLE
        told = [self.tree.morph[k] for k in self.tree.kids[m] if k > m and self.tree.pos[k] == "ADJ"]
        things = any(t.get("Gender") == "Fem" and t.get("Number") == "Sing" for t in told)
        things = things or self.index.ends(self.tree, m, "feminine_plural")
        several = self.tree.morph[m].get("Number") in _SEVERAL
        return human and several and not things and self.feminine(m) is not True

    def feminine(self, m: int) -> bool | None:
        """The gender of a noun; None where the form does not tell."""
        tree, words = self.tree, self.index.words
        gender = tree.morph[m].get("Gender")
        if self.index.ends(tree, m, "feminine_ending"):
            return True
        verb = tree.head[m]
        if self.actors.is_person(m) and tree.full[m] == "nsubj" and verb < m and tree.is_verb(verb):
            return tree.morph[verb].get("Gender") == "Fem"  # a verb before its subject agrees with it
        if self.actors.is_state(m) and words("masculine_state"):
            return tree.norm[m] not in words("masculine_state")
        if gender and tree.pos[m] != "PROPN":
            return gender == "Fem"
        return False if self._plainly_masculine(m) else None

    def _plainly_masculine(self, m: int) -> bool:
        """Whether it is one person or body by a common noun without a feminine ending: "the army", "a student"."""
        common = m in self.actors.roles and m not in self.actors.names and self.tree.pos[m] == "NOUN"
        written = bool(self.index.words("feminine_ending"))
        return written and common and self.tree.morph[m].get("Number") == "Sing"

    def disagree(self, verb: int, noun: int) -> bool:
        """Whether a verb cannot have the noun as the subject that stands before it."""
        tree = self.tree
        told, several = tree.morph[verb], tree.morph[noun].get("Number") in _SEVERAL
        if any(tree.norm[verb].startswith(p) for p in self.index.words("she")) and self.index.verb(tree.norm[verb]):
            return False  # "she steps down" and "he stepped down" are written the same way
        if not self.index.lexicon.syntax.get("agreement") or told.get("Person") != "3" or not told.get("Gender"):
            return False
        if tree.pos[noun] == "PRON" or len(tree.coordinated(noun)) > 1:
            return False
        feminine = self.feminine(noun)
        if told.get("Number") in _SEVERAL:
            return tree.morph[noun].get("Number") == "Sing" and not self._people(noun)
        if several:
            return self.of_humans(noun) or told.get("Gender") == "Masc"
        return feminine is not None and feminine != (told.get("Gender") == "Fem")

    def may_follow(self, verb: int, noun: int) -> bool:
        """Whether a verb may have the noun as the subject behind it: it is singular there, and agrees in gender."""
        told, several = self.tree.morph[verb], self.tree.morph[noun].get("Number") in _SEVERAL
        feminine = self.feminine(noun)
        return told.get("Number") == "Sing" and (several or feminine is (told.get("Gender") == "Fem"))

    def _people(self, m: int) -> bool:
        return m in self.actors.roles and self.actors.roles[m][1].kind == "people"
