"""Bytes to disk, whole or not at all: a file or a folder is made beside its place and renamed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import UsageError

Files = Mapping[str, bytes]


def check_folder(path: Path, names: re.Pattern[str]) -> None:
    """Refuses a place where a folder of files with such names cannot stand: what others keep there is not ours."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: cannot be written: it is no folder, and this format is one; name another")
    if not path.exists():
        if not path.parent.is_dir():
            raise UsageError(f"{path}: cannot be written: no folder {path.parent}; make it first")
        return
    if Path.cwd().is_relative_to(path.resolve()):
        raise UsageError(f"{path}: cannot be written: you are in it; name a folder that is new, or holds an export")
    foreign = sorted(entry.name for entry in path.iterdir() if entry.is_dir() or not names.fullmatch(entry.name))
    if foreign:
        raise UsageError(
            f"{path}: cannot be written: it holds what is no export ({', '.join(foreign[:3])}"
            f"{' …' if len(foreign) > 3 else ''}); name a folder that is new, or holds an export of this format"
        )


def write_file(path: Path, data: bytes) -> None:
    """Writes beside the file and renames, so that nobody reads half of it; a device or pipe is written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask())  # mkstemp lets nobody else read
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_folder(path: Path, files: Files) -> None:
    """Puts a folder with these files in the place of the one there; on failure that one stays."""
    path = path.resolve()
    fresh = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    old = fresh.with_name(fresh.name + ".old")
    try:
        for name, data in files.items():
            (fresh / name).write_bytes(data)
            if name.endswith(".sh"):
                (fresh / name).chmod(0o777 & ~_umask())
        fresh.chmod(0o777 & ~_umask())
        if path.exists():
            path.rename(old)
        try:
            fresh.rename(path)
        except BaseException:
            if old.exists():
                old.rename(path)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
