"""`kg serve` in a thread, on a free port of this machine, for the tests that ask it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg import serve


@contextmanager
def served(home: Path, *, timeout: float, token: str | None = None) -> Iterator[int]:
    """The port, while it serves a home folder."""
    app = serve.application(home, least=0.0, timeout=timeout, host="127.0.0.1", token=token)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)
