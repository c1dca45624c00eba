from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from newsroom.commands.headers import headers as print_headers
from newsroom.commands.publish.publish import publish
from newsroom.core.operation_error import OperationError
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget, activate
from tests.building import NOW, Project, tree, without_index
from tests.publishing.sites import current

pytestmark = pytest.mark.usefixtures("site_url")

URL = "https://qn.example"


def releases(public: Path) -> list[str]:
    """Return the releases, the last published first."""
    return [receipt.release for receipt in reversed(FolderTarget("public", public, "a test").receipts())]


def at(hour: int) -> str:
    return f"2026-11-23T{hour:02d}:00:00+10:00"


def test_a_site_is_built_for_readers_and_becomes_current(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(site.root, now=NOW) == 0
    public = site.root / "public"
    link = public / "current"
    assert link.is_symlink()
    # Relative, so that the folder can be moved or mounted elsewhere.
    assert str(link.readlink()) == f"releases/{current(public)}"
    assert current(public).startswith("20261122T230000Z-")
    assert f'href="{URL}/"' in (link / "index.html").read_text("utf-8")
    assert current(public) in capsys.readouterr().out
    assert [path.name for path in (public / "releases").iterdir()] == [current(public)]


def test_a_release_is_the_tree_of_a_production_build(site: Project) -> None:
    assert publish(site.root, now=NOW) == 0
    assert site.build(production=True, site_url=URL).ok
    assert without_index(tree(site.root / "public" / "current")) == without_index(site.tree())


def test_the_headers_stand_beside_the_site_and_follow_it(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    public = site.root / "public"
    assert publish(site.root, now=NOW) == 0
    first = current(public)
    file = public / "headers" / "current" / "nginx.conf"
    assert str((public / "headers" / "current").readlink()) == first
    assert "comments.example" not in file.read_text("utf-8")
    assert not list((public / "current").rglob("*.conf"))
    site.setting('COMMENTS_ENDPOINT = "https://comments.example/"')
    assert publish(site.root, now=at(10)) == 0
    assert "https://comments.example;" in file.read_text("utf-8")
    capsys.readouterr()
    assert print_headers(site.root, now=at(10)) == 0
    assert capsys.readouterr().out == file.read_text("utf-8")
    activate(public, first)
    assert "comments.example" not in file.read_text("utf-8")


def test_headers_of_a_site_that_cannot_be_built_are_not_printed(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    site.story("world/2026/broken", "---\ntitle: Broken\n---\n")
    assert print_headers(site.root, now=NOW) == 1
    output = capsys.readouterr()
    assert "content/articles/world/2026/broken.md:" in output.err
    assert "add_header" not in output.out


def test_a_change_is_another_release_and_the_same_site_is_not(site: Project) -> None:
    public = site.root / "public"
    assert publish(site.root, now=NOW) == 0
    first = current(public)
    assert publish(site.root, now=NOW) == 0
    assert current(public) == first
    site.story("world/2026/first-light", title="Second light")
    assert publish(site.root, now=NOW) == 0
    assert current(public) != first
    assert releases(public) == [current(public), first]


def test_a_draft_that_is_not_finished_holds_nothing_up(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("world/2026/unfinished", "---\ntitle: T\nstatus: draft\nkind: poem\n---\n")
    assert publish(site.root, now=NOW) == 0
    assert "(a draft: it stops nothing)" in capsys.readouterr().err


def test_the_folder_can_be_chosen(site: Project, tmp_path: Path) -> None:
    assert publish(site.root, folder=str(tmp_path / "www"), now=NOW) == 0
    assert (tmp_path / "www" / "current" / "index.html").is_file()


def test_the_files_for_servers_name_the_folder_that_was_published_to(site: Project, tmp_path: Path) -> None:
    folder = tmp_path / "a b;c"
    assert publish(site.root, folder=str(folder), now=NOW) == 0
    words = (folder / "headers/current/nginx-server.conf").read_text("utf-8")
    assert f'root "{folder}/current";' in words
    assert f'include "{folder}/headers/current/nginx-map.conf";' in words
    assert f'root * "{folder}/current"' in (folder / "headers/current/Caddyfile").read_text("utf-8")
    assert "/srv/" not in words


def test_a_folder_that_no_configuration_can_name_is_published_to_and_the_files_say_what_to_mend(
    site: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "a$b"
    assert publish(site.root, folder=str(folder), now=NOW) == 0
    for name in ("nginx-server.conf", "Caddyfile"):
        words = (folder / "headers/current" / name).read_text("utf-8")
        assert words.startswith("# Mend this first: write your folder in place of /srv/magazine/public, since its name")
        assert "a$b" not in words


def test_the_address_may_stand_in_publishconf(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITEURL")
    with (site.root / "publishconf.py").open("a") as file:
        file.write('SITEURL = "https://settings.example/"\n')
    assert publish(site.root, now=NOW) == 0
    assert "https://settings.example/" in (site.root / "public/current/index.html").read_text("utf-8")


def test_without_an_address_nothing_is_published(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITEURL")
    assert publish(site.root) == 1
    assert capsys.readouterr().err.startswith("the site's address is not known; set SITEURL=")
    assert not (site.root / "public").exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://qn.example",
        "qn.example",
        "ftp://qn.example",
        "https:",
        "https://[",
        "https://qn.example:x",
        "https://qn.example/magazine",
        "https://me@qn.example",
        "https://qn.example?x",
        "http://127.0.0.1.evil.example",
        "https://x;} server {",
        "https://x{$HOME}",
        "https://x$host",
        "https://x`",
        "https://x y",
        "https://x#",
        "https://x:99999",
    ],
)
def test_an_address_that_will_not_do_is_refused(
    site: Project, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITEURL", address)
    assert publish(site.root) == 1
    assert capsys.readouterr().err.startswith(f'SITEURL is "{address}"; write https://')


@pytest.mark.parametrize("address", ["http://localhost:8080", "http://127.0.0.1:8080", "https://qn.example/"])
def test_trials_on_this_machine_need_no_https(site: Project, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", address)
    assert publish(site.root, now=NOW) == 0


@pytest.mark.parametrize("now", ["yesterday", "2026-11-23T09:00:00"])
def test_a_moment_that_cannot_be_read_is_refused(site: Project, now: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(site.root, now=now) == 1
    assert f'"{now}" is no moment with an offset' in capsys.readouterr().err


def test_source_date_epoch_counts_without_now(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795388400")
    assert publish(site.root) == 0
    assert current(site.root / "public").startswith("20261122T230000Z-")


def test_an_error_stops_it_and_current_stays(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    public = site.root / "public"
    assert publish(site.root, now=NOW) == 0
    before = current(public), tree(public)
    site.story("world/2026/broken", "---\ntitle: Broken\n---\n")
    assert publish(site.root, now=at(10)) == 1
    errors = capsys.readouterr().err
    assert "content/articles/world/2026/broken.md:" in errors
    assert errors.endswith("nothing was published: mend each problem, or waive a warning with the reason for it\n")
    assert (current(public), tree(public)) == before


def test_a_warning_stops_it_too_until_it_is_waived(site: Project) -> None:
    words = "---\ntitle: A list\nsummary: Of things.\ndate: 2026-05-04\nauthors: [robin-vale]\n{waive}---\n\n{body}\n"
    body = "#### A heading that skips levels\n\nText.\n"
    site.story("world/2026/a-list", words.format(waive="", body=body))
    assert site.build().ok
    assert publish(site.root, now=NOW) == 1
    assert not (site.root / "public" / "current").exists()
    waive = "waive:\n  heading-order: It is a quotation of a form\n"
    site.story("world/2026/a-list", words.format(waive=waive, body=body))
    assert publish(site.root, now=NOW) == 0


def test_a_folder_called_current_is_not_touched(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    kept = site.root / "public" / "current"
    kept.mkdir(parents=True)
    (kept / "mine.txt").write_text("mine")
    assert publish(site.root, now=NOW) == 1
    assert "is no link that `invoke publish` has made" in capsys.readouterr().err
    assert (kept / "mine.txt").read_text() == "mine"


def test_two_publishers_do_not_mix(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    public = site.root / "public"
    public.mkdir()
    with FileLock(public / ".publish.lock"):
        assert publish(site.root, now=NOW) == 1
    assert "another publish to" in capsys.readouterr().err
    assert publish(site.root, now=NOW) == 0


def changed(site: Project, number: int) -> None:
    site.story("world/2026/changed", title=f"Title {number}")


def test_the_last_releases_are_kept(site: Project) -> None:
    public = site.root / "public"
    made = []
    (site.root / "publish.toml").write_text("keep = 2\n")
    for hour in range(4):
        changed(site, hour)
        assert publish(site.root, now=at(hour)) == 0
        made.append(current(public))
        assert (public / "current" / "index.html").is_file()
    assert releases(public) == made[:1:-1]
    # The next release is made out of what the last one to go had in common with the live one.
    shutil.rmtree(public / "releases/.next")
    for folder in ("releases", "receipts", "headers"):
        assert {path.stem for path in (public / folder).iterdir()} - {"current"} == set(made[2:])


def test_edits_by_hand_are_reported_and_replaced(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    public = site.root / "public"
    assert publish(site.root, now=NOW) == 0
    (public / "current" / "index.html").write_text("changed by hand")
    site.story("world/2026/new")
    assert publish(site.root, now=at(10)) == 0
    assert "changed behind our back" in capsys.readouterr().err
    assert "changed by hand" not in (public / "current" / "index.html").read_text("utf-8")
    # Also where nothing else has changed.
    (public / "current" / "index.html").write_text("changed by hand")
    assert publish(site.root, now=at(11)) == 0
    assert "changed behind our back" in capsys.readouterr().err
    assert "changed by hand" not in (public / "current" / "index.html").read_text("utf-8")


@pytest.mark.sample(2)
@pytest.mark.parametrize("step", ["_copy", "_write", "_sync", "activate"])
def test_a_publish_that_fails_half_way_leaves_current(
    site: Project, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    public = site.root / "public"
    assert publish(site.root, now=at(0)) == 0
    first = current(public)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    changed(site, 1)
    with monkeypatch.context() as patch:
        patch.setattr(directory, step, fail)
        assert publish(site.root, now=at(1)) == 1
    assert capsys.readouterr().err == "nothing was published: the disk is full\n"
    assert current(public) == first
    assert not list((public / "releases").glob(".*"))
    assert publish(site.root, now=at(2)) == 0


@pytest.mark.audit
def test_a_killed_publish_leaves_current_and_the_next_cleans_up(site: Project) -> None:
    public = site.root / "public"
    assert publish(site.root, now=at(0)) == 0
    first = current(public)
    # Everything is built, and the process is killed before the switch.
    changed(site, 1)
    program = (
        "import pathlib, signal, sys\n"
        "from newsroom.commands.publish import publish\n"
        "from newsroom.publishing.targets.folder import target as directory\n"
        "def wait(*_):\n"
        "    print('here', flush=True)\n"
        "    signal.pause()\n"
        "directory.activate = wait\n"
        f"publish.publish(pathlib.Path({str(site.root)!r}), now={at(1)!r})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert any(line == "here\n" for line in process.stdout)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert current(public) == first
    (public / "releases" / ".part-left").mkdir()
    (public / ".current-left").symlink_to("releases/nowhere")
    assert publish(site.root, now=at(2)) == 0
    there = [".publish.lock", "current", "headers", "previous", "receipts", "releases"]
    assert sorted(path.name for path in public.iterdir()) == there
    assert sorted(path.name for path in (public / "releases").iterdir()) == sorted(releases(public))
    assert sorted(path.name for path in (public / "headers").iterdir()) == sorted(["current", *releases(public)])


@pytest.mark.audit
def test_current_always_leads_to_a_whole_site(tmp_path: Path) -> None:
    """While the link is replaced again and again, whoever opens it finds one release or another."""
    public = tmp_path / "public"
    for name in ("a", "b"):
        (public / "releases" / name).mkdir(parents=True)
        (public / "releases" / name / "index.html").write_text(name)
    activate(public, "a")
    page = public / "current" / "index.html"
    seen, failures, stop = set(), [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(page.read_text())
            except OSError as error:
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    count = 0
    # Until both were seen, and often enough to fall between what a reader does.
    while reader.is_alive() and (count < 300 or seen != {"a", "b"}) and not failures:
        count += 1
        activate(public, "b")
        activate(public, "a")
    stop.set()
    reader.join()
    assert failures == []
    assert seen == {"a", "b"}


def test_a_place_without_links_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError("not supported")

    (tmp_path / "releases" / "x").mkdir(parents=True)
    monkeypatch.setattr(Path, "symlink_to", no_links)
    with pytest.raises(OperationError, match="can hold no symbolic links"):
        activate(tmp_path, "x")


def test_a_file_in_the_way_is_refused(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (site.root / "public").write_text("a file")
    assert publish(site.root, now=NOW) == 1
    assert "cannot be written to" in capsys.readouterr().err
