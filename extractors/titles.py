"""Who holds which role, as the article says it: a title before a name, or an apposition behind it.

"Prime Minister Adel Abdul Mahdi", "Qasem Soleimani, commander of the Quds Force"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.actors import Actors
from extractors.lexicon import Role
from extractors.readings import Reading
from extractors.syntax import Tree
from ontology.model import Article, RoleMention, content_id

_BESIDE = ("appos", "flat", "nmod", "compound", "amod", "list")
_NEAR = 3  # tokens between title and name: quotation marks, a comma


def roles(article: Article, tree: Tree, actors: Actors, extractor: str) -> Iterator[RoleMention]:
    """The roles that the article states, each with its sentence."""
    seen: set[str] = set()
    for token, (_, role) in sorted(actors.roles.items()):
        if role.kind != "person":
            continue
        person = _person(tree, actors, token)
        made = _made(article, tree, actors, token, person, role, extractor) if person is not None else None
        if made and made.id not in seen:
            seen.add(made.id)
            yield made


def _made(
    article: Article, tree: Tree, actors: Actors, token: int, person: int, role: Role, extractor: str
) -> RoleMention | None:
    who = actors.mention(person, name=True)
    owner = actors.owner(token)
    body = _body(actors, owner, role) if owner else None
    of = actors.mention_of(body, owner[1]) if owner and body else None
    if who is None or owner is None or of is None or of.actor is None or who.actor == of.actor:
        return None
    country = actors.country(owner[0])
    code = f"{country}{role.sector}" if country and of.code == country else of.code
    title, sentence = tree.span(_title(tree, actors, token, owner[1], actors.words(person))), tree.sentence_span(token)
    return RoleMention(
        id=content_id(article.id, extractor, "role", who.start, who.end, title.start, title.end),
        article=article.id, person=who, title=title, of=of, code=code, sentence=sentence, quote=sentence.text,
        extractor=extractor,
    )  # fmt: skip


def _title(tree: Tree, actors: Actors, token: int, owner: int, person: list[int]) -> list[int]:
    """The words of the title: the role noun, with whose it is where that stands behind it."""
    found = actors.roles[token][0]
    last = max(found.last, *(k for k in (*actors.words(owner), found.last) if k >= found.first))
    words = [k for k in range(found.first, last + 1) if k not in person]
    return tree.trim([k for k in words if k - words[0] == words.index(k)])


def _person(tree: Tree, actors: Actors, token: int) -> int | None:
    """The person that the role noun stands beside: its head or one of its words, next to it in the text."""
    own = set(tree.name_tokens(token, wide=True))
    h = tree.head[token]
    near = [h] if h != token and tree.dep[token] in _BESIDE else []
    near += [k for o in own for k in tree.kids[o] if tree.dep[k] in _BESIDE]
    for k in sorted(set(near)):
        if not actors.is_person(k) or k == token:
            continue
        name = actors.words(k)
        before = token - name[-1] if name[-1] < token else None
        behind = name[0] - max((o for o in own if o < name[0]), default=token)
        if (before is not None and 0 < before <= _NEAR) or (name[0] > token and 0 < behind <= _NEAR):
            return k
    return None


def _body(actors: Actors, owner: tuple[Reading, int], role: Role) -> Reading:
    """What the role is held of: an organisation as it is; of a state its body where the role names one."""
    reading, _ = owner
    country = actors.country(reading)
    if country and role.institution and reading.code == country:
        body = actors.gazetteer.institution(country, role.institution)
        if body:
            return Reading(body.id, body.code, named=True)
    return reading
