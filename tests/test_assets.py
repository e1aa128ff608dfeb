"""What is fetched from the npm registry: checked, whole or not at all, and each failure says what to do."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg import assets
from ontology.errors import DataError, StoreError


def tarball(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


GOOD = tarball({"dist/x.js": b"x()", "LICENSE": b"MIT", "../../evil": b"evil"})
ASKED = "npm_config_registry"
INTEGRITY = "sha512-" + base64.b64encode(hashlib.sha512(GOOD).digest()).decode("ascii")


@pytest.fixture
def registry(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, bytes]]:
    """A registry of our own, by what it serves; the environment names it as npm's, which keeps nothing of it."""
    served: dict[str, bytes] = {"/@a/x/-/x-1.0.0.tgz": GOOD}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = served.get(self.path) or (described if served and self.path.lower() == "/@a%2fx" else None)
            self.send_response(200 if data else 404)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    version = {"name": "@a/x", "version": "1.0.0", "dist": {"tarball": f"{address}/@a/x/-/x-1.0.0.tgz"}}
    about = {"name": "@a/x", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}
    described = json.dumps(about).encode()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv(ASKED, address)
    monkeypatch.setenv("npm_config_cache", str(tmp_path_factory.mktemp("npm")))
    monkeypatch.setenv("KG_ASSETS", str(tmp_path / "kept"))
    package = assets.Package(
        name="@a/x", version="1.0.0", integrity=INTEGRITY, license="MIT", files=("dist/x.js", "LICENSE")
    )
    monkeypatch.setattr(assets, "packages", lambda: {"@a/x": package})
    yield served
    server.shutdown()
    server.server_close()


def test_a_package_is_fetched_once(registry: dict[str, bytes], tmp_path: Path) -> None:
    assert [package.name for package in assets.fetch()] == ["@a/x"]
    assert assets.text("@a/x", "dist/x.js") == "x()"
    assert assets.fetch() == []
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"x.js", "LICENSE"}


def test_another_checksum_keeps_nothing(registry: dict[str, bytes], tmp_path: Path) -> None:
    registry["/@a/x/-/x-1.0.0.tgz"] = tarball({"dist/x.js": b"evil()", "LICENSE": b"MIT"})
    with pytest.raises(StoreError, match="nothing was kept"):
        assets.fetch()
    assert not list(tmp_path.rglob("x.js"))


def test_without_the_registry_it_says_what_to_do(registry: dict[str, bytes], tmp_path: Path) -> None:
    registry.clear()
    with pytest.raises(StoreError, match=r"npm pack @a/x@1\.0\.0"):
        assets.fetch()
    with pytest.raises(StoreError, match=r"-m kg\.assets"):
        assets.text("@a/x", "dist/x.js")
    (tmp_path / "a-x-1.0.0.tgz").write_bytes(GOOD)
    assert [package.name for package in assets.fetch(tmp_path)] == ["@a/x"]


def test_a_file_that_the_package_lacks_is_a_fault_of_the_table(
    registry: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = assets.Package(name="@a/x", version="1.0.0", integrity=INTEGRITY, license="MIT", files=("no.js",))
    monkeypatch.setattr(assets, "packages", lambda: {"@a/x": package})
    with pytest.raises(DataError, match=r"no file 'no\.js'"):
        assets.fetch()


@pytest.mark.parametrize("line", ["registry = {}/", "@a:registry={}/"])
def test_the_registry_is_the_one_npm_is_configured_for(
    registry: dict[str, bytes], line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "package.json").write_text("{}")
    (tmp_path / "project" / ".npmrc").write_text(line.format(os.environ[ASKED]) + "\n")
    monkeypatch.delenv(ASKED)
    monkeypatch.chdir(tmp_path / "project")
    assert [package.name for package in assets.fetch()] == ["@a/x"]
