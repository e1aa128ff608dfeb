"""Several actors in one phrase: "the foreign ministers of Egypt, Jordan and Iraq", "Greek, Turkish and Italian ships".

The first is read as the phrase always was (extractors.actors); the further owners are told here, each with its own
words and with the role of the phrase."""

from __future__ import annotations

from dataclasses import replace

from extractors.actors import Actors
from extractors.readings import Reading
from extractors.syntax import Tree
from ontology.model import ActorMention


class Members:
    """The further owners of role phrases of one article."""

    def __init__(self, tree: Tree, actors: Actors) -> None:
        self.tree, self.actors = tree, actors
        self._further: dict[int, tuple[int, ...]] = {}

    def further(self, role: int) -> tuple[int, ...]:
        """The tokens of whose the role is besides the first: named in coordination with it, or as adjectives beside."""
        if role not in self._further:
            self._further[role] = self._found(role)
        return self._further[role]

    def mention(self, owner: int, role: int) -> ActorMention | None:
        """What owner and role of a phrase with several owners name together; None where the pair is no such one."""
        further = self.further(role)
        first = self.actors.owner(role) if further else None
        if first is None or (owner != role and owner not in further):
            return None
        whole = self.actors.mention(role)
        if whole is None:
            return None
        if owner == role:
            span = self.tree.span(self._first_words(role, first[1], further))
            return replace(whole, text=span.text, start=span.start, end=span.end)
        last = owner == further[-1] and owner < role
        words = self.actors.words(owner) if self.actors.demonym(owner) else self.tree.name_tokens(owner)
        span = self.tree.span([*words, *([role] if last else [])])
        return self.actors.as_mention(self._composed(whole, first[0], self._owner(owner), role), span)

    def _found(self, role: int) -> tuple[int, ...]:
        if role not in self.actors.roles or role in self.actors.names:
            return ()
        first = self.actors.owner(role)
        if first is None or first[1] == role:
            return ()
        owners = [k for k in self.tree.coordinated(first[1]) if k != first[1]]
        if self.actors.demonym(first[1]):
            beside = self.tree.having(role, "amod", "compound")
            owners += [c for k in beside for c in self.tree.coordinated(k) if c != first[1]]
        known = (k for k in sorted(set(owners)) if self.actors.demonym(k) or self.actors.is_state(k))
        return tuple(k for k in known if self._owner(k) != first[0]) if self.actors.country(first[0]) else ()

    def _owner(self, k: int) -> Reading:
        country = self.actors.demonym(k)
        if country:
            return Reading(country, self.actors.gazetteer.code_on(country, self.actors.day), named=True)
        reading = self.actors.reading(k)
        assert reading is not None
        return reading

    def _composed(self, whole: ActorMention, first: Reading, owner: Reading, role: int) -> Reading:
        """The reading of the whole phrase with another state in the place of the first."""
        before, state = self.actors.country(first), self.actors.country(owner)
        if state is None or before is None or not (whole.code or "").startswith(before):
            return owner
        said = self.actors.roles[role][1]
        which = said.sector if said.kind == "person" else said.institution or said.sector
        body = self.actors.gazetteer.institution(state, which) if which and whole.actor else None
        return Reading(body.id if body else None, state + (whole.code or "")[len(before) :], named=True)

    def _first_words(self, role: int, first: int, further: tuple[int, ...]) -> list[int]:
        """The words of the first owner with the role where they stand together: "The navies of Iran", but "Greek"."""
        if first < role:
            return self.actors.words(first)
        later = [m for k in further for m in self.actors.words(k)]
        before = [k for k in self.tree.name_tokens(role) if k < min(later)]
        while before and self.tree.pos[before[-1]] in ("CCONJ", "PUNCT", "DET"):
            before.pop()
        return before or [role]
