"""A Neo4j server of one's own for `make neo4j`, from the jars of Maven Central, without Docker.

It listens on this machine only. Without NEO4J_PASSWORD it asks for none; with it, the first start sets it.
Neo4j is under the GPLv3 and is fetched by the user, never shipped."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

from ontology.errors import KGError, StoreError, UsageError

HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 180.0, 40.0
VERSION, BROWSER_VERSION = "5.26.30", "5.24.0"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
ADMIN_CLASS = "org.neo4j.server.startup.Neo4jAdminCommand"
JVM_FLAGS = (
    "-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true", "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)  # fmt: skip
POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-run</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>{BROWSER_VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""


def start(folder: Path, *, bolt: int = 7687, http: int = 7474, library: Path | None = None) -> str:
    """Starts the server and waits until it answers; gives a line that says where. Twice is once."""
    folder = folder.resolve()
    if (pid := running(folder)) and _until(lambda: answers(port_of(folder)), START_SECONDS):
        return f"Neo4j is running already (process {pid}) on bolt://{HOST}:{port_of(folder)}"
    for port in (bolt, http):
        _check_free(port)
    jars = (library or folder / "lib").resolve()
    _install(jars)
    _configure(folder, bolt, http)
    _set_password(folder, jars)
    process = _launch(folder, jars)
    (folder / "neo4j.pid").write_text(f"{process.pid}\n{bolt}\n", encoding="ascii")
    _wait(process, folder, bolt)
    return f"Neo4j answers on bolt://{HOST}:{bolt}, Browser on http://localhost:{http}/browser/"


def stop(folder: Path) -> str:
    """Ends the server that `start` began in this folder, and waits until it has ended."""
    folder = folder.resolve()
    pid = running(folder)
    if pid is None:
        return "Neo4j is not running"
    os.kill(pid, signal.SIGTERM)
    if not _until(lambda: running(folder) is None, STOP_SECONDS):
        raise StoreError(f"Neo4j (process {pid}) did not end within {STOP_SECONDS:g} s; look at {_log(folder)}")
    (folder / "neo4j.pid").unlink(missing_ok=True)
    return "Neo4j has ended"


def status(folder: Path) -> str:
    """Whether the server of this folder runs and answers."""
    folder = folder.resolve()
    pid = running(folder)
    if pid is None:
        return "Neo4j is not running"
    port = port_of(folder)
    state = "answers" if answers(port) else "runs but does not answer yet"
    return f"Neo4j (process {pid}) {state} on bolt://{HOST}:{port}"


def running(folder: Path) -> int | None:
    """The process of this folder's server, if it lives and is still ours (numbers are given out again)."""
    try:
        pid = int((folder / "neo4j.pid").read_text(encoding="ascii").split()[0])
        os.waitpid(pid, os.WNOHANG)  # a child that has ended stays in the list until it is asked for
    except ChildProcessError:
        pass
    except (OSError, ValueError, IndexError):
        return None
    try:
        os.kill(pid, 0)
        command = Path(f"/proc/{pid}/cmdline")
        return pid if not command.exists() or str(folder).encode() in command.read_bytes() else None
    except OSError:
        return None


def port_of(folder: Path) -> int:
    """The Bolt port that the server of this folder was started on."""
    return int((folder / "neo4j.pid").read_text(encoding="ascii").split()[1])


def answers(port: int) -> bool:
    """Whether a Bolt server shakes hands there: magic bytes and four versions, answered by one version."""
    versions = bytes([0, 4, 4, 5, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0])
    try:
        with socket.create_connection((HOST, port), 1) as server:
            server.settimeout(2)
            server.sendall(b"\x60\x60\xb0\x17" + versions)
            reply = server.recv(4)
            return len(reply) == 4 and reply != b"HTTP" and any(reply)
    except OSError:
        return False


def _install(jars: Path) -> None:
    """Fetches the jars once; a started but unfinished download is done again."""
    done = jars / ".complete"
    if done.exists():
        return
    maven = _program("mvn", "Maven")
    jars.mkdir(parents=True, exist_ok=True)
    pom = jars / "pom.xml"
    pom.write_text(POM, encoding="utf-8")
    command = [
        maven,
        "-q",
        "-B",
        "-f",
        str(pom),
        PLUGIN,
        f"-DoutputDirectory={jars}",
        "-DincludeScope=runtime",
    ]
    print(f"Fetching Neo4j {VERSION} from Maven Central (about 140 MB, once) …", file=sys.stderr)
    fetched = subprocess.run(command, capture_output=True, text=True, cwd=jars)
    if fetched.returncode:
        raise StoreError(f"Maven could not fetch Neo4j: {_last_lines(fetched.stdout + fetched.stderr)}")
    done.touch()


