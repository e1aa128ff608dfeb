"""How a string that names an actor is read: who is meant, with which code on a day, and why.

The string is read with the knowledge and by the rules that articles are read with; the sentence around it (`context`)
tells whose "the army" is and whom a surname means. What nothing decides is left open, with its candidates."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.descriptions import TAKEN_UP, is_in
from extractors.fold import fold
from extractors.phrases import Phrase, Told
from extractors.reader import ActorReader
from extractors.readings import UNKNOWN, Reading
from extractors.syntax import Tree
from ontology.errors import UsageError
from ontology.gazetteer import Gazetteer
from ontology.names import has_arabic

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OUTER = " \t\r\n\"'«»“”‘’.,;:!?()[]،؛؟"
_FROM_ANYWHERE = frozenset({"NGO", "UAF", "REF", "MNC", "IGO"})  # role codes that say nothing of a home
_CLEARLY = 2  # times as often named as any other state


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of several actors that a string may mean."""

    actor: str | None
    name: str
    code: str | None

    def to_json(self) -> dict[str, Any]:
        """The object that stands in `candidates`."""
        return {"actor": self.actor, "name": self.name, "code": self.code}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a string is read. `actor` is null where it is not known or not decided (then `candidates` has who it may be);
    `code` is the CAMEO-style code on the day, that of the role and country where no actor has it."""

    text: str
    actor: str | None = None
    name: str | None = None
    code: str | None = None
    why: str
    candidates: tuple[Candidate, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object that `kg actors find --json` prints."""
        return {
            "text": self.text, "actor": self.actor, "name": self.name, "code": self.code, "why": self.why,
            "candidates": [c.to_json() for c in self.candidates],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Around:
    """What the context tells: the states that it names (with how often), actors by full name, its own words."""

    states: Counter[str]
    full: frozenset[str]
    groups: frozenset[str]
    tree: Tree | None = None
    doc: Any = None

    def near(self) -> frozenset[str]:
        return frozenset(self.states)

    def home(self) -> str | None:
        """The state that the context is about: the only one, or one named far more often than any other."""
        ranked = self.states.most_common(2)
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]:
            return None
        return ranked[0][0]


_EMPTY = _Around(Counter(), frozenset(), frozenset())


