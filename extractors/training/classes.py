"""The word classes that a pipeline shows its networks: folded form -> class, from lexicons of forms.

Verbs, adjectives and proper names come from Camel Morph MSA (CC BY 4.0), states and territories from
Unicode's CLDR.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from extractors.languages.script import fold
from extractors.training.morphology import lemma_of, rows, to_script, verb_forms

ADJECTIVE, NAME, TERRITORY = "A", "N", "T"
NO_TERRITORIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # codes of unions, remainders and test languages
# what an adjective's form ends in: feminine, sound plurals, accusative
ADJECTIVE_ENDINGS = ["", "h", "At", "yn", "wn", "A"]
LONG_WA, WAW = fold(to_script("wA")), fold(to_script("w"))
YA, MAQSURA, ALIF = fold(to_script("y")), to_script("Y"), fold(to_script("A"))
PATTERN_I = re.compile("1a2[aiu]3")


def word_classes(folder: Path) -> dict[str, str]:
    """folded form -> class; a form that is several things has their classes joined."""
    found = _verbs(folder)
    for file, name in (("MSA-Adj-LEX.csv", ADJECTIVE), ("MSA-Noun-Prop-LEX.csv", NAME)):
        for row in rows(folder / file):
            word = fold(to_script(re.sub(r"(_\d+)?$", "", row["FORM"])))
            for ending in ADJECTIVE_ENDINGS if name == ADJECTIVE else [""]:
                if len(word) > 2:
                    found[word + fold(to_script(ending))].add(name)
    for word in _territories():
        found[word].add(TERRITORY)
    return {word: _joined(names) for word, names in sorted(found.items())}


def _verbs(folder: Path) -> dict[str, set[str]]:
    kinds = defaultdict(set)
    for row in rows(folder / "MSA-Verb-LEX-PV.csv"):
        kinds[lemma_of(row["LEMMA"])].add("I" if PATTERN_I.fullmatch(row["PATTERN_ABSTRACT"]) else "D")
    found: dict[str, set[str]] = defaultdict(set)
    for slot, forms in verb_forms(folder).items():
        aspect = "p" if slot.aspect == "Perf" else "i"
        for lemma, form in forms.items():
            folded = fold(form)
            for kind in kinds.get(lemma, {"D"}):
                if len(folded) > 2:
                    name = aspect + kind + slot.person
                    found[folded].add(name)
                    if slot.person.endswith("P") and folded.endswith(LONG_WA):
                        found[folded[:-1]].add(name + "e")  # before an object pronoun
                    if form.endswith(MAQSURA):
                        found[folded[:-1] + ALIF].add(name)
    return found


def _territories() -> set[str]:
    return {fold(name) for name in territory_names() if " " not in name and len(name) > 2}


def territory_names() -> list[str]:
    """The states and territories of CLDR in Arabic, without the world, its regions and its unions."""
    from babel import Locale

    names = dict(Locale("ar").territories)
    return sorted(str(name) for code, name in names.items() if code.isalpha() and code not in NO_TERRITORIES)


def _joined(names: set[str]) -> str:
    """Verb readings first (at most two; a derived stem outweighs form I), then the rest behind a slash."""
    nominal = "".join(sorted(n for n in names if n in (ADJECTIVE, NAME, TERRITORY)))
    verbal = sorted(n for n in names if n not in (ADJECTIVE, NAME, TERRITORY))
    derived = [n for n in verbal if n[1] == "D"]
    return "+".join((derived or verbal)[:2]) + (f"/{nominal}" if nominal else "")
