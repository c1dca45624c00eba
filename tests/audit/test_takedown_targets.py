"""A takedown from every kind of target, while the project cannot be published: by a build, and by editing files."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import brotli
import pytest
from PIL import Image

from newsroom.commands.publish.publish import publish
from newsroom.commands.takedown import live_commit
from newsroom.commands.takedown.takedown import take_down
from newsroom.core.operation_error import OperationError
from newsroom.publishing import repository
from tests.audit.server import Generated, free_port
from tests.audit.sshd import Sshd, running
from tests.building import PRESENT, Project
from tests.commands.repositories import committed, git, pushed
from tests.commands.test_takedown import ID, SENTENCE, STORY, TRACES, at, show_picture
from tests.publishing.stores import KEY, Server, Shelf

pytestmark = [pytest.mark.audit, pytest.mark.xdist_group("sshd")]
#: The fixtures of the two implementations of S3.
_STORES = {"s3": "moto", "s3 of another kind": "localstack"}
_NUMBERS = count(1)
#: Gives every name and content that is on a target.
Contents = Callable[[], Iterator[tuple[str, bytes]]]


@pytest.fixture(autouse=True)
def site_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PRESENT)


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running(tmp_path_factory.mktemp("sshd") / "server") as made:
        yield made


@pytest.fixture(scope="module")
def moto() -> Iterator[Server]:
    server = Server()
    yield server
    server.end()


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of the stores."""
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))


def project(folder: Path) -> Project:
    site = Project(folder / "site")
    show_picture(site, "national/2026/second-wind", "/images/2026/river.jpg")
    pushed(committed(site))
    return site


def commit(site: Project) -> None:
    committed(site, "More")
    git(site.root, "push", "-q")


