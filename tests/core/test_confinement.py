"""A process that opens what somebody sent in reaches neither the files of others nor what their environment holds."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.core import confinement, environment
from newsroom.features.files.cleaning import clean_apart
from tests.features.files.documents import pdf
from tests.features.files.recordings import mp3, recording

_PROBE = """
import socket, sys
from pathlib import Path
from newsroom.core.confinement import confine
source, target, outside, parent = map(Path, sys.argv[1:])
print(confine([source], [target]))
for name, act in {
    "source": lambda: source.read_bytes(),
    "library": lambda: __import__("colorsys"),
    "target": lambda: (target / "made").write_bytes(b"1"),
    "outside": lambda: outside.read_bytes(),
    "write": lambda: outside.write_bytes(b"1"),
    "list": lambda: list(outside.parent.iterdir()),
    "home": lambda: list(Path("/root").iterdir()) or list(Path("/home").iterdir()),
    "environment": lambda: (parent / "environ").read_bytes(),
    "memory": lambda: (parent / "mem").open("rb"),
    "network": lambda: socket.create_connection(("127.0.0.1", 9), 1),
}.items():
    try:
        act()
        print(name, "done")
    except ConnectionRefusedError:
        print(name, "done")
    except OSError as error:
        print(name, "refused")
"""


#: The version of Landlock, asked of the system and not of the code under test; 0 or less where it has none.
_LANDLOCK = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) if sys.platform.startswith("linux") else 0
#: The first version that forbids connections.
_WITH_NETWORK = 4
confining = pytest.mark.skipif(_LANDLOCK < 1, reason="this system has no Landlock, and cannot confine a process")


@confining
def test_a_process_reaches_what_it_needs_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSROOM_PUBLISH_PASSWORD", "sesame")
    source, target, outside = tmp_path / "in" / "a.pdf", tmp_path / "out", tmp_path / "keys" / "id_rsa"
    for path in (source, outside):
        path.parent.mkdir()
        path.write_bytes(b"0")
    target.mkdir()
    command = [sys.executable, "-c", _PROBE, str(source), str(target), str(outside), f"/proc/{os.getpid()}"]
    ended = subprocess.run(
        command, env=environment.child_environment(python=True), cwd=target, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    said = dict(line.split() for line in ended.stdout.splitlines()[1:])
    assert ended.stdout.startswith("True")
    allowed = {"source", "library", "target", *(["network"] if _LANDLOCK < _WITH_NETWORK else [])}
    assert {name for name, what in said.items() if what == "done"} == allowed
    assert len(said) == 10
    assert outside.read_bytes() == b"0"


@confining
def test_the_process_that_cleans_files_is_confined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is loaded only when a document is opened looks for a key."""
    spy, seen, key = tmp_path / "spy", tmp_path / "out" / "seen.txt", tmp_path / "id_rsa"
    for folder in (spy, seen.parent):
        folder.mkdir()
    key.write_text("sesame", "utf-8")
    (spy / "sitecustomize.py").write_text(
        "import sys\n"
        "def look(event, given):\n"
        f"    if event == 'open' and str(given[0]).endswith('a.pdf'):\n"
        f"        try: words = open({str(key)!r}).read()\n"
        f"        except OSError: words = 'refused'\n"
        f"        open({str(seen)!r}, 'w').write(words)\n"
        "sys.addaudithook(look)\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(spy)
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert clean_apart(tmp_path / "a.pdf", "files/a.pdf", seen.parent / "bare").size
    assert seen.read_text("utf-8") == "refused"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.mp3", mp3),
        ("a.mov", lambda: recording("mov", "libx264", "aac")),
        ("a.m4a", lambda: recording("ipod", "", "aac")),
        ("a.webm", lambda: recording("webm", "libvpx", "libopus")),
        ("a.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"),
    ],
)
def test_each_kind_of_file_is_cleaned_in_a_process_that_is_confined(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    (tmp_path / "out").mkdir()
    assert clean_apart(tmp_path / name, f"files/{name}", tmp_path / "out" / "bare").size
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bare"]


def test_a_system_that_cannot_confine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not confinement.confine([], [])
