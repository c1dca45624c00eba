"""A pause of publishing: seen on the target by every machine, kept by takedown and rollback, and never forgotten."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from newsroom.commands import pauses
from newsroom.commands.due import due
from newsroom.commands.publish import publish as publishing
from newsroom.commands.publish.publish import publish
from newsroom.commands.publish.release_build import ReleaseBuild
from newsroom.commands.publish.releases import rollback, status
from newsroom.publishing.pause import Pause, from_json, pause, to_json
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, Project
from tests.publishing import faults
from tests.publishing.sites import MOMENT

pytestmark = pytest.mark.usefixtures("site_url")


def current(site: Project) -> str:
    return FolderTarget("public", site.root / "public", "me").current()


def test_nothing_is_published_to_a_target_that_is_paused(
    site: Project, copied_builds: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site.root, now=NOW) == 0
    before = current(site)
    assert pauses.pause(site.root, reason="The front page names a source.") == 0
    said = capsys.readouterr().out
    assert f"{site.root / 'public'} is paused by " in said
    assert said.splitlines()[-1] == "to publish again: invoke resume"
    site.story("opinion/2026/third-word", title="The third word, again")
    assert publish(site.root, now=NOW) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"nothing was published: {site.root / 'public'} is paused by ")
    assert (
        "The front page names a source. When that is over: invoke resume, or publish once with --despite-pause" in said
    )
    assert current(site) == before
    # A plan writes nothing.
    assert publish(site.root, now=NOW, plan=True) == 0
    # The explicit option publishes once, and keeps the pause.
    assert publish(site.root, now=NOW, despite_pause=True) == 0
    assert current(site) != before
    assert publish(site.root, now=NOW) == 1
    assert pauses.resume(site.root) == 0
    assert (
        "it is not paused any more; what waits comes with the next publish: invoke publish" in capsys.readouterr().out
    )
    assert publish(site.root, now=NOW) == 0
    assert pauses.resume(site.root) == 0
    assert "is not paused\n" in capsys.readouterr().out


def test_a_pause_that_comes_during_a_publish_ends_it_before_the_switch(
    site: Project, copied_builds: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = publishing.built

    def built(*given: object) -> ReleaseBuild:
        made = build(*given)  # type: ignore[arg-type]
        assert pauses.pause(site.root, reason="Wait.") == 0
        return made

    monkeypatch.setattr(publishing, "built", built)
    assert publish(site.root, now=NOW) == 1
    assert current(site) == ""


def test_a_timer_on_another_machine_finds_nothing_to_do(
    site: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goes = "expires: 2026-11-24 10:00 Australia/Brisbane\n"
    text = f"---\ntitle: Where to stand\nsummary: Here.\ndate: 2026-05-04\n{goes}---\n\nText.\n"
    site.story("world/2026/where-to-stand", text)
    public = str(tmp_path / "public")
    assert publish(site.root, folder=public, now=NOW) == 0
    later = "2026-11-24T11:00:00+10:00"
    assert due(site.root, folder=public, now=later, exit_only=True) == 1
    other = site.copy(tmp_path / "other")
    assert pauses.pause(other.root, folder=public, reason="A bad release was taken back.") == 0
    capsys.readouterr()
    assert due(site.root, folder=public, now=later, exit_only=True) == 0
    assert capsys.readouterr().out == ""
    assert due(site.root, folder=public, now=later) == 0
    output = capsys.readouterr().out
    assert "over, and still live" in output
    assert "A bad release was taken back. Nobody publishes to it until: invoke resume" in output
    assert due(site.root, folder=public, now=later, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["publish"] is False
    assert "A bad release was taken back" in told["paused"]
    assert pauses.resume(site.root, folder=public) == 0
    assert due(site.root, folder=public, now=later, exit_only=True) == 1


def test_without_a_reason_nothing_is_paused_and_the_state_is_told(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pauses.pause(site.root, reason=" \n") == 1
    assert "is not paused. To pause it, say why: invoke pause --reason" in capsys.readouterr().err
    assert pauses.pause(site.root, reason="First.") == 0
    assert pauses.pause(site.root) == 1
    assert "First. To pause it" in capsys.readouterr().err
    assert pauses.pause(site.root, reason="Second.") == 0
    assert "in place of the pause before: paused by " in capsys.readouterr().out


def test_a_target_is_paused_though_publish_toml_has_a_mistake_elsewhere(site: Project) -> None:
    (site.root / "publish.toml").write_text(
        'default = "public"\n[target.public]\nkind = "directory"\n\n[target.web]\nkind = "shh"\n'
    )
    assert pauses.pause(site.root, reason="Wait.") == 0
    assert pauses.resume(site.root) == 0
    assert pauses.pause(site.root, "web", reason="Wait.") == 1


def test_the_way_back_works_during_a_pause_and_says_that_it_stays(
    site: Project, copied_builds: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(site.root, now=NOW) == 0
    first = current(site)
    site.story("opinion/2026/third-word", title="The third word, again")
    assert publish(site.root, now=NOW) == 0
    second = current(site)
    capsys.readouterr()
    assert rollback(site.root) == 0
    output = capsys.readouterr().out
    assert f"readers have {first} again" in output
    assert (
        f"the next publish replaces it by what is in the project, as {second} was: a timer's or the workflow's too"
        in output
    )
    assert 'to stop that: invoke pause --reason "…"' in output
    assert rollback(site.root, release=second) == 0
    assert pauses.pause(site.root, reason="Wait.") == 0
    capsys.readouterr()
    assert rollback(site.root) == 0
    output = capsys.readouterr().out
    assert "publishing stays paused by " in output
    assert "invoke pause" not in output
    assert publish(site.root, now=NOW) == 1
    assert status(site.root, now=NOW) == 0
    assert ": Wait\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("One\nTwo\t three", "One Two three"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202eolleh", "olleh"),
        ("x" * 1000, "x" * 400),
        ("Ngā mihi", "Ngā mihi"),
    ],
)
def test_a_reason_is_one_line_of_plain_text(reason: str, kept: str) -> None:
    assert pause(reason, "me", MOMENT) == Pause(kept, "me", "2026-11-23 09:00 UTC")
    assert from_json(to_json(pause(reason, "me", MOMENT))).reason == kept


def test_a_pause_that_is_killed_anywhere_is_whole_or_not_there(site: Project, tmp_path: Path) -> None:
    """Killed at each of its steps: what the target has then is the pause before, or the new one, and never a part."""
    folder = tmp_path / "public"
    target = FolderTarget("public", folder, "me")
    first = pause("Before", "Kim", MOMENT)
    steps = faults.run(lambda: pauses.pause(site.root, folder=str(folder), reason="Never mind"), 0)
    assert steps >= 3
    seen = set()
    for before in (None, first):
        for step in range(1, steps + 2):
            target.resume()
            if before:
                target.pause(before)
            ended = faults.run(lambda: pauses.pause(site.root, folder=str(folder), reason="The new one"), step)
            found = target.paused()
            assert found == before or (found and found.reason == "The new one"), step
            seen.add(found.reason if found else "")
            if ended != -1:
                assert found
                assert found.reason == "The new one"
            # The next one goes through, and the one after that finds nothing left over.
            assert pauses.pause(site.root, folder=str(folder), reason="The last one") == 0
            assert pauses.resume(site.root, folder=str(folder)) == 0
            with target.lock():
                target.recover()
            assert target.paused() is None
    assert seen == {"", "Before", "The new one"}


@pytest.mark.parametrize("fault", ["a file in its place", "a file above it", "no such target", "a link to nowhere"])
def test_a_target_that_cannot_be_reached_is_told_and_nothing_counts_as_paused(
    fault: str, site: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, name = tmp_path / "public", ""
    if fault == "a file in its place":
        folder.write_text("a file")
    elif fault == "a file above it":
        (tmp_path / "public").write_text("a file")
        folder = tmp_path / "public/below"
    elif fault == "a link to nowhere":
        folder.symlink_to(tmp_path / "nowhere/at all/file")
        (tmp_path / "nowhere").write_text("")
    else:
        name = "nowhere"
    place = "" if name else str(folder)
    assert pauses.pause(site.root, name, place, reason="Wait") == 1
    output = capsys.readouterr()
    assert "is paused by" not in output.out
    assert output.err
    assert "Error" not in output.err
    assert "Traceback" not in output.err


def test_of_two_pauses_at_once_one_stays_whole(site: Project, tmp_path: Path) -> None:
    """Both write at the same moment, again and again; each says what is so."""
    folder = tmp_path / "public"
    target, rounds = FolderTarget("public", folder, "me"), 50
    barrier, codes = threading.Barrier(2), []

    def begin(who: str) -> None:
        for number in range(rounds):
            barrier.wait()
            target.pause(pause(f"{who} {number} " + who * 300, who, MOMENT))
            codes.append(target.paused())

    threads = [threading.Thread(target=begin, args=(who,)) for who in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(codes) == 2 * rounds
    assert {found.by for found in codes if found} <= {"a", "b"}
    assert all(found and found.reason.startswith(f"{found.by} ") for found in codes)
    assert not list(folder.glob(".part-*"))


def test_a_pause_reports_another_at_the_same_moment(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = FolderTarget.pause

    def overtaken(self: FolderTarget, paused: Pause) -> None:
        write(self, paused)
        write(self, pause("The other reason", "Kim", MOMENT))

    monkeypatch.setattr(FolderTarget, "pause", overtaken)
    assert pauses.pause(site.root, reason="Mine") == 0
    output = capsys.readouterr().out
    assert "paused by Kim since 2026-11-23 09:00 UTC: The other reason" in output
    assert "somebody else paused it at the same moment" in output
