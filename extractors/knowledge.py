"""By which knowledge a language is read: a hash that changes where an article may be read otherwise than before."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

from ontology import gazetteer
from ontology.model import content_id

_HERE = Path(__file__).parent


def version(lang: str, own: Path | None = None) -> str:
    """A hash of the rules, the lexicon, the gazetteer, and the tables of one's own in the folder `own`."""
    tables = gazetteer.own_tables(own)
    mine = content_id(*((own / name).read_bytes() for name, _, _ in tables)) if own and tables else ""
    return _shipped(lang) + (f"+{mine}" if mine else "")


@functools.cache
def _shipped(lang: str) -> str:
    lexicons, languages = _HERE / "lexicons", _HERE / "languages"
    files = [*_HERE.glob("*.py"), *languages.glob("*.py"), *lexicons.glob(f"{lang}.*"), *languages.glob(f"{lang}.*")]
    files += [lexicons / "spelling.toml", *gazetteer.FOLDER.glob("*.csv"), *gazetteer.FOLDER.glob("*.ttl")]
    return fingerprint(files)


def fingerprint(files: Iterable[Path]) -> str:
    """A hash of files by name and content, in whatever order they come."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: (f.name, f.parent.name)):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
