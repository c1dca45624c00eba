"""A browser that hangs up in the middle of an answer, or of its own request, is nothing to tell."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from newsroom.commands.serve.web import Board, listen


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    (tmp_path / "index.html").write_bytes(b"<p>" + b"x" * 30_000_000)
    (tmp_path / "404.html").write_text("<p>nothing")
    made = listen(tmp_path, 0, Board())
    # Its end waits for every answer, so that what they say is said.
    made.daemon_threads = False
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.shutdown()
    thread.join()


@pytest.mark.parametrize("request_", ["GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHo", "GET", ""])
@pytest.mark.parametrize("reset", [True, False])
def test_nothing_is_said_of_whoever_hangs_up(
    request_: str, reset: bool, server: ThreadingHTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    client = socket.create_connection(("127.0.0.1", server.server_address[1]))
    client.sendall(request_.encode())
    if reset:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    # The next request is answered.
    other = HTTPConnection("127.0.0.1", server.server_address[1])
    other.request("GET", "/nothing", headers={"Host": "localhost"})
    assert other.getresponse().status == 404
    other.close()
    server.server_close()
    assert capsys.readouterr().err == ""