def _configure(folder: Path, bolt: int, http: int) -> None:
    for name in ("conf", "import"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    # The advertised addresses must follow the ports, else Browser looks at 7687.
    settings = f"""\
        server.default_listen_address={HOST}
        server.bolt.listen_address={HOST}:{bolt}
        server.bolt.advertised_address={HOST}:{bolt}
        server.http.listen_address={HOST}:{http}
        server.http.advertised_address={HOST}:{http}
        server.https.enabled=false
        dbms.security.auth_enabled={"true" if os.environ.get("NEO4J_PASSWORD") else "false"}
        server.memory.heap.initial_size=768m
        server.memory.heap.max_size=768m
        server.memory.pagecache.size=256m
        dbms.usage_report.enabled=false
        client.allow_telemetry=false
        server.directories.import=import
        db.tx_log.preallocate=false
        """
    (folder / "conf" / "neo4j.conf").write_text(dedent(settings), encoding="utf-8")


def _set_password(folder: Path, jars: Path) -> None:
    """The first password, which Neo4j takes only before its first start."""
    password = os.environ.get("NEO4J_PASSWORD")
    if not password or (folder / "data" / "databases" / "system").exists():
        return
    command = _java(jars, ADMIN_CLASS, "dbms", "set-initial-password", password, heap="256m")
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=_environment(folder))
    if done.returncode:
        raise StoreError(f"Neo4j refused NEO4J_PASSWORD: {_last_lines(done.stdout + done.stderr)}")


def _launch(folder: Path, jars: Path) -> subprocess.Popen[bytes]:
    command = _java(jars, MAIN_CLASS, f"--home-dir={folder}", f"--config-dir={folder / 'conf'}", heap="768m")
    with _log(folder).open("wb") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, env=_environment(folder),
            start_new_session=True,
        )  # fmt: skip


def _wait(process: subprocess.Popen[bytes], folder: Path, bolt: int) -> None:
    if not _until(lambda: process.poll() is not None or answers(bolt), START_SECONDS):
        process.terminate()
        raise StoreError(f"Neo4j did not answer within {START_SECONDS:g} s; look at {_log(folder)}")
    if process.poll() is not None:
        text = _log(folder).read_text(encoding="utf-8", errors="replace")
        raise StoreError(f"Neo4j ended with status {process.returncode}: {_last_lines(text)}")


def _java(jars: Path, main_class: str, *arguments: str, heap: str) -> list[str]:
    java = _program("java", "Java 17 or later")
    return [java, f"-Xmx{heap}", *JVM_FLAGS, "-cp", f"{jars}/*", main_class, *arguments]


def _environment(folder: Path) -> dict[str, str]:
    return dict(os.environ, NEO4J_HOME=str(folder), NEO4J_CONF=str(folder / "conf"))


def _program(name: str, what: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise UsageError(f"{what} is needed ({name} not found); install it, or use compose.yaml with Docker")
    return path


def _check_free(port: int) -> None:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError as error:
            raise UsageError(f"port {port} is taken; choose another with --bolt and --http") from error


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def _log(folder: Path) -> Path:
    return folder / "console.log"


def _last_lines(text: str) -> str:
    return " / ".join([line.strip() for line in text.splitlines() if line.strip()][-4:]) or "no reason given"


def main(arguments: list[str] | None = None) -> int:
    """`python -m kg.neo4j_server start|stop|status`."""
    parser = argparse.ArgumentParser(prog="python -m kg.neo4j_server", description="A local Neo4j server.")
    parser.add_argument("command", choices=("start", "stop", "status"))
    parser.add_argument("--dir", type=Path, default=Path(".neo4j"), help="where the server and its data live")
    parser.add_argument("--bolt", type=int, default=7687, help="port for Cypher")
    parser.add_argument("--http", type=int, default=7474, help="port for Neo4j Browser")
    given = parser.parse_args(arguments)
    try:
        if given.command == "start":
            print(start(given.dir, bolt=given.bolt, http=given.http))
        else:
            print(stop(given.dir) if given.command == "stop" else status(given.dir))
    except KGError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
