"""What Neo4j Browser fetches from `kg serve`: a style, a guide, and the canned questions as favourites.

In Browser: `:play http://localhost:8765/neo4j/guide.html` (with 127.0.0.1 Browser refuses it)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fastapi import APIRouter, Request, Response

import queries
from ontology import events as codebook
from ontology import schema

FOLDER = Path(__file__).parent / "neo4j_kit"
_COLORS = {1: "#A9D1EE", 2: "#63A9E0", 3: "#F6BE7A", 4: "#F0857A"}  # light: the caption stands on the arrow
_DARK = "text-color-internal: #1C2430; text-color-external: #1C2430;"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Private-Network": "true",
}


def router() -> APIRouter:
    """`/neo4j/…`, which another site's page may read."""
    made = APIRouter(prefix="/neo4j", include_in_schema=False)

    @made.options("/{name}")
    def allowed(name: str) -> Response:
        return Response(status_code=204, headers=_CORS)

    @made.get("/{name}")
    def file(name: str, request: Request, token: str = "") -> Response:
        files: dict[str, Callable[[], tuple[str | bytes, str]]] = {
            "style.grass": lambda: (style("name"), "text/plain"),
            "style.ar.grass": lambda: (style("nameAr"), "text/plain"),
            "guide.html": lambda: (guide(str(request.base_url).rstrip("/"), token), "text/html"),
            "favorites.cypher": lambda: (favorites(), "text/plain"),
            "favorites.zip": lambda: (favorites_zip(), "application/zip"),
            "setup.cypher": lambda: ((FOLDER / "setup.cypher").read_bytes(), "text/plain"),
        }
        if name not in files:
            return Response(f"no such file; there are {', '.join(files)}\n", 404, _CORS, "text/plain")
        text, kind = files[name]()
        return Response(text, headers=_CORS, media_type=kind)

    return made


def indexes() -> tuple[str, ...]:
    """The statements of `setup.cypher`, one a line; those of comments left out."""
    lines = (FOLDER / "setup.cypher").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip().rstrip(";") for line in lines if line.strip() and not line.startswith("//"))


def style(caption: str) -> str:
    """GraSS: nodes as in the file, ties coloured by quad class.

    Nodes that the file captions with {nameEn} have a name in both scripts, and are captioned with that property."""
    nodes = (FOLDER / "style.grass").read_text(encoding="utf-8").replace("'{nameEn}'", f"'{{{caption}}}'")
    types = codebook.load()
    arrow = "shaft-width: 13px; font-size: 9px; caption: '<type>'"
    ties = [
        f"relationship.{edge.type} {{ color: {_COLORS[types.quad_class(name)]}; {arrow}; {_DARK} }}"
        for name, edge in sorted(schema.load().verbs.items())
    ]
    return nodes + "\n".join(ties) + "\n"


def guide(address: str, token: str = "") -> str:
    """The guide, with the address that it was asked at."""
    text = (FOLDER / "guide.html").read_text(encoding="utf-8")
    asked = f"?token={quote(token, safe='')}" if token else ""
    return text.replace("{address}", escape(address)).replace("{token}", asked)


def favorites() -> str:
    """All canned questions in Cypher, with their defaults put in, so that each runs as it stands."""
    return "\n\n".join(_runnables().values()) + "\n"


def favorites_zip() -> bytes:
    """The same, a file each: dropped on Browser, each becomes a favourite, where one file becomes a single one.

    No folder inside, as Browser 5.24 makes one anew for each file in it. The bytes are the same each time."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in _runnables().items():
            archive.writestr(ZipInfo(f"{name}.cypher"), text + "\n")
    return packed.getvalue()


def _runnables() -> dict[str, str]:
    return {name: _runnable(queries.load(name, "cypher")) for name in queries.names()}


def _runnable(question: queries.Query) -> str:
    lines = [line for line in question.text.splitlines() if line.strip() and not line.lstrip().startswith("//")]
    body = "\n".join(_filled(line, question.params) for line in lines)
    return f"// {question.title}\n{body.rstrip(';')};"


def _filled(line: str, params: Mapping[str, object]) -> str:
    return re.sub(r"\$(\w+)", lambda hit: json.dumps(params[hit[1]], ensure_ascii=False), line)
