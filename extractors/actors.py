"""Who is meant: noun phrases read as actors by the gazetteer, the role nouns and nationality adjectives.

"the Iraqi parliament" is an institution composed from country and role, "a Russian foreign ministry spokesman" stands
for the ministry, "US troops in Iraq" are American (the adjective beats the place), "gunmen" are ---UAF.
What cannot be read as an actor gives nothing: it may be a theme."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from extractors import descriptions, holders
from extractors import homonyms as homonym
from extractors.fold import fold
from extractors.lexicon import Lexicon, Role
from extractors.names import Found, Name, Names, demonym_forms
from extractors.spelling import Spellings, alike_spellings, surname_first
from extractors.surnames import surnames
from extractors.syntax import Tree
from ontology.gazetteer import Gazetteer
from ontology.model import ActorMention, PlaceMention, Span
from ontology.names import holds

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNKNOWN = "---"
_ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
_NAME = ("PROPN", "X")
_LONGEST = 6  # words of a name
_JOINTS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_MODIFIERS = ("amod", "compound", "nmod", "flat", "appos", "det", "obl", "nummod", "dep", "list")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a noun phrase is read: an actor's id and code where known."""

    actor: str | None
    code: str | None
    named: bool  # a proper name or a composed institution, not just "gunmen"


class ActorReader:
    """The knowledge of one language, ready to read articles with."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.places = {place.id: place for place in gazetteer.places()}
        self._states = {place.id: gazetteer.country(place.country).id for place in gazetteer.places()}
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
        """The gazetteer's names in an article; a dated one counts only on its days, a short one only where the article
        has the full one, or where it stands alone, is a name (one of the tokens `named`) and means one only, who holds
        an office on the day."""
        found = self.names_on(tree, day)
        found = [*found, *self._other_spellings(tree, found)]
        found += surnames(tree, found, self.gazetteer, surname_first(), named)
        found = self._told_apart(found)
        full = {n.id for f in found for n in f.names if n.kind == "name"}
        titles = {
            k for f in self.roles_in(tree) if self.role(f.names[0]).kind == "person" for k in range(f.first, f.last + 1)
        }
        known = titles.union(k for f in found for k in range(f.first, f.last + 1))
        alone = (f for f in found if (f.first in named or f.first - 1 in titles) and self._alone(tree, f, known))
        full |= {person for f in alone if (person := self._in_office(f, day))}
        kept = [replace(f, names=tuple(n for n in f.names if n.kind != "short" or n.id in full)) for f in found]
        homonyms = self.lexicon.words.get("homonym", frozenset())
        kept = [f for f in kept if f.names]
        if not homonyms:
            return kept
        armed = [head(tree, f) for f in self.roles_in(tree) if self.role(f.names[0]).sector in _ARMED]
        return homonym.without(tree, kept, homonyms, armed, self._states)

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
        return tree.pos[found.first] in _NAME and not any(tree.pos[k] in _NAME for k in near)

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
                if k < last and k not in named and tree.pos[k] in _NAME and tree.norm[k].isalpha():
                    run.append(k)
                elif k == last or tree.norm[k] not in ("-", "'"):
                    yield from self.spelled(tree, run)
                    run = []

    def names_on(self, tree: Tree, day: dt.date | None, *, apart: Collection[int] = ()) -> list[Found]:
        """All names, short ones too, that hold on a day (no day: ever); tokens `apart` belong to none."""
        return [f for f in map(partial(_on, day), self.names.find(tree, apart=apart)) if f.names]

    def spelled(self, tree: Tree, run: Sequence[int]) -> Iterator[Found]:
        """Persons whose full names stand among neighbouring tokens in another spelling; the longest first."""
        at = 0
        while at < len(run) - 1:
            for behind in range(min(len(run), at + _LONGEST), at + 1, -1):
                text = tree.text[tree.start[run[at]] : tree.end[run[behind - 1]]]
                whole = not any(_names_on(tree, run[k]) for k in (at - 1, behind) if 0 <= k < len(run))
                persons = self.spellings.persons(text) if whole and text[:1].upper() == text[:1] else frozenset()
                if len(persons) == 1:
                    yield Found(run[at], run[behind - 1], (Name(next(iter(persons)), "name"),))
                    at = behind - 1
                    break
            at += 1

    def read(self, tree: Tree, found: Iterable[Found], doc: Doc, day: dt.date | None) -> Actors:
        """The actors of one article; offices are those of `day`."""
        return Actors(self, tree, found, doc, day)

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
        acts = (
            frozenset({"VERB", "AUX"}) if self.lexicon.syntax.get("verb_forms") else frozenset()
        )  # "accused of spying"
        single = {f: tree.morph[f.first] for f in found if f.first == f.last and tree.pos[f.first] in acts}
        kept = (f for f in found if single.get(f, {}).get("Aspect") != "Prog")
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
        return names


def _on(day: dt.date | None, found: Found) -> Found:
    """A match with the names that hold on a day (no day: all)."""
    if day is None or all(n.since is None and n.until is None for n in found.names):
        return found
    kept = (n for n in found.names if (n.since or dt.date.min) <= day <= (n.until or dt.date.max))
    return replace(found, names=tuple(kept))


def _names_on(tree: Tree, k: int) -> bool:
    """Whether a token looks like one more part of the name beside it."""
    return tree.pos[k] in _NAME and (tree.text[tree.start[k]].isupper() or not tree.norm[k].isascii())


def head(tree: Tree, found: Found) -> int:
    """The token of a match that the rest hangs on."""
    inside = range(found.first, found.last + 1)
    return next((k for k in inside if tree.head[k] not in inside or tree.head[k] == k), found.first)


def bare(text: str, articles: Collection[str]) -> str:
    """`text` with each word without its article, where the article is a part of the word."""
    out = fold(text).split()
    for article in articles:
        out = [w[len(article) :] if w.startswith(article) and len(w) > len(article) + 2 else w for w in out]
    return " ".join(out)


class Actors:
    """The actors of one article: `mention(i)` reads the noun phrase headed by token `i`."""

    def __init__(self, reader: ActorReader, tree: Tree, found: Iterable[Found], doc: Doc, day: dt.date | None) -> None:
        self.reader, self.tree, self.day = reader, tree, day
        self.gazetteer = reader.gazetteer
        self.names = {k: f for f in found for k in range(f.first, f.last + 1)}
        self.roles: dict[int, tuple[Found, Role]] = {}
        for f in reader.roles_in(tree):
            self.roles[self.head(f)] = (f, reader.role(f.names[0]))
        self.entities = {k: e.label_ for e in doc.ents for k in range(e.start, e.end)}
        self._readings: dict[int, Reading | None] = {}

    def head(self, found: Found) -> int:
        """The token of a match that the rest hangs on."""
        inside = range(found.first, found.last + 1)
        return next((k for k in inside if self.tree.head[k] not in inside or self.tree.head[k] == k), found.first)

    def reading(self, i: int) -> Reading | None:
        """How the phrase headed by `i` is read; None where it is no actor."""
        if i not in self._readings:
            self._readings[i] = None  # an idafa chain that comes back to itself
            self._readings[i] = self._read(i)
        return self._readings[i]

    def demonym(self, i: int) -> str | None:
        """The country whose nationality adjective token `i` is."""
        found = self.names.get(i)
        return next((n.id for n in found.names if n.kind == "demonym"), None) if found else None

    def mention(self, i: int, phrase: int | None = None, *, name: bool = False) -> ActorMention | None:
        """The actor that token `i` heads, with the words of its phrase (or that of `phrase`), or its name alone."""
        reading = self.reading(i)
        if reading is None:
            return None
        if name:
            return self.as_mention(reading, self.tree.span(self.words(i)))
        title = i in self.roles and any(self.is_person(k) for k in self.tree.having(i, "appos"))
        return self.as_mention(
            reading, self.tree.span(self.tree.name_tokens(i if phrase is None else phrase, wide=title))
        )

    def nation(self, i: int, phrase: int) -> ActorMention | None:
        """The state that a nationality adjective names, with the words of the phrase that it stands in."""
        country = self.demonym(i)
        if country is None:
            return None
        span = self.tree.span([i] if i == phrase else self.tree.name_tokens(phrase))
        return self.as_mention(Reading(country, self.gazetteer.code_on(country, self.day), named=True), span)

    def mention_of(self, reading: Reading, i: int) -> ActorMention:
        """A reading with the words of the name at token `i`."""
        return self.as_mention(reading, self.tree.span(self.words(i)))

    def words(self, i: int) -> list[int]:
        """The tokens of the name that token `i` belongs to."""
        if i in self.names:
            return list(range(self.names[i].first, self.names[i].last + 1))
        return self.tree.name_tokens(i)

    def named_between(self, first: int, last: int) -> tuple[str, ...]:
        """The ids of the actors and places that tokens `first` to `last` (exclusive) name, of the unambiguous names."""
        meant = [{n.id for n in self.names[k].names} for k in range(first, last) if k in self.names]
        return tuple(sorted({next(iter(ids)) for ids in meant if len(ids) == 1}))

    def is_person(self, i: int) -> bool:
        """Whether the phrase headed by `i` names a person."""
        reading = self.reading(i)
        if reading is None or (i in self.roles and i not in self.names):
            return False
        return self._person(reading) if reading.actor else self.entities.get(i) in ("PER", "PERSON")

    def states(self, i: int) -> set[str]:
        """The states (alpha-3) that a name at token `i` is of; several where it is ambiguous."""
        found = self.names.get(i)
        known = [self.gazetteer.actor(n.id) for n in found.names] if found else []
        places = [self.reader.places[n.id].country for n in found.names if n.kind == "place"] if found else []
        return {a.country for a in known if a is not None and a.country} | set(places)

    def is_human(self, i: int) -> bool:
        """Whether the phrase headed by `i` is one person, by name or by office."""
        role = self.roles[i][1].kind if i in self.roles else None
        return role in ("person", "speaker") or self.is_person(i)

    def is_state(self, i: int) -> bool:
        """Whether the phrase headed by `i` names a state."""
        reading = self.reading(i)
        known = self.gazetteer.actor(reading.actor) if reading and reading.actor else None
        return known is not None and known.kind == "Country"

    def as_mention(self, reading: Reading, span: Span) -> ActorMention:
        """A reading with the words that stand for it."""
        known = self.gazetteer.actor(reading.actor) if reading.actor else None
        return ActorMention(
            text=span.text, start=span.start, end=span.end, actor=reading.actor,
            name=(known.name_en or known.name) if known else span.text, code=reading.code,
        )  # fmt: skip

    def place(self, i: int) -> PlaceMention | None:
        """The place that token `i` names: a city, region or country of the gazetteer, or a name read as a place;
        "the town of X" is X."""
        found = self.names.get(i)
        if found:
            for name in found.names:
                if name.kind == "place":
                    place = self.reader.places[name.id]
                    return self._place(found, place.id, place.country)
            actor = next(
                (a for n in found.names if n.kind in ("name", "seat") and (a := self.gazetteer.actor(n.id))), None
            )
            return (
                self._place(found, actor.id, actor.country) if actor is not None and actor.kind == "Country" else None
            )
        if any(w in self.reader.lexicon.words.get("place_noun", frozenset()) for w in self.tree.keys[i]):
            inner = [k for k in self.tree.kids[i] if self.tree.dep[k] in ("nmod", "appos", "flat", "compound")]
            known = next((p for k in inner if (p := self.place(k))), None)
            unknown = [k for k in inner if self.tree.pos[k] in ("PROPN", "X") and k not in self.names]
            if known or not unknown:
                return known
            span = self.tree.span(self.tree.name_tokens(i))
            return PlaceMention(text=span.text, start=span.start, end=span.end, id=None, country=None)
        if self.entities.get(i) in ("LOC", "GPE", "FAC"):
            span = self.tree.span(self.tree.name_tokens(i))
            return PlaceMention(text=span.text, start=span.start, end=span.end, id=None, country=None)
        return None

    def _place(self, found: Found, id_: str, country: str | None) -> PlaceMention:
        span = self.tree.span(range(found.first, found.last + 1))
        return PlaceMention(text=span.text, start=span.start, end=span.end, id=id_, country=country)

    def _read(self, i: int) -> Reading | None:
        found = self.names.get(i)
        if found and self.head(found) == i and (reading := self._named(found)):
            return self._role(i) if self._of_another_state(reading, i) else reading
        if (meant := descriptions.taken_up(self, i)) is not None:
            return Reading(meant, self.gazetteer.code_on(meant, self.day), named=True)
        if i in self.roles and not (self.tree.pos[i] == "ADJ" and self.tree.dep[i] == "amod"):
            return self._role(i)
        if found and (self.head(found) != i or any(n.kind == "demonym" for n in found.names)):
            return None
        return self._unknown(i)

    def _of_another_state(self, reading: Reading, i: int) -> bool:
        """Whether a body that is known by a bare name is here another state's: "Peru's Congress"."""
        body = self.gazetteer.composed(reading.actor) if reading.actor and i in self.roles else None
        owner = self._owner(i) if body else None
        state = self.country(owner) if owner else None
        return body is not None and state is not None and state != body.country

    def _named(self, found: Found) -> Reading | None:
        """The gazetteer's own reading; a place is no actor, a demonym alone ("Iraqis") stands for its people."""
        for name in found.names:
            if name.kind == "place":
                continue
            code = self.gazetteer.code_on(name.id, self.day)
            if name.kind == "demonym":
                if self.tree.pos[found.first] == "ADJ" and self.tree.dep[found.first] == "amod":
                    return None
                return Reading(name.id, code, named=True)
            return Reading(name.id, code, named=True)
        return None

    def _role(self, i: int) -> Reading | None:
        """A role noun: the person that it stands beside, else what it is composed to."""
        _, role = self.roles[i]
        for k in self.tree.having(i, "appos", "flat", "compound"):
            person = self.names.get(k)
            if person and (known := self._named(person)) and self._person(known):
                return known
        owner = self._owner(i)
        if owner is None and (known_before := descriptions.holder(self, i)) is not None:
            return self.reading(known_before)
        if role.kind == "counterpart" and owner is None:
            return None
        reading = self.reader.compose(role, owner)
        if role.kind == "person" and (meant := holders.holder(self, i, reading.code)):
            return Reading(meant, self.gazetteer.code_on(meant, self.day), named=True)
        if owner and role.kind == "person" and self.tree.morph[i].get("Number") == "Plur" and self._is_union(owner):
            return replace(reading, actor=owner.actor)
        return reading if reading.actor else self._body_of(i, role, reading)

    @functools.cached_property
    def persons_named(self) -> frozenset[str]:
        """The persons of the gazetteer whose full names stand in the article."""
        ids = {n.id for f in self.names.values() for n in f.names if n.kind == "name"}
        return frozenset(i for i in ids if (known := self.gazetteer.actor(i)) and known.kind == "Person")

    def _is_union(self, owner: Reading) -> bool:
        """Whether it is an organisation of no country, whose leaders or ministers together are it: "NATO ministers"."""
        known = self.gazetteer.actor(owner.actor) if owner.actor else None
        return known is not None and known.kind == "Organization" and not known.country

    def _body_of(self, i: int, role: Role, reading: Reading) -> Reading:
        """A description that names nobody ("Iraqi lawmakers", "the Turkish ambassador") as the body of the state that
        it acts for: so it is one actor in every article and language."""
        state = (reading.code or "")[:3]
        whole = role.sector and reading.code == state + role.sector and state in self.gazetteer.states
        body = self.gazetteer.institution(state, role.sector) if whole else None
        words = self.tree.name_tokens(i, wide=True)
        named = any(
            self.tree.pos[k] in _NAME and k not in self.names and k not in self.roles and k != i for k in words
        ) or any(self.entities.get(k) in ("PER", "PERSON") and k not in self.names for k in words)
        return Reading(body.id, reading.code, named=reading.named) if body and not named else reading

    def _person(self, reading: Reading) -> bool:
        return self.reader.is_person(reading)

    def country(self, owner: Reading) -> str | None:
        """The alpha-3 code of the state that a reading is, or belongs to."""
        return self.reader.country(owner)

    def _owner(self, i: int) -> Reading | None:
        found = self.owner(i)
        return found[0] if found else None

    def owner(self, i: int) -> tuple[Reading, int] | None:
        """Whose the role is, and the token that says so: a named body, else a nationality, else any phrase."""
        tokens = list(self._modifiers(i))
        words = self.reader.lexicon.words
        if any(w in words.get("abroad", ()) for w in self.tree.keys[i]):  # "its embassy in Quito" is not Ecuador's
            tokens = [k for k in tokens if self.tree.preps[k] not in words.get("place", ())]
        genitive = frozenset().union(*(words.get(name, ()) for name in ("genitive", "partitive", "on_behalf")))
        for k in tokens:  # "commander of the Iranian Quds Force": the body says more than the adjective
            genitive_of = self.tree.preps[k] in genitive or self.tree.dep[k] == "appos"
            if genitive_of and (body := self.reading(k)) and self._is_body(body):
                return body, k
        for k in tokens:
            if (country := self.demonym(k)) and not self.reader.aside(self.tree, k, k):
                return Reading(country, self.gazetteer.code_on(country, self.day), named=True), k
        for strict in (True, False):
            for k in tokens:
                owned = self.tree.preps[k] in genitive or self.tree.full[k] == "nmod:poss"
                if self.tree.preps[k] in words.get("beside", ()):
                    continue  # "protesters outside parliament" are not its own
                if owned is strict and (owner := self.reading(k)) and owner.code and not self._person(owner):
                    return owner, k
        return self._spoken_for(i)

    def _spoken_for(self, i: int) -> tuple[Reading, int] | None:
        """For whom a spokesman speaks, where the parser hung "on behalf of …" on the verb beside."""
        phrases = self.reader.lexicon.words.get("on_behalf", frozenset())
        for k in self.tree.kids[self.tree.head[i]] if self.tree.dep[i] == "nsubj" else ():
            if k > i and self.tree.preps[k] in phrases and (owner := self.reading(k)):
                return owner, k
        return None

    def _is_body(self, reading: Reading) -> bool:
        code = reading.code or UNKNOWN
        return len(code) > 3 and not code.startswith(UNKNOWN) and not self._person(reading)

    def _modifiers(self, i: int) -> Iterator[int]:
        """What hangs on the noun, and what hangs on the words of its role ("minister of foreign affairs of Iraq")."""
        found = self.roles[i][0] if i in self.roles else None
        own = range(found.first, found.last + 1) if found else range(i, i + 1)
        words = self.reader.lexicon.words
        attached, belongs = words.get("attached", frozenset()), words.get("belongs", frozenset())
        for k in own:
            if k != i and k in self.names and self.head(self.names[k]) == k and self.names[k].last >= own.stop:
                yield k  # "commander of forces" is a role, and "Rapid Support Forces" a name
            for m in self.tree.kids[k]:
                if m not in own and self.tree.dep[m] in _MODIFIERS:
                    yield m
                    yield from (x for x in self.tree.having(m, "amod", "flat") if self.demonym(x))
                    if any(key in attached for key in self.tree.keys[m]):  # "staff *belonging* to the United Nations"
                        yield from (x for x in self.tree.having(m, "nmod", "obl") if self.tree.preps[x] in belongs)

    def _unknown(self, i: int) -> Reading | None:
        """A proper name that no gazetteer knows: an actor by its words, with the code of its role and country."""
        label = self.entities.get(i)
        if label not in ("PER", "PERSON", "ORG", "NORP") or not self.tree.is_nominal(i):
            return None
        indefinite = self.tree.morph[i].get("Definite") == "Ind"
        if label in ("ORG", "NORP") and self.tree.pos[i] in ("NOUN", "ADJ") and indefinite:
            return None  # "a base" is not the group that is called so with the article
        found = self.names.get(i)
        if found and label == "ORG" and all(n.kind == "place" for n in found.names):
            return None
        code = None
        owner = self._owner(i)
        if owner and owner.code:
            code = owner.code
        for k in self.tree.having(i, "appos", "compound", "flat", "nmod"):
            if k in self.roles and k not in self.names and (reading := self._role(k)) and reading.code:
                code = reading.code
        return Reading(None, code, named=True)
