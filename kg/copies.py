"""Which articles are copies of one text, and which sources are independent of each other.

Near-identical texts are found by MinHash over character n-grams (Broder 1997) of the folded text. What one publisher
says, copies of one text, and articles that credit one wire agency are one source, however many they are."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from importlib import resources
from typing import TYPE_CHECKING

from extractors.fold import fold
from kg.groups import joined
from ontology.errors import DataError
from ontology.model import Article

if TYPE_CHECKING:
    import numpy as np
    from datasketch import MinHash
    from numpy.typing import NDArray

GRAM = 5  # letters
PERMUTATIONS = 128
BYTES = 4 * PERMUTATIONS
ALIKE = 0.7  # Jaccard similarity of the n-grams from which a text counts as a copy: five sixths of the text are shared
LOOKED = 0.6  # from which the index proposes a text, so that few copies are overlooked
SEED = 1
_EDGE = 200  # characters at the start and the end of an article, where an agency is credited
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_NOT_WORD = re.compile(r"\W+")


def fingerprint(text: str) -> bytes:
    """The MinHash of a text, to keep; equal for texts that differ in case, marks, spaces and punctuation only."""
    plain = _NOT_WORD.sub(" ", fold(text)).strip()
    grams = {plain[i : i + GRAM] for i in range(max(1, len(plain) - GRAM + 1))}
    made = _minhash()
    made.update_batch([gram.encode("utf-8", "surrogatepass") for gram in sorted(grams)])
    return bytes(made.hashvalues.astype("<u4").tobytes())


def copies(prints: Mapping[str, bytes]) -> dict[str, str]:
    """For each article the first, by id, of those that its text is a copy of: itself where there is none.

    DataError: a fingerprint was made with another number of permutations, so that it cannot be compared."""
    import numpy as np
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=LOOKED, num_perm=PERMUTATIONS)
    kept: dict[str, MinHash] = {}
    alike = []
    for article in sorted(prints):
        if len(prints[article]) != BYTES:
            raise DataError(
                f"article {article}: its fingerprint has {len(prints[article])} bytes, not {BYTES} "
                f"({PERMUTATIONS} permutations); make it anew with kg.copies.fingerprint(text)"
            )
        made = _minhash(np.frombuffer(prints[article], dtype="<u4").astype(np.uint32))
        alike.append((article, *(x for x in index.query(made) if made.jaccard(kept[x]) >= ALIKE)))
        kept[article] = made
        index.insert(article, made)
    return {article: group[0] for group in joined(alike) for article in group}


def independent(articles: Iterable[Article], copy_of: Mapping[str, str]) -> list[list[str]]:
    """The articles, by id, in groups that do not depend on each other."""
    own = "article "
    ties = [
        (own + a.id, f"text {copy_of.get(a.id, a.id)}", *(f"of {source}" for source in _sources(a))) for a in articles
    ]
    return [[x.removeprefix(own) for x in group if x.startswith(own)] for group in joined(ties)]


def _sources(article: Article) -> set[str]:
    """The publisher of an article and the agencies that it credits at its start or end, by one name each."""
    known = agencies()
    publisher = fold(article.publisher or "").strip()
    edges = f"{article.text[:_EDGE]}\n{article.text[_EDGE:][-_EDGE:]}"
    credited = (part.strip() for found in _CREDIT.findall(edges) for part in re.split(r"[/,،–-]", fold(found)))
    out = {known[name] for name in credited if name in known}
    return out | ({known.get(publisher, publisher)} if publisher else set())


@functools.cache
def agencies() -> Mapping[str, str]:
    """Names of wire agencies, folded, and the one that each is known by."""
    table = tomllib.loads((resources.files("kg") / "agencies.toml").read_text(encoding="utf-8"))
    return {fold(name): agency for agency, names in table["agencies"].items() for name in names}


def _minhash(values: NDArray[np.uint32] | None = None) -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme="affine32", hashvalues=values)


def publishers(articles: Collection[Article]) -> int:
    """How many publishers there are, agencies by one name."""
    return len({agencies().get(fold(a.publisher), fold(a.publisher)) for a in articles if a.publisher})
