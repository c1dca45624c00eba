"""A network between a publisher and a store, in which a test decides what becomes of each request and its answer."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from abc import ABC, abstractmethod
from urllib.parse import urlsplit

#: The end of the headers of a request or an answer.
HEADERS_END = b"\r\n\r\n"


class Relay(ABC):
    """Passes requests on to a store, one connection each; a subclass says in `carry` what arrives.

    Args:
        endpoint: the store.
    """

    def __init__(self, endpoint: str) -> None:
        parts = urlsplit(endpoint)
        self._store, self.lock = (parts.hostname, parts.port), threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def end(self) -> None:
        """Take no more requests."""
        self._listener.close()

    @abstractmethod
    def carry(self, near: socket.socket, request: bytes) -> None:
        """Answer a request, or let its connection end without an answer."""

    def ask(self, request: bytes) -> bytes:
        """Return the store's answer to a request, whole."""
        with socket.create_connection(self._store) as far:
            far.sendall(request)
            return b"".join(iter(lambda: far.recv(1 << 16), b""))

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._receive, args=(self._listener.accept()[0],), daemon=True).start()

    def _receive(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError), near:
            self.carry(near, _last(_message(near)))


def _last(request: bytes) -> bytes:
    """Return a request that asks for its connection to be closed, so that an answer ends with it."""
    return request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)


def _message(connection: socket.socket) -> bytes:
    """Return a request, whole."""
    found = b""
    while HEADERS_END not in found:
        found += _more(connection)
    head, _, body = found.partition(HEADERS_END)
    if re.search(rb"(?i)\r\nexpect: 100", head):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        head = re.sub(rb"(?i)\r\nexpect: [^\r]*", b"", head)
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    while len(body) < int(length[1] if length else 0):
        body += _more(connection)
    return head + HEADERS_END + body


def _more(connection: socket.socket) -> bytes:
    some = connection.recv(1 << 16)
    if not some:
        raise ConnectionError("the publisher has hung up")
    return some
