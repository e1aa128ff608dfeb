"""When two spellings are one name, and which names nobody could tell apart."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ontology.countries import State
from ontology.model import Actor, Alias, Office

_ARABIC = re.compile("[\u0600-\u06ff]")
# Alif wasla is alif (hamza and madda fall with the marks), alif maqsura is ya, ta marbuta is ha.
_LETTERS = str.maketrans("\u0671\u0649\u0629\u2019", "\u0627\u064a\u0647'")


def fold(text: str) -> str:
    """The form in which two spellings count as one name: without case, marks, tatweel and hamza on alif."""
    plain = text.casefold()
    if not plain.isascii():
        # twice, for the letter in a compatibility character (a ligature, a mathematical S) has a case, too
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(char for char in plain.translate(_LETTERS) if not _is_mark(char))
    return " ".join(plain.split())


def has_arabic(text: str) -> bool:
    """Whether some letter of a text is Arabic."""
    return _ARABIC.search(text) is not None


def _is_mark(char: str) -> bool:
    return char == "\u0640" or unicodedata.category(char) in ("Mn", "Cf")


def own_names(states: Iterable[State], own: Mapping[str, tuple[str, Actor]]) -> Iterator[tuple[str, Alias]]:
    """The names that need no line in aliases.csv, those of CLDR, ISO 3166 and actors.csv, each with where it stands;
    `own` are the actors with a line of their own and where that is, by id."""
    states = tuple(states)
    every = [("CLDR and ontology/countries.csv", state.actor) for state in states]
    for where, actor in (*every, *own.values()):
        for lang, text in (("en", actor.name_en), ("ar", actor.name_ar)):
            if text:
                yield where, Alias(actor=actor.id, lang=lang, kind="name", text=text)
    for state in states:
        for lang, text in state.other_names:
            yield "ISO 3166", Alias(actor=state.actor.id, lang=lang, kind="name", text=text)


def shared_names(aliases: Iterable[tuple[str, Alias]]) -> Iterator[str]:
    """What is wrong where a full name says two actors on one day; each alias comes with where it stands."""
    users: dict[tuple[str, str], list[tuple[str, Alias]]] = defaultdict(list)
    for where, alias in aliases:
        if alias.kind == "name":
            users[alias.lang, fold(alias.text)].append((where, alias))
    for group in users.values():
        for place, (first, one) in enumerate(group):
            for second, other in group[place + 1 :]:
                if one.actor != other.actor and overlap(one, other):
                    yield (
                        f"{second}: {other.text!r} is a name of both {one.actor} ({first}) and {other.actor} "
                        "on the same days; make one `short`, date them, or remove one"
                    )


def holds(one: Alias | Office, day: dt.date | None) -> bool:
    """Whether it holds on the day (no day: ever)."""
    return day is None or (one.since or dt.date.min) <= day <= (one.until or dt.date.max)


def overlap(one: Alias | Office, other: Alias | Office) -> bool:
    """Whether there is a day on which both hold."""
    starts = max(one.since or dt.date.min, other.since or dt.date.min)
    return starts <= min(one.until or dt.date.max, other.until or dt.date.max)
