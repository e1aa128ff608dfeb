"""What an extractor is: anything that reads a parsed article and yields event mentions.

Extractors are found by the entry-point group `kg.extractors`; the built-in rules come through the same door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from ontology.model import Article, EventMention, RoleMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


Mention = EventMention | RoleMention


class Extractor(Protocol):
    """Reads event mentions from an article; every mention carries the words it was read from."""

    name: str

    def extract(self, article: Article, doc: Doc) -> Iterator[Mention]:
        """The event mentions of `article` in the order of their triggers, then the roles that it states;
        `doc` is the parse of `article.text`."""
        ...

    def version(self, lang: str) -> str:
        """Changes where what it knows of a language changes: an article read by an older version is read again."""
        ...


def faithful(article: Article, mention: Mention) -> bool:
    """Whether all words of the mention stand in the article where it says: no fact without its sentence."""
    spans: list[Span | None]
    if isinstance(mention, RoleMention):
        spans = [mention.person, mention.title, mention.of, mention.sentence]
    else:
        spans = [mention.trigger, mention.sentence, mention.theme, mention.place, mention.attribution]
        spans += [*mention.sources, *mention.targets]
    return all(s is None or article.text[s.start : s.end] == s.text for s in spans)
