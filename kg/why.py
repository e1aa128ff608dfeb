"""What an event was read from: event → mentions → quote with its words marked → article, rule and lexicon entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import pipeline
from kg.archive import Archive
from kg.happenings import Tie
from kg.show import clean, in_place
from ontology.errors import UsageError
from ontology.model import Article, Event, EventMention

_RESET = "\x1b[0m"
_COLORS = {"trigger": "\x1b[1;31m", "source": "\x1b[1;34m", "target": "\x1b[1;32m", "theme": "\x1b[1;33m"}
_BRACKETS = {"trigger": ("⟦", "⟧"), "source": ("⟨", "⟩"), "target": ("‹", "›"), "theme": ("{", "}")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An event with all its mentions and their articles."""

    event: Event
    mentions: tuple[tuple[EventMention, Article], ...]
    ties: Mapping[str, Tie]
    names: Mapping[str, str]

    def to_json(self) -> dict[str, object]:
        """The same as plain data."""
        return {
            "event": _plain(self.event),
            "mentions": [
                {
                    **_plain(m),
                    "title": a.title,
                    "publisher": a.publisher,
                    "published": str(a.published or ""),
                    "tie": _plain(self.ties[m.id]) if m.id in self.ties else None,
                }
                for m, a in self.mentions
            ],
        }


def explain(archive: Archive, wanted: str, *, least: float = 0.0) -> Explanation:
    """The event whose id is, or begins with, `wanted` (an IRI's last part will do), of mentions of at least `least`."""
    wanted = wanted.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    said = pipeline.resolved(archive, least=least)
    mentions, events = {m.id: m for m in said.mentions}, said.found.events
    found = [e for e in events if e.id == wanted] or [e for e in events if wanted and e.id.startswith(wanted)]
    if len(found) > 1:
        some = ", ".join(e.id for e in found[:5])
        raise UsageError(f"{len(found)} events begin with {wanted!r}: {some}{' …' if len(found) > 5 else ''}")
    if not found:
        raise UsageError(f"no event {wanted!r}; `kg query events` shows their ids")
    event = found[0]
    pairs = [(mentions[i], said.articles[mentions[i].article]) for i in event.mentions]
    names = {a.id: a.name_en or a.name for a in said.found.actors}
    pairs.sort(key=lambda p: (str(p[1].published or ""), p[1].id, p[0].trigger.start))
    return Explanation(event=event, mentions=tuple(pairs), ties=said.found.ties, names=names)


def render(found: Explanation, *, color: bool) -> str:
    """The explanation as text: one paragraph a mention."""
    event = found.event
    when = f"{event.date.value} ({event.date.precision})" if event.date.value else "date unknown"
    head = f"{event.id}  {event.type}{'/' + event.mode if event.mode else ''}  {when}  {event.factuality}"
    sides = (_who(event.sources, found.names), _who(event.targets, found.names))
    lines = [head, f"  source: {sides[0]}   target: {sides[1]}"]
    lines += [f"  theme: {clean(event.theme)}"] if event.theme else []
    lines += [f"  place: {clean(event.place.text)}"] if event.place else []
    numbers = {"dead": event.dead, "injured": event.injured, "arrested": event.arrested}
    told = [f"{name}: {n}" for name, n in numbers.items() if n is not None]
    lines += ["  " + "   ".join(told)] if told else []
    if len(found.mentions) > 1:
        sources = "source" if event.independent_sources == 1 else "sources"
        lines.append(
            f"  mentions: {len(event.mentions)}, in {event.articles} article{'s' * (event.articles > 1)} of "
            f"{event.independent_sources} independent {sources}, first {event.first_report or 'on no known day'}"
        )
    for mention, article in found.mentions:
        day = str(article.published or "no day")
        said = f", said by {clean(mention.attribution.name)}" if mention.attribution else ""
        lines += [
            "",
            f"  {_marked(mention, color)}",
            "    " + clean(" · ".join([article.title or article.id, article.publisher or "publisher not known", day])),
            f"    article {clean(article.id)}, characters {mention.sentence.start}-{mention.sentence.end}{said}",
            f"    {mention.extractor}, entry {mention.rule}, confidence {mention.confidence}",
        ]
        if len(found.mentions) > 1 and (tie := found.ties.get(mention.id)):
            lines.append(f"    {_tie(tie)}")
        lines += [f"    {line}" for line in _differs(mention, event)]
    if found.mentions:
        marks = "  ".join(
            f"{_COLORS[k] if color else ''}{''.join(b) if not color else ''}{k}{_RESET if color else ''}"
            for k, b in _BRACKETS.items()
        )
        lines += ["", f"  ({marks})"]
    return "\n".join(lines)


def _tie(tie: Tie) -> str:
    """Why a mention was taken for a report of this happening: its likeness to another, and the features that count."""
    told = sorted(tie.likeness.features.items(), key=lambda x: -abs(x[1]))
    shown = ", ".join(f"{name} {value:g}" for name, value in told if name != "bias")
    return f"one happening with another mention, likeness {tie.likeness.score:.2f}: {shown}"


def _differs(mention: EventMention, event: Event) -> list[str]:
    """What this report says otherwise than the event as a whole."""
    numbers = ((name, getattr(mention, name), getattr(event, name)) for name in ("dead", "injured", "arrested"))
    out = [f"says {name}: {own}, the event {other}" for name, own, other in numbers if own is not None and own != other]
    if mention.place and event.place and mention.place.id != event.place.id:
        out.append(f"says place: {clean(mention.place.text)}")
    if mention.date.precision != "unknown" and mention.date.value != event.date.value:
        out.append(f"says date: {mention.date.value} ({mention.date.precision})")
    return out


def _who(ids: Sequence[str], names: Mapping[str, str]) -> str:
    """The actors by name, with the id of those that the gazetteer has."""
    called = {i: clean(names.get(i, i)) for i in ids}
    return ", ".join(called[i] if i.startswith("x-") else f"{called[i]} ({i})" for i in ids) or "–"


def parts(mention: EventMention) -> list[tuple[str, str]]:
    """The quote in pieces, each with what it is: "trigger", "source", "target", "theme", or "" for the rest.

    Of two that overlap the earlier kind wins; the pieces joined are the quote."""
    base = mention.sentence.start
    spans = [
        ("trigger", mention.trigger),
        *(("source", a) for a in mention.sources),
        *(("target", a) for a in mention.targets),
    ]
    spans += [("theme", mention.theme)] if mention.theme else []
    taken: list[tuple[int, int, str]] = []
    for kind, span in spans:
        a, b = span.start - base, span.end - base
        if 0 <= a < b <= len(mention.quote) and all(b <= x or a >= y for x, y, _ in taken):
            taken.append((a, b, kind))
    out, at = [], 0
    for a, b, kind in sorted(taken):
        out += [("", mention.quote[at:a]), (kind, mention.quote[a:b])]
        at = b
    return [(kind, text) for kind, text in [*out, ("", mention.quote[at:])] if text]


def _marked(mention: EventMention, color: bool) -> str:
    """The quote with trigger, source, target and theme marked, without what would move a terminal's cursor."""
    out = []
    for kind, said in parts(mention):
        text = in_place(said).replace("\u200b", "")
        left, right = (_COLORS[kind], _RESET) if color and kind else _BRACKETS.get(kind, ("", ""))
        out.append(f"{left}{text}{right}")
    return " ".join("".join(out).split())


def _plain(value: object) -> dict[str, object]:
    import json

    found = dataclasses.asdict(value)  # type: ignore[call-overload]
    return dict(json.loads(json.dumps(found, default=str)))
