"""Servers of a test come up: at ports kept for them, waited for with patience, and with their log where they fail."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.audit.validators import ValidatorBreakdown, verdict
from tests.audit.verdicts import MACHINE

#: Seconds until a server has to be ready, or to have ended: they bound a hang and nothing else.
PATIENCE = 180.0
#: Holds ports for as long as the tests run; see `free_port`.
_HELD: list[socket.socket] = []


def free_port() -> int:
    """Return a port of 127.0.0.1 that stays free for a server of ours.

    It is bound here and never listened at. The system gives such a port to nobody who asks for any port, and still lets
    a server listen there that asks for this very one with SO_REUSEADDR, as nginx, Caddy, sshd and Python's do.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    return int(held.getsockname()[1])


def answers(port: int) -> bool:
    """Return whether somebody listens at a port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def started(
    name: str, command: Sequence[str | Path], log: Path, ready: Callable[[], bool], *, patience: float = PATIENCE,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:  # fmt: skip
    """Start a server and wait until it is ready, with another try should it break down.

    A server that ends by itself since it does not take its configuration has given a verdict, which fails the test.

    Args:
        name: the server.
        command: the program and its arguments.
        log: the file for what it says; a server that has a log of its own may write there too.
        ready: whether it is ready.
        patience: how many seconds it may take.
        environment: all of its environment; ours, where there is none.
    """

    def attempt() -> subprocess.Popen[bytes]:
        log.write_bytes(b"")
        with log.open("ab") as said:
            words = [str(word) for word in command]
            try:
                process = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            except OSError as error:
                raise ValidatorBreakdown(f"{words[0]} could not be started ({error.strerror})") from None
        deadline = time.monotonic() + patience
        while process.poll() is None and time.monotonic() < deadline:
            if ready():
                return process
            time.sleep(0.05)
        code = process.poll()
        end(process)
        _judge(name, code, log.read_text("utf-8", "replace").strip()[-4000:], patience)
        raise AssertionError("never reached")

    return verdict(name, attempt)


def _judge(name: str, code: int | None, words: str, patience: float) -> None:
    """Say why a server has not come up.

    Raises:
        ValidatorBreakdown: it, or the machine, is at fault and not what it was given.
    """
    log = f"its log: {words}" if words else "its log is empty"
    if code is None:
        raise ValidatorBreakdown(f"it was not ready after {patience:.0f} s; {log}")
    if code < 0:
        raise ValidatorBreakdown(f"it was killed ({signal.Signals(-code).name}); {log}")
    if not words or MACHINE.search(words):
        raise ValidatorBreakdown(f"it ended with {code}; {log}")
    pytest.fail(f"{name} does not take what it was given; {log}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server: kindly, then by force."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def own_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which a server keeps its own files in a folder."""
    return {**os.environ, **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))}
