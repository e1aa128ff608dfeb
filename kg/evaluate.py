"""How good the extraction is, on labelled cases: precision, recall and F1 a level, and false events per 100 texts.

    found      any event where the case has one
    type       the PLOVER type
    actors     type, and the words of source and target overlap (what the label leaves out is not asked for)
    codes      type, and country and first role of source and target
    direction  of the pairs with both actors, the share not turned round
    factuality, date, place: the share right among the pairs matched by type, where the label says something
    detect TYPE  where the label only says whether the text tells of an event of a type: texts said to, and rightly

Each labelled event is matched by one found event at most, and the other way round, as many as can be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractors.base import Extractor
from extractors.fold import fold
from kg.cases import Case, GoldActor, GoldEvent
from ontology.model import ActorMention, Article, EventMention

LEVELS = ("found", "type", "actors", "codes")
SHARES = ("direction", "factuality", "date", "place")
DETECT = "detect "
_TOLD = ("actual", "planned", "demanded", "threatened")
Test = Callable[[GoldEvent, EventMention], bool]


@dataclass(slots=True)
class Score:
    """Counts of one language (or type): matched, found and labelled events a level, right and asked a share."""

    texts: int = 0
    false_events: int = 0
    matched: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def to_json(self) -> dict[str, object]:
        """Levels with P, R and F1, shares, false events per 100 texts; figures between 0 and 1."""
        asked = (*LEVELS, *sorted(level for level in self.labelled if level.startswith(DETECT)))
        levels = {level: self._prf(level) for level in asked if self.labelled[level] or self.found[level]}
        shares = {s: round(self.right[s] / self.asked[s], 4) for s in SHARES if self.asked[s]}
        false = round(100 * self.false_events / self.texts, 1) if self.texts else 0.0
        return {"texts": self.texts, "false_events_per_100": false, "levels": levels, "shares": shares}

    def _prf(self, level: str) -> dict[str, float]:
        hit, found, labelled = self.matched[level], self.found[level], self.labelled[level]
        p, r = hit / found if found else 0.0, hit / labelled if labelled else 0.0
        return {"P": round(p, 4), "R": round(r, 4), "F1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores by language and by type within it, and a line for each event missed or made up."""

    languages: dict[str, Score]
    types: dict[str, dict[str, Score]]
    errors: list[tuple[str, str, str]]

    def to_json(self) -> dict[str, object]:
        """All figures."""
        return {
            lang: {**score.to_json(), "types": {t: s.to_json()["levels"] for t, s in sorted(self.types[lang].items())}}
            for lang, score in self.languages.items()
        }


def evaluate(cases: Sequence[Case], extractor: Extractor, *, least: float = 0.0) -> Evaluation:
    """Runs the extractor on the cases' texts and scores what it finds with a confidence of at least `least`."""
    from extractors import pipelines

    languages: dict[str, Score] = defaultdict(Score)
    types: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    errors: list[tuple[str, str, str]] = []
    for lang in sorted({c.lang for c in cases}):
        of_lang = [c for c in cases if c.lang == lang]
        for case, doc in zip(of_lang, pipelines.parse((c.text for c in of_lang), lang), strict=True):
            article = Article(id=case.id, text=case.text, lang=lang, published=case.published)
            read = (m for m in extractor.extract(article, doc) if isinstance(m, EventMention))
            found = [m for m in read if m.confidence >= least]
            _score(case, found, languages[lang], types[lang])
            errors += _errors(case, found)
    return Evaluation(languages=dict(languages), types={k: dict(v) for k, v in types.items()}, errors=errors)


def _score(case: Case, found: list[EventMention], total: Score, types: dict[str, Score]) -> None:
    total.texts += 1
    if case.detect is not None:
        for name, there in case.detect.items():
            said = _tells(name, found)
            total.matched[DETECT + name] += said and there
            total.found[DETECT + name] += said
            total.labelled[DETECT + name] += there
        return
    for level in LEVELS:
        gold = [g for g in case.events if level != "codes" or any(a.code for a in (*g.sources, *g.targets))]
        pairs = assign(gold, found, _TESTS[level])
        total.matched[level] += len(pairs)
        total.found[level] += len(found) if gold or not case.events else 0
        total.labelled[level] += len(gold)
    best = assign(case.events, found, same_actors, same_type)
    right = {j for _, j in best}
    total.false_events += sum(m.factuality == "actual" and j not in right for j, m in enumerate(found))
    for i, j in best:
        types[case.events[i].types[0]].matched["type"] += 1
        for share, verdict in _shares(case.events[i], found[j]):
            total.asked[share] += 1
            total.right[share] += verdict
    for g in case.events:
        types[g.types[0]].labelled["type"] += 1
    for j, m in enumerate(found):
        name = next((case.events[i].types[0] for i, k in best if k == j), m.type)
        types[name].found["type"] += 1


def _tells(kind: str, found: Iterable[EventMention]) -> bool:
    return any(m.type == kind and m.factuality in _TOLD for m in found)


