"""Does the lexicon hold together: types and codes that exist, and every entry gives its own example."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from extractors import lexicon, pipelines
from extractors.fold import fold
from extractors.lexicon import Lexicon, Trigger
from extractors.rules import RuleExtractor
from ontology import events
from ontology.errors import KGError
from ontology.model import Article, EventMention


def check(langs: Iterable[str] | None = None) -> tuple[list[str], int]:
    """All faults of the lexicons, each with file and entry, and how many entries were looked at."""
    faults: list[str] = []
    count = 0
    for lang in langs or lexicon.languages():
        words = lexicon.load(lang)
        count += len(words.triggers)
        for entry in words.triggers:
            faults += _names(lang, entry)
        faults += _examples(words)
    return faults, count


def where(lang: str, entry: Trigger) -> str:
    """File and entry, for messages."""
    return f"extractors/lexicons/{lang}.events.toml: [[{entry.type}]] {entry.id}"


def _names(lang: str, entry: Trigger) -> list[str]:
    """What the entry names that the ontology does not have."""
    known, at = events.load(), where(lang, entry)
    looks: list[Callable[[], object]] = [lambda: known.check_type(entry.type, where=at)]
    if entry.cameo:
        looks.append(functools.partial(known.check_cameo, entry.cameo, where=at))
    if entry.mode:
        looks.append(functools.partial(known.check_mode, entry.type, entry.mode, where=at))
    looks += [functools.partial(known.check_context, context, where=at) for context in entry.contexts]
    faults = []
    for look in looks:
        try:
            look()
        except KGError as error:
            faults.append(str(error))
    return faults


def _examples(words: Lexicon) -> list[str]:
    """Each entry's example is read like an article; what it must give is looked for among what it gives."""
    extractor = RuleExtractor()
    docs = pipelines.parse((e.example for e in words.triggers), words.lang)
    faults = []
    for entry, doc in zip(words.triggers, docs, strict=True):
        article = Article(id=entry.id, text=entry.example, lang=words.lang)
        found = [m for m in extractor.extract(article, doc) if isinstance(m, EventMention)]
        if not any(gives(m, entry) for m in found):
            got = [brief(m) for m in found]
            faults.append(f"{where(words.lang, entry)}: the example does not give {dict(entry.gives)} but {got}")
    return faults


def gives(mention: EventMention, entry: Trigger) -> bool:
    """Whether a mention is what the entry says its example gives."""
    if mention.type != entry.type or not mention.rule.endswith("/" + entry.id):
        return False
    words = {
        "source": " & ".join(a.text for a in mention.sources),
        "target": " & ".join(a.text for a in mention.targets),
        "theme": mention.theme.text if mention.theme else "",
        "factuality": mention.factuality,
    }
    return all(fold(want) in fold(words[key]) if want else not words[key] for key, want in entry.gives.items())


def brief(mention: EventMention) -> str:
    """A mention in one line, for messages."""
    source = " & ".join(a.text for a in mention.sources) or "–"
    target = " & ".join(a.text for a in mention.targets) or "–"
    theme = f" about {mention.theme.text}" if mention.theme else ""
    return f"{mention.rule} {mention.type}: {source} -> {target}{theme} [{mention.factuality}]"