class Finder:
    """Reads strings with the lexicons and one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._readers: dict[str, ActorReader] = {}

    def find(
        self, text: str, *, lang: str | None = None, day: dt.date | None = None, context: str | None = None
    ) -> list[Answer]:
        """How `text` is read, the best first; more than one where it is not decided.

        UsageError: no text, or a language without a lexicon."""
        words = text.strip(_OUTER)
        if not words:
            raise UsageError("no words to read; give the name or description of an actor")
        lang = lang or language(text)
        around = _EMPTY
        if context and context.strip():
            around = self._around(context, language(context), words, day)
        told = self._told(words, lang, day, around)
        return _answers(text, told, self.gazetteer)

    def names_unknown(self, text: str) -> bool:
        """Whether words of `text` look like a name and are none that is known."""
        lang = language(text)
        reader = self.reader(lang)
        tree = _tree(_parse(text, lang), reader)
        known = {k for p in Phrase(reader, tree).pieces for k in range(p.first, p.last + 1)}
        return any(
            tree.pos[k] in ("PROPN", "X") and tree.norm[k].isalpha() and (lang == "ar" or _capital(tree, k))
            for k in range(len(tree)) if k not in known
        )  # fmt: skip

    def reader(self, lang: str) -> ActorReader:
        """The knowledge of a language; read once."""
        if lang not in self._readers:
            from extractors import lexicon

            self._readers[lang] = ActorReader(lexicon.load(lang), self.gazetteer)
        return self._readers[lang]

    def _told(self, text: str, lang: str, day: dt.date | None, around: _Around) -> Told:
        reader = self.reader(lang)
        tree = _tree(_parse(text, lang), reader)
        phrase = Phrase(reader, tree, day=day, near=around.near(), full=around.full)
        told = phrase.read()
        unclear = told.one is None or (told.at_home and (told.one.code or "").startswith(UNKNOWN))
        if unclear:
            told = self._from_context(text, reader, day, around, told)
        one = told.one
        if one is not None and told.at_home and (one.code or "").startswith(UNKNOWN):
            home, sector = around.home(), (one.code or "")[3:]
            if home and sector not in _FROM_ANYWHERE:
                body = self.gazetteer.institution(home, sector)
                return Told((Reading(body.id if body else None, home + sector, named=True),),
                            f"{told.why}; the text around names one state, {home}")  # fmt: skip
        return told

    def _from_context(self, text: str, reader: ActorReader, day: dt.date | None, around: _Around, told: Told) -> Told:
        """What the sentence around says of a name that the gazetteer lacks or that several have."""
        tree, doc = around.tree, around.doc
        if tree is None:
            return told
        if (group := self._group(text, reader, day, around)) is not None:
            return group
        if told.one is not None:
            return told
        wanted = [w for w in fold(text).split() if w]
        for entity in doc.ents:
            own = [fold(t.text) for t in entity]
            if entity.label_ not in ("PER", "PERSON") or len(own) <= len(wanted) or own[-len(wanted) :] != wanted:
                continue
            first, last = entity.start, entity.end - 1
            while first > doc[entity.start].sent.start and tree.pos[first - 1] in ("NOUN", "PROPN", "ADJ", "X"):
                first -= 1
            among = list(range(first, last + 1))
            around_it = Phrase(reader, tree, day=day, among=among, near=around.near(), full=around.full).read()
            if around_it.one is not None:
                return Told(around_it.readings, f"the full name in the text around ({entity.text}): {around_it.why}")
        return told

    def _group(self, text: str, reader: ActorReader, day: dt.date | None, around: _Around) -> Told | None:
        """ "The group", "الحركة": the one group or organisation that the text around names."""
        articles = reader.lexicon.words.get("articles", frozenset())
        words = [w for w in fold(text).split() if w not in articles]
        kind = next((kind for name, kind in TAKEN_UP.items() if is_in(reader, name, words[0])), None)
        if len(words) != 1 or kind is None:
            return None
        groups = [a for g in around.groups if (a := self.gazetteer.actor(g))]
        called = [a.id for a in groups if words[0] in reader.name_words(a.id)]
        fitting = called or [a.id for a in groups if kind.fits(a)]
        if len(fitting) != 1:
            return None
        meant = fitting[0]
        return Told((self._reading(meant, day),), "taken up from the text around, which names one group")

    def _reading(self, actor_id: str, day: dt.date | None) -> Reading:
        return Reading(actor_id, self.gazetteer.code_on(actor_id, day), named=True)

    def _around(self, context: str, lang: str, text: str, day: dt.date | None) -> _Around:
        reader = self.reader(lang)
        doc = _parse(context, lang)
        tree = _tree(doc, reader)
        found = reader.find(tree, day)
        own = fold(text).split()
        states: Counter[str] = Counter()
        groups = set()
        for f in found:
            if [tree.norm[k] for k in range(f.first, f.last + 1)] == own:
                continue
            named = {state for n in f.names if (state := self._state(n.id, reader))}
            if len(named) == 1:
                states[named.pop()] += 1
            actors = [a for n in f.names if n.kind == "name" and (a := self.gazetteer.actor(n.id))]
            groups |= {a.id for a in actors if a.kind != "Country"}
        full = frozenset(n.id for f in found for n in f.names if n.kind == "name")
        return _Around(states, full, frozenset(groups), tree, doc)

    def _state(self, name_id: str, reader: ActorReader) -> str | None:
        if name_id in reader.places:
            return reader.places[name_id].country
        known = self.gazetteer.actor(name_id)
        return known.country if known else None


def language(text: str) -> str:
    """`ar` for a text in Arabic letters, else `en`."""
    return "ar" if has_arabic(text) else "en"


def _answers(text: str, told: Told, gazetteer: Gazetteer) -> list[Answer]:
    if not told.readings:
        return [Answer(text=text, why=f"not known: {told.why}")]
    made = [_answer(text, r, told.why, gazetteer) for r in told.readings if r != Reading(None, None, named=True)]
    if told.one is not None:
        return made
    candidates = tuple(dict.fromkeys(Candidate(actor=a.actor, name=a.name or text, code=a.code) for a in made))
    codes = {c.code for c in candidates}
    agreed = codes.pop() if len(codes) == 1 and (len(candidates) > 1 or told.likely) else None
    open_ = Answer(text=text, why=f"not decided: {told.why}; see the candidates", candidates=candidates, code=agreed)
    return [open_, *made]


def _answer(text: str, reading: Reading, why: str, gazetteer: Gazetteer) -> Answer:
    known = gazetteer.actor(reading.actor) if reading.actor else None
    name = (known.name_en or known.name) if known else text
    if known is not None and known.kind == "Person" and reading.code and len(reading.code) > 3:
        why += f"; {reading.code} by the office on the day"
    return Answer(text=text, actor=reading.actor, name=name, code=reading.code, why=why)


def _capital(tree: Tree, k: int) -> bool:
    return tree.text[tree.start[k]].isupper()


def _parse(text: str, lang: str) -> Doc:
    from extractors import pipelines

    return next(pipelines.parse([text], lang))


def _tree(doc: Doc, reader: ActorReader) -> Tree:
    from extractors.syntax import tree

    return tree(doc, reader.lexicon.words.get("article_prefix", frozenset()), reader.lexicon.endings)
