"""The names, role nouns and spellings of one language, ready to be found; and what a role with its owner is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from extractors import homonyms as homonym
from extractors.fold import fold
from extractors.lexicon import Lexicon, Role
from extractors.names import Found, Name, Names, demonym_forms
from extractors.readings import UNKNOWN, Reading
from extractors.spelling import Spellings, alike_spellings, surname_first
from extractors.surnames import NAME, like_name, surnames
from extractors.syntax import Tree
from ontology.gazetteer import Gazetteer
from ontology.names import holds

if TYPE_CHECKING:
    pass


_ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
_LONGEST = 6  # words of a name
_JOINTS = frozenset({"-", "\u2010", "\u2011", "\u2013"})


class ActorReader:
    """The knowledge of one language, ready to read articles with."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.places = {place.id: place for place in gazetteer.places()}
        self._states = {p.id: gazetteer.country(p.country).id for p in gazetteer.places() if p.country}
        self.names = self._names()
        self._name_words = self._words_by_actor()
        self.spellings = Spellings(gazetteer)
        self.roles = Names()
        self._roles: dict[str, Role] = {}
        articles = lexicon.words.get("article_prefix", frozenset())
        own = (w for w in gazetteer.role_words if w.lang == lexicon.lang)
        added = (Role(words=(w.word,), sector=w.sector, kind=w.kind) for w in own)
        for number, role in enumerate((*lexicon.roles, *added)):
            for word in role.words:
                self.roles.add(bare(word, articles), Name(str(number), "name"))
            self._roles[str(number)] = role

    def find(self, tree: Tree, day: dt.date | None = None, named: Collection[int] = ()) -> list[Found]:
        """The gazetteer's names in an article, and areas; a dated one counts only on its days, a short one only where
        the article has the full one, or where it stands alone, is a name (one of the tokens `named`, or a proper noun
        that a verb has for subject or object) and means one only, who holds an office on the day."""
        found = self._names_and_areas(tree, day)
        found = [*found, *self._other_spellings(tree, found)]
        found += surnames(tree, found, self.gazetteer, surname_first(), named)
        found = self._told_apart(found)
        full = {n.id for f in found for n in f.names if n.kind == "name"}
        titles = {
            k for f in self.roles_in(tree) if self.role(f.names[0]).kind == "person" for k in range(f.first, f.last + 1)
        }
        known = titles.union(k for f in found for k in range(f.first, f.last + 1))
        taking_part = {k for k in range(len(tree)) if tree.pos[k] == "PROPN" and tree.dep[k] in ("nsubj", "obj")}
        likely = {*named, *taking_part, *(k + 1 for k in titles)}
        alone = (f for f in found if f.first in likely and self._alone(tree, f, known))
        full |= {person for f in alone if (person := self._in_office(f, day))}
        kept = [replace(f, names=tuple(n for n in f.names if n.kind != "short" or n.id in full)) for f in found]
        homonyms = self.lexicon.words.get("homonym", frozenset())
        kept = [f for f in kept if f.names]
        if not homonyms:
            return kept
        armed = [head(tree, f) for f in self.roles_in(tree) if self.role(f.names[0]).sector in _ARMED]
        feminine = self.lexicon.words.get("feminine_ending", frozenset())
        return homonym.without(tree, kept, homonyms, armed, self._states, feminine)

    def _told_apart(self, found: list[Found]) -> list[Found]:
        """A name of two states means the one that the article names otherwise: "Congo" beside Goma is Kinshasa's."""
        sure = [states.pop() for f in found if len(states := {self._state_of(n) for n in f.names}) == 1]
        out = []
        for f in found:
            fitting = [n for n in f.names if self._state_of(n) in sure]
            if len(f.names) > 1 and all(map(self._names_state, f.names)) and len({n.id for n in fitting}) == 1:
                meant = (replace(n, kind="name") if n.kind == "short" else n for n in fitting)
                out.append(replace(f, names=tuple(meant)))
            else:
                out.append(f)
        return out

    def names_state(self, found: Found) -> bool:
        """Whether a match is the name of a state."""
        return any(n.kind == "name" and self._names_state(n) for n in found.names)

    def _names_state(self, name: Name) -> bool:
        known = self.gazetteer.actor(name.id) if name.kind != "place" else None
        return known is not None and known.kind == "Country"

    def _state_of(self, name: Name) -> str | None:
        if name.kind == "place":
            return self.places[name.id].country
        known = self.gazetteer.actor(name.id)
        return known.country if known is not None else None

    def _alone(self, tree: Tree, found: Found, known: Collection[int]) -> bool:
        """Whether a name is no part of a longer one that is not known: "Trump", not "Eric Trump"."""
        beside = (k for k in (found.first - 1, found.last + 1) if 0 <= k < len(tree) and k not in known)
        near = (k for k in beside if tree.sentence[k] == tree.sentence[found.first])
        return tree.pos[found.first] in NAME and not any(tree.pos[k] in NAME for k in near)

    def _in_office(self, found: Found, day: dt.date | None) -> str | None:
        """The only one whom a short name may mean, if a person in office on the day."""
        meant = {n.id for n in found.names}
        if day is None or len(meant) != 1:
            return None
        (only,) = meant
        return only if any(holds(office, day) for office in self.gazetteer.offices(only)) else None

    def _other_spellings(self, tree: Tree, found: Iterable[Found]) -> Iterator[Found]:
        """Persons whose names the article spells in a way of its own, where no known full name stands."""
        named = {k for f in found if not f.loose for k in range(f.first, f.last + 1)}
        for first, last in tree.sentences:
            run: list[int] = []
            for k in range(first, last + 1):
                if k < last and k not in named and tree.pos[k] in NAME and tree.norm[k].isalpha():
                    run.append(k)
                elif k == last or tree.norm[k] not in ("-", "'"):
                    yield from self.spelled(tree, run)
                    run = []

    def names_on(self, tree: Tree, day: dt.date | None, *, apart: Collection[int] = ()) -> list[Found]:
        """All names, short ones too, that hold on a day (no day: ever); tokens `apart` belong to none."""
        return [f for f in self._names_and_areas(tree, day, apart) if not f.area]

    def _names_and_areas(self, tree: Tree, day: dt.date | None, apart: Collection[int] = ()) -> list[Found]:
        """A phrase that only holds a name ("Native Americans", in Arabic Muscat in "birthplace") is none."""
        found = (f for f in self.names.find(tree, apart=apart) if all(n.kind != "nothing" for n in f.names))
        return [f for f in map(partial(_on, day), found) if f.names]

    def spelled(self, tree: Tree, run: Sequence[int]) -> Iterator[Found]:
        """Persons whose full names stand among neighbouring tokens in another spelling; the longest first."""
        at = 0
        while at < len(run) - 1:
            for behind in range(min(len(run), at + _LONGEST), at + 1, -1):
                text = tree.text[tree.start[run[at]] : tree.end[run[behind - 1]]]
                whole = not any(like_name(tree, run[k]) for k in (at - 1, behind) if 0 <= k < len(run))
                persons = self.spellings.persons(text) if whole and text[:1].upper() == text[:1] else frozenset()
                if len(persons) == 1:
                    yield Found(run[at], run[behind - 1], (Name(next(iter(persons)), "name"),))
                    at = behind - 1
                    break
            at += 1

    def persons_and_roles(self, tree: Tree, found: Iterable[Found]) -> tuple[dict[int, bool], dict[int, bool]]:
        """The heads of gazetteer names and of role nouns, and whether each is a person's."""
        meant = {f: next((n for n in f.names if n.kind in ("name", "short", "seat")), None) for f in found}
        people = {f: self.gazetteer.actor(name.id) for f, name in meant.items() if name}
        names = {head(tree, f): a.kind == "Person" for f, a in people.items() if a is not None}
        persons = ("person", "counterpart")
        roles = {head(tree, f): self.role(f.names[0]).kind in persons for f in self.roles_in(tree)}
        return {k: person for k, person in names.items() if k not in roles}, roles

    def roles_in(self, tree: Tree, *, apart: Collection[int] = ()) -> list[Found]:
        """The role nouns of a text, but for words that only look like one: negotiations are no negotiators."""
        none = self.lexicon.words.get("no_role", frozenset())
        found = list(self.roles.find(tree, lemmas=True, apart=apart))
        verb_forms = self.lexicon.syntax.get("verb_forms")
        acts = frozenset({"VERB", "AUX"}) if verb_forms else frozenset()  # "accused of spying"
        done = {f.first for f in found if f.first < f.last and _acts(tree, f.first)} if verb_forms else set()
        if done:  # "soldiers ousted President Bazoum" is not about an ousted president
            found = list(self.roles.find(tree, lemmas=True, apart={*apart, *done}))
        single = {f: tree.morph[f.first] for f in found if f.first == f.last and tree.pos[f.first] in acts}
        kept = (f for f in found if single.get(f, {}).get("Aspect") != "Prog")
        sides = self.lexicon.words.get("sides", frozenset())
        kept = (f for f in kept if not (tree.norm[f.last] in sides and _bare(tree, f)))
        return [f for f in kept if not (f.first == f.last and tree.norm[f.first] in none)]

    def name_words(self, actor_id: str) -> frozenset[str]:
        """The folded words of an actor's names in this language."""
        return self._name_words.get(actor_id, frozenset())

    def role(self, name: Name) -> Role:
        """The role a match of `roles` stands for."""
        return self._roles[name.id]

    def compose(self, role: Role, owner: Reading | None) -> Reading:
        """A role noun with whose it is: with a country an institution, with an actor its member, alone a code without
        country."""
        if owner is None:
            return Reading(None, UNKNOWN + role.sector, named=False)
        if role.kind == "counterpart":
            return owner
        country = self.country(owner)
        if role.kind == "speaker" and owner.code == country and role.sector:  # "Uzbek officials" are the government
            body = self.gazetteer.institution(country, role.sector) if country else None
            return Reading(body.id if body else None, f"{country}{role.sector}", named=True)
        if role.kind == "speaker" or (role.kind == "person" and country is None):
            return Reading(owner.actor if role.kind == "speaker" else None, owner.code, named=True)
        if country is None:
            return Reading(owner.actor if role.kind == "people" else None, owner.code, named=True)
        generic = self.gazetteer.institution(country, "government")
        own = role.kind in ("people", "institution") and role.sector not in ("", "GOV")
        if generic and owner.actor == generic.id and own:  # "government troops" are the state's
            return self.compose(role, Reading(None, country, named=True))
        if owner.code and len(owner.code) > 3:  # a ministry's army, the parliament's speaker
            return Reading(owner.actor if role.kind == "people" else None, owner.code, named=True)
        institution = self.gazetteer.institution(country, role.institution) if role.institution else None
        if institution and role.kind != "person":
            return Reading(institution.id, institution.code, named=True)
        return Reading(None, country + role.sector, named=role.kind != "people")

    def aside(self, tree: Tree, first: int, last: int) -> bool:
        """Whether a name only says whom somebody sides with or descends from: "pro-Russian", "Iran-backed"."""
        words = self.lexicon.words
        joints = frozenset().union(_JOINTS, *(words.get(name, ()) for name in ("partitive", "genitive", "belongs")))
        before, behind = first - 1, last + 1
        while before >= 0 and tree.norm[before] in joints:
            before -= 1
        while behind < len(tree) and tree.norm[behind] in _JOINTS:
            behind += 1
        sides, backed = words.get("sides_with", ()), words.get("backed", ())
        return (before >= 0 and any(w in sides for w in tree.keys[before])) or (
            behind < len(tree) and any(w in backed for w in (tree.norm[behind], *tree.keys[behind]))
        )

    def is_person(self, reading: Reading) -> bool:
        """Whether a reading is a person of the gazetteer."""
        known = self.gazetteer.actor(reading.actor) if reading.actor else None
        return known is not None and known.kind == "Person"

    def country(self, owner: Reading) -> str | None:
        """The alpha-3 code of the state that a reading is, or belongs to."""
        known = self.gazetteer.actor(owner.actor) if owner.actor else None
        if known is not None and known.country:
            return known.country
        head = (owner.code or "")[:3]
        return head if known is None and head in self.gazetteer.states else None

    def _words_by_actor(self) -> dict[str, frozenset[str]]:
        """In a language whose article is part of the word each word with it: "the court" is الـ too."""
        words: dict[str, set[str]] = defaultdict(set)
        prefixes = ("", *self.lexicon.words.get("article_prefix", ()))
        for alias in self.gazetteer.aliases():
            if alias.lang == self.lexicon.lang and alias.kind == "name":
                words[alias.actor].update(p + w for w in fold(alias.text).split() for p in prefixes)
        return {actor: frozenset(known) for actor, known in words.items()}

    def _names(self) -> Names:
        names = Names()
        endings = self.lexicon.words.get("demonym_endings", frozenset())
        articles = self.lexicon.words.get("article_prefix", frozenset())
        for alias in self.gazetteer.aliases():
            capitals = alias.text.isupper() and alias.text.isascii() and len(alias.text) <= 4
            mixed = len(alias.text) <= 4 and alias.text not in (alias.text.upper(), alias.text.capitalize())
            if alias.kind != "demonym":
                written = alias.text if (mixed and alias.text.isascii()) or alias.text.endswith("+") else None
                for text in alike_spellings(alias.text):
                    names.add(text, Name(alias.actor, alias.kind, capitals, written, alias.since, alias.until))
            elif alias.lang == self.lexicon.lang:
                for form in demonym_forms(fold(alias.text), endings, articles):
                    names.add(form, Name(alias.actor, "demonym", since=alias.since, until=alias.until))
        for place in self.gazetteer.places():
            for text in (*place.names_en, *place.names_ar):
                names.add(text, Name(place.id, "place"))
        for phrase in self.lexicon.words.get("area", ()):
            names.add(phrase, Name("", "area"))
        for phrase in self.lexicon.words.get("no_name", ()):
            names.add(phrase, Name("", "nothing"))
        return names