def _bucket(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    for key in shelf.names():
        yield key, shelf.client.get_object(Bucket=shelf.bucket, Key=key)["Body"].read()


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        raw = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        yield path.relative_to(folder).as_posix(), raw


def _remote(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give what any name at the remote leads to, apart from the sources themselves, which are on main."""
    bare = folder / "site.git"

    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=bare, capture_output=True, check=True).stdout

    refs = [ref for ref in git("for-each-ref", "--format=%(refname)").decode().split() if ref != "refs/heads/main"]
    for line in git("rev-list", "--objects", *refs).decode().splitlines():
        one, _, path = line.partition(" ")
        kind = git("cat-file", "-t", one).decode().strip()
        yield path, git("cat-file", kind, one) if kind != "tree" else b""


def remaining_traces(contents: Contents) -> set[str]:
    found = set()
    for name, raw in contents():
        texts = [raw]
        if name.endswith(".br"):
            texts.append(brotli.decompress(raw))
        if raw.startswith(b"\x1f\x8b"):
            texts.append(gzip.decompress(raw))
            # A page is packed by the store, and parts of the index were packed before.
            if texts[-1].startswith(b"\x1f\x8b"):
                texts.append(gzip.decompress(texts[-1]))
        found |= {trace for trace in TRACES if trace in name or any(trace.encode() in text for text in texts)}
    return found


def told_of(kind: str, sshd: Sshd, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[list[str], Contents]:
    """Return the lines of publish.toml for a kind of target, and what gives its contents."""
    if kind == "ssh":
        shell = sshd.shell(tmp_path / "there")
        user, _, host = shell.login.partition("@")
        keys = {name: str(sshd.folder / file) for name, file in (("identity", "me"), ("known_hosts", "known_hosts"))}
        lines = [f'host = "{host}"', f'user = "{user}"', f"port = {sshd.port}", f'dir = "{tmp_path / "there"}"']
        return [*lines, *(f'{name} = "{path}"' for name, path in keys.items())], lambda: _folder(tmp_path / "there")
    if kind in _STORES:
        bucket = Shelf(request.getfixturevalue(_STORES[kind]).endpoint, f"takedown-{next(_NUMBERS)}", tmp_path / "work")
        return [f'bucket = "{bucket.bucket}"', f'endpoint = "{bucket.endpoint}"'], lambda: _bucket(bucket)
    if kind == "directory":
        return ['dir = "public"'], lambda: _folder(tmp_path / "site/public")
    return [], lambda: _remote(tmp_path)


def published(site: Project, kind: str, lines: list[str]) -> None:
    """Publish a magazine to a target, and then with the story."""
    kind = kind.partition(" ")[0]
    (site.root / "publish.toml").write_text("\n".join([f'default = "it"\n[target.it]\nkind = "{kind}"', *lines, ""]))
    commit(site)
    assert publish(site.root, now=at(9)) == 0
    lantern = site.content / "images/2026/lantern.jpg"
    Image.effect_noise((900, 600), 80).convert("RGB").save(lantern)
    site.story(ID, STORY.format(sentence=SENTENCE))
    commit(site)
    assert publish(site.root, now=at(10)) == 0


def lost(*_: object) -> None:
    raise OperationError("git has no such commit")


def without_its_commit(site: Project, kind: str) -> None:
    """Let the project be one that cannot be published, in a repository that lost the commit of what is live."""
    site.write("articles/world/2026/first-light.md", "---\ntitle: [\n---\n")
    if kind == "pages":
        # Its remote is in the repository.
        repository.git(site.root, "update-ref", "-d", "HEAD")
    else:
        shutil.rmtree(site.root / ".git")


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("way", ["built again", "files edited"])
@pytest.mark.parametrize("kind", ["ssh", *_STORES, "pages"])
def test_no_byte_is_left_on_any_kind_of_target(
    kind: str, way: str, sshd: Sshd, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    site = project(tmp_path)
    lines, contents = told_of(kind, sshd, tmp_path, request)
    published(site, kind, lines)
    assert remaining_traces(contents)
    if way == "built again":
        (site.root / "notes.txt").write_text("Call Kim.\n")
    else:
        without_its_commit(site, kind)
    capsys.readouterr()
    code = take_down(site.root, ID, now=at(12), vanish=True)
    output = capsys.readouterr()
    assert code == 3, output.out + output.err
    assert remaining_traces(contents) == set(), output.out + output.err
    wanted = "built again from its commit" if way == "built again" else "cut out of its files"
    assert wanted in output.out or way == "files edited", output.out
    assert "readers no longer get the story from " in output.out
    names = {name for name, _ in contents()}
    assert any(name.endswith("world/2026/05/first-light/index.html") for name in names)


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("kind", ["directory", "ssh", "s3", "pages"])
def test_its_address_says_that_it_is_gone_on_every_kind_of_target(
    kind: str,
    sshd: Sshd,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Though the files of what is live are only edited: the page is the one that says so, and it is told how."""
    site = project(tmp_path)
    lines, contents = told_of(kind, sshd, tmp_path, request)
    published(site, kind, lines)
    without_its_commit(site, kind)
    # The remote of a branch has the commit still.
    monkeypatch.setattr(live_commit, "_lay_out", lost)
    capsys.readouterr()
    assert take_down(site.root, ID, now=at(12)) == 3
    output = capsys.readouterr()
    assert "cut out of its files" in output.out, output.out + output.err
    assert remaining_traces(contents) <= {"the-lantern-maker"}
    if kind in ("directory", "ssh"):
        folder = tmp_path / ("there" if kind == "ssh" else "site/public") / "current"
        found: dict[str, object] = dict(_folder(folder.resolve()))
    elif kind == "s3":
        found = {name.removeprefix("site/"): raw for name, raw in contents() if name.startswith("site/")}
    else:
        # By the number of its content: git keeps what is alike once.
        rows = git(tmp_path / "site.git", "ls-tree", "-r", "gh-pages").splitlines()
        found = {path: row.split()[2] for row, _, path in (line.partition("\t") for line in rows)}
    for page in ("", "text/"):
        assert found[f"world/2026/05/the-lantern-maker/{page}index.html"] == found["410.html"]
    told = "answers 410 once the web server was reloaded" if kind in ("directory", "ssh") else "with the code 200"
    assert (
        f"; its address {told}" in output.out
        or f"; its address shows the page that says that it is gone, {told}" in output.out
    )


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_real_servers_answer_410_at_once_after_the_files_were_edited(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    monkeypatch.setenv("SITEURL", f"http://127.0.0.1:{port}")
    site = Project(tmp_path / "site")
    show_picture(site, "national/2026/second-wind", "/images/2026/river.jpg")
    (site.root / "publish.toml").write_text('default = "it"\n[target.it]\nkind = "directory"\ndir = "public"\n')
    Image.effect_noise((900, 600), 80).convert("RGB").save(site.content / "images/2026/lantern.jpg")
    aliases = "aliases: [/old/lantern.aspx, /old/Lantern/, /Old-Lanterns.html]\nauthors: [robin-vale]"
    site.story(ID, STORY.format(sentence=SENTENCE).replace("authors: [robin-vale]", aliases))
    assert publish(site.root, now=at(10)) == 0
    # Nobody knows its commit.
    (site.root / "notes.txt").write_text("A project without git.")
    site.write("articles/world/2026/second.md", "---\ntitle: [\n---\n")
    gone = ("/world/2026/05/the-lantern-maker/", "/world/2026/05/the-lantern-maker/text/", "/old/lantern.aspx")
    lost = ("/old/lantern/", "/OLD/LANTERN.ASPX", "/nowhere/")
    asked = dict.fromkeys((*gone, "/old/Lantern/", "/Old-Lanterns.html"), 410) | dict.fromkeys(lost, 404)
    asked |= dict.fromkeys(("/", "/world/2026/05/first-light/"), 200)
    server = Generated(tmp_path / "before", site.root / "public", port, kind)
    try:
        assert server.fetch("/world/2026/05/the-lantern-maker/")[0] == 200
        assert take_down(site.root, ID, now=at(12)) == 3
        assert "cut out of its files" in capsys.readouterr().out
        # Not reloaded yet: the words are gone all the same.
        code, _, words = server.fetch("/world/2026/05/the-lantern-maker/")
        assert (code, b"This page has been taken away" in words, SENTENCE.encode() in words) == (200, True, False)
    finally:
        server.end()
    server = Generated(tmp_path / "after", site.root / "public", port, kind)
    try:
        answers = {address: server.fetch(address) for address in asked}
    finally:
        server.end()
    assert {address: answer[0] for address, answer in answers.items()} == asked
    assert all(b"This page has been taken away" in answer[2] for answer in answers.values() if answer[0] == 410)
