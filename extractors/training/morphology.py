"""Inflected verb forms from Camel Morph MSA (NYU Abu Dhabi, CC BY 4.0), without vowel marks.

The lexicon gives stems in Buckwalter transliteration with conditions on what may follow them. Only the forms
that news has are built: third person in all genders and numbers, first person singular and plural.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Buckwalter letters and, in the same order, the Arabic ones
LATIN = "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{"
ARABIC = (
    "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d"
    "\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a"
    "\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064a\u0627"
)
_SCRIPT = str.maketrans(LATIN, ARABIC)
VALENCIES = {"trans", "intrans", "ditrans"}
CONDITIONS = VALENCIES | {
    "#-ay", "#-aw", "#-iy", "#-aY", "#-uw", "#-aA", "#-a>", "#-A'", "#n", "#t", "gem", ">-#", "a-#", "u-#",
}  # fmt: skip

# person, gender and number: the perfect's ending and its kind; the imperfect's prefix and its ending's kind
PERFECT = {
    "3MS": ("", "bare"), "3FS": ("t", "t"), "3MD": ("A", "dual"), "3FD": ("tA", "t"),
    "3MP": ("wA", "waw"), "3FP": ("n", "cons"), "1S": ("t", "cons"), "1P": ("nA", "cons"),
}  # fmt: skip
IMPERFECT = {
    "3MS": ("y", "bare"), "3FS": ("t", "bare"), "3MD": ("y", "dual"), "3FD": ("t", "dual"),
    "3MP": ("y", "waw"), "3FP": ("y", "cons"), "1S": (">", "bare"), "1P": ("n", "bare"),
}  # fmt: skip
INDICATIVE = {"bare": "", "dual": "An", "waw": "wn", "cons": "n"}
SHORTENED = {"bare": "", "dual": "A", "waw": "wA", "cons": "n"}
# the weak or hamzated end of a stem before each kind of ending
PERFECT_JOINT: dict[str, dict[str, str]] = {
    "#-aw": {"bare": "A", "dual": "w", "cons": "w"},
    "#-ay": {"bare": "Y", "dual": "y", "cons": "y"},
    "#-aA": {"bare": "A", "dual": "y", "cons": "y"},
    "#-iy": {"bare": "y", "t": "y", "dual": "y", "cons": "y"},
    "#-a>": {"bare": ">", "t": ">", "dual": ">", "cons": ">", "waw": "&"},
    "#-A'": {"bare": "A'", "t": "A'", "dual": "A'", "cons": ">", "waw": "A&"},
}
IMPERFECT_JOINT: dict[str, dict[str, str]] = {
    "#-aY": {"bare": "Y", "dual": "y", "cons": "y"},
    "#-uw": {"bare": "w", "dual": "w", "cons": "w"},
    "#-iy": {"bare": "y", "dual": "y", "cons": "y"},
    "#-aA": {"bare": "A", "dual": "y", "cons": "y"},
    "#-a>": {"bare": ">", "dual": ">", "cons": ">", "waw": "&"},
    "#-A'": {"bare": "A'", "dual": "A'", "cons": ">", "waw": "A&"},
}
FINAL_VOWELS = {"#-aY", "#-uw", "#-iy", "#-aA"}  # the jussive drops them


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A cell of the verb table, in the words of the treebank's features."""

    valency: str
    aspect: str
    voice: str
    mood: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """A stem with the conditions on its ending (`signs`) and on its context (`terms`)."""

    form: str
    signs: frozenset[str]
    terms: frozenset[str]


def to_script(latin: str) -> str:
    """Buckwalter transliteration as Arabic without vowel marks; two hamzas or hamza and alif become a
    madda."""
    bare = re.sub("[aiuo~FNK`_]", "", latin)
    return re.sub(r">A|>>|\|A", "|", bare).translate(_SCRIPT)


def lemma_of(entry: str) -> str:
    """The dictionary form of a lexicon entry, without its vowel pattern and sense number."""
    return to_script(re.sub(r"(-[aiu]+)*(_\d+)?(-[aiu]+)*$", "", entry))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of one of the lexicon's tables."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def verb_forms(folder: Path) -> dict[Slot, dict[str, str]]:
    """slot -> {lemma: form}; of verbs that are spelled alike (form I and form II), the first."""
    forms: dict[Slot, dict[str, str]] = defaultdict(dict)
    for slot, lemma, form, _ in all_forms(folder):
        forms[slot].setdefault(lemma, form)
    return forms


