"""What an article is about where that is no politics: sport, markets, art, common crime. There words of politics mean
something else.

"Spain demolished Georgia 4-1" is no war. An article is of a genre by several words that hardly occur outside it, or a
result; then only what a state, its police, courts or parliament, its opponents or gunmen do is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from extractors.readings import UNKNOWN
from extractors.syntax import Tree
from ontology.model import ActorMention, EventMention

CRIME, SPORT = "genre_crime", "genre_sport"
LISTS = (SPORT, "genre_market", "genre_art", CRIME)
_LEAST = 3  # different words of the genre,
_LEAST_OF_ONE = 2  # in a sentence that is all the text, of sport,
_DENSE = 0.3  # and so many for each sentence
_RESULT = re.compile(r"(?<![\d-])\d{1,3}[-\u2013]\d{1,3}(?![\d-])")  # 2-1
_RESULT_COUNTS = 2
_BUSINESS = "BUS"
_PUBLIC = frozenset({"MOBILIZE", "PROTEST"})
_STEPS = 6
_LONG = 20  # years
_CENTURIES_AGO = re.compile(r"[5-9]\d\d|1[0-8]\d\d")  # years before 1900
_YEAR = ("year",)
_STATE = 3  # letters of a state's code
_JUSTICE = frozenset({"COP", "JUD"})
_OF_STATES = frozenset({"ACCUSE", "PROTEST", "RETREAT", "SANCTION"})
_TRADE = frozenset({_BUSINESS, "MED"})
_DEALINGS = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT"})
_BODIES = frozenset({"GOV", "LEG", "JUD", "COP", "REB", "UAF", "OPP", "IGO", "UNO"})


def genre(tree: Tree, words: Mapping[str, frozenset[str]]) -> str | None:
    """The genre of an article by the name of its list of words; None for news of politics."""
    said = {key for keys in tree.keys for key in keys}
    points = {name: len(said & words.get(name, frozenset())) for name in LISTS}
    if points[SPORT] and _RESULT.search(tree.text):
        points[SPORT] += _RESULT_COUNTS
    most = max(LISTS, key=lambda name: points[name])
    least = _LEAST_OF_ONE if len(tree.sentences) == 1 and most == SPORT else _LEAST
    return most if points[most] >= least and points[most] >= _DENSE * len(tree.sentences) else None


def political(mention: EventMention, told: str) -> bool:
    """Whether somebody takes part who acts in politics wherever it is told, or a state does what no team does; of
    common crime police and courts are no politics: they arrest a thief."""
    actors = (*mention.sources, *mention.targets)
    if told == CRIME:
        return any(_body(a, _BODIES - _JUSTICE) or (a.code is not None and len(a.code) == _STATE) for a in actors)
    if mention.type in _OF_STATES and any(a.code is not None and len(a.code) == _STATE for a in mention.sources):
        return mention.type != "RETREAT" or bool(mention.targets)
    return any(_body(a, _BODIES) for a in actors)


def private(mention: EventMention) -> bool:
    """Whether those who do it are companies of one state, or of none told, that deal among themselves: "two lenders
    agreed to merge"; but merchant ships may patrol, and firms shut in protest."""
    if mention.type in _PUBLIC:
        return False
    codes = [a.code or UNKNOWN for a in (*mention.sources, *mention.targets)]
    among = bool(codes) and all(code[3:6] == _BUSINESS for code in codes)
    return among and bool(mention.sources) and len({code[:3] for code in codes}) == 1


def fiction(tree: Tree, trigger: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the clause of a trigger tells what happens in a work: "a comedy in which a general plots a coup"."""
    works, places = words.get("work", frozenset()), words.get("place", frozenset())
    if not works:
        return False
    at = trigger
    for _ in range(_STEPS):
        inside = [k for k in tree.having(at, "obl") if tree.preps[k] in places] if tree.is_verb(at) else []
        if any(key in works for k in inside for key in tree.keys[k]):
            return True
        above = tree.head[at]
        if tree.dep[at] == "acl" and tree.is_verb(at) and any(key in works for key in tree.keys[above]):
            return tree.full[at] == "acl:relcl" or not tree.having(at, "obj", "nsubj")
        if above == at:
            return False
        at = above
        if any(key in works for k in tree.having(at, "nsubj") for key in tree.keys[k]):
            return True  # "her new thriller imagines a president kidnapped by his guards"
    return False


def customers(mention: EventMention) -> bool:
    """Whether a business, or somebody unknown, deals with private people or with nobody: no politics, unless it is
    violence or protest, or somebody unknown of whom it is not told that he is in business; but who agrees may be."""
    if mention.type not in _DEALINGS or not (mention.sources or mention.targets):
        return False
    sources = [_private(a, _TRADE) for a in mention.sources]
    targets = [_private(a, _TRADE | {"CVL"}) for a in mention.targets]
    actors = (*mention.sources, *mention.targets)
    business = mention.type == "CONSULT" or any(_private(a, _TRADE) for a in actors)
    return business and all((*sources, *targets)) and (mention.type == "AGREE" or any(a.code for a in actors))


def _private(actor: ActorMention, sectors: Collection[str]) -> bool:
    sector = (actor.code or UNKNOWN)[3:6]
    return actor.code is None or (sector in sectors and not (sector == "MED" and actor.actor))


def _body(actor: ActorMention, bodies: Collection[str]) -> bool:
    code = actor.code or UNKNOWN
    return code[3:6] in bodies or code[:3] in ("IGO", "UNO", "EUR")


def history(tree: Tree, trigger: int, words: Mapping[str, frozenset[str]], numbers: Mapping[str, int]) -> bool:
    """Whether the clause of a trigger says that it was decades ago ("80 years earlier", "the 75th anniversary of"), or
    its sentence that it was centuries ago ("in 1798")."""
    first, last = tree.sentences[tree.sentence[trigger]]
    for k in range(first, last):
        if k > first and tree.norm[k - 1] in words.get("before_year", ()) and _CENTURIES_AGO.fullmatch(tree.norm[k]):
            return True
        if any(w in words.get("anniversary", ()) for w in tree.keys[k]):
            ordinals = [_number(tree, m, numbers) for m in tree.having(k, "amod", "compound")]
            if any(n >= _LONG for n in ordinals) and trigger in tree.subtree(k):
                return True
        if tree.norm[k] in words.get("years_ago", ()) and k > first and any(w in _YEAR for w in tree.keys[k - 1]):
            counted = [_number(tree, m, numbers) for m in tree.having(k - 1, "nummod")]
            if any(n >= _LONG for n in counted) and tree.verb_over(k) in (trigger, tree.verb_over(trigger)):
                return True
    return False


def _number(tree: Tree, k: int, numbers: Mapping[str, int]) -> int:
    digits = re.match(r"\d{1,4}", tree.norm[k])
    return int(digits.group()) if digits else numbers.get(tree.norm[k], 0)
