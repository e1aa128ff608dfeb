"""The word classes that a pipeline shows its networks: folded form -> class, from lexicons of forms.

Verbs, adjectives and proper names come from Camel Morph MSA (CC BY 4.0), states and territories from
Unicode's CLDR.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.languages.script import fold
from extractors.training.morphology import all_forms, rows, to_script

if TYPE_CHECKING:
    from spacy.language import Language

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
    found: dict[str, set[str]] = defaultdict(set)
    for slot, _, form, pattern in all_forms(folder):
        aspect = "p" if slot.aspect == "Perf" else "i"
        kind = "I" if PATTERN_I.fullmatch(pattern) else "D"
        folded = fold(form)
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


def state_and_city_names() -> frozenset[str]:
    """The folded Arabic names of states, and of the cities and provinces of the gazetteer."""
    from ontology import gazetteer

    cities = (name for place in gazetteer.load().places() for name in place.names_ar)
    return frozenset(fold(name) for name in (*territory_names(), *cities))


def nationality_words() -> frozenset[str]:
    """The adjectives of nationality that are one word, folded, in all inflections, with the article and without."""
    from extractors import lexicon
    from extractors.names import demonym_forms
    from ontology import gazetteer

    words = lexicon.load("ar").words
    demonyms = [a.text for a in gazetteer.load().aliases() if a.kind == "demonym" and a.lang == "ar"]
    forms = (
        demonym_forms(fold(text), words["demonym_endings"], words["article_prefix"])
        for text in demonyms
        if " " not in text
    )
    return frozenset(form for group in forms for form in group)


def _joined(names: set[str]) -> str:
    """Verb readings first (at most two; a derived stem outweighs form I), then the rest behind a slash."""
    nominal = "".join(sorted(n for n in names if n in (ADJECTIVE, NAME, TERRITORY)))
    verbal = sorted(n for n in names if n not in (ADJECTIVE, NAME, TERRITORY))
    derived = [n for n in verbal if n[1] == "D"]
    return "+".join((derived or verbal)[:2]) + (f"/{nominal}" if nominal else "")


def organisation_names(nlp: Language) -> frozenset[str]:
    """Clubs, companies and media of `ar.organisations.txt`, as the folded tokens that the pipeline makes of them."""
    lines = (resources.files("extractors.languages") / "ar.organisations.txt").read_text(encoding="utf-8").splitlines()
    names = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return frozenset(" ".join(fold(t.text) for t in nlp.make_doc(name)) for name in names)
