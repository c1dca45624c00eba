from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from newsroom.commands.serve.serve import serve
from tests.audit.startup import PATIENCE
from tests.building import Project


class Served:
    """The task in a thread, with its address."""

    def __init__(self, root: Path) -> None:
        self.stop = threading.Event()
        self.address = ""
        self.code: int | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(root,), daemon=True)
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def _run(self, root: Path) -> None:
        def ready(address: str) -> None:
            self.address = address
            self._ready.set()

        self.code = serve(root, 0, ready=ready, stop=self.stop)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")

    def end(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)
        assert self.code == 0


class Events:
    """Events that an open page hears."""

    def __init__(self, served: Served) -> None:
        self._stream: IO[bytes] = urllib.request.urlopen(served.address + "__newsroom/events", timeout=PATIENCE)

    def next(self) -> dict[str, str]:
        while not (line := self._stream.readline()).startswith(b"data: "):
            assert line, "the stream ended"
        return json.loads(line.removeprefix(b"data: "))

    def until(self, done: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        while not done(found := self.next()):
            pass
        return found


@pytest.fixture
def served(site: Project) -> Iterator[Served]:
    made = Served(site.root)
    yield made
    made.end()


def test_a_change_is_built_and_told_and_a_failing_build_is_survived(site: Project, served: Served) -> None:
    assert "First light" in served.get("")
    events = Events(served)
    first = events.next()
    assert first["problems"] == ""

    site.story("world/2026/first-light", title="Second light")
    second = events.until(lambda state: state["built"] != first["built"])
    assert "Second light" in served.get("world/2026/05/first-light/")

    site.story("world/2026/first-light", "---\ntitle: Third light\n---\n")
    failed = events.until(lambda state: bool(state["problems"]))
    assert "first-light.md:" in failed["problems"]
    assert failed["built"] == second["built"]
    assert "Second light" in served.get("world/2026/05/first-light/")

    site.story("world/2026/first-light", title="Fourth light")
    events.until(lambda state: state["built"] != second["built"] and not state["problems"])
    assert "Fourth light" in served.get("world/2026/05/first-light/")


def test_a_first_build_that_fails_is_shown_in_the_page(site: Project) -> None:
    site.story("world/2026/first-light", "---\ntitle: Broken\n---\n")
    served = Served(site.root)
    try:
        with pytest.raises(urllib.error.HTTPError) as caught:
            served.get("")
        assert b"/__newsroom/reload.js" in caught.value.read()
        assert "first-light.md:" in Events(served).next()["problems"]
    finally:
        served.end()


def test_a_busy_port_is_one_sentence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert serve(project, port) == 1
    assert (
        capsys.readouterr().err == f"port {port} cannot be used (Address already in use); choose another with --port\n"
    )
    assert not (project / "output").exists()


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_one_sentence(project: Path, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(project, port) == 1
    assert f"there is no port {port}" in capsys.readouterr().err


def test_only_this_machine_is_listened_to(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")


def test_ctrl_c_ends_it_cleanly(project: Path) -> None:
    program = (
        # A program that a shell started in the background, and all below it, would pass over the signal.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import pathlib, sys; from newsroom.commands.serve.serve import serve; "
        f"sys.exit(serve(pathlib.Path({str(project)!r}), 0))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=project,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, "".join(lines) + rest
        assert "Traceback" not in rest
        assert rest.endswith("stopped\n")
    finally:
        process.kill()
