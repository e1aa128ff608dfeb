"""How far the participants of two event mentions agree: by ids and codes, by words where both are of one script."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from extractors.fold import fold
from kg.identity_data import Knowledge
from ontology.model import Actor, ActorMention
from ontology.names import has_arabic

# how far two actors agree: the same id, code, the state for its body, kin bodies of a state, others of it, strangers
EXACT, ROLE, STATE, KIN, OTHER, STRANGER = 1.0, 0.9, 0.7, 0.3, -0.3, -1.0
_WORD = re.compile(r"\w+")
_CLITICS = re.compile("^(?:[\u0648\u0641]?[\u0628\u0643\u0644]?\u0627\u0644|\u0644\u0644)(?=...)")
_FULL_NAME = re.compile(r"\b[A-Z][\w'-]+(?: (?:[a-z]{1,3} )?[A-Z][\w'-]+)+")
_STEM = 4  # letters: "suspended" and "suspension" begin alike; so do most inflections of Arabic without their clitics


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as it is compared: its id, its code, the folded words of its name, the script they are of."""

    id: str
    known: bool
    code: str
    words: frozenset[str]
    arabic: bool
    person: bool = False
    names: frozenset[str] = frozenset()
    """The words of the full names that stand in its own words: "journalist Ana Ruiz" is read as the media."""
    others: Set[str] = frozenset()
    """Actors that an analyst decided to be others, whatever their codes say."""

    @property
    def head(self) -> str:
        """The country, or kind of organisation, that the code begins with; empty where it is not known."""
        return self.code[:3] if self.code[:3].isalpha() else ""

    @property
    def sector(self) -> str:
        """What follows in the code."""
        return self.code[3:]


def who(actor: ActorMention, id_: str, apart: Mapping[str, Set[str]]) -> Who:
    """A participant made ready; `apart` gives those that it is decided not to be."""
    return Who(
        id=id_,
        known=actor.actor is not None,
        code=actor.code or "",
        words=stems(actor.text),
        arabic=has_arabic(actor.text),
        person=kind(id_) == "Person",
        names=frozenset(w for name in _FULL_NAME.findall(actor.text) for w in stems(name)),
        others=apart.get(id_, frozenset()),
    )


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, folded, without clitics; short words aside."""
    return frozenset(_CLITICS.sub("", w)[:_STEM] for w in _WORD.findall(fold(text)) if len(w) > 3 or w.isdigit())


def kind(id_: str) -> str | None:
    """The class of an actor of the gazetteer; None for one that it does not have."""
    found = _known(id_)
    return found.kind if found else None


@functools.cache
def state_of(id_: str) -> str:
    """The id of the state that an actor or place of the gazetteer belongs to; empty where it is of none."""
    from ontology import gazetteer

    found = _known(id_)
    country = found.country if found else towns().get(id_)
    return gazetteer.load().country(country).id if country else ""


@functools.cache
def towns() -> Mapping[str, str | None]:
    """All towns, regions and seas of the gazetteer by id, each with the code of its state, if it has one."""
    from ontology import gazetteer

    return {place.id: place.country for place in gazetteer.load().places()}


@functools.cache
def _known(id_: str) -> Actor | None:
    from ontology import gazetteer

    return gazetteer.load().actor(id_)


def agreement(a: Sequence[Who], b: Sequence[Who], known: Knowledge) -> float:
    """From 1 (the same actors) to -1 (others); 0 where a side says nobody, or where it cannot be told."""
    if not a or not b:
        return 0.0
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum(max(_agree(x, y, known) for y in many) for x in few) / len(few)


def _agree(x: Who, y: Who, known: Knowledge) -> float:
    if y.id in x.others:
        return STRANGER
    if x.sector[:3] in known.people and x.sector == y.sector and x.names and y.names and not x.names & y.names:
        return OTHER  # two journalists: what they are called tells them apart
    if x.id == y.id:
        return EXACT
    if x.person and y.person:
        return STRANGER
    if x.head and x.code == y.code:
        return ROLE if x.sector or not (x.known and y.known) else KIN
    if x.head and x.head == y.head and len(x.head) == 3:
        return _of_one_state(x, y, known)
    if x.known and y.known:
        return STRANGER
    if x.head and y.head:
        return STRANGER
    if x.arabic is y.arabic:
        shared = len(x.words & y.words) / max(1, min(len(x.words), len(y.words)))
        if shared >= 0.5:
            return ROLE
    if x.sector and x.sector == y.sector:
        return KIN
    if not x.sector or not y.sector or (x.arabic is not y.arabic and {x.sector[:3], y.sector[:3]} & known.people):
        return 0.0  # a class of people is told by words, which cannot be compared across scripts
    return -0.5


def _of_one_state(x: Who, y: Who, known: Knowledge) -> float:
    """The state and a body of it, two bodies that both speak for it, a class of its people and people of no class
    ("lawyers" are told as "civilians" elsewhere), else others; of two classes of people it cannot be told."""
    if not x.sector or not y.sector:
        return STATE
    both = {x.sector[:3], y.sector[:3]}
    if both <= known.state:
        return STATE
    if both <= known.people and len(both) > 1:
        return KIN if both & known.anybody else 0.0
    kin = len(both) == 1 or both & known.state
    return KIN if kin else OTHER
