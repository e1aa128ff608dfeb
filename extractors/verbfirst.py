"""Repairs for languages with verb-first order and case endings that are written: who is subject, who is object.

An indefinite noun with the alif of the accusative is no genitive and no subject, a sound masculine plural in -un is a
subject, the name of a state takes no genitive, and of two objects without a subject the one behind the verb does it."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.arguments import transitive
from extractors.index import Index
from extractors.repair import above_date, hang
from extractors.syntax import Tree

_PHRASE = ("nmod", "flat", "appos", "amod", "nummod", "conj")


def accusative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An indefinite noun in the accusative that was read into the name before it is the verb's object."""
    for k in range(first + 1, last):
        behind_name = tree.head[k - 1] in names or k - 1 in names
        loose = tree.dep[k] == "obl" and behind_name and index.names_event(tree, k)
        loose = loose or (tree.dep[k] == "nmod" and tree.pos[tree.head[k]] == "NOUN")  # no genitive: "a raid hit sites"
        if not (tree.dep[k] == "flat" or loose) or not accusative_noun(tree, index, k) or k in names:
            continue
        if tree.preps[k] or any(tree.dep[m] == "nummod" for m in tree.kids[k]):
            continue
        verb = _verb_above(tree, k)
        if verb is None or tree.passive(verb) or k in tree.apart:
            continue
        for m in [m for m in tree.kids[verb] if tree.dep[m] == "obj" and k < m <= k + 2 and tree.pos[m] == "ADJ"]:
            hang(tree, m, k, "amod")  # its own adjective, taken for the object
        if not any(tree.dep[m] == "obj" for m in tree.kids[verb]):
            hang(tree, k, verb, "obj")


