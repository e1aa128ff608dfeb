"""Who is meant: noun phrases read as actors by the gazetteer, the role nouns and nationality adjectives.

"the Iraqi parliament" is an institution composed from country and role, "a Russian foreign ministry spokesman" stands
for the ministry, "US troops in Iraq" are American (the adjective beats the place), "gunmen" are ---UAF.
What cannot be read as an actor gives nothing: it may be a theme."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors import descriptions, holders
from extractors.lexicon import Role
from extractors.names import Found
from extractors.reader import ActorReader, head
from extractors.readings import UNKNOWN, Reading
from extractors.surnames import NAME
from extractors.syntax import Tree
from ontology.model import ActorMention, PlaceMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


_ACRONYM = 3  # letters
_TAKE_PART = frozenset({"nsubj", "nsubj:pass", "obl:agent", "obj"})
_PEOPLE = "CVL"
_GOVERNMENT = "GOV"
_MODIFIERS = ("amod", "compound", "nmod", "flat", "appos", "det", "obl", "nummod", "dep", "list")
_INSIDE = frozenset({"amod", "flat", "nmod"})  # of another name or noun


class Actors:
    """The actors of one article: `mention(i)` reads the noun phrase headed by token `i`."""

    def __init__(
        self,
        reader: ActorReader,
        tree: Tree,
        found: Iterable[Found],
        areas: Iterable[Found],
        doc: Doc,
        day: dt.date | None,
    ) -> None:
        self.reader, self.tree, self.day = reader, tree, day
        self.gazetteer = reader.gazetteer
        self.names = {k: f for f in found for k in range(f.first, f.last + 1)}
        self.entities = {k: e.label_ for e in doc.ents for k in range(e.start, e.end)}
        self._inside = {k: range(e.start, e.end) for e in doc.ents for k in range(e.start, e.end)}
        self.entities |= self._surnames()
        self.areas = {k: f for f in areas for k in range(f.first, f.last + 1)}
        self.roles: dict[int, tuple[Found, Role]] = {}
        roles = reader.roles_in(tree)
        heads = {k for f in roles for k in range(f.first, f.last + 1)}
        for f in roles:
            if f.first == f.last and f.first - 1 not in heads and self._surname(f.first):
                continue
            self.roles[self.head(f)] = (f, reader.role(f.names[0]))
        self._readings: dict[int, Reading | None] = {}

    def _surnames(self) -> dict[int, str]:
        """The last words of the persons' names that the tagger found, where they stand alone behind the full name."""
        tree, found, last = self.tree, self.entities, set()
        for k in range(1, len(tree)):
            if found.get(k) in ("PER", "PERSON") and found.get(k + 1) != found[k] and found.get(k - 1) == found[k]:
                last.add(tree.norm[k])
        alone = (k for k in range(len(tree)) if tree.norm[k] in last and k not in found and k not in self.names)
        return {k: "PER" for k in alone if tree.is_nominal(k) and tree.pos[k] != "ADJ" and tree.dep[k] not in _INSIDE}

    def _surname(self, k: int) -> bool:
        """Whether a role noun is the surname behind the given name that a person's name begins with: "Ahmad al-Khatib"
        (the Preacher)."""
        given = k - 1
        person = k > 0 and all(self.entities.get(m) in ("PER", "PERSON") for m in (given, k))
        begins = person and self.entities.get(given - 1) not in ("PER", "PERSON")
        articles = self.reader.lexicon.words.get("article_prefix", frozenset())
        return bool(articles) and begins and not any(self.tree.norm[given].startswith(a) for a in articles)

    def head(self, found: Found) -> int:
        """The token of a match that the rest hangs on."""
        return head(self.tree, found)

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
        return {a.country for a in known if a is not None and a.country} | {state for state in places if state}

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
        words = self.reader.lexicon.words
        if any(w in words.get("capital", frozenset()) for w in self.tree.keys[i]) and (town := self._capital(i)):
            return town
        if any(w in words.get("place_noun", frozenset()) for w in self.tree.keys[i]):
            if any(key in words.get("chief", frozenset()) for k in self.tree.kids[i] for key in self.tree.keys[k]):
                return None  # "the main city of the region" is not the region
            inner = [k for k in self.tree.kids[i] if self.tree.dep[k] in ("nmod", "appos", "flat", "compound")]
            beside = words.get("instrument", frozenset()) - words.get("place", frozenset())
            inner = [k for k in inner if self.tree.preps[k] not in beside]  # "the border with Iran" may be Iraq's
            inner.sort(key=lambda k: self.tree.full[k] == "nmod:poss")  # "Peru's Tacna region" is Tacna
            known = next((p for k in inner if (p := self.place(k))), None)
            unknown = [k for k in inner if self.tree.pos[k] in ("PROPN", "X") and k not in self.names]
            if known or not unknown:
                return known
            span = self.tree.span(self.tree.name_tokens(i))
            return PlaceMention(text=span.text, start=span.start, end=span.end, id=None, country=None)
        if self.areas.get(i) or self.entities.get(i) in ("LOC", "GPE", "FAC"):
            return self._unlisted(i)
        return None

    def _unlisted(self, i: int) -> PlaceMention | None:
        """A part of the world, or what was read as a name of a place, as a whole: "the Bay of Kiel" and not Kiel."""
        area = self.areas.get(i)
        inside = range(area.first, area.last + 1) if area else self._inside[i]
        top = next((k for k in inside if self.tree.head[k] not in inside or self.tree.head[k] == k), i)
        beside = any(w in self.reader.lexicon.words.get("place_noun", frozenset()) for w in self.tree.keys[top])
        if top != i and (area or not beside):
            return None
        span = self.tree.span(inside if area else self.tree.name_tokens(i))
        return PlaceMention(text=span.text, start=span.start, end=span.end, id=None, country=None)

    def _capital(self, i: int) -> PlaceMention | None:
        """The town that "the French capital", "the capital of France" is, where nothing else is said of it and it is
        not named beside."""
        tree = self.tree
        says = [k for k in tree.kids[i] if tree.dep[k] in ("amod", "nmod", "compound", "appos", "flat", "acl")]
        if len(says) != 1 or says[0] not in self.names or tree.dep[says[0]] == "appos":
            return None
        demonym = any(n.kind == "demonym" for n in self.names[says[0]].names)
        states = self.states(says[0]) if demonym or self.is_state(says[0]) else set()
        town = self.gazetteer.capitals.get(states.pop()) if len(states) == 1 else None
        if town is None:
            return None
        named = max(i, says[0]) + 1
        if named < len(tree) and (found := self.names.get(named)) and any(n.id == town.id for n in found.names):
            return self._place(found, town.id, town.country)
        span = tree.span(sorted((i, says[0], *(k for k in tree.kids[i] if tree.dep[k] == "det"))))
        return PlaceMention(text=span.text, start=span.start, end=span.end, id=town.id, country=town.country)

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
                at = self.head(found)
                noun = self.tree.dep[at] not in ("amod", "compound")
                if noun and self.reader.aside(self.tree, found.first, found.last):
                    return Reading(None, UNKNOWN + _PEOPLE, named=False)  # "ethnic Albanians" are not Albania
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
        if owner is None and self._of_a_thing(i):
            return None
        if owner is None and (known_before := descriptions.holder(self, i)) is not None:
            return self.reading(known_before)
        if role.kind == "counterpart" and owner is None:
            return None
        if role.kind == "counterpart":
            role = self._same_office(i) or role
        speaks = role.kind == "speaker" and owner is None and self._for_unknown(i)
        heads = role.kind == "person" and role.sector == _GOVERNMENT and self._heads_other(i)
        if speaks or heads:
            role = replace(role, sector="")
        reading = self.reader.compose(role, owner)
        if role.kind == "person" and (meant := holders.holder(self, i, reading.code)):
            return Reading(meant, self.gazetteer.code_on(meant, self.day), named=True)
        if owner and role.kind == "person" and self.tree.morph[i].get("Number") == "Plur" and self._is_union(owner):
            return replace(reading, actor=owner.actor)
        return reading if reading.actor else self._body_of(i, role, reading)

    def _for_unknown(self, i: int) -> bool:
        """Whether somebody speaks for a body that is not known: "the spokesman of the Popular Front" is no official."""
        behind = (k for k in self.tree.having(i, "nmod", "obl") if k > i)
        speaks_for = self.reader.lexicon.words.get("speaks_for", ())
        whose = [self.reading(k) for k in behind if self.tree.preps[k] in speaks_for]
        return any(known is None or not known.code for known in whose)

    def _heads_other(self, i: int) -> bool:
        """Whether somebody heads a body that is not known: "the president of the farmers' union" is not the state's."""
        found, words, tree = self.roles[i][0], self.reader.lexicon.words, self.tree
        whole = " ".join(tree.keys[k][0] for k in range(found.first, found.last + 1))
        if whole not in words.get("head_of", ()):
            return False
        genitive = words.get("genitive", frozenset())
        headed = [k for k in tree.having(i, "nmod") if tree.preps[k] in genitive and tree.pos[k] == "NOUN"]
        return any(k not in self.names and k not in tree.apart and not self._known_body(k) for k in headed)

    def _known_body(self, k: int) -> bool:
        reading = self.reading(k)
        return reading is not None and bool(reading.code) and k in self.roles

    def _same_office(self, i: int) -> Role | None:
        """The office that the sentence names last before a counterpart: "the minister met his Dutch counterpart"."""
        first = self.tree.sentences[self.tree.sentence[i]][0]
        nouns = (k for k in range(i - 1, first - 1, -1) if k in self.roles and self.tree.pos[k] != "ADJ")
        before = (self.roles[k][1] for k in nouns)
        return next((role for role in before if role.kind == "person"), None)

    def _of_a_thing(self, i: int) -> bool:
        """Whether a word for governments has a common noun for its owner: "the management of the festival"."""
        if not any(w in self.reader.lexicon.words.get("owned", ()) for w in self.tree.keys[i]):
            return False
        owners = (k for k in self.tree.having(i, "nmod") if not self.tree.preps[k])
        return any(self.tree.pos[k] == "NOUN" and k not in self.names and k not in self.roles for k in owners)

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
            self.tree.pos[k] in NAME and k not in self.names and k not in self.roles and k != i for k in words
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
        return self._spoken_for(i) or self._served(i, tokens)

    def _served(self, i: int, tokens: Iterable[int]) -> tuple[Reading, int] | None:
        """The side of the person whom somebody serves: "an aide of opposition leader Yashin" is of the opposition."""
        words = self.reader.lexicon.words
        if not any(w in words.get("serves", ()) for w in self.tree.keys[i]):
            return None
        for k in tokens:
            served = self.reading(k) if self.tree.preps[k] in words["genitive"] | words["partitive"] else None
            if served is not None and served.code and self._person(served):
                return replace(served, actor=None), k
        return None

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
                if self.tree.is_verb(m) and any(key in words.get("belonging_to", ()) for key in self.tree.keys[m]):
                    named = (x for x in self.tree.having(m, "obl", "obj") if x in self.names)
                    yield from named  # "gunmen who belong to Hamas"
                if m not in own and self.tree.dep[m] in _MODIFIERS:
                    yield m
                    yield from (x for x in self.tree.having(m, "amod", "flat") if self.demonym(x))
                    if any(key in attached for key in self.tree.keys[m]):  # "staff *belonging* to the United Nations"
                        yield from (x for x in self.tree.having(m, "nmod", "obl") if self.tree.preps[x] in belongs)

    def _unknown(self, i: int) -> Reading | None:
        """A proper name that no gazetteer knows: an actor by its words, with the code of its role and country."""
        label = self.entities.get(i) or ("ORG" if self._like_a_doer(i) else None)
        if label not in ("PER", "PERSON", "ORG", "NORP") or not self.tree.is_nominal(i):
            return None
        if any(key in self.reader.lexicon.words.get("kind_of", ()) for key in self.tree.keys[i]):
            return None  # "a car of the make X"
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

    def _like_a_doer(self, i: int) -> bool:
        """Whether a word that the tagger of names left out is a name by its letters and does something, as the subject
        "Haaretz", or is an acronym that something is done to (in a language that writes names so)."""
        tree = self.tree
        if not self.reader.lexicon.syntax.get("capitals") or tree.full[i] not in _TAKE_PART:
            return False
        written = tree.text[tree.start[i] : tree.end[i]]
        if written.isupper() and len(written) >= _ACRONYM and written.isalpha():
            return True
        begins = i == tree.sentences[tree.sentence[i]][0]
        bare = all(tree.dep[k] in ("cc", "conj", "punct") for k in tree.kids[i])
        alone = not begins or (bare and tree.full[i] == "nsubj")  # any first word has a capital
        return tree.full[i] != "obj" and tree.pos[i] == "PROPN" and written[:1].isupper() and alone
