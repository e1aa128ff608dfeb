"""`kg serve`: the page live, a read-only SPARQL endpoint with YASGUI, the JSON API, and the files of Neo4j Browser.

It reads the archive and the embedded store and changes neither; it loads nothing from elsewhere."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from kg import api, assets, browser_kit, sparql_http
from kg.archive import Archive
from kg.guard import LOOPBACK, Guard
from kg.look import Picture, picture
from kg.verdicts import FILE as VERDICTS
from kg.verdicts import own_folder
from kg.view import LANGUAGES, page, safe_json
from ontology import schema
from ontology.errors import KGError, UsageError

_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
_POLICY += "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_YASGUI = {"yasgui.min.js": "text/javascript", "yasgui.min.css": "text/css"}
_OURS = {"yasgui.js": "text/javascript", "yasgui.css": "text/css"}


class Live:
    """What the archive says now: read again when its files have changed."""

    def __init__(self, home: Path, least: float) -> None:
        self.home, self.least = home, least
        self._lock = threading.Lock()
        self._state: object = None
        self._picture: Picture | None = None
        self._pages: dict[str, str] = {}

    def picture(self) -> Picture:
        """The picture of the archive as it is."""
        with self._lock:
            return self._fresh()

    def page(self, lang: str) -> str:
        """The page of that picture."""
        with self._lock:
            seen = self._fresh()
            if lang not in self._pages:
                self._pages[lang] = page(seen, lang=lang, least=self.least)
            return self._pages[lang]

    def _fresh(self) -> Picture:
        state = _signature(self.home)
        if self._picture is None or state != self._state:
            with Archive(self.home, create=False) as archive:
                self._picture = picture(archive, least=self.least)
            self._state, self._pages = _signature(self.home), {}
        return self._picture


def _signature(home: Path) -> object:
    """What changes when something is filed or decided: times and sizes of the archive, its log and one's own tables."""
    own = sorted(own_folder(home).glob("*.csv"))
    files = (home / "archive.sqlite", home / "archive.sqlite-wal", home / VERDICTS, *own)
    return [(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.exists() and f.stat().st_size]


def application(home: Path, *, least: float, timeout: float, host: str, token: str | None) -> FastAPI:
    """The application. Bound to another host than this machine's own, it must have a token."""
    local = host in LOOPBACK
    if not local and not token:
        raise UsageError(
            f"--host {host}: others could read all; give a token (--token or KG_TOKEN), or leave --host at 127.0.0.1"
        )
    live = Live(home, least)
    app = FastAPI(
        title="Geopolitical knowledge graph",
        summary="News as a graph of who did what to whom; every fact with its sentence. Reading only.",
        version="1",
        docs_url=None,  # they would load from a CDN
        redoc_url=None,
    )
    app.add_middleware(Guard, hosts=LOOPBACK if local else (), token=token)
    app.include_router(sparql_http.router(home, timeout))
    app.include_router(api.router(live.picture, home, timeout))
    app.include_router(browser_kit.router())

    @app.exception_handler(KGError)
    def told(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=400 if isinstance(error, UsageError) else 500)

    @app.get("/", include_in_schema=False)
    def root(lang: str = "en") -> HTMLResponse:
        shown = live.page(lang if lang in LANGUAGES else "en")
        return HTMLResponse(shown, headers={"Content-Security-Policy": "frame-ancestors 'none'"})

    @app.get("/yasgui", include_in_schema=False)
    def yasgui(token: str = "") -> HTMLResponse:
        asked = f"?token={quote(token, safe='')}" if token else ""  # the browser sends no header for a page's files
        shown = _file("yasgui.html").replace("{token}", asked)
        return HTMLResponse(shown, headers={"Content-Security-Policy": _POLICY})

    @app.get("/yasgui/{name}", include_in_schema=False)
    def yasgui_file(name: str) -> Response:
        if name in _YASGUI:
            return Response(assets.text("@zazuko/yasgui", f"build/{name}"), media_type=_YASGUI[name])
        if name in _OURS:
            filled = _file(name).replace("{prefixes}", safe_json(dict(schema.prefixes())))
            return Response(filled, media_type=_OURS[name])
        return Response("no such file\n", status_code=404, media_type="text/plain")

    return app


def _file(name: str) -> str:
    return (assets.PAGE / name).read_text(encoding="utf-8")


def check_port(host: str, port: int) -> None:
    """UsageError where the address cannot be listened on, before anything is read."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        raise UsageError(f"{host}:{port}: cannot listen ({error.strerror or error}); try another --port") from None


def run(app: FastAPI, *, host: str, port: int) -> None:
    """Serves until interrupted."""
    import uvicorn

    # no access log: a token may stand in an address
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
