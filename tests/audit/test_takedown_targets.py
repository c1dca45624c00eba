"""A takedown from every kind of target, while the project cannot be published: by a build, and by editing files."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from PIL import Image

from newsroom.ops.publish import publish
from newsroom.ops.takedown import take_down
from newsroom.publishing import repository
from tests.audit.sshd import Sshd, running
from tests.building import Project
from tests.ops.repositories import committed, git, pushed
from tests.ops.test_takedown import ID, SENTENCE, STORY, TRACES, at, shows
from tests.publishing.stores import KEY, Server, Shelf

pytestmark = [pytest.mark.audit, pytest.mark.xdist_group("sshd")]
#: Gives every name and content that is on a target.
Contents = Callable[[], Iterator[tuple[str, bytes]]]


@pytest.fixture(autouse=True)
def site_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running(tmp_path_factory.mktemp("sshd") / "server") as made:
        yield made


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    server = Server()
    yield Shelf(server.endpoint, "takedown", tmp_path / "work")
    server.end()


def project(folder: Path) -> Project:
    site = Project(folder / "site")
    shows(site, "national/2026/second-wind", "/images/2026/river.jpg")
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


def left(contents: Contents) -> set[str]:
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


@pytest.mark.parametrize("way", ["built again", "files edited"])
@pytest.mark.parametrize("kind", ["ssh", "s3", "pages"])
def test_no_byte_is_left_on_any_kind_of_target(
    kind: str, way: str, sshd: Sshd, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    site = project(tmp_path)
    contents: Contents
    if kind == "ssh":
        shell = sshd.shell(tmp_path / "there")
        user, _, host = shell.login.partition("@")
        keys = {name: str(sshd.folder / file) for name, file in (("identity", "me"), ("known_hosts", "known_hosts"))}
        lines = [f'host = "{host}"', f'user = "{user}"', f"port = {sshd.port}", f'dir = "{tmp_path / "there"}"']
        lines += [f'{name} = "{path}"' for name, path in keys.items()]
        contents = lambda: _folder(tmp_path / "there")  # noqa: E731
    elif kind == "s3":
        bucket: Shelf = request.getfixturevalue("shelf")
        lines = [f'bucket = "{bucket.bucket}"', f'endpoint = "{bucket.endpoint}"']
        contents = lambda: _bucket(bucket)  # noqa: E731
    else:
        lines = []
        contents = lambda: _remote(tmp_path)  # noqa: E731
    toml = "\n".join([f'default = "it"\n[target.it]\nkind = "{kind}"', *lines])
    (site.root / "publish.toml").write_text(f"{toml}\n")
    commit(site)
    assert publish(site.root, now=at(9)) == 0
    lantern = site.content / "images/2026/lantern.jpg"
    Image.effect_noise((900, 600), 80).convert("RGB").save(lantern)
    site.story(ID, STORY.format(sentence=SENTENCE))
    commit(site)
    assert publish(site.root, now=at(10)) == 0, capsys.readouterr().err
    assert left(contents)
    if way == "built again":
        (site.root / "notes.txt").write_text("Call Kim.\n")
    else:
        site.write("articles/world/2026/first-light.md", "---\ntitle: [\n---\n")
        if kind == "pages":
            # Its remote is in the repository, which has lost the commit.
            repository.git(site.root, "update-ref", "-d", "HEAD")
        else:
            shutil.rmtree(site.root / ".git")
    capsys.readouterr()
    code = take_down(site.root, ID, now=at(12), vanish=True)
    said = capsys.readouterr()
    assert code == 3, said.out + said.err
    assert left(contents) == set(), said.out + said.err
    wanted = "built again from its commit" if way == "built again" else "cut out of its files"
    assert wanted in said.out or way == "files edited", said.out
    assert "readers no longer get the story from " in said.out
    names = {name for name, _ in contents()}
    assert any(name.endswith("world/2026/05/first-light/index.html") for name in names)
