"""A noun phrase cut at what the knowledge knows in it: names, role nouns, and the words that say how they stand to
each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.lexicon import Role
from extractors.names import Found, Name
from extractors.reader import ActorReader
from extractors.syntax import Tree


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the knowledge says something of: names, a role noun, or neither (`unknown`)."""

    first: int
    last: int
    names: tuple[Name, ...] = ()
    role: Role | None = None
    aside: bool = False  # says whom they side with or descend from, not whose they are: "pro-Russian", "Iran-backed"

    @property
    def title(self) -> bool:
        """Whether it is a role noun and no name."""
        return self.role is not None and not self.names

    def has(self, *kinds: str) -> bool:
        """Whether it is a name of one of these kinds."""
        return any(n.kind in kinds for n in self.names)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces up to a preposition, and how they stand to the head: head, poss, of, in, appos, and, other."""

    how: str
    pieces: list[Piece] = field(default_factory=list)


class Pieces:
    """The pieces of the `tokens` of a tree, on a day, in their order."""

    def __init__(self, reader: ActorReader, tree: Tree, tokens: Sequence[int], day: dt.date | None) -> None:
        self.reader, self.tree, self.tokens, self.day = reader, tree, tokens, day
        self.words = reader.lexicon.words
        self.all = sorted(self._pieces(), key=lambda p: p.first)

    def __iter__(self) -> Iterator[Piece]:
        return iter(self.all)

    def _pieces(self) -> Iterator[Piece]:
        tree, outside = self.tree, set(range(len(self.tree))) - set(self.tokens)
        found = self.reader.names_on(tree, self.day, apart=outside)
        wide = self.reader.roles_in(tree, apart=outside)
        named = {k for f in found for k in range(f.first, f.last + 1)}
        narrow = self.reader.roles_in(tree, apart=outside | named)
        taken: set[int] = set()
        for f in wide:  # "central bank of …" is a role, and so is "home office" where "office" alone is none
            own = set(range(f.first, f.last + 1))
            inside = [g for g in found if g.first >= f.first and g.last <= f.last and g.last - g.first < len(own) - 1]
            if inside and own & named and not any(f.first <= g.first and g.last <= f.last for g in narrow):
                taken |= own
                yield Piece(f.first, f.last, role=self.reader.role(f.names[0]))
        found = [f for f in found if not taken & set(range(f.first, f.last + 1))]
        narrow = [f for f in narrow if not taken & set(range(f.first, f.last + 1))]
        for f in self._spelled(found, narrow):
            taken |= set(range(f.first, f.last + 1))
            yield Piece(f.first, f.last, f.names)
        roles = {(f.first, f.last): self.reader.role(f.names[0]) for f in (*wide, *narrow)}
        for f in found:
            if not taken & set(range(f.first, f.last + 1)):
                aside = self.reader.aside(tree, f.first, f.last)
                yield Piece(f.first, f.last, f.names, roles.get((f.first, f.last)), aside=aside)
        for f in narrow:
            if not taken & set(range(f.first, f.last + 1)):
                yield Piece(f.first, f.last, role=roles[f.first, f.last])

    def _spelled(self, found: list[Found], roles: list[Found]) -> Iterator[Found]:
        """Persons whose full names are spelled otherwise than in the gazetteer."""
        known = {k for f in roles for k in range(f.first, f.last + 1)}
        known |= {k for f in found if any(n.kind == "demonym" for n in f.names) for k in range(f.first, f.last + 1)}
        run: list[int] = []
        for k in [*self.tokens, -1]:
            if k >= 0 and k not in known and self._wordlike(k):
                run.append(k)
            elif k < 0 or self.tree.norm[k] not in ("-", "'"):
                for match in self.reader.spelled(self.tree, run):
                    inside = [f for f in found if f.first >= match.first and f.last <= match.last]
                    if not any(f.last - f.first == match.last - match.first for f in inside if not f.loose):
                        yield match
                run = []

    def _wordlike(self, k: int) -> bool:
        return self.tree.norm[k].replace(".", "").isalpha() and not self.relation(k)

    def relation(self, k: int) -> str | None:
        """What a token between two pieces says of their relation."""
        norm, words = self.tree.norm[k], self.words
        if norm in ("'s", "'", "s'"):
            return "poss"
        if norm in (",", "،", "(", "–", "—"):
            return "appos"
        if self.tree.pos[k] == "CCONJ" or norm in words.get("conjunction", ()):
            return "and"
        if norm in words.get("partitive", ()) or norm in words.get("genitive", ()) or norm in words.get("belongs", ()):
            return "of"
        if norm in words.get("on_behalf", ()):
            return "of"
        if norm in words.get("place", ()):
            return "in"
        return "other" if self.tree.pos[k] in ("ADP", "SCONJ") else None

    def parts(self) -> Iterator[Part]:
        """The pieces up to each preposition, possessive, comma or conjunction."""
        at = {k: p for p in self.all for k in range(p.first, p.last + 1)}
        part, done = Part("head"), -1
        for k in self.tokens:
            if k <= done:
                continue
            if k in at:
                part.pieces.append(at[k])
                done = at[k].last
            elif relation := self.relation(k):
                if relation == "poss":
                    if part.how == "head":
                        yield Part("poss", part.pieces)
                        part = Part("head")
                elif part.pieces or part.how != "head":
                    yield part
                    part = Part(relation)
            elif self.counts(k):
                part.pieces.append(Piece(k, k))
        if part.pieces or part.how != "head":
            yield part

    def counts(self, k: int) -> bool:
        """Whether an unknown token is a word that could name something: no article, number or adjective of degree."""
        tree = self.tree
        plain = tree.pos[k] not in ("PUNCT", "DET", "SPACE", "NUM", "PRON", "ADV", "SYM") and tree.norm[k].isalpha()
        return plain and tree.norm[k] not in self.words.get("articles", ())

    def proper(self, piece: Piece) -> bool:
        """Whether the piece is written as a name."""
        text = self.tree.text[self.tree.start[piece.first] : self.tree.end[piece.last]]
        return text[:1].isupper()

    def unknown(self, k: int) -> bool:
        """Whether neither a name nor a role noun holds the token."""
        return not any(p.first <= k <= p.last and (p.names or p.role) for p in self.all)
