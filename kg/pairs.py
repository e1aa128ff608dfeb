"""Pairs of short reports, labelled by whether both tell of one happening: to measure the identity of events.

A pairs file (TOML) has `[[pair]]` tables with same (true, false), kind, type and the tables `a` and `b`, each with
lang, published, publisher and text. Said to be the same are two reports that some event has mentions of both of."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.base import Extractor
from kg.cases import text_of
from kg.copies import copies, fingerprint
from kg.resolve import resolve
from ontology import gazetteer
from ontology.errors import DataError
from ontology.model import Article, EventMention

Labelled = tuple["Pair", list[EventMention]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports, and whether they tell of one happening of a type."""

    id: str
    a: Article
    b: Article
    same: bool
    kind: str
    type: str


@dataclass(slots=True)
class PairScore:
    """Counts: pairs said to be the same, those that are, and both; missed and made up by kind."""

    pairs: int = 0
    said: int = 0
    labelled: int = 0
    right: int = 0
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def to_json(self) -> dict[str, object]:
        """Precision, recall and F1 between 0 and 1, and for each kind of pair how many of how many are right."""
        p = self.right / self.said if self.said else 0.0
        r = self.right / self.labelled if self.labelled else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        kinds = {k: f"{n['right']}/{n['all']}" for k, n in sorted(self.kinds.items())}
        return {"pairs": self.pairs, "P": round(p, 4), "R": round(r, 4), "F1": round(f1, 4), "kinds": kinds}


def read(path: Path) -> list[Pair]:
    """The pairs of a file; DataError names the one that cannot be used."""
    out, where = [], path.stem
    try:
        rows = tomllib.loads(text_of(path)).get("pair", [])
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from None
    for number, row in enumerate(rows, 1):
        try:
            a, b = (_article(row[side], f"{where}-{number}-{side}") for side in ("a", "b"))
            out.append(
                Pair(id=f"{where}-{number}", a=a, b=b, same=row["same"], kind=row.get("kind", ""), type=row["type"])
            )
        except (KeyError, ValueError, TypeError) as error:
            raise DataError(
                f"{where}: pair {number}: {error!r}; a pair has same, type, and a and b with lang, published, text"
            ) from None
    return out


def _article(row: Mapping[str, Any], id_: str) -> Article:
    published = row["published"]
    day = published if isinstance(published, dt.date) else dt.date.fromisoformat(published)
    return Article(id=id_, text=row["text"], lang=row["lang"], published=day, publisher=row.get("publisher"))


def mentions(pairs: Sequence[Pair], extractor: Extractor, *, least: float) -> list[Labelled]:
    """The event mentions of both reports of each pair."""
    from extractors import pipelines

    found: dict[str, list[EventMention]] = defaultdict(list)
    articles = [article for pair in pairs for article in (pair.a, pair.b)]
    for lang in sorted({a.lang for a in articles}):
        of_lang = [a for a in articles if a.lang == lang]
        for article, doc in zip(of_lang, pipelines.parse((a.text for a in of_lang), lang), strict=True):
            read = (m for m in extractor.extract(article, doc) if isinstance(m, EventMention))
            found[article.id] = [m for m in read if m.confidence >= least]
    return [(pair, [*found[pair.a.id], *found[pair.b.id]]) for pair in pairs]


def evaluate(
    pairs: Sequence[Pair], extractor: Extractor, *, least: float
) -> tuple[dict[str, PairScore], list[tuple[str, str, str]]]:
    """Scores by the languages of the pair ("ar-en") and in all ("all"), and a line for each pair that is wrong."""
    scores: dict[str, PairScore] = defaultdict(PairScore)
    errors = []
    for pair, read in mentions(pairs, extractor, least=least):
        said = together(pair, read)
        for name in ("all", "-".join(sorted((pair.a.lang, pair.b.lang)))):
            score = scores[name]
            score.pairs += 1
            score.said += said
            score.labelled += pair.same
            score.right += said and pair.same
            score.kinds[pair.kind]["all"] += 1
            score.kinds[pair.kind]["right"] += said is pair.same
        if said is not pair.same:
            errors.append((pair.id, "missed" if pair.same else "made up", f"{pair.kind}\t{pair.a.text}\t{pair.b.text}"))
    return dict(scores), errors


def together(pair: Pair, read: Sequence[EventMention]) -> bool:
    """Whether an event has mentions of both reports."""
    articles = {a.id: a for a in (pair.a, pair.b)}
    copy_of = copies({i: fingerprint(a.text) for i, a in articles.items()})
    events = resolve(read, articles, gazetteer.load(), copy_of=copy_of).events
    return any(event.articles == 2 for event in events)
