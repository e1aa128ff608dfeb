"""One page that shows the graph, the days, the map and every quote: a single file that loads nothing from elsewhere.

The page is made of `kg/page/`; the graph library and the world's outlines come from `kg.assets`. What the articles
say goes into it as JSON that cannot end its element, and is shown as text only."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from kg import assets, world
from kg.graph import clean
from kg.look import Evidence, Happening, Picture, Piece, Seen, Where
from ontology import events as codebook
from ontology import gazetteer
from ontology.errors import UsageError

LANGUAGES = ("en", "ar")
BUDGET = 3_100_000
"""Bytes of events in one page: with library and outlines it stays below 4 MB, which mail and old laptops still take."""
REPORTS = 6
"""Quotes of one event in the page; the first of each publisher come first."""
_SCRIPTS = ("base", "filters", "graph", "map", "timeline", "list", "main")
_PLACE = re.compile(r"\{(csp|css|data|world|texts|licenses|library|script)\}")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page(picture: Picture, *, lang: str = "en", least: float = 0.0, made: dt.date | None = None) -> str:
    """The page as HTML, with its interface in English or Arabic to begin with."""
    if lang not in LANGUAGES:
        raise UsageError(f"no interface language {lang!r}; there are {', '.join(LANGUAGES)}")
    css = _file("page.css")
    library = assets.text("cytoscape", "dist/cytoscape.min.js")
    script = "\n".join(_file(f"js/{name}.js") for name in _SCRIPTS)
    values = {
        "csp": _policy([library, script], css),
        "css": css,
        "data": safe_json(_data(picture, lang, least, made or dt.date.today())),
        "world": safe_json(world.outlines()),
        "texts": safe_json({name: json.loads(_file(f"text.{name}.json")) for name in LANGUAGES}),
        "licenses": _licenses(),
        "library": library,
        "script": script,
    }
    return _PLACE.sub(lambda hit: values[hit[1]], _file("page.html"))


def safe_json(value: object) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or begin another."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _file(name: str) -> str:
    return (assets.PAGE / name).read_text(encoding="utf-8")


def _policy(scripts: Iterable[str], css: str) -> str:
    """Only these scripts and this style run; nothing is loaded and nothing is sent."""
    run = " ".join(_source(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {run}; style-src {_source(css)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _licenses() -> str:
    told = []
    for name in ("cytoscape", "world-atlas"):
        package = assets.packages()[name]
        told.append(f"{name} {package.version} ({package.license})\n\n{assets.text(name, 'LICENSE').strip()}")
    return "\n\n".join(told).replace("--", "- -")


# ---------------------------------------------------------------- data


def _data(picture: Picture, lang: str, least: float, made: dt.date) -> dict[str, object]:
    """What the scripts read. Actors and articles are named by their place in the lists: names stand once."""
    events = _within(picture.events)
    said = {who for e in events for who in (*e.sources, *e.targets, e.attribution)}
    said |= {report.attribution for e in events for report in e.evidence}
    actors = [a for a in picture.actors if a.id in said]
    at = {a.id: i for i, a in enumerate(actors)}
    articles: dict[str, int] = {}
    kept: list[dict[str, object]] = []
    shown = []
    for event in events:
        for report in _chosen(event.evidence):
            if report.article not in articles:
                articles[report.article] = len(kept)
                kept.append(_article(report))
        shown.append(_event(event, at, articles))
    return {
        "lang": lang, "made": made.isoformat(), "least": least, "total": len(picture.events),
        "articles_total": picture.articles, "actors": [_actor(a) for a in actors], "articles": kept,
        "events": shown, **_words(events),
    }  # fmt: skip


def _within(events: Sequence[Happening]) -> list[Happening]:
    """The newest that fit into a page."""
    out, used, articles = [], 0, set[str]()
    for event in events:
        used += 340 + _bytes(event.theme)
        for report in _chosen(event.evidence):
            used += 90 + 12 * len(report.pieces) + _bytes(report.quote)
            if report.article not in articles:
                articles.add(report.article)
                used += 120 + _bytes(report.title) + _bytes(report.publisher) + _bytes(report.url)
        if used > BUDGET:
            break
        out.append(event)
    return out


def _bytes(text: str | None) -> int:
    return len(text.encode("utf-8", "replace")) if text else 0


def _chosen(evidence: Sequence[Evidence]) -> list[Evidence]:
    """As many as a page shows, the first report of each publisher before the second of any; a sentence stands once."""
    sentences: dict[tuple[str, int], list[Evidence]] = {}
    for report in evidence:
        sentences.setdefault((report.article, report.start), []).append(report)
    once = [_together(said) for said in sentences.values()]
    first: dict[str | None, str] = {}
    for report in once:
        first.setdefault(report.publisher, report.mention)
    return sorted(once, key=lambda report: first[report.publisher] != report.mention)[:REPORTS]


def _together(said: Sequence[Evidence]) -> Evidence:
    """What several mentions mark in one sentence, marked at once; where two disagree the surer one counts."""
    best = max(said, key=lambda report: report.confidence)
    others = [report for report in said if report is not best and report.quote == best.quote]
    if not others:
        return best
    kinds = [piece.kind for piece in best.pieces for _ in piece.text]
    for report in others:
        told = [piece.kind for piece in report.pieces for _ in piece.text]
        kinds = [one or other for one, other in zip(kinds, told, strict=True)]
    runs = groupby(zip(kinds, best.quote, strict=True), key=lambda pair: pair[0])
    pieces = tuple(Piece(kind=kind, text="".join(char for _, char in run)) for kind, run in runs)
    return replace(best, pieces=pieces, rule=", ".join(sorted({report.rule for report in said})))


def _words(events: Iterable[Happening]) -> dict[str, object]:
    """The names of types, modes, countries and the like in both languages."""
    types, states = codebook.load(), gazetteer.load().states
    events = list(events)
    modes = {(e.type, e.mode) for e in events if e.mode}
    countries = {e.place.country for e in events if e.place and e.place.country}
    return {
        "types": {
            name: {**_both(concept), "quad": concept.quad_class}
            for name, concept in types.types.items()
            if name in {e.type for e in events}
        },
        "modes": {f"{t}/{m}": _both(types.modes(t)[m]) for t, m in sorted(modes) if m in types.modes(t)},
        "factualities": {name: _both(concept) for name, concept in types.factualities.items()},
        "countries": {
            code: {"en": states[code].actor.name_en, "ar": states[code].actor.name_ar}
            for code in sorted(countries)
            if code in states
        },
    }


def _both(concept: codebook.Concept) -> dict[str, str]:
    return {lang: concept.label(lang) for lang in LANGUAGES}


def _actor(actor: Seen) -> dict[str, object]:
    return {
        "id": actor.id, "name": _text(actor.name), "en": _text(actor.name_en), "ar": _text(actor.name_ar),
        "kind": actor.kind, "n": actor.events,
    }  # fmt: skip


def _article(report: Evidence) -> dict[str, object]:
    return {
        "title": _text(report.title), "publisher": _text(report.publisher), "lang": report.lang,
        "published": report.published and report.published.isoformat(), "url": report.url and clean(report.url),
    }  # fmt: skip


def _event(event: Happening, at: dict[str, int], articles: dict[str, int]) -> dict[str, object]:
    chosen = _chosen(event.evidence)
    values = {
        "id": event.id, "t": event.type, "mode": event.mode, "s": [at[a] for a in event.sources],
        "o": [at[a] for a in event.targets], "theme": _text(event.theme), "place": _place(event.place),
        "day": event.day and event.day.isoformat(), "end": event.day_end and event.day_end.isoformat(),
        "prec": event.precision, "f": event.factuality, "by": at.get(event.attribution or ""),
        "c": event.confidence, "dead": event.dead, "injured": event.injured, "arrested": event.arrested,
        "cameo": event.cameo, "langs": event.languages, "pubs": len(event.publishers),
        "indep": event.independent_sources,
        "ev": [_report(r, at, articles) for r in chosen], "reports": len({r.article for r in event.evidence}),
        "more": len({r.article for r in event.evidence}) - len({r.article for r in chosen}),
    }  # fmt: skip
    return {key: value for key, value in values.items() if value is not None}


def _report(report: Evidence, at: dict[str, int], articles: dict[str, int]) -> dict[str, object]:
    values = {
        "a": articles[report.article], "p": [(piece.kind, _text(piece.text)) for piece in report.pieces],
        "by": at.get(report.attribution or ""), "said": _text(report.attribution_name), "c": report.confidence,
        "r": report.rule, "copy": True if report.copy_of else None,
    }  # fmt: skip
    return {key: value for key, value in values.items() if value is not None}


def _place(place: Where | None) -> dict[str, object] | None:
    if place is None:
        return None
    values = {
        "id": place.id, "text": _text(place.text), "en": place.name_en, "ar": place.name_ar,
        "country": place.country, "lat": place.latitude, "lon": place.longitude,
    }  # fmt: skip
    return {key: value for key, value in values.items() if value is not None}


def _text(text: str | None) -> str | None:
    """Text for a screen: what would turn the words around it the other way is left out."""
    return None if text is None else _TURNS.sub("", clean(text))
