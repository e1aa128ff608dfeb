"""The steps of the recipe, in order; each writes into the working folder and says in one line what came
out."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from extractors.languages.segmenter import Segmenter
from extractors.training import corpora, names
from extractors.training.augment import augmented
from extractors.training.classes import nationality_words, organisation_names, state_and_city_names, word_classes
from extractors.training.morphology import verb_forms
from extractors.training.silver import agreed
from extractors.training.treebank import Sentence, gold_words, newswire, training_sentences, without_marks

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.languages.arabic import ArabicTokenizer
    from extractors.languages.lemmatizer import ArabicLemmatizer
    from extractors.languages.namelists import NameLists
    from extractors.languages.nametagger import NameTagger

CONFIGS = Path(__file__).parent
SEED = 1
RARE = 2  # words seen less often than this in raw news are no evidence
GOLD = "gold.spacy"
MOST_SILVER = 6000  # sentences
FINAL_STEPS = 3600  # of the parser that sees silver trees too
log = logging.getLogger(__name__)


def train_segmenter(sentences: list[Sentence], counts: Mapping[str, int], work: Path) -> Segmenter:
    """The clitic segmenter, from the words of the treebanks and the counts of raw news."""
    import pycrfsuite

    segmenter = Segmenter({word: n for word, n in counts.items() if n >= RARE})
    trainer = pycrfsuite.Trainer(verbose=False)
    for pieces, n in Counter(map(tuple, gold_words(sentences))).items():
        tags = [tag for piece in pieces for tag in ["B"] + ["I"] * (len(piece) - 1)]
        rows = segmenter.features("".join(pieces))
        for _ in range(min(n, 5)):
            trainer.append(rows, tags)
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 150, "feature.possible_transitions": True})
    trainer.train(str(work / "segmenter.crf"))
    segmenter.use((work / "segmenter.crf").read_bytes())
    return segmenter


def make_tokenizer(segmenter: Segmenter, morph: Path, work: Path) -> ArabicTokenizer:
    """The tokenizer with its word classes, saved as the folder `tokenizer`."""
    from spacy import blank

    from extractors.languages.arabic import WordClasses

    tokenizer = _tokenizer(blank("arx"))
    tokenizer.segmenter, tokenizer.classes = segmenter, WordClasses(word_classes(morph))
    tokenizer.to_disk(work / "tokenizer")
    return tokenizer


def _tokenizer(nlp: Language) -> ArabicTokenizer:
    return cast("ArabicTokenizer", nlp.tokenizer)


def train_vectors(lines: list[str], work: Path) -> None:
    """floret vectors of the folded syntactic words, as a pipeline folder `vectors`."""
    import floret
    from spacy import blank
    from spacy.training.initialize import convert_vectors

    text, table = work / "segmented.txt", work / "vectors.floret"
    text.write_text("\n".join(lines) + "\n", encoding="utf-8")
    floret.train_unsupervised(
        str(text), model="cbow", mode="floret", hashCount=2, bucket=30000, minn=3, maxn=5,
        dim=100, epoch=12, ws=3, minCount=3, thread=1, lr=0.05,
    ).save_floret_vectors(str(table))  # fmt: skip
    nlp = blank("arx")
    _tokenizer(nlp).from_disk(work / "tokenizer")
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret", attr="NORM")
    nlp.to_disk(work / "vectors")


def write_parser_corpus(
    train: list[Sentence], dev: list[Sentence], morph: Path, counts: Mapping[str, int], work: Path
) -> None:
    """The sentences with their trees, one copy of each with other verbs, and those to choose checkpoints by."""
    copies = list(augmented(train, verb_forms(morph), counts, SEED))
    _write_trees([*train, *copies], work / GOLD)
    _write_trees(dev, work / "parser-dev.spacy")
    log.info("trees: %d sentences, %d copies with other verbs, %d to choose by", len(train), len(copies), len(dev))


def add_silver(lines: list[str], teachers: Sequence[Path], work: Path) -> None:
    """What two parsers agree on in raw news, beside the trees that people made: the final parser's corpus."""
    import spacy
    from spacy.tokens import DocBin

    from extractors.languages.blas import use_fast_products

    one, other = map(spacy.load, teachers)
    for teacher in (one, other):
        use_fast_products(teacher)
    _write_trees(list(islice(agreed(lines, one, other), MOST_SILVER)), work / "silver.spacy")
    both = DocBin().from_disk(work / GOLD)
    silver = DocBin().from_disk(work / "silver.spacy")
    log.info("silver: %d sentences on which two parsers agree, beside %d", len(silver), len(both))
    both.merge(silver)
    both.to_disk(work / "parser-train.spacy")


def _write_trees(sentences: Iterable[Sentence], path: Path) -> None:
    from spacy import blank

    nlp = blank("arx")
    corpora.write_docs((corpora.sentence_doc(s, nlp) for s in sentences), path)


def pretrain(lines: list[str], work: Path) -> Path:
    """The parser's network after reading raw news: a file of weights to start from."""
    import json

    from spacy.training.pretrain import pretrain as read_on
    from spacy.util import load_model_from_config

    raw = work / "raw.jsonl"
    texts = (json.dumps({"text": line.strip()}, ensure_ascii=False) for line in lines if line.strip())
    raw.write_text("\n".join(texts) + "\n", encoding="utf-8")
    config = _config("parser", work, {"paths.raw": str(raw)})
    config["nlp"]["pipeline"] = ["tok2vec"]
    config["components"] = {"tok2vec": config["components"]["tok2vec"]}
    out = work / "pretrained"
    out.mkdir(parents=True, exist_ok=True)
    read_on(load_model_from_config(config, auto_fill=True).config.interpolate(), out)
    return out / "model-last.bin"


