"""``invoke bench --only served``: how many readers one nginx answers, with the files that are generated for it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.console import OperationError, say
from newsroom.commands.publish.server_files import server_files
from newsroom.commands.quality.audit import program
from newsroom.core import urls
from newsroom.engine.documents import text_address
from newsroom.engine.edition import Edition
from newsroom.features.stories.collection import Stories

#: Seconds that each address is asked for, and connections that ask at once.
_SECONDS, _AT_ONCE, _THREADS = 5, 64, 2
#: Seconds until the server has to answer.
_BEGIN = 20.0
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_SLOWEST = re.compile(r"99%\s+([\d.]+)(us|ms|s)\b")
_FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
#: An nginx around a generated server: ``folder`` is its own, ``public`` the one that is published to.
AROUND = """\
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes auto;
{modules}
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include "{public}/headers/current/nginx-server.conf";
}}
"""


class ServingFigures(Struct, frozen=True):
    """How one address was answered: bytes of an answer, answers in a second, and the slowest of a hundred in ms."""

    what: str
    size: int
    rate: float
    slowest: float


def served(root: Path, out: str = "") -> int:
    """Build for readers, serve that with nginx on this machine alone, and ask for some of it as fast as it answers.

    Args:
        root: the project's folder.
        out: a file for the result as Markdown.

    Returns:
        0, whatever the figures are.

    Raises:
        OperationError: when nginx or wrk is not there, or the site cannot be built.
    """
    for name in ("nginx", "wrk"):
        if program(name) is None:
            raise OperationError(f"{name} is not there; on Debian, root gets it with: apt-get install {name}")
    with tempfile.TemporaryDirectory(prefix="newsroom-served-") as name:
        folder = Path(name)
        # nginx may turn into a user who is not its owner.
        folder.chmod(0o755)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        asked = _lay_out(root, folder, f"http://127.0.0.1:{port}")
        with _nginx(folder, port):
            figures = [_asked(port, what, address, accept) for what, address, accept in asked]
    words = markdown(figures)
    say(words)
    if out:
        Path(out).write_text(words, "utf-8")
    return 0


def markdown(figures: list[ServingFigures]) -> str:
    """Return the figures as a table."""
    lines = ["| asked for | bytes | answers a second | MB a second | slowest of a hundred |", "|---|---|---|---|---|"]
    lines += [
        f"| {it.what} | {it.size:,} | {it.rate:,.0f} | {it.rate * it.size / 1e6:,.0f} | {it.slowest:.1f} ms |"
        for it in figures
    ]
    cores = os.cpu_count() or 1
    about = f"{_AT_ONCE} connections for {_SECONDS} s each; nginx and wrk share {cores} cores"
    return "\n".join([*lines, "", about, ""])


def _lay_out(root: Path, folder: Path, address: str) -> list[tuple[str, str, str]]:
    """Build the site and its server's files; return what is to be asked for: in words, the address, encodings."""
    say("building what readers get")
    outcome, plan = planned(BuildRequest(root, production=True, output=folder / "current", site_url=address))
    if not outcome.ok or plan is None:
        raise OperationError("the site cannot be built; invoke check says why")
    headers = folder / "headers" / "current"
    headers.mkdir(parents=True)
    for name, words in server_files(plan, str(folder)).items():
        (headers / name).write_text(words, "utf-8")
    story = _newest(plan.edition)
    return [
        ("a story, Brotli", story, "br"),
        ("the same, gzip", story, "gzip"),
        ("the same, as it is", story, ""),
        ("its text-only edition, Brotli", text_address(story), "br"),
        ("the front page, Brotli", "/", "br"),
        ("the feed, Brotli", urls.feed("/"), "br"),
        ("nothing: 404", "/nowhere/", "br"),
    ]


def _newest(edition: Edition) -> str:
    return next(
        (story.record.address for story in edition.get(Stories).live if story.record.fields.discreet is None),
        urls.front(),
    )


@contextlib.contextmanager
def _nginx(folder: Path, port: int) -> Iterator[None]:
    binary = program("nginx") or "nginx"
    modules = sorted(Path("/etc/nginx/modules-enabled").glob("*brotli-static*.conf"))
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        AROUND.format(
            folder=folder, public=folder, user=user, modules="\n".join(f"include {path};" for path in modules)
        ),
        "utf-8",
    )
    with subprocess.Popen([binary, "-e", str(folder / "error.log"), "-c", str(config)]) as process:
        try:
            _wait(process, port, folder / "error.log")
            yield
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _BEGIN
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise OperationError(f"nginx does not begin: {log.read_text('utf-8', errors='replace')[-500:]}")


def _asked(port: int, what: str, address: str, accept: str) -> ServingFigures:
    url = f"http://127.0.0.1:{port}{address}"
    command = [program("wrk") or "wrk", f"-t{_THREADS}", f"-c{_AT_ONCE}", f"-d{_SECONDS}s", "--latency"]
    command += ["-H", f"Accept-Encoding: {accept}"] if accept else []
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate, slowest = _RATE.search(output), _SLOWEST.search(output)
    failed = [
        match.group() for match in _FAILED.finditer(output) if "Non-2xx" not in match.group() or "404" not in what
    ]
    if rate is None or slowest is None or failed:
        raise OperationError(f"{url} was not answered well: {' '.join(output.split())[:300]}")
    return ServingFigures(what, _size(port, address, accept), float(rate[1]), float(slowest[1]) * _UNITS[slowest[2]])


def _size(port: int, address: str, accept: str) -> int:
    """Return the bytes of one answer, headers and body."""
    request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {accept}\r\nConnection: close\r\n\r\n"
    total = 0
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request.encode("ascii"))
        while part := line.recv(65536):
            total += len(part)
    return total
