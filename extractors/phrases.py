"""A string that names an actor, read by its words alone: names, nationality adjectives and role nouns in their order.

A parser needs a sentence; "Nairobi police" or a table's cell is none. What is found are the same names and role nouns
as in an article (ActorReader) and they are composed by the same rules; only who belongs to whom is told by the order
of the words: in English a noun phrase ends with its head and goes on with "of …" or "in …", in Arabic it begins with
it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from extractors.lexicon import Role
from extractors.pieces import Part, Piece, Pieces
from extractors.reader import ActorReader
from extractors.readings import UNKNOWN, Reading
from extractors.syntax import Tree
from ontology.names import holds

ORDER = ("name", "seat", "demonym", "short", "place")


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase may mean, and how that was read; without a reading none of the knowledge says."""

    readings: tuple[Reading, ...]
    why: str
    at_home: bool = False  # a body of a state that the phrase does not name
    likely: bool = False  # only one is called so, in office on the day or no person: the code holds, not yet the actor

    @property
    def one(self) -> Reading | None:
        """The reading, where there is just one."""
        return self.readings[0] if len(self.readings) == 1 else None


NOTHING = Told((), "no name or role noun of the gazetteer and the lexicon")


class Phrase:
    """The tokens `among` of a tree as one noun phrase, on a day; `near` are the states that the text around names, and
    `full` the actors whose full names stand there, so that a surname may mean them."""

    def __init__(
        self,
        reader: ActorReader,
        tree: Tree,
        *,
        day: dt.date | None = None,
        among: Sequence[int] | None = None,
        near: Collection[str] = (),
        full: Collection[str] = (),
    ) -> None:
        self.reader, self.tree, self.day = reader, tree, day
        self.near, self.full = near, full
        self.gazetteer = reader.gazetteer
        self.words = reader.lexicon.words
        self.head_first = bool(reader.lexicon.syntax.get("idafa"))
        self.tokens = list(range(len(tree))) if among is None else list(among)
        self.pieces = Pieces(reader, tree, self.tokens, day)

    def read(self) -> Told:
        """What the phrase means; several readings where nothing tells which."""
        parts = list(self.pieces.parts())
        if not parts:
            return NOTHING
        if any(p.how == "and" and p.pieces for p in parts):
            several = [self._read([p]) for p in parts if p.how in ("head", "and")]
            return Told(tuple(r for told in several for r in told.readings), "several actors beside each other")
        return self._read(parts)

    def _read(self, parts: list[Part]) -> Told:
        heads = [p for p in parts if p.how == "head"]
        main = heads[-1].pieces if heads else []
        owners = [p for p in parts if p.how == "poss"]
        after = [p for p in parts if p.how in ("of", "in", "other")]
        beside = [x for p in parts if p.how == "appos" for x in p.pieces]
        if (holder := self._holder(parts, main)) is not None:
            return self._named(holder, [x for p in parts for x in p.pieces])
        if self.head_first:
            told = self._head_first(main, after)
        else:
            told = self._head_last([x for p in owners for x in p.pieces], main, after)
        if beside and (told.one is None or not self.reader.is_person(told.one)):
            other = self._read([Part("head", beside), *after]) if not told.readings else self._person_in(beside)
            if other.readings:
                return other
        return told

    def _holder(self, parts: list[Part], main: list[Piece]) -> Piece | None:
        """The person whose title has a genitive or a place: "the secretary general of NATO Jens Stoltenberg"."""
        titles = [p for p in main if p.role is not None and p.role.kind in ("person", "speaker", "people")]
        if not titles or parts[-1].how not in ("of", "in", "other") or len(parts[-1].pieces) < 2:
            return None
        before, last = parts[-1].pieces[-2:]
        return last if self._person(last) and before.names else None

    def _person_in(self, pieces: list[Piece]) -> Told:
        found = [p for p in pieces if self._person(p)]
        return self._named(found[0], pieces) if found else NOTHING

    def _person(self, piece: Piece) -> bool:
        known = [self.gazetteer.actor(n.id) for n in piece.names if n.kind in ("name", "short")]
        return bool(known) and all(a is not None and a.kind == "Person" for a in known)

    def _head_last(self, owners: list[Piece], main: list[Piece], after: list[Part]) -> Told:
        known = [p for p in main if p.names or p.role]
        if not known:
            if owners and not main:
                return self._head_last([], owners, after)
            return NOTHING
        last, before = known[-1], [*owners, *known[:-1]]
        nouns = ("NOUN", "PROPN", "X")
        behind = [p for p in main if p.first > last.last and (p.names or p.role or self.tree.pos[p.first] in nouns)]
        if behind:  # "Ugandan opposition leader Bobi Wine" is a person, "a police station" is a thing
            title = last.role is not None and last.role.kind in ("person", "speaker", "people")
            if not (title and self.pieces.proper(behind[0]) and self.pieces.proper(behind[-1])):
                return NOTHING
        if last.names:
            return self._named(last, before, after)
        return self._role(last, before, after)

    def _head_first(self, main: list[Piece], after: list[Part]) -> Told:
        known = [p for p in main if p.names or p.role]
        if not known:
            return NOTHING
        head, rest = known[0], known[1:]
        if head.names:
            adjective = head.has("demonym") and not head.has("name", "seat")
            if adjective and main[0] is not head and not any(p.role or self._person(p) for p in rest):
                return NOTHING  # an unknown noun with a nationality
            person = next((p for p in rest if self._person(p)), None)
            if person is not None and head.has("demonym") and not head.has("name", "seat"):
                return self._named(person, known)
            if head.has("demonym") and not head.has("name", "seat") and rest and rest[0].title:
                return self._role(rest[0], [head, *rest[1:]], after)
            return self._named(head, rest, after)
        person = next((p for p in rest if self._person(p)), None)
        if person is not None and self._beside(head, person, rest):
            return self._named(person, known)
        return self._role(head, rest, after)

    def _beside(self, head: Piece, person: Piece, rest: list[Piece]) -> bool:
        """Whether a name is that of who holds the role before it: "the president Putin", not "an adviser of Putin"."""
        if head.role is None or head.role.kind == "people":
            return False
        if any(p.last < person.first and (p.names or p.role) for p in rest):
            return True
        articles = tuple(self.words.get("article_prefix", ()))
        return any(self.tree.norm[k].startswith(articles) for k in range(head.first, person.first))

    def _named(self, piece: Piece, others: Iterable[Piece], after: Sequence[Part] = ()) -> Told:
        """A name, where need be the one of the state, office or article that stands beside it."""
        others = list(others)
        kind = next(k for k in ORDER if piece.has(k))
        kinds = ("name", "seat") if kind in ("name", "seat") else (kind,)
        if kind == "place":
            return Told((), "a place, which is no actor")
        ids = list(dict.fromkeys(n.id for n in piece.names if n.kind in kinds))
        beside = [p for p in others if p is not piece]
        behind = [p for part in after if part.how in ("of", "in") for p in part.pieces]
        states = {r.code for p in (*beside, *behind) if not p.aside for r in self._states(p)}
        kept = ids
        homes = states or self.near
        foreign = homes and not any(self._country(i) in homes for i in ids)
        loose = (kind == "short" and not set(self.full) & set(ids)) or (kind == "name" and foreign)
        body = piece.role is not None and loose
        if body:  # "Peru's Congress" is not the one of Washington
            return self._role(Piece(piece.first, piece.last, role=piece.role), others, after)
        if kind == "short":
            if self._given_otherwise(piece) or (states and foreign):
                return self._titles_alone(piece, others)
            return self._surname(ids, states, others)
        if len(ids) > 1:
            fitting = [i for i in ids if self._country(i) in states] or [
                i for i in ids if self._country(i) in self.near
            ]
            kept = fitting if len(fitting) == 1 else ids
        told = {"name": "a name of the gazetteer", "seat": "a seat that stands for its government or state",
                "demonym": "the people of a state"}[kind]  # fmt: skip
        return Told(tuple(self._titled(self.reading(i), others) for i in kept), told)

    def _given_otherwise(self, piece: Piece) -> bool:
        """Whether another given name stands before a surname: Bruno Rodriguez is not Delcy."""
        before = piece.first - 1
        if before not in self.tokens or any(p.first <= before <= p.last and (p.role or p.names) for p in self.pieces):
            return False
        return (
            self.pieces.counts(before)
            and self.pieces.proper(Piece(before, before))
            and self.pieces.relation(before) is None
        )

    def _titles_alone(self, piece: Piece, others: list[Piece]) -> Told:
        """An unknown person, by the title before the name."""
        titles = [p for p in others if p.title and p.first < piece.first]
        return self._role(titles[-1], [p for p in others if p is not titles[-1]], ()) if titles else NOTHING

    def _titled(self, reading: Reading, others: list[Piece]) -> Reading:
        """A person of whom the gazetteer knows no office yet, with the code of the title that the phrase gives."""
        country = self.reader.country(reading)
        title = next(
            (p.role for p in others if p.role and p.role.kind in ("person", "speaker") and p.role.sector), None
        )
        if title is None or not country or reading.code != country or not self.reader.is_person(reading):
            return reading
        return Reading(reading.actor, country + title.sector, named=True)

    def _surname(self, ids: list[str], states: Collection[str | None], others: list[Piece]) -> Told:
        """A short name means the actor whose full name stands near, who is of the state that is named, or who held an
        office on the day that a title speaks of; else it stays open."""
        title = any(p.role is not None and p.role.kind == "person" for p in others)
        around = [i for i in ids if self._country(i) in self.near and self.holds_office(i)]
        tests = (
            ([i for i in ids if i in self.full], "a short name, the full one stands in the text around"),
            ([i for i in ids if self._country(i) in states], "a short name with the state named beside it"),
            ([i for i in ids if title and self.holds_office(i)], "a short name behind a title, in office on the day"),
            (around, "a short name, in office on the day in the state that the text around names"),
        )
        for fitting, why in tests:
            if len(fitting) == 1:
                return Told((self._titled(self.reading(fitting[0]), others),), why)
        known = self.gazetteer.actor(ids[0])
        in_office = self.day is not None and self.holds_office(ids[0])
        likely = len(ids) == 1 and (in_office or (known is not None and known.kind != "Person"))
        return Told((*map(self.reading, ids), Reading(None, None, named=True)), "a short name alone", likely=likely)

    def reading(self, actor_id: str) -> Reading:
        """An actor of the gazetteer with its code on the day."""
        return Reading(actor_id, self.gazetteer.code_on(actor_id, self.day), named=True)

    def holds_office(self, actor_id: str) -> bool:
        """Whether the actor held an office on the day (no day: ever)."""
        return any(holds(office, self.day) for office in self.gazetteer.offices(actor_id))

    def _country(self, actor_id: str) -> str | None:
        known = self.gazetteer.actor(actor_id)
        return known.country if known else None

    def _states(self, piece: Piece) -> list[Reading]:
        """What a piece says of whose something is: states, by name, seat, adjective or a city of theirs, or bodies."""
        ids = [n.id for n in piece.names if n.kind in ("name", "seat", "demonym")]
        states = (self.reader.places[n.id].country for n in piece.names if n.kind == "place")
        ids += [self.gazetteer.country(state).id for state in states if state]
        found = [self.reading(i) for i in dict.fromkeys(ids)]
        if len(found) > 1:
            near = [r for r in found if (self.reader.country(r) or "") in self.near]
            return near if len(near) == 1 else found
        return found

    def _role(self, head: Piece, others: list[Piece], after: Sequence[Part]) -> Told:
        """A role noun with whose it is: a body named by "of", the words beside it, a place."""
        assert head.role is not None
        roles = [p for p in others if p.title and p is not head]
        owners, why = self._owners(others, after)
        if not owners:
            chain = [*roles, head] if not self.head_first else [*reversed(roles), head]
            role = next((p.role for p in chain if p.role and p.role.institution), head.role)
            if head.role.kind in ("people", "person", "institution") and head.role.sector:
                role = head.role
            if not role.sector or self._own_name(head):
                return NOTHING
            reading = self.reader.compose(role, None)
            return Told((reading,), "a role noun without a country", at_home=not self._abroad())
        out = []
        for owner in owners:
            reading = owner
            for p in [*(reversed(roles) if self.head_first else roles), head]:
                assert p.role is not None
                reading = self._compose(p.role, reading)
            out.append(reading)
        return Told(tuple(dict.fromkeys(out)), why)

    def _own_name(self, head: Piece) -> bool:
        """Whether the words are a name that is not known rather than a role: "Karen National Union"."""
        if self.head_first or head.role is None or head.role.kind in ("person", "speaker"):
            return False
        before = (k for k in self.tokens if k < head.first and self.pieces.counts(k) and self.pieces.unknown(k))
        return self.pieces.proper(head) and any(self.pieces.proper(Piece(k, k)) for k in before)

    def _owners(self, others: list[Piece], after: Sequence[Part]) -> tuple[list[Reading], str]:
        of = [p for p in after if p.how == "of" and p.pieces]
        for part in of:
            if part.pieces[0].aside:
                continue
            told = self._read([Part("head", part.pieces), *(p for p in after if p.how == "in")])
            body = told.one
            if body and body.code and len(body.code) > 3 and not body.code.startswith(UNKNOWN):
                return [body], f"a role noun and a body: {told.why}"
        named = [p for p in others if p.names and not p.aside]
        for wanted, why in ((("demonym",), "a role noun and a nationality"), (ORDER, "a role noun and a name")):
            for p in named:
                if p.has(*wanted) and (found := self._of(p)):
                    return found, why
        for how in ("of", "in"):
            for part in after:
                for p in part.pieces if part.how == how else ():
                    if p.names and not p.aside and (found := self._of(p)):
                        return found, f"a role noun and {'whose it is' if how == 'of' else 'where they are'}"
        for p in (p for part in after for p in part.pieces):
            if self._person(p) and (found := self._of(p)):
                return found, "a role noun and whom they follow"
        return [], ""

    def _of(self, piece: Piece) -> list[Reading]:
        if piece.has("short") and not piece.has("name", "seat", "demonym", "place"):
            told = self._named(piece, ())
            return [told.one] if told.one else list(told.readings[:1]) if told.likely else []
        return self._states(piece)

    def _compose(self, role: Role, owner: Reading) -> Reading:
        if not self.reader.is_person(owner):
            return self.reader.compose(role, owner)
        country, code = self.reader.country(owner), owner.code or ""
        armed = code[3:] in ("MIL", "REB", "PRM") and role.sector in ("MIL", "REB", "UAF", "")
        if role.kind == "speaker" or armed or not country:
            return Reading(None, owner.code, named=True)
        return Reading(None, country + role.sector, named=True)

    def _abroad(self) -> bool:
        foreign = self.words.get("foreign", ())
        return any(w in foreign for k in self.tokens for w in self.tree.keys[k])
