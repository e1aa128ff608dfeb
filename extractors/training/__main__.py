"""python -m extractors.training TREEBANK_DIR NER_DIR RAW_FILE MORPH_DIR OUT [WORK]

Builds the Arabic pipeline from its sources: about an hour and a half on one core. WORK keeps what lies in between,
and steps whose result is there are not done again.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path

from extractors.languages import load_components
from extractors.training import build, card, corpora
from extractors.training.lemmas import verb_lemmas


def run(treebank: Path, names: Path, raw: Path, morph: Path, out: Path, work: Path) -> None:
    """All steps of the recipe."""
    load_components()
    work.mkdir(parents=True, exist_ok=True)
    train, dev, lines, counts = build.material(treebank, raw)
    if not (work / "vectors").exists():
        segmenter = build.train_segmenter(train, counts, work)
        build.make_tokenizer(segmenter, morph, work)
        build.write_parser_corpus(train, dev, morph, counts, work)
        build.train_vectors(list(corpora.segmented([*lines, *build.sentence_lines(train)], segmenter)), work)
    start = work / "pretrained" / "model-last.bin"
    if not start.exists():
        start = build.pretrain(lines, work)
    if not (work / "parser-train.spacy").exists():
        teachers = [build.train_teacher(seed, work, start=start) for seed in (1, 2)]
        build.add_silver(lines, teachers, work)
    parser = work / "parser" / "model-best"
    if not parser.exists():
        parser = build.train_parser(work, start=start)
    nlp = build.assemble(parser, names, morph, verb_lemmas(morph, counts, train), work)
    measured = card.scores(nlp, treebank, names)
    print(measured)
    card.write(nlp, measured, out)


def main(arguments: list[str]) -> int:
    """Exit code 2 where the folders are not given."""
    if len(arguments) not in (5, 6):
        print(__doc__, file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as scratch:
        treebank, names, raw, morph, out, work = map(Path, [*arguments, scratch][:6])
        run(treebank, names, raw, morph, out, work)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