def _on(day: dt.date | None, found: Found) -> Found:
    """A match with the names that hold on a day (no day: all)."""
    if day is None or all(n.since is None and n.until is None for n in found.names):
        return found
    kept = (n for n in found.names if (n.since or dt.date.min) <= day <= (n.until or dt.date.max))
    return replace(found, names=tuple(kept))


def head(tree: Tree, found: Found) -> int:
    """The token of a match that the rest hangs on."""
    inside = range(found.first, found.last + 1)
    return next((k for k in inside if tree.head[k] not in inside or tree.head[k] == k), found.first)


def _acts(tree: Tree, k: int) -> bool:
    """Whether a word is the verb of a clause, no participle before its noun."""
    return tree.is_verb(k) and tree.dep[k] not in ("amod", "compound", "acl")


def _bare(tree: Tree, found: Found) -> bool:
    """Whether nothing but articles and numbers stands with a noun: "the two parties"."""
    return found.first == found.last and not tree.having(found.first, "amod", "compound", "nmod", "acl")


def bare(text: str, articles: Collection[str]) -> str:
    """`text` with each word without its article, where the article is a part of the word."""
    out = fold(text).split()
    for article in articles:
        out = [w[len(article) :] if w.startswith(article) and len(w) > len(article) + 2 else w for w in out]
    return " ".join(out)
