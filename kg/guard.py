"""Who may ask the server: names it answers to, token, other sites' scripts; and the headers that keep pages apart.

A server on 127.0.0.1 can be reached by any page in the same browser. So the Host header must be this machine's
(a name bound to 127.0.0.1 by someone else is refused), and a request sent by another site's script is refused."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
OPEN = "/neo4j/"
"""Static files that Neo4j Browser, another site, fetches."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses a request before the application sees it; `hosts` empty: any name, then a token is needed."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], token: str | None) -> None:
        self.app, self.hosts, self.token = app, frozenset(hosts), token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, path = Headers(scope=scope), str(scope["path"])
        refused = self._refused(scope, headers, path)
        answer = refused or self.app

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), path)
            await send(message)

        await answer(scope, receive, guarded)

    def _refused(self, scope: Scope, headers: Headers, path: str) -> JSONResponse | None:
        host = headers.get("host", "")
        if self.hosts and _name(host) not in self.hosts:
            return _problem(421, f"this server does not answer to the name {host!r}")
        preflight = scope["method"] == "OPTIONS" and path.startswith(OPEN)
        origin = headers.get("origin")
        if origin is not None and not path.startswith(OPEN) and urlsplit(origin).netloc != host:
            return _problem(403, "a page of another site may not ask this server")
        if self.token and not preflight and not self._knows(scope, headers):
            refused = _problem(401, "a token is needed: Authorization: Bearer TOKEN, or ?token=TOKEN for a page")
            refused.headers["WWW-Authenticate"] = "Bearer"
            return refused
        return None

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        told = given.strip() if scheme.lower() == "bearer" else asked
        return hmac.compare_digest(told.encode("utf-8"), (self.token or "").encode("utf-8"))

    def _add(self, headers: MutableHeaders, path: str) -> None:
        for name, value in _HEADERS.items():
            headers[name] = value
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if path.startswith(OPEN) else "same-origin"
        headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")


def _name(host: str) -> str:
    """The host without its port."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def _problem(status: int, detail: str) -> JSONResponse:
    return JSONResponse({"detail": detail}, status_code=status)
