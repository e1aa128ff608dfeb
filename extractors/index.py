"""The lexicon looked up by the words of a tree: which entries a token may be a trigger, operator or light verb of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.fold import fold
from extractors.lexicon import SPEECH, Lexicon, Light, Operator, Trigger
from extractors.syntax import Tree

MODAL = ("aux", "mark", "advmod")  # relations of a modal to its verb (Arabic has "will" and "will not" as the latter)


class Index:
    """The lexicon by lemma, for looking up what a token may be."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._triggers = {kind: lexicon.by_lemma(kind, lexicon.triggers) for kind in ("verb", "noun")}
        self._operators = {kind: lexicon.by_lemma(kind, lexicon.operators) for kind in ("verb", "noun")}
        self._modals = lexicon.by_lemma("modal", lexicon.triggers)
        self._lights = {kind: lexicon.by_lemma(kind, lexicon.lights) for kind in ("verb", "noun")}
        self._roles = {fold(word) for role in lexicon.roles for word in role.words}
        self._bodies = {fold(word) for r in lexicon.roles if r.kind == "institution" for word in r.words}
        self.phrases = self._phrases()
        self.participles = self._participles()

    def words(self, table: str) -> frozenset[str]:
        """A word list of the grammar file; empty where the language has none."""
        return self.lexicon.words.get(table, frozenset())

    def triggers(self, tree: Tree, i: int) -> tuple[Trigger, ...]:
        """The entries that token `i` may be a trigger of."""
        return self._look_up(self._triggers, tree, i)

    def modals(self, tree: Tree, i: int) -> tuple[Trigger, ...]:
        """The entries that token `i` may be the modal of: "Paris said Ankara *must* withdraw" is a request."""
        return self._modals.get(tree.norm[i], ()) if tree.dep[i] in MODAL else ()

    def light(self, tree: Tree, i: int) -> tuple[Light, ...]:
        """The light verbs that token `i` may be."""
        return self._look_up(self._lights, tree, i)

    def governing(self, tree: Tree, i: int) -> tuple[Operator | Trigger, ...]:
        """The entries that say what becomes of the complement of token `i`."""
        return (*self._look_up(self._operators, tree, i), *self.triggers(tree, i))

    def known_verb(self, tree: Tree, i: int) -> bool:
        """Whether the word is a verb of the lexicon, whatever the parser took it for."""
        return any(self.verb(key) for key in tree.keys[i])

    def names_people(self, tree: Tree, i: int) -> bool:
        """Whether the word is a role noun of the lexicon."""
        return any(key in self._roles for key in tree.keys[i])

    def body(self, tree: Tree, i: int) -> bool:
        """Whether the word is a noun for a body: government, army, court."""
        return any(key in self._bodies for key in tree.keys[i])

    def verb(self, lemma: str) -> bool:
        """Whether a lemma is a verb of the lexicon."""
        return any(lemma in table["verb"] for table in (self._triggers, self._operators, self._lights))

    def phrasal(self, tree: Tree, i: int, particle: str) -> bool:
        """Whether the lexicon knows the verb with this particle: "vote down"."""
        tables = (self._triggers, self._operators, self._lights)
        return any(f"{key} {particle}" in table["verb"] for table in tables for key in tree.keys[i])

    def names_event(self, tree: Tree, i: int) -> bool:
        """Whether the word is an event noun of the lexicon, or a noun that carries one."""
        tables = (self._triggers, self._operators, self._lights)
        return any(key in table["noun"] for table in tables for key in tree.keys[i])

    def asked_for(self, tree: Tree, i: int) -> set[str]:
        """The slots, prepositions among them, that the entries of token `i` name."""
        slots: set[str] = set()
        for entry in self.governing(tree, i):
            slots |= set(entry.via)
            if isinstance(entry, Trigger):
                slots |= {*entry.source, *entry.target, *entry.theme, *entry.when}
        slots |= self.carried(tree, i)
        return {slot.partition(">")[0] for slot in slots}

    def carried(self, tree: Tree, i: int) -> set[str]:
        """The slots in which token `i`, as a light verb or noun, has the event that it carries."""
        return {slot for light in self.light(tree, i) for slot in light.event}

    def participle_of(self, tree: Tree, i: int) -> str | None:
        """The verb of the lexicon that the token is a participle of."""
        return next((self.participles[key] for key in tree.keys[i] if key in self.participles), None)

    def ends(self, tree: Tree, i: int, table: str) -> bool:
        """Whether the word is written with one of the endings of a word list."""
        return any(tree.norm[i].endswith(ending) for ending in self.words(table))

    def speech(self, tree: Tree, i: int) -> bool:
        """Whether token `i` is a verb of saying."""
        return tree.is_verb(i) and any(e.complement in SPEECH for e in self.governing(tree, i))

    def event_noun(self, tree: Tree, i: int) -> bool:
        """Whether the word as it is written is an event noun of the lexicon."""
        return tree.norm[i] in self._triggers["noun"]

    def operates(self, tree: Tree, i: int) -> bool:
        """Whether the word takes an event as its complement."""
        return bool(self.light(tree, i)) or any(e.complement for e in self.governing(tree, i))

    def _look_up(self, index: Mapping[str, dict[str, tuple[Any, ...]]], tree: Tree, i: int) -> tuple[Any, ...]:
        if tree.is_verb(i):
            words = index["verb"]
            for particle in tree.kids[i]:
                if tree.full[particle] == "compound:prt" or (
                    (
                        tree.dep[particle] in ("advmod", "case", "discourse")
                        or tree.pos[particle] == "INTJ"
                        or (tree.dep[particle] == "obj" and tree.norm[particle] in self.words("bound_object"))
                    )
                    and particle == i + 1
                ):
                    for key in tree.keys[i]:
                        if found := words.get(f"{key} {tree.norm[particle]}"):
                            return found
        elif tree.is_nominal(i):
            words = index["noun"]
        else:
            return ()
        return next((found for key in tree.keys[i] if (found := words.get(key))), ())

    def _participles(self) -> dict[str, str]:
        """{participle: verb} for the verbs of the lexicon; a verb's own pattern before a looser one."""
        verbs = sorted({v for table in (self._triggers, self._operators, self._lights) for v in table["verb"]})
        found: dict[str, str] = {}
        for pattern in self.lexicon.participles:
            for verb in verbs:
                if form := pattern.of(verb):
                    found.setdefault(form, verb)
        return found

    def _phrases(self) -> frozenset[str]:
        """Prepositions of several words, or words used as such, that the entries name."""
        lexicon = self.lexicon
        slots = [s for t in lexicon.triggers for s in (*t.source, *t.target, *t.theme, *t.via)]
        slots += [s for o in lexicon.operators for s in o.via]
        tables = (
            "agent",
            "according",
            "purpose_noun",
            "without",
            "with_help",
            "as_what",
            "on_behalf",
            "from_day",
            "beside",
        )
        slots += [*lexicon.links, *(word for table in tables for word in self.words(table))]
        return frozenset(part for s in slots for part in s.split(">") if " " in part)
