"""``invoke serve``: build, show the site on this machine, and show it anew after every change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.serve.watch import build_on_changes
from newsroom.commands.serve.web import HOST, Board, listen

PORT = 8000


@with_messages
def serve(
    root: Path,
    port: int = PORT,
    output: Path | None = None,
    ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
    *,
    search: bool = False,
) -> int:
    """Build and serve the site until Ctrl-C, building again after every change.

    A build that fails leaves the last good site in place; its problems are shown on the terminal and in the page.

    Args:
        root: the project's folder.
        port: the port on the loopback address; 0 for any.
        output: the folder of the site; by default ``output`` in the project.
        ready: called with the site's address after the first build.
        stop: ends it when set, as Ctrl-C does.
        search: whether to make a search index at every build, so that the search can be tried.

    Returns:
        0, or 1 when it could not begin.
    """
    output = output or root / "output"
    board = Board()
    server = _listen(output, port, board)
    address = f"http://{HOST}:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        first = True
        for outcome in build_on_changes(root, output, stop or threading.Event(), search):
            say(outcome.said)
            board.announce("" if outcome.ok else outcome.said or "it ended without a word")
            if first:
                say(f"the site is at {address} (Ctrl-C ends it)")
                if ready is not None:
                    ready(address)
            first = False
    except KeyboardInterrupt:
        say("stopped")
    finally:
        board.close()
        server.shutdown()
        server.server_close()
    return 0


def _listen(output: Path, port: int, board: Board) -> ThreadingHTTPServer:
    try:
        return listen(output, port, board)
    except OverflowError:
        raise OperationError(f"there is no port {port}; choose one from 1024 to 65535 with --port") from None
    except OSError as error:
        raise OperationError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from None
