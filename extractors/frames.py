"""Who fills which slot of a predicate: passives, relative clauses, control, light verbs and event nouns undone.

Slots are logical and the same for verbs and event nouns (docs/lexicon.md): subj, obj, iobj, clause, prepositions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.actors import Actors
from extractors.agreement import Agreement
from extractors.index import Index
from extractors.lexicon import Light, Operator, Trigger
from extractors.syntax import Tree

Filled = dict[str, list[int]]
PLACE, PERSON = "<place>", "<person>"  # in a condition: any name of a place, of a person
_MAX_STEPS = 8
_NEXT = 4  # tokens from the genitive of an event noun to a bare object behind it
_PHRASAL = ("nmod", "obl", "flat", "appos", "amod")


@dataclass(frozen=True, slots=True)
class Governor:
    """What a statement hangs on: the token, and the entry that says what it does with its complement."""

    token: int
    entry: Operator | Trigger | None = None
    light: Light | None = None


class Frames:
    """The predicates of one article, looked up by lemma, with their slots filled."""

    def __init__(self, index: Index, tree: Tree, actors: Actors) -> None:
        self.index, self.tree, self.actors = index, tree, actors
        self.agreement = Agreement(index, tree, actors)
        self._slots: dict[int, Filled] = {}
        self._doers: dict[int, list[int]] = {}
        self.speakers: dict[int, int] = {}  # sentence → token of who speaks in it, for quotes that run on
        self.issuers: dict[str, int] = {}  # document noun → who issued it

    def slots(self, i: int) -> Filled:
        """The slots of predicate `i`, coordination spread out."""
        if i not in self._slots:
            self._slots[i] = {}
            filled = self._verb(i) if self.tree.is_verb(i) else self._noun(i)
            spread = {slot: self._spread(found) for slot, found in filled.items()}
            dates = self.tree.apart  # a day is no participant: "called on Kabul on Monday"
            self._slots[i] = {slot: [k for k in found if k not in dates] for slot, found in spread.items()}
        return self._slots[i]

    def fillers(self, i: int, slot: str, genitive: str = "obj") -> list[int]:
        """Tokens in a slot of predicate `i`; `obj>in` goes on inside the phrase."""
        first, *inside = slot.split(">")
        found = self.slots(i).get(first, [])
        if first == genitive and not self.tree.is_verb(i):
            found = found + [k for k in self.slots(i).get("gen", []) if k not in found]
        for inner in inside:
            found = [k for f in found for k in self.inside(f, inner)]
        return found

    def far(self, i: int, slot: str) -> list[int]:
        """Phrases with a preposition that the parser hung on a noun inside the phrase of `i` instead of on `i`."""
        tree, out = self.tree, []
        todo = tree.having(i, *_PHRASAL) + [m for m in tree.having(i, "acl") if not tree.is_verb(m)]
        while todo:
            k = todo.pop(0)
            if tree.preps[k] == slot and k > i:
                out.append(k)
            elif not self.index.triggers(tree, k) and tree.preps[k] not in self.index.lexicon.links:
                todo += tree.having(k, *_PHRASAL)
                todo += [m for m in tree.having(k, "acl") if not tree.is_verb(m)]
        return self._spread(out)

    def inside(self, phrase: int, how: str) -> list[int]:
        """Tokens hung on the noun or clause `phrase`: by a preposition, a genitive (`gen`), as adjective (`adj`), its
        doer (`subj`) or object (`obj`)."""
        tree, out = self.tree, []
        if how == "subj":
            return self.doer(phrase)
        if how == "obj":
            return self.fillers(phrase, "obj")
        if how == "clause":
            return tree.having(phrase, "acl")
        for k in tree.kids[phrase]:
            if how == "adj" and tree.dep[k] in ("amod", "compound"):
                out.append(k)
            elif (how == "gen" and self._genitive(k)) or (
                tree.preps[k] == how and tree.dep[k] in ("nmod", "obl", "advmod")
            ):
                out += [self._content(c) for c in tree.coordinated(k)]
        if out or how in ("adj", "gen"):
            return out
        # "the training mission in Iraq": which noun of a chain the phrase hangs on is often a toss-up
        chain = [k for k in tree.kids[phrase] if k > phrase and not tree.preps[k] and self._genitive(k)]
        chain += [k for k in tree.kids[phrase] if k > phrase and tree.dep[k] == "amod"]  # "slogans hostile to Iran"
        return next((found for k in chain if (found := self.inside(k, how))), [])

    def doer(self, i: int, genitive: str = "obj", depth: int = 0) -> list[int]:
        """Who does what predicate `i` says: its own subject, else the one that syntax lends it."""
        if depth > _MAX_STEPS:
            return []
        own = self.fillers(i, "subj", genitive)
        if own:
            return own
        if i not in self._doers:
            self._doers[i] = []
            self._doers[i] = self._inherited(i, depth)
        return self._doers[i]

    def governor(self, i: int) -> Governor | None:
        """The verb or noun that `i` is the complement of, with its entry; None at the end of the chain."""
        tree, top = self.tree, self._counted_as(i)
        h = tree.head[top]
        if h == top:
            return None
        if tree.dep[top] == "conj":
            return self.governor(h)
        for light in self.index.light(tree, h):
            if any(
                i in self.fillers(h, slot) or (slot == "obj" and self._genitive(i) and not tree.is_verb(h))
                for slot in light.event
            ):
                return Governor(h, light=light)
        for entry in self.index.governing(tree, h):
            if entry.complement and self.fits(h, entry) and self._complement(top, h, entry):
                return Governor(h, entry=entry)
        if tree.dep[top] in ("ccomp", "xcomp") and tree.is_verb(h):
            return Governor(h)
        return None

    def _counted_as(self, i: int) -> int:
        """The quantifier above an event noun ("four days of drills"), which governs it in its stead; else itself."""
        h = self.tree.head[i]
        if self.tree.is_verb(i) or h >= i or self.tree.is_verb(h) or self.index.operates(self.tree, h):
            return i
        return h if self._content(h) == i else i

    def fits(self, i: int, entry: Operator | Trigger, fillers: Callable[[str], list[int]] | None = None) -> bool:
        """Whether the entry's conditions on its slots hold; `*` is any filler, `<place>`, `<person>` a name of one."""
        if isinstance(entry, Operator):
            return True
        look = fillers or functools.partial(self.fillers, i, genitive=entry.genitive)

        def holds(slot: str, words: frozenset[str]) -> bool:
            return any("*" in words or self._is_called(k, words) for k in look(slot))

        return all(holds(s, w) for s, w in entry.when.items()) and not any(holds(s, w) for s, w in entry.unless.items())

    def _is_called(self, k: int, words: frozenset[str]) -> bool:
        """Whether a word is one of a condition's: itself, a name's first word ("Storm Boris"), the title before a name
        ("ambassador Burns"), or of the kind."""
        first = self.tree.having(k, "compound", "flat") if self.tree.pos[k] == "PROPN" else []
        first += [m for m in self.tree.kids[k] if self.tree.full[m] == "nmod:desc"]
        return (
            any(w in words for m in (k, *first) for w in self.tree.keys[m])
            or (PLACE in words and self.actors.place(k) is not None)
            or (PERSON in words and self.actors.is_person(k))
        )

    def _complement(self, i: int, h: int, entry: Operator | Trigger) -> bool:
        tree = self.tree
        dep, prep = tree.dep[i], tree.preps[i]
        if isinstance(entry, Operator) and entry.infinitive:  # "told the leader to pull out", not "told of"
            return dep in ("ccomp", "xcomp", "advcl") and prep in self.index.words("infinitive")
        if dep in ("ccomp", "xcomp", "csubj", "parataxis"):
            return True
        if dep == "obj" or tree.full[i] == "nsubj:pass":
            return True
        if dep == "advcl" and tree.is_verb(i) and prep in self.index.words("infinitive"):
            return True  # "voted to demand"
        if dep == "acl" and not tree.is_verb(h):
            return tree.full[i] != "acl:relcl" and bool(prep)
        if dep in ("obl", "nmod", "advcl") and prep:
            return prep in entry.via or prep.split(" ")[0] in entry.via
        return dep == "nmod" and not tree.is_verb(h) and not prep

    def _verb(self, i: int) -> Filled:
        tree = self.tree
        filled: Filled = {}
        passive = tree.passive(i)
        agents = self.index.words("agent")
        for k in tree.kids[i]:
            dep, full = tree.dep[k], tree.full[k]
            prep = tree.preps[k]
            if dep == "nsubj":
                slot = "obj" if passive else "subj"
            elif dep in ("obl", "nmod") or (prep and dep in ("obj", "advmod") and tree.is_nominal(k)):
                slot = "subj" if full == "obl:agent" or (passive and prep in agents) else prep
            elif dep in ("obj", "iobj"):
                slot = dep
            elif dep in ("ccomp", "xcomp"):
                slot = "question" if self._asks(k) else "clause"
                if tree.preps[k] in self.index.words("infinitive"):
                    filled.setdefault("infinitive", []).append(k)
            elif dep == "advcl" and tree.preps[k]:
                slot = self._of_infinitive(tree.preps[k])
            else:
                continue
            if slot:
                filled.setdefault(slot, []).append(self._antecedent(k, i))
        if passive and "obj" not in filled and tree.dep[i] == "conj" and tree.morph[i].get("Voice") == "Pass":
            filled["obj"] = list(self.slots(tree.head[i]).get("obj", []))  # "was arrested and charged"
        if "obj" not in filled and tree.dep[i] == "conj" and self._joins_participle(i):
            filled["obj"] = list(self.slots(tree.head[i]).get("obj", []))  # "welcomed by Kyiv and criticised by …"
        self._relative(i, filled, passive)
        self._subject_behind(i, filled, passive)
        return filled

    def _subject_behind(self, i: int, filled: Filled, passive: bool) -> None:
        """What stands right behind a verb as its object does it, if it agrees and the subject of the verb that it is
        coordinated with does not: "gunmen fled, and demanded *the union* an inquiry"."""
        tree, h, objects = self.tree, self.tree.head[i], filled.get("obj", [])
        if passive or "subj" in filled or objects != [i + 1] or tree.dep[i] != "conj" or not tree.is_verb(h):
            return
        shared = self._surface(h, 1)
        if not shared or not all(self.agreement.disagree(i, d) for d in shared):
            return
        if self.actors.reading(i + 1) is not None and self.agreement.may_follow(i, i + 1):
            filled["subj"] = filled.pop("obj")

    def _of_infinitive(self, prep: str) -> str:
        """The preposition alone before an infinitive with its subject: "called *for* Israel *to* withdraw"."""
        first, _, rest = prep.partition(" ")
        return first if rest and rest in self.index.words("infinitive") else prep

    def _asks(self, clause: int) -> bool:
        """Whether a clause is an indirect question: "asked *what* it meant"."""
        first = min(self.tree.subtree(clause, ("punct",)))
        verb = self.tree.head[clause]
        asks = first > verb and self.tree.norm[first] in self.index.words("interrogative")
        request = any(e.type == "REQUEST" for e in self.index.triggers(self.tree, verb))
        return asks and (request or self.index.speech(self.tree, verb))

    def _joins_participle(self, i: int) -> bool:
        """Whether a bare participle with an agent is joined to one that hangs on a noun."""
        tree, h = self.tree, self.tree.head[i]
        bare = all(tree.morph[k].get("VerbForm") == "Part" and tree.morph[k].get("Tense") == "Past" for k in (i, h))
        agent = any(tree.full[k] == "obl:agent" or tree.preps[k] in self.index.words("agent") for k in tree.kids[i])
        return bare and agent and tree.full[h] == "acl" and not tree.having(i, "nsubj", "aux")

    def _relative(self, i: int, filled: Filled, passive: bool) -> None:
        """The noun that a participle or relative clause hangs on fills the slot left empty in it."""
        tree, h = self.tree, self.tree.head[i]
        if tree.dep[i] != "acl" or h == i or any(h in fillers for fillers in filled.values()):
            return
        if tree.is_verb(h) or any(tree.norm[k] in self.index.words("complementizer") for k in tree.kids[i]):
            return
        relcl = tree.full[i] == "acl:relcl" or bool(tree.having(i, "mark")) or tree.morph[i].get("VerbForm") == "Fin"
        if passive or (not relcl and tree.morph[i].get("VerbForm") == "Part" and tree.morph[i].get("Tense") == "Past"):
            if "obj" not in filled:
                filled["obj"] = [h]
        elif "subj" not in filled:
            if not self._taken_up(i, h):
                filled["subj"] = [h]
        elif tree.full[i] == "acl:relcl" and "obj" not in filled and not self._has_relative(i):
            filled["obj"] = [h]  # "two diplomats it accused of spying"

    def _taken_up(self, verb: int, noun: int) -> bool:
        """Whether a masculine verb has the feminine noun of its relative clause behind a preposition: "an activist on
        whom was passed" (in Arabic with a pronoun, and in the passive)."""
        tree = self.tree
        if tree.morph[verb].get("Gender") != "Masc" or not self.index.ends(tree, noun, "feminine_ending"):
            return False
        third = self.index.words("third_person")
        return any(tree.pos[k] == "PRON" and tree.norm[k] in third and tree.preps[k] for k in tree.having(verb, "obl"))

    def _has_relative(self, verb: int) -> bool:
        relative = self.index.words("relative")
        return any(self.tree.norm[m] in relative for k in self.tree.kids[verb] for m in (k, *self.tree.kids[k]))

    def _antecedent(self, k: int, verb: int) -> int:
        """The noun of a relative pronoun, or of the pronoun that takes it up again ("an agreement that they came *to
        it*"), else the token itself."""
        tree = self.tree
        if tree.dep[verb] == "acl" and tree.dep[k] == "obl" and tree.pos[k] == "PRON" and self._takes_up(k, verb):
            return self._idafa_top(tree.head[verb], k)
        relative = tree.pos[k] in ("PRON", "DET", "SCONJ") and tree.norm[k] in self.index.words("relative")
        if relative and tree.dep[verb] == "acl" and not self._of_clause(k, tree.head[verb]):
            return tree.head[verb]
        return k

    def _takes_up(self, k: int, verb: int) -> bool:
        resumptive = self.index.lexicon.syntax.get("resumptive") and self._has_relative(verb)
        return (
            bool(resumptive) and self.tree.head[verb] < verb and self.tree.norm[k] in self.index.words("third_person")
        )

    def _idafa_top(self, noun: int, pronoun: int) -> int:
        """What a noun is a genitive of, where the pronoun is of another number: "the grain deal they came to it"."""
        tree, top = self.tree, self.tree.head[noun]
        genitive = tree.dep[noun] == "nmod" and not tree.preps[noun] and tree.pos[top] == "NOUN"
        single = tree.morph[pronoun].get("Number") == "Sing" and tree.morph[pronoun].get("Gender") == "Masc"
        return top if genitive and single and tree.morph[noun].get("Number") == "Plur" else noun

    def _of_clause(self, k: int, noun: int) -> bool:
        """Whether a relative pronoun of things behind a comma and people takes up the clause: "shot civilians, which
        the army denies"."""
        tree, roles = self.tree, self.actors.roles
        thing = tree.norm[k] in self.index.words("relative_clause") and k > 0 and tree.norm[k - 1] == ","
        return thing and noun in roles and roles[noun][1].kind in ("people", "person")

    def _noun(self, i: int) -> Filled:
        tree = self.tree
        filled: Filled = {}
        agents = self.index.words("agent")
        for k in tree.kids[i]:
            dep, prep = tree.dep[k], tree.preps[k]
            if dep in ("amod", "compound"):
                slot = "adj"
                roles = self.actors.roles  # "an army air raid"
                inner = [m for m in tree.having(k, "compound") if m in roles and roles[m][1].kind == "institution"]
                filled.setdefault(slot, []).extend(inner)
            elif dep in ("obj", "iobj"):
                slot = "obj"
            elif dep == "nsubj":
                slot = "subj"
            elif tree.full[k] == "nmod:poss":
                slot = "poss"
            elif dep in ("nmod", "obl"):
                slot = "subj" if prep in agents else "gen" if self._genitive(k) else prep
            elif dep == "acl" or dep in ("ccomp", "xcomp"):
                slot = "clause"
            else:
                continue
            filled.setdefault(slot, []).append(k)
        if self.index.lexicon.syntax.get("idafa") and len(filled.get("gen", [])) > 1:
            first, second = sorted(filled["gen"])[:2]
            filled["gen"] = [first]  # an idafa has one genitive, next to its noun
            closed = first in self.actors.names or any(tree.dep[m] == "amod" for m in tree.kids[first])
            two = any(w in self.index.words("two_objects") for w in tree.keys[i])
            if closed and not two and second < first + _NEXT and not filled.keys() & {"subj", "obj"}:
                filled["obj"] = [second]  # "the storming by settlers of the mosque"
        self._possessors(i, filled)
        return filled

    def _possessors(self, i: int, filled: Filled) -> None:
        """A possessor is the doer beside an object ("NATO's suspension of …"), else a genitive like any other."""
        pronouns = self.index.words("third_person") | self.index.words("first_person")
        poss = [k for k in filled.pop("poss", []) if self.tree.norm[k] not in pronouns]
        gen, has_object = filled.get("gen", []), "obj" in filled
        if poss and (gen or has_object):
            filled.setdefault("subj", []).extend(poss)
        elif poss:
            filled["gen"] = poss
        if gen and not has_object and (marked := self._marked_object(filled)):
            filled["obj"], has_object = marked, True  # "Kenya's shelling *of Somalia*", in Arabic with "to"
        if gen and has_object:
            filled["subj"] = filled.get("subj", []) + filled.pop("gen")
        if "subj" not in filled:
            done_to = self.index.words("done_to")  # "a hostage deal" is not the hostages'
            adj = [k for k in filled.get("adj", []) if not any(w in done_to for w in self.tree.keys[k])]
            adj = [k for k in adj if self.actors.demonym(k) or self._named_compound(k)]
            if adj:  # "Russian Ukrainian talks": each adjective, where they stand in a row
                row = [k for k in adj if self.actors.demonym(k) and k == adj[0] + adj.index(k)]
                filled["subj"] = row or adj[:1]

    def _marked_object(self, filled: Filled) -> list[int]:
        """The actor behind the preposition that marks the object of an event noun, where an actor is its genitive."""
        marked = [k for prep in self.index.words("object_marker") for k in filled.get(prep, [])]
        known = all(self.actors.reading(k) is not None for k in (*marked, *filled.get("gen", [])))
        return marked if known else []

    def _part(self, k: int) -> bool:
        """Whether the word may be what a quantifier counts: "dozens of the gunmen", "five from the police"."""
        tree, prep = self.tree, self.tree.preps[k]
        if prep in self.index.words("partitive") and tree.dep[k] in ("nmod", "obl"):
            return True
        return self._genitive(k) or (tree.dep[k] == "obl" and not prep and tree.is_nominal(k))

    def _beside(self, k: int) -> list[int]:
        """What a quantifier counts where the parser hung it beside: "part | of the restrictions"."""
        tree = self.tree
        near = (m for m in tree.kids[tree.head[k]] if m > k and tree.preps[m] in self.index.words("partitive"))
        return [m for m in near if k + 1 in tree.kids[m] and tree.dep[k + 1] == "case" and tree.is_nominal(m)][:1]

    def _named_compound(self, k: int) -> bool:
        reading = self.actors.reading(k) if self.tree.dep[k] == "compound" else None
        return reading is not None and (reading.code is not None or self.actors.place(k) is None)  # not "Goma attack"

    def _genitive(self, k: int) -> bool:
        tree = self.tree
        if tree.full[k] == "nmod:poss":
            return True
        return tree.dep[k] == "nmod" and (tree.preps[k] in self.index.words("genitive") or not tree.preps[k])

    def loose(self, i: int, slot: str) -> list[int]:
        """Phrases with a preposition that hang anywhere in the clause of verb `i`, below its subject or a coordinated
        word too: for prepositions that can only go with a verb ("rallied … in protest at the raid")."""
        tree, out = self.tree, []
        todo = [k for k in tree.kids[i] if k > i]
        while todo:
            k = todo.pop(0)
            if tree.preps[k] == slot:
                out.append(k)
            elif not tree.is_verb(k):
                todo += [m for m in tree.kids[k] if m > k]
        return self._spread(out)

    def _spread(self, found: Sequence[int]) -> list[int]:
        """Coordination spread out; "most of the operations" are operations."""
        return list(dict.fromkeys(self._content(c) for k in found for c in self.tree.coordinated(k)))

    def _content(self, k: int) -> int:
        """The noun that a quantifier counts ("most of", "a number of"), a collective what it is made up of ("a group of
        fighters", but not "the Wagner group"), else the word itself."""
        counts = self.index.words("quantifier") | self.index.words("collective")
        for _ in range(3):
            if self.tree.pos[k] != "NUM" and not any(w in counts for w in self.tree.keys[k]):
                return k
            counted = [m for m in self.tree.kids[k] if m > k and self._part(m) and not self.tree.norm[m].isdigit()]
            if any(w in self.index.words("collective") for w in self.tree.keys[k]):
                counted = [m for m in counted if self.tree.preps[m] in self.index.words("partitive")]
            counted = counted or self._beside(k)
            if not counted:
                return k
            k = counted[0]
        return k

    def _inherited(self, i: int, depth: int) -> list[int]:
        """The doer that a verb or event noun without subject of its own takes from what it hangs on."""
        tree, h = self.tree, self.tree.head[i]
        governor = self.governor(i)
        if governor and governor.light:
            return [d for d in self._lent(governor.token, governor.light, depth) if d != i]
        if tree.is_verb(i) and tree.passive(i):
            return []  # a passive without agent has none: "police said an officer was wounded"
        for k in self.carriers(i):
            if self._sees(k):
                continue
            carried_out = [d for d in self.fillers(k, "subj") if d != i and d not in self.chain(i)]
            if carried_out:
                return carried_out  # "an attack that gunmen carried out"
        if tree.dep[i] == "conj" and h != i:
            if tree.is_verb(h) == tree.is_verb(i):
                return self._shared(i, h, depth) if tree.is_verb(h) else self.doer(h, depth=depth + 1)
            return []
        if governor and governor.entry:
            if governor.entry.complement in ("told", "given"):
                return []
            if governor.entry.controller == "subj":
                return self._surface(governor.token, depth)
            return self.fillers(governor.token, governor.entry.controller)
        if tree.is_verb(i):
            if h == i or tree.dep[i] in ("parataxis", "root"):
                return self._speaker(i) or self._dropped(i, depth)
            if tree.dep[i] == "xcomp" and tree.is_verb(h):
                return self.fillers(h, "obj") or self._surface(h, depth)
            if tree.dep[i] == "advcl" and tree.is_verb(h) and tree.preps[i] in self.index.words("of_object"):
                return self.fillers(h, "obj") or self._surface(h, depth)  # "sentenced guards for murdering officers"
            if tree.dep[i] in ("advcl", "ccomp") and tree.is_verb(h) and not tree.passive(i):
                return self._speaker(i) or self._surface(h, depth)
        return self._on_errand(i, depth)

    def _on_errand(self, i: int, depth: int) -> list[int]:
        """Who travels for what an event noun says: "flew to Cairo *for talks* with"."""
        tree, words = self.tree, self.index.words
        if tree.is_verb(i) or tree.preps[i] not in words("on_errand") or tree.dep[i] not in ("obl", "nmod"):
            return []
        h = tree.head[i]
        h = tree.head[h] if not tree.is_verb(h) and tree.dep[h] in ("obl", "obj") else h  # hung on where to
        travels = tree.is_verb(h) and any(key in words("travels") for key in tree.keys[h])
        return self._surface(h, depth) if travels else []

    def _shared(self, i: int, first: int, depth: int) -> list[int]:
        """The subject that verb `i` shares with the verb it is coordinated with; where it does not agree with that
        one's, with a verb between them, or with whom these name: "students marched, police came and beat them"."""
        tree = self.tree
        between = [k for k in tree.kids[first] if first < k < i and tree.dep[k] == "conj" and tree.is_verb(k)]
        shared = self._surface(first, depth)
        if not shared or not all(self.agreement.disagree(i, d) for d in shared):
            return shared
        for k in reversed(between):
            found = self._surface(k, depth)
            if found and not any(self.agreement.disagree(i, d) for d in found):
                return found
        named = (d for k in (*reversed(between), first) for found in self.slots(k).values() for d in found if d < i)
        return [d for d in named if self.actors.reading(d) and not self.agreement.disagree(i, d)][:1]

    def carriers(self, i: int) -> list[int]:
        """The light verbs, or verbs that say it was so, of relative clauses on an event noun or its genitive."""
        tree = self.tree
        if tree.is_verb(i):
            return []
        clauses = [k for noun in self.chain(i) for k in tree.having(noun, "acl") if tree.is_verb(k)]
        return [k for k in clauses if self._carries(k)]

    def chain(self, i: int) -> list[int]:
        """An event noun with its bare genitives, on which the parser may hang what belongs to the noun."""
        return [i, *(k for k in self.tree.kids[i] if k > i and not self.tree.preps[k] and self.tree.dep[k] == "nmod")]

    def _carries(self, verb: int) -> bool:
        if any(light.subject != "obj" for light in self.index.light(self.tree, verb)):
            return True
        if self.tree.having(verb, "ccomp", "xcomp"):
            return False
        return any(e.complement == "reported" for e in self.index.governing(self.tree, verb))

    def seen_by(self, i: int) -> list[int]:
        """The places that an event noun is said to have happened in by a verb that they are the subject of: "the town
        saw clashes", "the raids that the town saw"."""
        governor = self.governor(i)
        verbs = [governor.token] if governor and governor.light else []
        verbs = [k for k in (*verbs, *self.carriers(i)) if self._sees(k)]
        return [k for verb in verbs for k in self.fillers(verb, "subj")]

    def _sees(self, verb: int) -> bool:
        return any(light.subject == "place" for light in self.index.light(self.tree, verb))

    def _surface(self, i: int, depth: int) -> list[int]:
        """The grammatical subject, whatever the voice: what coordination and control share."""
        if self.tree.is_verb(i) and self.tree.passive(i):
            return self.fillers(i, "obj") or self.doer(i, depth=depth + 1)
        return self.doer(i, depth=depth + 1)

    def _lent(self, i: int, light: Light, depth: int) -> list[int]:
        if light.subject == "place":
            return []
        if light.subject == "obj":
            return self.fillers(i, "by") or [k for a in self.index.words("agent") for k in self.fillers(i, a)]
        if not self.tree.is_verb(i) and "obj" not in light.event:  # "the army's undertaking of strikes"
            return self.fillers(i, "subj", "subj") or self.doer(i, depth=depth + 1)
        return self.doer(i, depth=depth + 1)

    def _speaker(self, i: int) -> list[int]:
        """Who "we" is: the speaker of this sentence, or of the quotation that runs on from the one before."""
        if self.tree.morph[i].get("Person") != "1":
            return []
        here = self.tree.sentence[i]
        return [self.speakers[here]] if here in self.speakers else []

    def left_out(self, i: int) -> list[int]:
        """The doer that verb `i` would have without its own subject, in a language that leaves a known one out."""
        return self._inherited(i, 0) if self.index.lexicon.syntax.get("pro_drop") else []

    def _dropped(self, i: int, depth: int) -> list[int]:
        """The subject that a language leaves out where a sentence goes on with that of the one before ("X met Y. *And
        accused* Z of …"): its main verb's, else its speaker's, if the verb agrees with it."""
        tree, here = self.tree, self.tree.sentence[i]
        if not self.index.lexicon.syntax.get("pro_drop") or here == 0 or tree.morph[i].get("Person") != "3":
            return []
        joins = ("PUNCT", "SPACE", "CCONJ", "PART", "ADV", "SCONJ")
        if tree.passive(i) or any(tree.pos[k] not in joins for k in range(tree.sentences[here][0], i)):
            return []
        main = next((k for k in range(*tree.sentences[here - 1]) if tree.head[k] == k and tree.is_verb(k)), None)
        said = [self.speakers[here - 1]] if here - 1 in self.speakers else []
        for found in (self._surface(main, depth) if main is not None else [], said):
            known = [d for d in found if self.actors.reading(d) is not None]
            if known and not any(self.agreement.disagree(i, d) for d in known):
                return known
        return []