def _errors(case: Case, found: list[EventMention]) -> list[tuple[str, str, str]]:
    """(case, what is wrong, details and the text): each event that is "missed" or "made up", and for those that are met
    what is told otherwise: "actors", "codes", "direction", "factuality", "date", "place" (told, then labelled)."""
    if case.detect is not None:
        return [
            (case.id, "missed" if case.detect[t] else "made up", f"{t}\t{case.text}")
            for t in case.detect
            if case.detect[t] is not _tells(t, found)
        ]
    pairs = assign(case.events, found, same_actors, same_type)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [f"{g.types[0]}: {_sides(g)}" for i, g in enumerate(case.events) if i not in met]
    made_up = [f"{m.type} ({m.rule}, {m.factuality}): {_sides(m)}" for j, m in enumerate(found) if j not in used]
    lines = [("missed", what) for what in missed] + [("made up", what) for what in made_up]
    for i, j in pairs:
        g, m = case.events[i], found[j]
        wrong = [share for share, right in _shares(g, m) if not right]
        wrong += [level for level in ("actors", "codes") if not _TESTS[level](g, m)]
        lines += [(kind, f"{m.type} ({m.rule}): {_told(kind, m)} | {_told(kind, g)}") for kind in wrong]
    return [(case.id, kind, f"{what}\t{case.text}") for kind, what in lines]


def _shares(g: GoldEvent, m: EventMention) -> Iterable[tuple[str, bool]]:
    if g.sources and g.targets and m.sources and m.targets:
        straight = _overlap(g.sources, m.sources) and _overlap(g.targets, m.targets)
        turned = _overlap(g.sources, m.targets) and _overlap(g.targets, m.sources)
        if straight or turned:
            yield "direction", straight
    if g.factuality:
        yield "factuality", g.factuality == m.factuality
    if g.dated:
        told = m.date.value if m.date.precision != "unknown" else None
        yield "date", g.date == told
    if g.place:
        yield "place", m.place is not None and words_meet(g.place, m.place.text)


def assign(gold: Sequence[GoldEvent], found: Sequence[EventMention], *tests: Test) -> list[tuple[int, int]]:
    """One-to-one pairs, as many as can be: by the first test, then of what is left by the next."""
    pairs: dict[int, int] = {}  # found → gold
    for test in tests:
        fixed = set(pairs)
        taken = set(pairs.values())
        owner: dict[int, int] = {}

        def grow(
            i: int, seen: set[int], test: Test = test, fixed: set[int] = fixed, owner: dict[int, int] = owner
        ) -> bool:
            for j, m in enumerate(found):
                if j in fixed or j in seen or not test(gold[i], m):
                    continue
                seen.add(j)
                if j not in owner or grow(owner[j], seen):
                    owner[j] = i
                    return True
            return False

        for i in range(len(gold)):
            if i not in taken:
                grow(i, set())
        pairs.update(owner)
    return sorted((i, j) for j, i in pairs.items())


def same_type(g: GoldEvent, m: EventMention) -> bool:
    return m.type in g.types


def same_actors(g: GoldEvent, m: EventMention) -> bool:
    return same_type(g, m) and _overlap(g.sources, m.sources) and _overlap(g.targets, m.targets, m)


def _same_codes(g: GoldEvent, m: EventMention) -> bool:
    return same_type(g, m) and _coded(g.sources, m.sources) and _coded(g.targets, m.targets)


def _overlap(gold: Sequence[GoldActor], found: Sequence[ActorMention], theme: EventMention | None = None) -> bool:
    """Whether the words of the labelled actors (where there are any) meet those of the found ones."""
    asked = [a.text for a in gold if a.text]
    said = [a.text for a in found]
    if theme is not None and not said and theme.theme:
        said = [theme.theme.text]
    return not asked or any(words_meet(a, s) for a in asked for s in said)


def _coded(gold: Sequence[GoldActor], found: Sequence[ActorMention]) -> bool:
    asked = {a.code[:6] for a in gold if a.code}
    return not asked or bool(asked & {(a.code or "")[:6] for a in found})


def words_meet(a: str, b: str) -> bool:
    """Token F1 of at least a half, or one inside the other; Arabic clitics and articles aside."""
    one, two = _bag(a), _bag(b)
    common = len(one & two)
    return common > 0 and (2 * common / (len(one) + len(two)) >= 0.5 or one <= two or two <= one)


_CLITICS = re.compile("^(?:[\u0648\u0641]?[\u0628\u0643\u0644]?\u0627\u0644|\u0644\u0644)(?=..)")
_EMPTY = frozenset(["the", "a", "an", "of", "and", "in", "on", "for", "to", "s", "its", "his", "her", "their"])


def _bag(text: str) -> set[str]:
    return {_CLITICS.sub("", w) for w in re.findall(r"\w+", fold(text))} - _EMPTY


def _sides(
    event: GoldEvent | EventMention, what: Callable[[GoldActor | ActorMention], str | None] | None = None
) -> str:
    name = what or (lambda actor: actor.text or actor.code)
    sides = (" & ".join(name(a) or "?" for a in side) or "–" for side in (event.sources, event.targets))
    return " -> ".join(sides)


def _told(kind: str, event: GoldEvent | EventMention) -> str:
    """What an event says of a level or share, in a line."""
    if kind == "codes":
        return _sides(event, lambda actor: actor.code)
    if kind in ("actors", "direction"):
        return _sides(event)
    said = getattr(event, kind)
    if isinstance(event, EventMention) and kind == "date" and event.date.precision == "unknown":
        said = None  # the day of the report is no date of the event
    return str(getattr(said, "text" if kind == "place" else "value", said) if said is not None else "–")


_TESTS: dict[str, Test] = {
    "found": lambda g, m: True,
    "type": same_type,
    "actors": same_actors,
    "codes": _same_codes,
}