def all_forms(folder: Path) -> Iterator[tuple[Slot, str, str, str]]:
    """(slot, lemma, form, abstract pattern) of every verb, verbs that are spelled alike each with its own forms."""
    for aspect, file in (("Perf", "PV"), ("Imp", "IV")):
        passives = _passives(folder / f"MSA-Verb-{file}-Passive-Patterns.csv")
        for row in rows(folder / f"MSA-Verb-LEX-{file}.csv"):
            signs = frozenset(row["COND-S"].split())
            if not row["FORM"] or signs - CONDITIONS:
                continue
            valency = "trans" if signs & {"trans", "ditrans"} else "intrans"
            active = Stem(form=row["FORM"], signs=signs - VALENCIES, terms=frozenset(row["COND-T"].split()))
            stems = [("Act", active)]
            if valency == "trans":
                stems += [("Pass", stem) for stem in _passive(active, row, passives)]
            for voice, stem in stems:
                for mood, person, form in _inflected(stem, aspect):
                    slot = Slot(valency=valency, aspect=aspect, voice=voice, mood=mood, person=person)
                    yield slot, lemma_of(row["LEMMA"]), to_script(form), row["PATTERN_ABSTRACT"]


def _inflected(stem: Stem, aspect: str) -> Iterator[tuple[str, str, str]]:
    if aspect == "Perf":
        for person in PERFECT:
            if form := _perfect(stem, person):
                yield "", person, form
        return
    for mood in ("Ind", "Sub", "Jus"):
        for person in IMPERFECT:
            if form := _imperfect(stem, person, mood):
                yield mood, person, form


def _perfect(stem: Stem, person: str) -> str | None:
    ending, kind = PERFECT[person]
    if ("c-suff" in stem.terms) > (kind == "cons") or ("v-suff" in stem.terms and kind == "cons"):
        return None
    if "#n" in stem.signs:  # a final n merges with the ending's
        ending = {"3FP": "", "1P": "A"}.get(person, ending)
    if "#t" in stem.signs and person == "1S":
        ending = ""
    return stem.form + _joint(PERFECT_JOINT, stem, kind) + ending


def _imperfect(stem: Stem, person: str, mood: str) -> str | None:
    prefix, kind = IMPERFECT[person]
    if ">-#" in stem.signs:  # the first person's hamza has its own stem
        return None
    jussive = mood == "Jus"
    short = kind == "cons" or (kind == "bare" and jussive and "gem" not in stem.signs)
    if ("c-suff" in stem.terms and not short) or ("v-suff" in stem.terms and short):
        return None
    ending = (INDICATIVE if mood == "Ind" else SHORTENED)[kind]
    if kind == "cons" and "#n" in stem.signs:
        ending = ""
    joint = _joint(IMPERFECT_JOINT, stem, kind)
    if kind == "bare" and jussive and stem.signs & FINAL_VOWELS:
        joint = ""
    if kind == "bare" and short and "#-A'" in stem.signs:
        joint = ">"
    return prefix + stem.form + joint + ending


def _joint(table: dict[str, dict[str, str]], stem: Stem, kind: str) -> str:
    return next((table[sign].get(kind, "") for sign in sorted(stem.signs) if sign in table), "")


_Passives = dict[tuple[str, frozenset[str], frozenset[str]], list[tuple[re.Pattern[str], str, Stem]]]


def _passives(path: Path) -> _Passives:
    """(pattern, terms, signs) -> how the active stem becomes passive."""
    table: _Passives = defaultdict(list)
    for row in rows(path):
        if row["MATCH"] and row["SUB"]:
            match = row["MATCH"]
            match = match.replace("$", r"\$") if match.startswith("$") else match
            after = Stem(
                form="",
                terms=frozenset(row["COND-T-PASS"].split()),
                signs=frozenset(row["COND-S-PASS"].split()),
            )
            key = (row["PATTERN"], _conditions(row["COND-T"]), _conditions(row["COND-S"]))
            table[key].append((re.compile(match), re.sub(r"\$(\d)", r"\\\1", row["SUB"]), after))
    return table


@lru_cache(maxsize=4096)
def _conditions(cell: str) -> frozenset[str]:
    return frozenset(cell.split()) - VALENCIES


def _passive(active: Stem, row: dict[str, str], table: _Passives) -> Iterator[Stem]:
    key = (active.terms, active.signs)
    rules = table.get((row["PATTERN_LEMMA"], *key)) or table.get((row["PATTERN_ABSTRACT"], *key)) or []
    for pattern, replacement, after in rules:
        match = pattern.fullmatch(active.form)
        if match and not after.signs - CONDITIONS:
            yield Stem(form=match.expand(replacement), signs=after.signs - VALENCIES, terms=after.terms)
            return
