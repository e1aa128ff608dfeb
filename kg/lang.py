"""Which language a text is in, among the languages with a pipeline and those that are mistaken for them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import ReadError

_HARDLY = 0.1
_SAMPLE = 3000  # characters from the beginning: more changes no answer and costs time


def language(text: str, given: str | None, installed: Collection[str]) -> str:
    """The language a text will be read in: the given one, else the recognised one; it must be installed."""
    lang = given_language(given) if given else _recognised(text, frozenset(installed))[0]
    if lang not in installed:
        there = ", ".join(sorted(installed)) or "none"
        raise ReadError(f"language {lang}: no pipeline installed (installed: {there}); use --lang or --model")
    return lang


def given_language(tag: str) -> str:
    """The language of a tag as people write it: ar, AR-EG, en_US, eng."""
    primary = tag.strip().replace("_", "-").split("-")[0].casefold()
    return str(_names()["read_as"].get(primary, primary))


def contradicted(text: str, lang: str) -> str | None:
    """Why a text can hardly be in a language: it has next to none of its letters; None where nothing says so."""
    script = _names()["letters"].get(lang)
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    own = sum(unicodedata.name(c, "").startswith(f"{script} ") for c in letters)
    if script is None or not letters or own >= _HARDLY * len(letters):
        return None
    counted = f"of its first {len(letters)} letters {own or 'none'} {'is' if own < 2 else 'are'} {script.capitalize()}"
    return f'read as {lang}, as it was told, but {counted}; check --lang, or the "lang" of the line'


def guessed(text: str, given: str | None, installed: Collection[str]) -> str | None:
    """What to say of a short text whose language was guessed against the likeliest; None where nothing is."""
    lang, likeliest = (None, None) if given else _recognised(text, frozenset(installed))
    if lang == likeliest:
        return None
    return f'short, and read as {lang}, though {likeliest} is as likely; --lang, or the "lang" of the line, decides'


def _recognised(text: str, installed: frozenset[str]) -> tuple[str, str]:
    """The language to read a text in, and the likeliest one; they differ for some short texts."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample.casefold() if c.isalpha()]
    if not letters:
        raise ReadError("no words in this text")
    ranked = _recogniser(installed)(sample)
    likeliest, short = given_language(ranked[0][0]), _names()["short"]
    if likeliest in installed or len(letters) > short["letters"]:
        return likeliest, likeliest
    for name, score in ranked:
        lang = given_language(name)
        own = lang in installed and set(letters) <= set(short["alphabet"].get(lang, ""))
        if own and ranked[0][1] - score <= short["near"]:
            return lang, likeliest
    return likeliest, likeliest


@cache
def _recogniser(installed: frozenset[str]) -> Callable[[str], list[tuple[str, float]]]:
    """Languages with the logarithm of their likelihood, the likeliest first."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = LanguageIdentifier.from_model_file(MODEL_FILE)
    known.set_languages((set(_names()["candidates"]) | installed) & set(known.labels))
    return known.rank  # type: ignore[no-any-return]


@cache
def _names() -> dict[str, Any]:
    path = Path(__file__).with_name("languages.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