def clause_verb(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What heads a clause and has a subject before it is a verb, if the lexicon knows the word for nothing else."""
    for k in range(first + 1, last):
        if tree.pos[k] != "NOUN" or tree.dep[k] not in ("ccomp", "root", "advcl") or k in names:
            continue
        known = index.known_verb(tree, k) and not index.names_event(tree, k) and not index.names_people(tree, k)
        if known and any(tree.dep[m] == "nsubj" for m in tree.kids[k] if m < k):
            tree.pos[k] = "VERB"


def event_word(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What stands where a noun does is one, if the lexicon knows the word as an event noun too: without its vowels
    "the killing of civilians" is also "killed civilians"."""
    for k in range(first, last):
        if tree.pos[k] != "VERB" or tree.dep[k] not in ("obj", "nsubj", "obl", "nmod") or not index.event_noun(tree, k):
            continue
        if any(tree.dep[m] in ("nsubj", "mark", "aux", "cop") for m in tree.kids[k]):
            continue
        tree.pos[k], tree.keys[k] = "NOUN", (tree.norm[k],)
        tree.morph[k] = {"Number": "Sing", "Definite": "Com"}


def hidden_verb(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A word of the verb lexicon before a plural in the nominative is a verb, and that does it; what follows is the
    object: no noun is followed by a nominative."""
    for k in range(first, last - 1):
        if tree.pos[k] not in ("NOUN", "X", "ADJ") or tree.head[k + 1] != k or not _nominative(tree, index, k + 1):
            continue
        if (
            k in names
            or not index.known_verb(tree, k)
            or any(tree.dep[m] == "case" for m in tree.kids[k] if m == k - 1)
        ):
            continue
        tree.pos[k] = "VERB"
        hang(tree, k + 1, k, "nsubj")
        if tree.dep[k] in ("obl", "nmod") and any(tree.pos[m] == "SCONJ" for m in tree.kids[k]):
            tree.dep[k] = tree.full[k] = "advcl"
        for m in tree.kids[k]:
            if m > k + 1 and tree.dep[m] == "nmod":
                hang(tree, m, k, "obl" if tree.preps[m] or m in tree.apart else "obj")


def named_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A word in the accusative that an entry of the verb names as its object is it, where the parser took it for a
    circumstance ("handed over a wanted man", "signed in Rome on Monday two treaties") or for an adjective of the
    subject ("fired the factions two rockets")."""
    for k in range(first + 1, last):
        verb, dual = tree.head[k], index.ends(tree, k, "accusative_dual")
        if tree.dep[k] == "amod" and (verb in tree.apart or (dual and tree.dep[verb] == "nsubj")):
            verb = above_date(tree, tree.head[verb])  # (in the first case "marked on Tuesday the memory of …")
        elif tree.dep[k] in ("obl", "xcomp") and tree.pos[k] == "NOUN" and k not in tree.apart:
            pass
        elif tree.dep[k] not in ("advcl", "advmod", "xcomp") or tree.pos[k] != "ADJ":
            continue
        if verb >= k or tree.preps[k] or not tree.is_verb(verb) or tree.passive(verb):
            continue
        objects = [m for m in tree.kids[verb] if tree.dep[m] == "obj" and m not in tree.apart]
        if objects and not (len(objects) == 1 and objects[0] < k and names.get(objects[0]) is False):
            continue
        person = not objects and _somebody(tree, index, k) and transitive(tree, index, verb)
        named = (words.get("obj", ()) for e in index.triggers(tree, verb) for words in (e.when, e.unless))
        if person or any(key in words for words in named for key in tree.keys[k]):
            for m in objects:
                hang(tree, m, verb, "iobj")  # "handed the United States a wanted man"
            tree.pos[k] = "NOUN"
            hang(tree, k, verb, "obj")


def _somebody(tree: Tree, index: Index, k: int) -> bool:
    """Whether it is an indefinite person in the accusative, and not how somebody does it: "arrested a journalist"."""
    written = index.ends(tree, k, "accusative_ending")
    return written and index.names_people(tree, k) and not any(key in index.participles for key in tree.keys[k])


def title_of(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "The secretary general *of the UN*": a body right behind the subject is whose office it is, where the verb does
    not ask for the preposition or an adjective of offices is before it; the body behind that is the object."""
    belongs = index.words("belongs")
    for k in (k for k in range(first, last) if k in names):
        if names[k] or tree.preps[k] not in belongs:
            continue
        before = min(m for m in (k, *tree.kids[k]) if tree.dep[m] == "case" or m == k) - 1
        noun = tree.head[before] if before >= first and tree.dep[before] == "amod" else before
        verb = tree.head[noun]
        if noun <= verb or not tree.is_verb(verb) or tree.full[noun] != "nsubj" or noun in names:
            continue
        asks = tree.preps[k] in index.asked_for(tree, verb) and not of_office(tree, index, before)
        if tree.head[k] not in (verb, noun) or (asks and tree.head[k] == verb):
            continue
        hang(tree, k, noun, "nmod")
        behind = max([k, *(m for m in tree.kids[k] if tree.dep[m] == "flat")]) + 1
        free = not any(tree.dep[m] == "obj" for m in tree.kids[verb]) and not tree.passive(verb)
        body = behind < last and behind in names and not names[behind] and not tree.preps[behind]
        loose = body and tree.dep[behind] in ("appos", "nmod") and tree.head[behind] in (noun, k)
        if free and loose and _takes_object(tree, index, verb):
            hang(tree, behind, verb, "obj")


def of_office(tree: Tree, index: Index, adjective: int) -> bool:
    """Whether a word makes an office of the noun before it, so that whose it is follows: "secretary *general*"."""
    return any(key in index.words("office_adjective") for key in tree.keys[adjective])


def intransitive(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What stands bare behind a verb that takes no object, where the verb has no subject, is the subject."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or not any(key in index.words("intransitive") for key in tree.keys[verb]):
            continue
        if any(tree.dep[m] == "nsubj" for m in tree.kids[verb]):
            continue
        bare = [m for m in tree.kids[verb] if tree.dep[m] == "obj" and m > verb and tree.pos[m] != "PRON"]
        if bare and not tree.preps[bare[0]]:
            hang(tree, bare[0], verb, "nsubj")


def two_names(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Two names of the gazetteer in a row behind a verb that takes an object are two: who, then whom ("received Putin
    Assad", "threatened Trump Iran"). Of an unknown name only a person's may go on, never a state's."""
    for k in (k for k in range(first, last) if k in names):
        h = tree.head[k]
        if tree.dep[k] not in ("nmod", "flat", "appos") or h >= k or tree.preps[k]:
            continue
        if h not in names and (names[k] or tree.pos[h] not in ("PROPN", "X")):
            continue
        verb = tree.head[h]
        if tree.full[h] != "nsubj" or verb > h or not tree.is_verb(verb) or tree.passive(verb):
            continue
        begin = min([k, *(m for m in tree.kids[k] if tree.dep[m] == "flat")])
        own = all(tree.dep[m] == "flat" and tree.head[m] == h for m in range(h + 1, begin))
        free = not any(tree.dep[m] == "obj" for m in tree.kids[verb])
        if own and free and _takes_object(tree, index, verb):
            hang(tree, k, verb, "obj")


def complete_name(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """The name of a state or place takes no genitive: the noun behind it is the object of the verb above."""
    for k in range(first + 1, last):
        h = tree.head[k]
        if tree.dep[k] not in ("nmod", "flat", "appos") or tree.preps[k] or not tree.is_nominal(k) or h > k:
            continue
        adjective = tree.pos[h] == "ADJ" and index.names_event(tree, k)  # nor does an adjective take one
        if (names.get(h, True) and not adjective) or tree.pos[k] == "PRON" or names.get(k):
            continue
        if any(m != k and h < m < k for m in tree.kids[h] if tree.dep[m] not in ("flat", "punct")):
            continue
        if tree.dep[k] == "flat" and k not in names:
            continue
        verb = _verb_above(tree, h)
        if verb is None or tree.passive(verb) or not _takes_object(tree, index, verb):
            continue
        if k in names or not any(tree.dep[m] == "obj" for m in tree.kids[verb]):
            hang(tree, k, verb, "obj")


def second_owner(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An office is held of one state: what stands bare behind "the president of France" is the object of the verb
    above, be it a name or another office."""
    for k in range(first + 2, last):
        h, owner = tree.head[k], k - 1
        if names.get(owner, True) or not _genitive_of(tree, owner, h) or h in names or h > owner:
            continue
        if k not in names and tree.pos[k] in ("PROPN", "X") and tree.dep[k] in ("obj", "flat", "nmod"):
            hang(tree, k, h, "appos")  # "the king of Jordan Abdullah"
            continue
        other = k in names and not names[k] and tree.dep[k] in ("nmod", "appos", "flat")
        office = k not in names and tree.dep[k] == "nmod" and any(tree.dep[m] == "nmod" for m in tree.kids[k])
        if tree.preps[k] or tree.preps[owner] or tree.pos[k] == "PRON" or not (other or office):
            continue
        verb = _verb_above(tree, h)
        if verb is None or tree.passive(verb) or any(tree.dep[m] == "obj" for m in tree.kids[verb]):
            continue
        if tree.head[h] == verb and _takes_object(tree, index, verb):
            hang(tree, k, verb, "obj")


def _genitive_of(tree: Tree, k: int, top: int) -> bool:
    """Whether a noun is a bare genitive of another one, or of a genitive of it: "the minister of the affairs of X"."""
    while tree.dep[k] == "nmod" and not tree.preps[k] and tree.head[k] < k:
        k = tree.head[k]
        if k == top:
            return True
    return False


def nominative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A sound masculine plural in the nominative behind a verb without subject does it."""
    for k in range(first + 1, last):
        verb = tree.head[k]
        if tree.dep[k] not in ("obj", "obl", "nmod") or tree.preps[k] or not tree.is_verb(verb) or verb > k:
            continue
        if not _nominative(tree, index, k) or any(tree.dep[m] == "nsubj" and m > verb for m in tree.kids[verb]):
            continue
        full = "nsubj:pass" if tree.passive(verb) else "nsubj"
        hang(tree, k, verb, "nsubj")
        tree.full[k] = full


def behind_nominative(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A plural in the nominative that keeps its last letter takes no genitive: an indefinite noun behind it that cannot
    be its adjective is the verb's object ("gunmen kidnapped engineers", "gunmen attacked a village")."""
    for k in range(first + 2, last):
        subject, verb = tree.head[k], tree.head[tree.head[k]]
        beside = subject == k - 1 and tree.dep[k] in ("amod", "nmod", "flat")
        if not beside or tree.dep[subject] != "nsubj" or k in names:
            continue
        if verb > subject or not tree.is_verb(verb) or tree.passive(verb) or not transitive(tree, index, verb):
            continue
        endings = (*index.words("accusative_dual"), *index.words("feminine_ending"))  # of plurals too
        stray = tree.pos[k] in ("NOUN", "ADJ", "X") and any(tree.norm[k].endswith(e) for e in endings)
        definite = any(tree.norm[k].startswith(a) for a in index.words("article_prefix"))
        if not stray or definite or not index.ends(tree, subject, "nominative_ending"):
            continue
        if not any(tree.dep[m] in ("obj", "ccomp") for m in tree.kids[verb]):
            tree.pos[k] = "NOUN"
            hang(tree, k, verb, "obj")


def counted_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """People that are counted behind an indefinite doer are whom it is done to: "gangs killed twenty people"."""
    for k in range(first + 2, last):
        subject, verb = tree.head[k], tree.head[tree.head[k]]
        counted = tree.dep[k] == "nmod" and not tree.preps[k] and tree.pos[k - 1] == "NUM" and tree.head[k - 1] == k
        if not counted or tree.dep[subject] != "nsubj" or verb > subject or not index.names_people(tree, k):
            continue
        plain = tree.morph[subject].get("Definite") != "Def" or tree.dep[subject + 1] == "amod"
        bare = plain and index.names_people(tree, subject) and not any(tree.dep[m] == "obj" for m in tree.kids[verb])
        if bare and tree.is_verb(verb) and not tree.passive(verb) and transitive(tree, index, verb):
            hang(tree, k, verb, "obj")


def two_objects(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """In a relative clause with two objects, the second with a pronoun for the head ("whose plane the army shot down"),
    the first does it."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or any(tree.dep[m] == "nsubj" and m > verb for m in tree.kids[verb]):
            continue
        third = index.words("third_person")
        objects = [m for m in tree.kids[verb] if tree.dep[m] == "obj" and m > verb and tree.norm[m] not in third]
        if len(objects) != 2 or objects[0] != verb + 1 or not _resumes(tree, index, objects[1]):
            continue
        masculine = tree.morph[verb].get("Gender") == "Masc"
        if masculine and any(tree.norm[objects[0]].endswith(e) for e in index.words("feminine_ending")):
            continue
        hang(tree, objects[0], verb, "nsubj")


def topic(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Beside a subject behind the verb, a noun before it that a pronoun takes up is what the clause is about."""
    for verb in range(first + 1, last):
        if not tree.is_verb(verb):
            continue
        subjects = [m for m in tree.kids[verb] if tree.dep[m] == "nsubj"]
        before, behind = [m for m in subjects if m < verb], [m for m in subjects if m > verb]
        objects = [m for m in tree.kids[verb] if tree.dep[m] == "obj" and m > verb]
        if not before or not behind or not any(_resumes(tree, index, m) for m in objects):
            continue
        above = tree.head[verb]
        for m in before:
            governs = above != verb and tree.is_verb(above) and above < m and tree.dep[verb] == "ccomp"
            if governs and not any(tree.dep[x] in ("nsubj", "obj") for x in tree.kids[above]):
                hang(tree, m, above, "nsubj")  # "arrived two hostages whom the rebels had freed"
                hang(tree, verb, m, "acl")
            else:
                hang(tree, m, verb, "dislocated")


def second_behind(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Of two subjects behind a verb that takes an object, the second is the object."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or not _takes_object(tree, index, verb):
            continue
        behind = [m for m in tree.kids[verb] if tree.full[m] == "nsubj" and m > verb and not tree.preps[m]]
        for m in behind[1:]:
            apart = any(tree.pos[x] in ("PUNCT", "CCONJ") for x in range(behind[0] + 1, m))
            if tree.is_nominal(m) and tree.pos[m] != "PRON" and not apart:
                hang(tree, m, verb, "obj")


def however(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A clause that "however" begins (in Arabic "other than that") is coordinated with the verb before it, and no
    complement of it: what follows is not refused because the main clause is a refusal."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.dep[verb] not in ("ccomp", "xcomp", "parataxis"):
            continue
        that = index.words("complementizer")
        joins = [m for m in tree.kids[verb] if tree.norm[m] in index.words("however_that") and m + 1 < last]
        if any(tree.norm[m + 1] in that for m in joins):
            tree.dep[verb] = tree.full[verb] = "conj"


def circumstance(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "… and they carried flags" right behind a noun says in what circumstance: the pronoun is the subject of the verb
    behind it, and not one more of those who are named."""
    for k in range(first + 1, last - 1):
        if tree.pos[k] != "PRON" or tree.dep[k] != "conj" or tree.norm[k] not in index.words("third_person"):
            continue
        verb = k + 1
        if tree.pos[k - 1] == "CCONJ" and tree.is_verb(verb) and tree.head[verb] != k and tree.head[k] < k - 1:
            hang(tree, k, verb, "nsubj")
            if tree.head[k - 1] == k:
                hang(tree, k - 1, verb, "cc")


def accusative_noun(tree: Tree, index: Index, k: int) -> bool:
    """Whether the word is written with the alif of an indefinite accusative."""
    word = tree.norm[k]
    if tree.pos[k] != "NOUN" or tree.morph[k].get("Definite") != "Ind" or len(word) < 4:
        return False
    return any(word.endswith(e) and word[: -len(e)] == tree.keys[k][0] for e in index.words("accusative_ending"))


def _nominative(tree: Tree, index: Index, k: int) -> bool:
    """Whether the word is a sound masculine plural in the nominative, before a genitive without its last letter."""
    word = tree.norm[k]
    if tree.pos[k] not in ("NOUN", "X", "ADJ", "PROPN") or len(word) < 5:
        return False
    behind = k + 1 < len(tree) and (k + 1 in tree.kids[k] or tree.start[k + 1] == tree.end[k])
    construct = index.words("nominative_construct") if behind else frozenset()
    endings = index.words("nominative_ending") | construct
    return any(word.endswith(e) and word[: -len(e)] in tree.keys[k] for e in endings)


def _resumes(tree: Tree, index: Index, k: int) -> bool:
    """Whether a pronoun of the third person hangs on the noun."""
    third = index.words("third_person")
    return any(tree.pos[m] == "PRON" or tree.norm[m] in third for m in tree.kids[k] if m == k + 1)


def _verb_above(tree: Tree, k: int) -> int | None:
    """The verb before `k` in whose subject phrase, or first phrase behind it, `k` stands."""
    for _ in range(5):
        h = tree.head[k]
        if h == k or h > k:
            return None
        if tree.is_verb(h):
            return h if tree.dep[k] in ("nsubj", "obl") else None
        if tree.dep[k] not in _PHRASE and tree.dep[k] != "obl":
            return None
        k = h
    return None


def _takes_object(tree: Tree, index: Index, verb: int) -> bool:
    """Whether an entry of the verb, or a light verb, asks for an object."""
    entries = index.triggers(tree, verb)
    slots = {s.partition(">")[0] for e in entries for s in (*e.target, *e.theme, *e.when)}
    slots |= index.carried(tree, verb)
    operators = (e for e in index.governing(tree, verb) if e.complement)
    return "obj" in slots or any(e.complement for e in operators)
