"""The tokens in a trigger's slots as actors and themes, with what a light verb lends and what a document stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from extractors import clausal
from extractors.actors import Actors
from extractors.frames import Frames
from extractors.homes import Homes
from extractors.lexicon import SPEECH, Trigger
from extractors.members import Members
from extractors.pronouns import Pronouns
from extractors.readings import UNKNOWN, Reading
from extractors.repair import QUOTES
from extractors.syntax import Tree
from ontology.model import ActorMention, PlaceMention

Pair = tuple[int, int]  # token read as an actor, token of the phrase that names it
_LOGICAL = frozenset({"subj", "obj", "iobj", "clause", "gen", "adj"})
_AT_HOME = frozenset({"Government", "Legislature", "Military", "Judiciary", "Police"})
_JURISDICTION = frozenset({"Judiciary", "Police"})
_BODIES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_FROM_ANYWHERE = frozenset({"NGO", "UAF", "REF", "MNC"})  # role codes that say nothing of a home
_ARMED = frozenset({"MIL", "UAF", "REB", "PRM", ""})
_REBELS = frozenset({"REB", "PRM", "UAF"})
_BY_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_CROWD = frozenset({"CVL", "OPP"})  # who may well be of the state that they act against
_GOVERNMENT = "GOV"
_STATE = 3  # letters of a state's code
_JUDGES = frozenset({"ACCUSE", "SUPPORT"})  # what is done may be judged, and so is meant who did it
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_MEETINGS = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_DEEP = 3


class Participants:
    """Who and what takes part in the events of one article; `events` are its possible triggers."""

    def __init__(self, tree: Tree, actors: Actors, frames: Frames, events: Mapping[int, tuple[Trigger, ...]]) -> None:
        self.tree, self.actors, self.frames, self.events = tree, actors, frames, events
        self.pronouns = Pronouns(tree, actors, frames)
        self.members = Members(tree, actors)
        self.homes = Homes(tree, actors, frames)
        self._asked: set[int] = set()  # event nouns whose doer is being looked for
        self.issuers: dict[str, int] = {}  # document noun → who issued the last one of that name

    def slot(self, i: int, entry: Trigger, slot: str) -> list[int]:
        """Fillers of a slot of trigger `i`, those that a light verb lends included; subjects as syntax gives them."""
        if slot == "subj":
            return self._doer(i, entry) or self._with_whom(i, entry)
        if slot == "speaker":
            return self._speaker(i)
        if slot == "obj" and entry.type in _JUDGES and (did := clausal.judged(self.frames, i)):
            return did
        found = self.frames.fillers(i, slot, self._genitive(i, entry))
        if slot == "obj" and not found:
            found = self._reached(i)
        if slot.partition(">")[0] not in _LOGICAL:
            found = found + [k for verb in self.frames.carriers(i) for k in self.frames.fillers(verb, slot)]
        governor = self.frames.governor(i)
        if governor and governor.light:
            if slot == "obj" and governor.light.subject == "obj":
                return found + self.frames.doer(governor.token)
            lent_otherwise = ("obj", "iobj", "clause", *(("subj",) if governor.light.subject != "subj" else ()))
            if slot.partition(">")[0] not in lent_otherwise:
                return found + [k for k in self.frames.fillers(governor.token, slot) if k != i]
        return found

    def _doer(self, i: int, entry: Trigger) -> list[int]:
        """Who does it; who speaks is somebody, so that a subject that is nobody known is rather whom the verb is said
        to, and the subject left out: "he regretted it. And called on *the parties* to …"."""
        found = self.frames.doer(i, self._genitive(i, entry))
        if entry.type not in _SPOKEN or not self.tree.is_verb(i) or "obj" not in entry.target:
            return found
        if not found or any(self.as_actors(k, i) or self.is_document(k) or k < i for k in found):
            return found
        return self.frames.left_out(i) or found

    def _genitive(self, i: int, entry: Trigger) -> str:
        """Which slot a bare genitive fills: several charges, demands or threats of somebody's are made by him, where a
        language has masdars ("Washington's charges", but "the charging of Iran with …")."""
        tree, index = self.tree, self.frames.index
        several = index.ends(tree, i, "feminine_plural")
        spoken = entry.type in _SPOKEN and not tree.is_verb(i) and index.lexicon.syntax.get("idafa")
        return "subj" if spoken and several else entry.genitive

    def _reached(self, i: int) -> list[int]:
        """Whom an event noun's relative clause says it reached: "a wave of arrests *that took in twenty students*"."""
        if self.tree.is_verb(i):
            return []
        reaches, governor = self.frames.index.words("reaches"), self.frames.governor(i)
        heads = [*self.frames.chain(i), *([governor.token] if governor is not None and governor.light else [])]
        heads += [self.tree.head[i]] if self.tree.dep[i] == "nmod" and not self.tree.preps[i] else []
        verbs = [k for noun in heads if not self.tree.is_verb(noun) for k in self.tree.having(noun, "acl")]
        verbs = [k for k in verbs if any(w in reaches for w in self.tree.keys[k])]
        verbs = [k for k in verbs if not any(self.frames.fits(k, e) for e in self.events.get(k, ()))]
        return [m for k in verbs for m in self.frames.fillers(k, "obj") if not self.pronouns.is_one(m)]

    def slot_or_far(self, i: int, entry: Trigger, slot: str) -> list[int]:
        """Fillers of a slot; for an event noun also those that the parser hung on a phrase of it: "tariffs of ten
        percent on cars"."""
        found = self.slot(i, entry, slot)
        first, *inside = slot.split(">")
        if found or first in _LOGICAL or self.tree.is_verb(i):
            return found
        found = self._far(i, first)
        for how in inside:
            found = [k for f in found for k in self.frames.inside(f, how)]
        return found

    def find(self, i: int, entry: Trigger, slots: Iterable[str]) -> tuple[Pair, ...]:
        """The actors in the first slot that holds any; a phrase that the parser hung too deep is looked for last."""
        slots = tuple(slots)
        for slot in slots:
            fillers = (k for k in self.slot(i, entry, slot) if not self._venue(k, entry) and not self._setting(k, slot))
            if found := self._all(fillers, i):
                return found
        against = self.frames.index.words("against")
        if self.tree.is_verb(i):
            for slot in slots:
                if slot in against and (found := self._all(self.frames.loose(i, slot), i)):
                    return found
        if self.tree.is_verb(i) and not entry.reciprocal:
            return ()
        for slot in slots:
            if slot.partition(">")[0] in _LOGICAL:
                continue
            far = self._far(i, slot) if self.tree.is_verb(i) else self.slot_or_far(i, entry, slot)
            if found := self._all((k for k in far if not self._setting(k, slot)), i):
                return found
        return ()

    def _venue(self, k: int, entry: Trigger) -> bool:
        """Whether the phrase says where it is: "a meeting at the party's headquarters", "the London attack"."""
        words, found = self.frames.index.words, self.actors.names.get(k)
        city = found is not None and all(n.kind in ("seat", "place") for n in found.names)
        if city and entry.type == "ASSAULT" and entry.genitive == "subj":
            return k in self.frames.slots(self.tree.head[k]).get("gen", []) and not self.tree.is_verb(self.tree.head[k])
        meets = entry.type in _MEETINGS and self.tree.preps[k] in words("place") | words("instrument")
        return meets and any(key in words("venue") for key in self.tree.keys[k])

    def _setting(self, k: int, slot: str) -> bool:
        """Whether a nationality says where something is done, not by whom: "killed in the Ukrainian town of X"."""
        first, _, how = slot.partition(">")
        words, phrase = self.frames.index.words, self.tree.head[k]
        setting = how == "adj" and first in words("instrument") and first in words("place")
        return setting and any(w in words("place_noun") for w in self.tree.keys[phrase])

    def _with_whom(self, i: int, entry: Trigger) -> list[int]:
        """Who met somebody, where only these are named: "said after talks with", "discussed in a call with"."""
        tree, h = self.tree, self.tree.head[i]
        noun = not tree.is_verb(i) and tree.is_verb(h) and not tree.passive(h) and tree.dep[i] == "obl"
        timed = self.frames.index.lexicon.links.get(tree.preps[i]) in ("after", "before", "during")
        timed = timed or (entry.type == "CONSULT" and tree.preps[i] in self.frames.index.words("place"))
        if not (entry.reciprocal and noun and timed and self.frames.governor(i) is None):
            return []
        others = (k for slot in entry.target if slot not in _LOGICAL for k in self.frames.fillers(i, slot))
        return self.frames.doer(h) if self._all(others, i) else []

    def _speaker(self, i: int) -> list[int]:
        """Who says or believes what trigger `i` tells."""
        at = i
        for _ in range(_DEEP):
            governor = self.frames.governor(at)
            if governor is None:
                return []
            at = governor.token
            if governor.entry is not None and governor.entry.complement in (*SPEECH, "hypothetical"):
                return self.frames.doer(at)
        return []

    def theme(self, i: int, entry: Trigger, taken: set[int], *, done_to: bool) -> int | None:
        """What it is about: the first filler of a theme slot that is no actor; where it is done to no actor, else the
        thing or place that it is done to ("attacks on the enclave", "a curfew in Basra")."""
        fillers = [k for slot in entry.theme for k in self.slot(i, entry, slot)]
        if not done_to:
            towards = (k for slot in entry.target for k in self.slot(i, entry, slot))
            fillers += [k for k in towards if self.tree.is_nominal(k) and not self.frames.index.operates(self.tree, k)]
        own = (k for k in fillers if k not in taken and k != i and k not in self.tree.apart)
        return next((k for k in own if not self.actors.reading(k)), None)

    def as_actors(self, k: int, trigger: int, depth: int = 0) -> list[Pair]:
        """A filler as actors: itself, who did the event it names, who issued the document, or whose thing it is."""
        if len(titled := self._titled(k)) > 1:
            return [(person, person) for person in titled]
        if self.actors.reading(k) or self.actors.demonym(k):
            return [(k, k), *((owner, k) for owner in self.members.further(k))]
        if depth > _DEEP or k == trigger or self._counterpart(k):
            return []
        if self._speaks(k):
            here = self.frames.speakers.get(self.tree.sentence[k])
            return [] if here is None or here == k else self.as_actors(here, trigger, depth + 1)
        if self._takes_up_clause(k) or self._takes_up_thing(k):
            return []
        if called := self._called(k, trigger):
            return [x for d in called for x in self.as_actors(d, trigger, depth + 1)]
        if self.pronouns.is_one(k):
            meant = self._meant(k) or self.pronouns.meant(k)
            return [x for d in meant for x in self.as_actors(d, trigger, depth + 1)]
        if (told := clausal.summed_up(self.frames, k, trigger)) is not None:
            return [x for d in told for x in self.as_actors(d, trigger, depth + 1)]
        if k in self.events and not self.tree.is_verb(k):
            return self._doers(k)
        if self.is_document(k):
            return [x for d in self._issuer(k) for x in self.as_actors(d, trigger, depth + 1)]
        return [(d, k) for d in self._whose(k)]

    def _titled(self, k: int) -> list[int]:
        """The persons behind one title in the plural: "Presidents Meron and Vala met"."""
        tree, roles = self.tree, self.actors.roles
        if k not in roles or tree.morph[k].get("Number") != "Plur":
            return []
        named = [c for m in tree.having(k, "appos", "flat") for c in tree.coordinated(m)]
        return named if all(m > k and self.actors.is_person(m) for m in named) else []

    def _counterpart(self, k: int) -> bool:
        """Whether it is a counterpart of nobody knows whom (never the one whose it is), or a make of things."""
        if any(key in self.frames.index.words("kind_of") for key in self.tree.keys[k]):
            return True
        return k in self.actors.roles and self.actors.roles[k][1].kind == "counterpart"

    def _speaks(self, k: int) -> bool:
        """Whether the token is the "we" of a quotation."""
        tree = self.tree
        first, last = tree.sentences[tree.sentence[k]]
        own = tree.pos[k] == "PRON" and tree.norm[k] in self.frames.index.words("first_person")
        return own and any(tree.norm[m] in QUOTES for m in range(first, last))

    def _takes_up_clause(self, k: int) -> bool:
        """Whether the pronoun stands for what was said: "both deny it"."""
        thing = self.tree.pos[k] == "PRON" and self.tree.norm[k] in self.frames.index.words("pronoun_thing")
        if not thing or self.tree.dep[k] != "obj":
            return False
        said = self.frames.index.governing(self.tree, self.tree.head[k])
        return any(e.complement in (*SPEECH, "denied") for e in said)

    def _takes_up_thing(self, k: int) -> bool:
        """Whether it stands for what the clause before is about: "called off a march after police banned it"."""
        tree, verb = self.tree, self.tree.head[k]
        thing = tree.pos[k] == "PRON" and tree.norm[k] in self.frames.index.words("pronoun_thing")
        if not thing or tree.dep[k] != "obj" or tree.dep[verb] != "advcl" or not tree.preps[verb]:
            return False
        before = [m for m in tree.having(tree.head[verb], "obj") if m < k and tree.morph[m].get("Number") == "Sing"]
        return any(self.actors.reading(m) is None for m in before)

    def _called(self, k: int, trigger: int) -> list[int]:
        """What a free relative says that something is called: "in protest at *what they called the abuses of* …"."""
        tree, words = self.tree, self.frames.index.words
        if tree.pos[k] != "PRON" or tree.norm[k] not in words("free_relative"):
            return []
        calls = [v for v in tree.having(k, "acl") if v != trigger and any(w in words("calling") for w in tree.keys[v])]
        said = [m for v in calls for m in tree.kids[v] if m > v and tree.dep[m] in ("obj", "obl", "xcomp")]
        return [m for m in said if tree.is_nominal(m) and not self.pronouns.is_one(m)][:1]

    def is_document(self, k: int) -> bool:
        """Whether the noun is one that speaks for whoever issued it: resolution, statement."""
        return any(w in self.frames.index.words("document") for w in self.tree.keys[k])

    def note_document(self, k: int, issuer: int) -> None:
        """Remembers who issued a document, so that "the resolution" of a later sentence speaks for them."""
        if self.is_document(k):
            self.issuers.update(dict.fromkeys(self.tree.keys[k], issuer))

    def mentions(self, pairs: Iterable[Pair]) -> list[tuple[ActorMention, Pair]]:
        """The actors with their words, each with the tokens it was read from."""
        members = self.members
        found = (
            (members.mention(*pair) or self.actors.mention(*pair) or self.actors.nation(*pair), pair) for pair in pairs
        )
        return [(actor, pair) for actor, pair in found if actor is not None]

    def at_home(
        self,
        mention: ActorMention,
        pair: Pair,
        *,
        speaker: int | None,
        doers: Iterable[ActorMention] = (),
        place: PlaceMention | None = None,
        against: Iterable[Pair] = (),
    ) -> ActorMention:
        """A body or group without country with the one that the text lends it, else as it is.

        "His country's government" is the speaker's, "its troops" those of the state before, "the government" that a
        parliament speaks to its own, and the police of an event in Lahore Pakistan's (CAMEO codes by place); but a
        crowd that chants `against` Iran is not Iran's, and a militia's leader has "his fighters", not the army's."""
        if mention.actor or not (mention.code or "").startswith(UNKNOWN) or self._several_states(pair[0]):
            return mention
        sector, possessor = (mention.code or "")[3:], self._possessor(pair[0])
        if possessor is None and self._abroad(pair[1]):
            return mention
        if possessor is not None:
            himself = {d.code for d in doers if d.code and len(d.code) == _STATE} if sector == _GOVERNMENT else set()
            owner = self._owner_meant(pair[0], possessor, without=himself)
            if owner is not None and (group := self._group(owner)) is not None:
                return replace(mention, actor=group.actor, code=group.code) if sector in _ARMED else mention
            state = self.actors.country(owner) if owner else None
        else:
            state = self._nationality(mention, pair[0]) or self._said_before(pair[0])
            state = state or self._speakers(pair[0], speaker)
            state = state or self._doers_state(sector, doers)
            if state is None and sector not in _FROM_ANYWHERE:
                other = {s for k, _ in against if self.actors.is_state(k) for s in self.actors.states(k)}
                here = place.country if place is not None else None
                if here is None or here not in other:
                    state = here or self.homes.around(pair[0], sector, other)
                elif sector not in _CROWD:
                    state = self.homes.around(pair[0], sector, other)
        if state and any(w in self.frames.index.words("homeland") for w in self.tree.keys[pair[0]]):
            known = self.actors.gazetteer.country(state)  # "his country" is the state itself
            return replace(mention, actor=known.id, name=known.name_en or known.name, code=state)
        lent = self._of_state(mention, state, pair[0]) if state else mention
        own = possessor is None and any(d.code == lent.code for d in doers) and sector in _ARMED
        return mention if own else lent  # whose soldiers shoot at drones, they are not theirs

    def _abroad(self, phrase: int) -> bool:
        """Whether the phrase says that they are not of the place: "foreign troops", "UN-backed police", tourists."""
        words, keys = self.frames.index.words, self.tree.keys
        beside = words("foreign") | words("backed")
        if any(w in words("abroad") | words("of_no_state") for w in keys[phrase]) or phrase in self.actors.areas:
            return True
        told = [k for k in self.tree.kids[phrase] if self.tree.dep[k] not in ("case", "mark", "advmod")]
        told = [k for k in told if not self.tree.having(k, "obj")]  # "monks who had led marches" are at home
        return any(k in self.actors.areas or any(w in beside for w in keys[k]) for k in told)

    def _nationality(self, mention: ActorMention, phrase: int) -> str | None:
        """The state of the one nationality adjective in the phrase, wherever the parser hung it."""
        tree, first = self.tree, phrase
        inside = []
        for k in range(first + 1, tree.sentences[tree.sentence[first]][1]):
            if tree.end[k] > mention.end:
                break
            inside.append(k)
        names = self.actors.names
        adjectives = [k for k in inside if k in names and all(n.kind == "demonym" for n in names[k].names)]
        adjectives = [k for k in adjectives if not self.actors.reader.aside(tree, k, k)]
        states = {state for k in adjectives for state in self.actors.states(k)}
        return states.pop() if len(states) == 1 else None

    def _said_before(self, phrase: int) -> str | None:
        """The state of the body that an earlier phrase of the same words names in full: "the army" after "the Israeli
        army", where no other state's stands between."""
        tree, roles = self.tree, self.actors.roles
        if phrase not in roles or self._possessor(phrase) is not None:
            return None
        for k in range(phrase - 1, -1, -1):
            if k in roles and tree.norm[k] == tree.norm[phrase] and roles[k][1] == roles[phrase][1]:
                owner = self.actors.owner(k)
                if owner is not None:
                    return self.actors.country(owner[0])
        return None

    def _several_states(self, phrase: int) -> bool:
        """Whether it is a number of states: "fourteen countries" are not the one that the text names."""
        articles = ("", *self.frames.index.words("article_prefix"))
        if any(self.tree.norm[phrase] == a + w for w in self.frames.index.words("several") for a in articles):
            return True
        homeland = self.frames.index.words("homeland")
        return any(w in homeland for w in self.tree.keys[phrase]) and bool(self.tree.having(phrase, "nummod"))

    def _speakers(self, phrase: int, speaker: int | None) -> str | None:
        words = self.frames.index.words("homeland")
        if speaker is None or not any(w in words for k in self.tree.subtree(phrase) for w in self.tree.keys[k]):
            return None
        readings = [self.actors.reading(k) for k, _ in self.as_actors(speaker, phrase)]
        return next((c for r in readings if r and (c := self.actors.country(r))), None)

    def _doers_state(self, sector: str, doers: Iterable[ActorMention]) -> str | None:
        """The state whose body the doer is, for another body of it; police and courts deal with their own people."""
        domestic = _AT_HOME if sector in _BODIES else _JURISDICTION
        known = [a for d in doers if d.actor and (a := self.actors.gazetteer.actor(d.actor)) and a.kind in domestic]
        states = {a.country for a in known}
        return states.pop() if len(states) == 1 else None

    def _of_state(self, mention: ActorMention, state: str, token: int) -> ActorMention:
        """The state's body that the role noun at `token` names ("security forces"), else the first of its sector."""
        sector, known = (mention.code or "")[3:], self.actors.gazetteer
        role = self.actors.roles[token][1] if token in self.actors.roles else None
        named = role.institution if role and role.kind != "person" and role.sector == sector else None
        body = (known.institution(state, named) if named else None) or known.institution(state, sector)
        if body is None:
            return replace(mention, code=state + sector)
        return replace(mention, actor=body.id, name=body.name_en or body.name, code=body.code)

    def _meant(self, pronoun: int) -> list[int]:
        """The subject that "it" of a complement clause takes up: "Germany said it would deliver"."""
        verb = self.tree.head[pronoun]
        if self.tree.dep[pronoun] != "nsubj":
            return []
        while self.tree.dep[verb] == "conj" and self.tree.head[verb] != verb:
            verb = self.tree.head[verb]
        above = self.tree.head[verb]
        if verb == above or self.tree.dep[verb] not in ("ccomp", "xcomp", "advcl") or not self.tree.is_verb(above):
            return []
        if self.tree.dep[verb] == "advcl" and (done_to := self._done_to(above)):
            return done_to
        one = self.tree.norm[pronoun] in self.frames.index.words("pronoun_thing")
        return [d for d in self.frames.doer(above) if d != pronoun and not (one and self.frames.agreement.plural(d))]

    def _done_to(self, verb: int) -> list[int]:
        """Whom something is done to, where it is done by force: "arrested students as they marched" is about these."""
        if not any(e.type in _BY_FORCE for e in self.events.get(verb, ())):
            return []
        return [k for k in self.frames.fillers(verb, "obj") if self.actors.reading(k)]

    def _possessor(self, phrase: int) -> int | None:
        """The pronoun that says whose they are: "its government"."""
        tree, words = self.tree, self.frames.index.words
        third, relative = words("third_person"), words("relative")
        said = (k for k in tree.kids[phrase] if tree.norm[k] in third)
        whose = ("det", "nmod")
        return next(
            (k for k in said if tree.pos[k] == "PRON" or (tree.norm[k] in relative and tree.dep[k] in whose)), None
        )

    def _owner_meant(self, phrase: int, pronoun: int, *, without: Collection[str] = ()) -> Reading | None:
        """Whom "its" of "its government" takes up: the clause's or coordinated clause's subject, else what the pronoun
        fits, else the state named last before in the sentence; no state deals with its own government, which is it:
        "broke with Oman, accusing its government"."""
        tree = self.tree
        verb = tree.head[phrase]
        subjects = [k for k in self.frames.slots(verb).get("subj", []) if k != phrase] if tree.is_verb(verb) else []
        if not subjects and tree.dep[verb] == "conj":
            subjects = self.frames.doer(tree.head[verb])
        if tree.dep[verb] == "acl" and tree.norm[pronoun] in self.frames.index.words("relative"):
            return self._led(tree.head[verb])  # "Israel, whose minister accused him"
        below = tree.dep[verb] in ("ccomp", "xcomp", "advcl")  # "Chad said rebels attacked its town"
        told = [k for k in self.frames.doer(tree.head[verb]) if self.pronouns.fits(k, pronoun)] if below else []
        first = tree.sentences[tree.sentence[phrase]][0]
        near = [k for k in range(phrase - 1, first - 1, -1) if k in self.actors.names]
        relative = tree.head[tree.head[verb]] if tree.dep[verb] == "acl" and phrase not in subjects else verb
        around = [k for k in self.frames.doer(relative) if self.pronouns.fits(k, pronoun)] if relative != verb else []
        for candidates in (subjects, told, around, self.pronouns.meant(pronoun), near):
            found = [k for d in candidates for k, _ in self.as_actors(d, phrase)]
            readings = [r for k in found if k != phrase and (r := self._led(k))]
            owners = (r for r in readings if self.actors.country(r) or self._group(r))
            if owner := next((r for r in owners if self.actors.country(r) not in without), None):
                return owner
        return None

    def _led(self, k: int) -> Reading | None:
        """What an office is held of, for a holder; else who the phrase is."""
        held = self.actors.owner(k) if k in self.actors.roles else None
        return held[0] if held else self.actors.reading(k)

    def _group(self, owner: Reading) -> Reading | None:
        """The armed group that an owner is or leads; None for states and their bodies."""
        known = self.actors.gazetteer.actor(owner.actor) if owner.actor else None
        if known is None or (owner.code or "")[3:6] not in _REBELS:
            return None
        if known.kind != "Person":
            return owner
        led = [office.of for office in self.actors.gazetteer.offices(known.id) if office.code == owner.code]
        bodies = [b for b in led if (a := self.actors.gazetteer.actor(b)) is not None and a.kind == "ArmedGroup"]
        return replace(owner, actor=bodies[-1] if bodies else None)

    def _doers(self, event: int) -> list[Pair]:
        """Who did what an event noun names."""
        if event in self._asked:
            return []
        self._asked.add(event)
        entry = self.events[event][0]
        found = list(self.find(event, entry, entry.source))
        self._asked.discard(event)
        return found

    def _all(self, fillers: Iterable[int], trigger: int) -> tuple[Pair, ...]:
        return tuple(dict.fromkeys(pair for k in fillers for pair in self.as_actors(k, trigger)))

    def _far(self, i: int, slot: str) -> list[int]:
        governor = self.frames.governor(i)
        if self.tree.is_verb(i):  # "spoke by telephone with": only what hangs on a phrase of the verb
            near = [m for k in self.tree.having(i, "obl") for m in self.tree.having(k, "nmod")]
            return [m for m in near if self.tree.preps[m] == slot and self.tree.head[m] not in self.events]
        found = self.frames.far(i, slot)
        return found or (self.frames.far(governor.token, slot) if governor and governor.light else [])

    def _whose(self, k: int) -> list[int]:
        """Actors that a thing belongs to, by genitive, else by nationality, else by "of" ("sites of Hezbollah's")."""
        for how in ("gen", "adj", *sorted(self.frames.index.words("belonging"))):
            inside = [
                c
                for d in self.frames.inside(k, how)
                for c in (self.tree.coordinated(d) if self.actors.demonym(d) else (d,))
            ]
            inner = [d for d in dict.fromkeys(inside) if self.actors.reading(d) or self.actors.demonym(d)]
            if inner:
                return inner
        owners = [m for m in self.tree.kids[k] if self.tree.dep[m] == "nmod" and self.pronouns.is_one(m)]
        return [d for m in owners for d in self.pronouns.meant(m)]

    def _signed_by(self, k: int) -> list[int]:
        """From whom a document is, or by whom: "a statement from the ministry"."""
        words = self.frames.index.words
        marks = sorted((words("agent") | words("partitive")) - words("genitive"))
        return [d for mark in marks for d in self.frames.inside(k, mark) if self.actors.reading(d)]

    def _issuer(self, k: int) -> list[int]:
        """Who stands behind a document: whose it is, the doer of what governs it, or who issued the last such one."""
        own = self._whose(k) or self._signed_by(k)
        for verb in self.tree.having(k, "acl") if not own else ():  # "a resolution that parliament adopted"
            own = [d for d in self.frames.slots(verb).get("subj", []) if d != k]
        if own:
            return own
        h = self.tree.head[k]
        if h != k and self.tree.dep[k] in ("obj", "obl", "nmod") and (self.tree.is_verb(h) or h in self.events):
            return self.frames.doer(h)
        known = next((self.issuers[w] for w in self.tree.keys[k] if w in self.issuers), None)
        return [known] if known is not None else []
