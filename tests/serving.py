"""Serving a folder on this machine while a test runs."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: Callable[..., Any]) -> Iterator[str]:
    """Answer requests at a free port until the block ends; give its address, without a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def files(folder: Path, handler: type[Quiet] = Quiet) -> Callable[..., Any]:
    """Return a handler that serves the files of a folder."""
    return functools.partial(handler, directory=str(folder))
