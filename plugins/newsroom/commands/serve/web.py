"""The web server of ``invoke serve``: the site as readers get it, on this machine only, and word of each build."""

from __future__ import annotations

import html
import json
import re
import sys
import threading
import uuid
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from newsroom.commands.console import say
from newsroom.core.media_types import type_of
from newsroom.features.headers.model import policy_for_serving

HOST = "127.0.0.1"
EVENTS = "/__newsroom/events"
SCRIPT = "/__newsroom/reload.js"
_TEXT, _HTML = type_of("a.txt"), type_of("a.html")
_TAG = f'<script type="module" src="{SCRIPT}"></script>'.encode()
#: A page's own policy, which has to let the script hear of builds.
_POLICY = re.compile(rb'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*(?=">)')
_NOTHING = b"<!doctype html><html lang=en><title>Nothing here</title><body><p>There is nothing at this address.</body>"
#: A page from elsewhere that has its name point at this machine must not read drafts.
_HOSTS = frozenset({"127.0.0.1", "localhost"})


class Board:
    """State that open pages are told: which build they should show, and the problems of the last one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        # A server that is started anew counts from another beginning.
        self._start = uuid.uuid4().hex
        self._built = 0
        self._problems = ""
        self._version = 0
        self.closed = False

    def announce(self, problems: str = "") -> None:
        """Report a build to browsers: a new site, or the problem that stopped it."""
        with self._changed:
            self._built += not problems
            self._problems = problems
            self._version += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who is waiting for word."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, known: int, seconds: float) -> tuple[int, str | None]:
        """Wait for something new.

        Args:
            known: the version that the asker has.
            seconds: the longest wait.

        Returns:
            The present version, and its JSON unless it is the one that was known.
        """
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._version != known, seconds)
            if self._version == known:
                return known, None
            state = {"built": f"{self._start}-{self._built}", "problems": self._problems}
            return self._version, json.dumps(state)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Otherwise a busy port would be shared on some systems.
    allow_reuse_port = False

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002  the base class's
        """Print an error of a request on one line; nothing where the browser has hung up."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, (ConnectionError, TimeoutError)):
            say(f"a request could not be answered ({type(error).__name__}: {error})", error=True)


def listen(output: Path, port: int, board: Board) -> ThreadingHTTPServer:
    """Return a server on the loopback address that is ready to be run.

    Args:
        output: the folder with the site.
        port: the port; 0 for any that is free.
        board: tells the pages of builds.

    Raises:
        OSError: when the port cannot be had.
        OverflowError: when there is no such port.
    """
    return _Server((HOST, port), partial(_Handler, output=output, board=board))


class _Handler(BaseHTTPRequestHandler):
    server_version = "newsroom"
    sys_version = ""

    def __init__(self, *args: object, output: Path, board: Board) -> None:
        self._output = output
        self._board = board
        super().__init__(*args)  # type: ignore[arg-type]  # what the server hands over goes on as it came

    def do_GET(self) -> None:
        """Answer with a file, the script or word of builds."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer as to GET, without a body."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing of single requests."""

    def _answer(self) -> None:
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        address = urlsplit(self.path)
        path = "/" + unquote(address.path, errors="replace").lstrip("/")
        if host not in _HOSTS:
            self._send(HTTPStatus.FORBIDDEN, _TEXT, b"This server answers only to this machine.\n")
        elif path == EVENTS:
            self._events()
        elif path == SCRIPT:
            script = resources.files("newsroom.commands.serve").joinpath("reload.js").read_bytes()
            self._send(HTTPStatus.OK, type_of(SCRIPT), script)
        else:
            self._file(path, address.query)

    def _file(self, path: str, query: str) -> None:
        file = self._inside(path)
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                location = quote(path) + "/" + (f"?{query}" if query else "")
                self._send(HTTPStatus.MOVED_PERMANENTLY, _TEXT, b"", location)
                return
            file /= "index.html"
        elif path.endswith("/"):
            file = None
        status = HTTPStatus.OK
        if file is None or not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, self._output / "404.html"
        try:
            body = file.read_bytes()
        except OSError:
            status, body = HTTPStatus.NOT_FOUND, _NOTHING
        kind = type_of(file.name)
        self._send(status, kind, _with_script(body) if kind == _HTML else body)

    def _inside(self, path: str) -> Path | None:
        """Return the file that an address names, unless it would lie outside the site."""
        if "\0" in path or "\\" in path:
            return None
        file = (self._output / path.lstrip("/")).resolve()
        return file if file.is_relative_to(self._output.resolve()) else None

    def _send(self, status: HTTPStatus, kind: str, body: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        known = -1
        try:
            while self.command != "HEAD" and not self._board.closed:
                known, word = self._board.wait(known, 5)
                # A comment shows whether anybody is still there.
                self.wfile.write(f"data: {word}\n\n".encode() if word is not None else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the page was left


def _with_script(page: bytes) -> bytes:
    page = _POLICY.sub(_policy_for_serving, page, count=1)
    head, end, rest = page.rpartition(b"</body>")
    return head + _TAG + end + rest if end else page + _TAG


def _policy_for_serving(match: re.Match[bytes]) -> bytes:
    return html.escape(policy_for_serving(html.unescape(match.group().decode()))).encode()
