"""The SPARQL 1.1 protocol, its reading half: GET and POST, answers by the Accept header, no updates, no SERVICE."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from kg.ask import placed, with_prefixes
from kg.stores import DEFAULT_FOLDER
from kg.stores.child import Stopped
from kg.stores.protocol import RESULTS, TRIPLES, answer
from ontology.errors import StoreError, UsageError

BODY = 2**20
AT_ONCE = 4
_TYPES = ", ".join((*RESULTS, *TRIPLES))
_DESCRIPTION = (
    "A SELECT, ASK, CONSTRUCT or DESCRIBE query. Prefixes of the vocabulary need not be declared. Updates and SERVICE "
    f"are refused. The Accept header chooses among {_TYPES}."
)
_TEXT = {"schema": {"type": "string"}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer", "content": dict.fromkeys((*RESULTS, *TRIPLES), _TEXT)},
    **{
        status: {"description": told, "content": {"text/plain": _TEXT}}
        for status, told in (
            (400, "The query cannot be read, and where; or no query, or two"),
            (403, "An update, which is refused"),
            (503, "Too many queries at once"),
            (504, "The query was stopped, as it took too long"),
        )
    },
}
_FORM = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
_BODY = {
    "required": True,
    "content": {"application/sparql-query": _TEXT, "application/x-www-form-urlencoded": {"schema": _FORM}},
}


def router(home: Path, timeout: float) -> APIRouter:
    """`/sparql` on the embedded store of `home`; a query is stopped after so many seconds."""
    made = APIRouter(tags=["SPARQL"])
    free = threading.BoundedSemaphore(AT_ONCE)

    def run(text: str, accept: str) -> Response:
        if not free.acquire(timeout=timeout):
            return _plain(503, f"{AT_ONCE} queries are running; try again")
        asked = with_prefixes(text)
        try:
            results, triples = chosen(accept, RESULTS), chosen(accept, TRIPLES)
            kind, body = answer(asked, home / DEFAULT_FOLDER, results=results, triples=triples, timeout=timeout)
            return Response(body, media_type=kind)
        except UsageError as error:
            return _plain(400, placed(str(error), text, asked))
        except Stopped as error:
            return _plain(504, str(error))
        except StoreError as error:
            return _plain(500, str(error))
        finally:
            free.release()

    @made.get(
        "/sparql", summary="Ask a SPARQL query", description=_DESCRIPTION, response_class=Response, responses=_ANSWERS
    )
    async def get(request: Request, query: str = "") -> Response:
        fields = parse_qs(request.url.query, keep_blank_values=True)
        refused = _refusal(fields)
        if refused:
            return refused
        return await run_in_threadpool(run, query, request.headers.get("accept", ""))

    @made.post(
        "/sparql", summary="Ask a SPARQL query (form or body)", description=_DESCRIPTION, response_class=Response,
        responses=_ANSWERS, openapi_extra={"requestBody": _BODY},
    )  # fmt: skip
    async def post(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > BODY:
                return _plain(413, f"the request is larger than {BODY // 2**20} MB")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            return _plain(400, f"the body is no UTF-8: {error}")
        fields = parse_qs(request.url.query, keep_blank_values=True)
        if kind == "application/x-www-form-urlencoded":
            fields |= parse_qs(text, keep_blank_values=True)
        elif kind == "application/sparql-query":
            fields["query"] = [text]
        elif kind == "application/sparql-update":
            fields["update"] = [text]
        else:
            return _plain(415, "send application/x-www-form-urlencoded or application/sparql-query")
        refused = _refusal(fields)
        if refused:
            return refused
        return await run_in_threadpool(run, fields["query"][0], request.headers.get("accept", ""))

    return made


def chosen(accept: str, offered: Mapping[str, str]) -> str:
    """The offered media type that an Accept header likes best; the first where it names none of them."""
    ranked = sorted(_ranges(accept), key=lambda pair: -pair[1])
    for wanted, quality in ranked:
        for kind in offered:
            if quality > 0 and (kind == wanted or (wanted.endswith("/*") and kind.startswith(wanted[:-1]))):
                return kind
    return next(iter(offered))


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *options = (piece.strip().lower() for piece in part.split(";"))
        told = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            yield name, float(told)
        except ValueError:
            yield name, 0.0


def _refusal(fields: Mapping[str, list[str]]) -> Response | None:
    """What the protocol allows and this endpoint does not."""
    if "update" in fields:
        return _plain(403, "this endpoint only reads: updates are refused; `kg ingest` and `kg load` change the graph")
    if any(name in fields for name in ("default-graph-uri", "named-graph-uri")):
        return _plain(400, "the store holds one graph, the default one; leave out default-graph-uri, named-graph-uri")
    if len(fields.get("query", [])) != 1 or not fields["query"][0].strip():
        return _plain(400, "give one query: GET /sparql?query=… or POST it")
    return None


def _plain(status: int, text: str) -> Response:
    return Response(text + "\n", status_code=status, media_type="text/plain")
