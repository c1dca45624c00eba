"""``invoke publish`` to a store whose switch is cut off: the exit code and the sentence say what readers have."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.building import PRESENT, ROOT, Project
from tests.commands.repositories import run
from tests.commands.test_takedown import at
from tests.publishing.relay import HEADERS_END, Relay
from tests.publishing.stores import KEY, Server, Shelf

pytestmark = [pytest.mark.audit, pytest.mark.xdist_group("cut_switch")]
_TITLE, _NEW_TITLE = "First light", "Second light"
_STORY = "world/2026/05/first-light/index.html"


@dataclass(frozen=True)
class Rule:
    """A rule for one request: what it begins with, the how-many-th of the kind, and what becomes of it.

    ``arrives`` is whether the store gets it, and only its answer is lost; ``for_good`` whether the network stays away.
    """

    begins: str
    number: int
    arrives: bool
    for_good: bool


class Gate(Relay):
    """A network between a publisher and a store that falls by a rule."""

    def __init__(self, endpoint: str) -> None:
        self.begin(None)
        super().__init__(endpoint)

    def begin(self, rule: Rule | None) -> None:
        self.rule, self._count, self.fell, self._away = rule, 0, False, False

    def carry(self, near: socket.socket, request: bytes) -> None:
        """Pass an answer on, unless the rule is for this request, or the network is away."""
        falls, away = self._look(request)
        if away or (falls and self.rule and not self.rule.arrives):
            return
        answer = self.ask(request)
        assert HEADERS_END in answer
        if not falls:
            near.sendall(answer)

    def _look(self, asked: bytes) -> tuple[bool, bool]:
        """Return whether this is the request that a rule is for, and whether the network is away."""
        with self.lock:
            if self._away or self.rule is None:
                return False, self._away
            line = asked.split(b"\r\n", 1)[0].decode("latin-1")
            if not re.match(self.rule.begins, line):
                return False, False
            self._count += 1
            if self._count != self.rule.number or self.fell:
                return False, False
            self.fell, self._away = True, self.rule.for_good
            return True, False


#: Cuts, each with the code that the publish ends with and its message.
CASES: dict[str, tuple[Rule, int, str]] = {
    "bytes on their way": (
        Rule(r"PUT /\S+/state/blobs/", 2, arrives=False, for_good=False), 1, "nothing was published: ",
    ),
    "bytes on their way, for good": (
        Rule(r"PUT /\S+/state/blobs/", 1, arrives=True, for_good=True), 1, "nothing was published: ",
    ),
    "the journal": (
        Rule(r"PUT /\S+/state/journal\.json", 1, arrives=False, for_good=False), 1, "cannot be reached",
    ),
    "the answer on the journal": (
        Rule(r"PUT /\S+/state/journal\.json", 1, arrives=True, for_good=False), 2, "readers get some files of ",
    ),
    "the first page": (
        Rule(r"PUT /\S+/site/", 1, arrives=False, for_good=False), 2, "readers get some files of ",
    ),
    "a page, for good": (
        Rule(r"PUT /\S+/site/", 3, arrives=True, for_good=True), 2, "nobody knows whether readers have ",
    ),
    "what is live": (
        Rule(r"PUT /\S+/state/live\.json", 1, arrives=False, for_good=False), 2, "readers get some files of ",
    ),
    "the name of the release": (
        Rule(r"PUT /\S+/state/current\.json", 1, arrives=False, for_good=False), 2, "readers get some files of ",
    ),
    "the answer on its name": (
        Rule(r"PUT /\S+/state/current\.json", 1, arrives=True, for_good=False), 3, "though readers have it",
    ),
    "the answer on its name, for good": (
        Rule(r"PUT /\S+/state/current\.json", 1, arrives=True, for_good=True), 2, "nobody knows whether readers have ",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Server]:
    server = Server()
    yield server
    server.end()


@pytest.fixture(scope="module")
def first(store: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Gate, Shelf]]:
    """A magazine that was published once through a network that can be cut, by the real command."""
    folder = tmp_path_factory.mktemp("cut")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (KEY | {"SITEURL": "https://qn.example", "SOURCE_DATE_EPOCH": PRESENT}).items():
            patch.setenv(name, value)
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
            patch.setenv(name, str(folder / "none"))
        patch.setenv("AWS_MAX_ATTEMPTS", "1")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        site, gate = Project(folder / "site"), Gate(store.endpoint)
        shelf = Shelf(store.endpoint, "cut", folder / "work")
        shutil.copy(ROOT / "tasks.py", site.root / "tasks.py")
        target = f'kind = "s3"\nbucket = "{shelf.bucket}"\nendpoint = "{gate.endpoint}"\n'
        (site.root / "publish.toml").write_text(f'default = "it"\n\n[target.it]\n{target}')
        done = run(f"invoke publish --now {at(9)}", site.root)
        assert done.returncode == 0, done.stdout + done.stderr
        yield site, gate, shelf
        gate.end()


def _titles(shelf: Shelf) -> str:
    match = re.search(r"<title>([^<|–-]*)", shelf.served()[_STORY].decode())
    assert match
    return match[1].strip()


@pytest.mark.parametrize("case", CASES)
def test_the_code_and_the_sentence_say_what_readers_have(
    case: str, first: tuple[Project, Gate, Shelf], request: pytest.FixtureRequest
) -> None:
    site, gate, shelf = first
    rule, code, sentence = CASES[case]
    before = {path: raw for path, raw in shelf.served().items() if not path.startswith("pagefind/")}
    live = shelf.store().current()
    # Another change each time, to what the last case has left.
    title = f"{_NEW_TITLE} {list(CASES).index(case)}"
    site.story("world/2026/first-light", title=title)
    gate.begin(rule)
    done = run(f"invoke publish --now {at(10)}", site.root)
    said = done.stdout + done.stderr
    assert gate.fell, "nothing was cut"
    gate.begin(None)
    assert done.returncode == code, said
    assert sentence in done.stderr, said
    assert "Traceback" not in said
    assert done.stdout.count("published ") == (code == 3), said
    after = {path: raw for path, raw in shelf.served().items() if not path.startswith("pagefind/")}
    changed = shelf.store().current() != live
    if code == 1:
        assert after == before
        assert not changed
        assert "nothing was published" in done.stderr, said
    if code == 3:
        assert changed
        assert title in _titles(shelf)
    # A release that waits is asked for: `due` starts a timer where the switch is half done.
    half = shelf.store().half_activated()
    asked = run(f"invoke due --now {at(10)}", site.root)
    assert asked.returncode == int(half), asked.stdout + asked.stderr
    assert ("readers get some files of one release and some of another" in asked.stdout) is half
    if code in (2, 3) and not half:
        assert "the last publish from here left something to do" in asked.stdout
    # The same command ends it, whatever was cut, and then there is nothing left.
    mended = run(f"invoke publish --now {at(10)}", site.root)
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert title in _titles(shelf)
    assert not shelf.store().half_activated()
    assert shelf.names("state/lock.json") == []
    asked = run(f"invoke due --now {at(10)}", site.root)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "left something to do" not in asked.stdout
