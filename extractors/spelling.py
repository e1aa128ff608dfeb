"""One person's name in many spellings: Abdel Fattah el-Sisi, Abdulfatah al-Sissi; a blocking key, then rules.

The key of a name's part is how it may be read aloud (lexicons/spelling.toml), which leaves what transliterations do
differently. Names are one where given name and family name are read alike, and what stands between does not differ;
only persons of the gazetteer are matched, and nobody where two of them fit."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from extractors.fold import fold
from ontology.gazetteer import Gazetteer
from ontology.names import has_arabic

_MOST = 48  # readings of one part: no name has more that matter
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = "'`\u02bb\u02bc\u02be\u02bf\u2018\u2019"

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: its letters, and the ways to read it."""

    text: str
    keys: Keys
    link: bool = False  # "son of", "house of"

    def like(self, other: Part, *, given: bool = False) -> bool:
        """Whether the two are read alike, or are one given name."""
        return bool(self.keys & other.keys) or (given and bool(_given(self.text) & _given(other.text)))


class Spellings:
    """The persons of a gazetteer by how their names are read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_key: dict[str, list[tuple[str, tuple[Part, ...]]]] = defaultdict(list)
        for person, text in full_names(gazetteer):
            known = gazetteer.actor(person)
            parts = parts_of(text, heard=_is_heard(known.country if known else None))
            if len(parts) > 1:
                for key in {*parts[0].keys, *_given(parts[0].text)}:
                    self._by_key[key].append((person, parts))

    def persons(self, text: str) -> frozenset[str]:
        """The persons that a name of two parts or more may be a spelling of."""
        found = set()
        for heard in (False, True) if has_arabic(text) else (False,):
            parts = parts_of(text, heard=heard)
            if len(parts) > 1:
                for key in {*parts[0].keys, *_given(parts[0].text)}:
                    found |= {person for person, other in self._by_key.get(key, ()) if alike(parts, other)}
        return frozenset(found)


def full_names(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Persons with each of their full names."""
    for alias in gazetteer.aliases():
        known = gazetteer.actor(alias.actor)
        if alias.kind == "name" and known is not None and known.kind == "Person":
            yield alias.actor, alias.text


def alike_spellings(text: str) -> tuple[str, ...]:
    """A name, as it is written on the other side of the Atlantic, and with points in its first word (U.N.)."""
    table, other = _table("latin"), text
    for british, american in table["atlantic"]:
        for a, b in ((british, american), (british.capitalize(), american.capitalize())):
            other = other.replace(a, b) if a in text else other.replace(b, a)
    out = dict.fromkeys((text, other))
    for short, variants in table["points"].items():
        for name in list(out):
            if name.startswith(short + " "):
                out |= dict.fromkeys(variant + name[len(short) :] for variant in variants)
    return tuple(out)


def alike(one: Sequence[Part], other: Sequence[Part]) -> bool:
    """Whether two names are spellings of one: given and family name are read alike, and what stands between agrees or
    is an initial."""
    if not (one[0].like(other[0], given=True) and one[-1].like(other[-1])):
        return False
    if len(one[-1].text) < 3 and one[-1].text != other[-1].text:
        return False
    inner, longer = sorted((_inner(one), _inner(other)), key=len)
    if len(inner) != len(longer) and not (any(not p.link for p in inner) and _links(inner) == _links(longer)):
        return False  # "Ali Saleh" need not be Ali Abdullah Saleh
    rest = iter(longer)
    return all(any(part.like(x) for x in rest) for part in inner)


def _inner(parts: Sequence[Part]) -> list[Part]:
    return [p for p in parts[1:-1] if len(p.text) > 1]


def _links(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(p.text for p in parts if p.link)


@functools.lru_cache(maxsize=50_000)
def parts_of(text: str, *, heard: bool = False) -> tuple[Part, ...]:
    """The parts of a name, the Arabic article and blanks inside a part left off."""
    table = _table("arabic" if has_arabic(text) else "latin")
    words = _WORD.findall(fold(text) if has_arabic(text) else _plain(text))
    out: list[Part] = []
    servant = False
    for word in words:
        link = next((name for name, spelled in table["links"].items() if word in spelled), None)
        if link is not None:
            out.append(Part(link, frozenset({"=" + link}), link=True))
        elif word in table["servant"]:
            servant = True
        elif word in table.get("particles", ()):
            continue
        else:
            made = _part(word, table, heard=heard, servant=servant)
            servant = False
            out.append(made)
    return tuple(out)


def _part(word: str, table: Mapping[str, Any], *, heard: bool, servant: bool) -> Part:
    if "own_script" in table:
        return _arabic(word, table, heard=heard, servant=servant)
    for head in table["servant_written"]:
        if word.startswith(head) and len(word) - len(head) >= table["servant_rest"]:
            servant, word = True, word[len(head) :]
            break
    single = _undoubled(word)
    keys = _readings(single, "latin")
    return Part(("abd" if servant else "") + word, frozenset(("abd+" if servant else "") + k for k in keys))


def _arabic(word: str, table: Mapping[str, Any], *, heard: bool, servant: bool) -> Part:
    article = "\u0627\u0644"
    head = table["servant"][0]
    if word.startswith(head) and len(word) - len(head) >= 4:
        servant, word = True, word[len(head) :]
    if word.startswith(article) and len(word) > 4 and not heard:
        word = word[len(article) :]
    for letter in table["dropped"]:
        word = word.replace(letter, "")
    keys = _readings(_undoubled(word), "arabic") if heard else frozenset({word})
    keys = frozenset(k for k in keys if not heard or len(k) > 1)
    mark = ("~" if heard else "") + ("abd+" if servant else "")
    return Part(word, frozenset(mark + k for k in keys))


def _undoubled(word: str) -> str:
    """The word with each doubled consonant once."""
    return re.sub(r"([^aeiou])\1+", r"\1", word)


@functools.lru_cache(maxsize=50_000)
def _readings(word: str, script: str) -> Keys:
    """The ways to read a word, by the table's sounds."""
    steps: list[Sequence[str]] = []
    at = 0
    while at < len(word):
        for pattern, sounds in _sounds(script):
            found = pattern.match(word, at)
            if found:
                steps.append(sounds)
                at = found.end()
                break
        else:
            steps.append((word[at],))
            at += 1
    ways = itertools.islice(itertools.product(*steps), _MOST)
    return frozenset(re.sub(r"(.)\1+", r"\1", "".join(way)) for way in ways)


def _plain(text: str) -> str:
    """Small Latin letters without accents and apostrophes."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in spread if not unicodedata.combining(c) and c not in _APOSTROPHES)


def _is_heard(country: str | None) -> bool:
    return country not in _table("arabic")["own_script"]


def surname_first() -> frozenset[str]:
    """The states (alpha-3) whose people write the surname first."""
    return frozenset(_table("order")["surname_first"])


@functools.cache
def _given(name: str) -> frozenset[str]:
    """The groups of given names that a name belongs to."""
    found = set()
    for script in ("latin", "arabic"):
        for number, group in enumerate(_table(script)["given"]):
            if name in {_plain(fold(x)) for x in group}:
                found.add(f"given:{script}:{number}")
    return frozenset(found)


@functools.cache
def _sounds(script: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(x["spelled"]), tuple(x["sounds"])) for x in _table(script)["sounds"])


@functools.cache
def _table(script: str) -> Mapping[str, Any]:
    path = resources.files("extractors") / "lexicons" / "spelling.toml"
    found: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[script]
    return found