def train_teacher(seed: int, work: Path, *, start: Path) -> Path:
    """A parser of the gold trees alone; two of them, from different seeds, make the silver ones."""
    paths = {"paths.init_tok2vec": str(start), "paths.train": str(work / GOLD)}
    return _train(_config("parser", work, {**paths, "system.seed": seed}), work / f"teacher{seed}")


def train_parser(work: Path, *, start: Path) -> Path:
    """The parser of gold and silver trees."""
    steps = {"training.max_steps": FINAL_STEPS, "training.optimizer.learn_rate.total_steps": FINAL_STEPS + 100}
    return _train(_config("parser", work, {"paths.init_tok2vec": str(start), **steps}), work / "parser")


def _train(config: Any, out: Path) -> Path:
    """Trains a pipeline; gives the folder of its best checkpoint."""
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train

    out.mkdir(parents=True, exist_ok=True)
    train(init_nlp(config), out)
    return out / "model-best"


def _config(name: str, work: Path, more: Mapping[str, str | int]) -> Any:
    """The configuration file with the folders of this run."""
    from spacy.util import load_config

    from extractors.languages import load_components
    from extractors.languages.blas import use_fast_products

    load_components()
    use_fast_products()
    paths = {
        "paths.train": str(work / f"{name}-train.spacy"),
        "paths.dev": str(work / f"{name}-dev.spacy"),
        "paths.vectors": str(work / "vectors"),
        "paths.tokenizer": str(work / "tokenizer"),
    }
    return load_config(CONFIGS / f"{name}.cfg", overrides={**paths, **more})


def _chosen(checkpoints: Path, dev: Path) -> Language:
    """Of the best checkpoint, the last one and their mean, the one that reads the development sentences best."""
    import spacy
    from spacy.tokens import DocBin
    from spacy.training import Example

    best, last = (spacy.load(checkpoints / name) for name in ("model-best", "model-last"))
    candidates = {"best": best, "last": last, "mean": _mean(spacy.load(checkpoints / "model-best"), last)}
    scores = {}
    for name, nlp in candidates.items():
        docs = DocBin().from_disk(dev).get_docs(nlp.vocab)
        scores[name] = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])["dep_las"]
    log.info("development LAS: %s", ", ".join(f"{name} {100 * las:.2f}" for name, las in scores.items()))
    return candidates[max(scores, key=lambda name: scores[name])]


def _mean(nlp: Language, other: Language) -> Language:
    """`nlp` with weights halfway to those of `other`, another checkpoint of the same run."""
    for name, component in nlp.pipeline:
        layers = cast(Any, component).model.walk()
        for layer, twin in zip(layers, cast(Any, other.get_pipe(name)).model.walk(), strict=True):
            for weight in layer.param_names:
                if layer.has_param(weight):
                    layer.set_param(weight, (layer.get_param(weight) + twin.get_param(weight)) / 2)
    return nlp


def assemble(parser: Path, folder: Path, morph: Path, verbs: Mapping[str, list[str]], work: Path) -> Language:
    """One pipeline: the parser's network with sentence rules before and tidy trees after it, the name tagger, and the
    lists: verb forms, states, nationalities."""
    nlp = _chosen(parser.parent, work / "parser-dev.spacy")
    cast("ArabicLemmatizer", nlp.get_pipe("arabic_lemmatizer")).verbs = verbs
    nlp.add_pipe("sentence_rules", before="parser")
    nlp.add_pipe("one_tree", after="parser", config={"sentences": "rules"})
    add_names(nlp, folder, morph)
    _forget_paths(nlp)
    return nlp


def add_names(nlp: Language, folder: Path, morph: Path) -> None:
    """Trains the name tagger on the names files of a folder and puts it behind the parser, and behind it the lists:
    states and cities, nationalities, organisations."""
    known = names.known(nlp, morph)
    model = names.train(nlp, folder, known)
    cast("NameTagger", nlp.add_pipe("name_tagger")).use(model, known)
    lists = cast("NameLists", nlp.add_pipe("name_lists"))
    lists.nationalities, lists.states = nationality_words(), state_and_city_names()
    lists.organisations = organisation_names(nlp)


def _forget_paths(nlp: Language) -> None:
    """Takes this machine's folders out of the saved configuration."""
    for block in ("paths", "corpora", "pretraining"):
        nlp.config[block] = {}
    nlp.config["initialize"] = {}


def material(treebank: Path, raw: Path) -> tuple[list[Sentence], list[Sentence], list[str], Counter[str]]:
    """Training and development sentences, the lines of raw news, and how often each word occurs in them."""
    parts = zip(training_sentences(treebank), newswire(), strict=True)
    train, dev = ([without_marks(s) for s in [*trees, *own]] for trees, own in parts)
    lines = list(corpora.raw_lines(raw))
    counts = corpora.count_words(lines)
    log.info("raw news: %d words, %d forms", sum(counts.values()), len(counts))
    return train, dev, lines, counts


def sentence_lines(sentences: list[Sentence]) -> list[str]:
    """Training sentences as raw text, which the vectors may see too."""
    return ["".join(w.form + " " * w.space for w in s) for s in sentences]
