from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from newsroom.commands.due import due
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import publish
from newsroom.commands.publish.recovery import PendingSteps
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import NOW, Project

pytestmark = pytest.mark.usefixtures("site_url")

STORY = "---\ntitle: {title}\nsummary: What happened.\ndate: {date}\nauthors: [robin-vale]\n{more}---\n\nText.\n"

NOON, PASSING = "content/articles/world/2026/noon.md:4:", "content/articles/world/2026/where-to-stand.md:6:"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine that was published at nine, with a story that comes at noon and one that goes at ten the next day."""
    site = Project(tmp_path_factory.mktemp("due") / "site")
    site.story("world/2026/noon", STORY.format(title="At noon", date="2026-11-23 12:00", more=""))
    goes = "expires: 2026-11-24 10:00 Australia/Brisbane\n"
    site.story("world/2026/where-to-stand", STORY.format(title="Where to stand", date="2026-05-04", more=goes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", "https://qn.example")
        assert publish(site.root, now=NOW) == 0
    return site


@pytest.fixture
def live(published: Project, tmp_path: Path) -> Project:
    """The same in a folder of its own."""
    return published.copy(tmp_path / "site", links=True)


def at(clock: str, day: int = 23) -> str:
    return f"2026-11-{day}T{clock}:00+10:00"


def test_a_story_comes_and_is_due_and_late_until_it_is_published(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert due(live.root, now=at("11:59")) == 0
    assert capsys.readouterr().out.splitlines() == [
        f'{NOON} "At noon": comes 2026-11-23 12:00 Brisbane, 2026-11-23 02:00 UTC (in 1 minute)',
        f'{PASSING} "Where to stand": goes 2026-11-24 10:00 Brisbane, 2026-11-24 00:00 UTC (in 22 hours)',
        "What is live was built at 2026-11-23 09:00 Brisbane, 2026-11-22 23:00 UTC; nothing is due.",
    ]
    assert due(live.root, now=at("12:00")) == 1
    first, _, last = capsys.readouterr().out.splitlines()
    assert first.endswith(": due, since 2026-11-23 12:00 Brisbane, 2026-11-23 02:00 UTC (under a minute ago)")
    assert last.endswith("; 1 story waits for `invoke publish`.")
    assert due(live.root, now=at("14:31")) == 1
    assert ": late, since " in (late := capsys.readouterr().out)
    assert "(2 hours ago)" in late
    assert publish(live.root, now=at("14:31")) == 0
    assert due(live.root, now=at("14:32")) == 0


def test_a_story_that_should_be_gone_and_is_not_wants_a_publish(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(live.root, now=at("13:00")) == 0
    assert due(live.root, now=at("09:59", 24)) == 0
    capsys.readouterr()
    assert due(live.root, now=at("10:00", 24)) == 1
    assert '"Where to stand": over, and still live, since 2026-11-24 10:00 Brisbane' in capsys.readouterr().out
    assert publish(live.root, now=at("10:00", 24), allow_removals=True) == 0
    assert due(live.root, now=at("10:00", 24)) == 0


def test_a_new_story_that_was_not_published_yet_is_due(live: Project) -> None:
    live.story("world/2026/new", STORY.format(title="New", date="2026-01-01", more=""))
    assert due(live.root, now=at("09:01")) == 1


def test_without_a_release_all_stories_wait_and_are_only_counted(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert due(site.root, now=NOW) == 1
    assert capsys.readouterr().out == "Nothing is published yet; 3 stories wait for `invoke publish`.\n"


def test_a_folder_may_be_named(site: Project, tmp_path: Path) -> None:
    assert publish(site.root, folder=str(tmp_path / "www"), now=NOW) == 0
    assert due(site.root, now=NOW) == 1
    assert due(site.root, folder=str(tmp_path / "www"), now=NOW) == 0


def test_a_head_that_cannot_be_read_is_told_and_holds_nothing_up(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    live.story("world/2026/broken", "---\ntitle: Broken\n---\n")
    live.story("world/2026/Bad Name", STORY.format(title="Misnamed", date="2026-01-01", more=""))
    capsys.readouterr()
    assert due(live.root, now=at("09:01"), exit_only=True) == 0
    output = capsys.readouterr()
    assert output.out == ""
    assert [line.split(":")[0] for line in output.err.splitlines()] == [
        "content/articles/world/2026/Bad Name.md",
        "content/articles/world/2026/broken.md",
    ]


def test_programs_get_json(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert due(live.root, now=at("12:00"), as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["publish"] is True
    assert told["live"] == "2026-11-22T23:00:00+00:00"
    assert told["stories"][0] == {
        "id": "world/2026/noon",
        "source": "content/articles/world/2026/noon.md",
        "standing": "due",
        "moment": "2026-11-23T02:00:00+00:00",
        "address": "/world/2026/11/noon/",
    }


def test_the_neutral_title_of_a_discreet_story_is_all_that_a_log_says(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "discreet:\n  title: A note\n  summary: A note.\n"
    live.story("world/2026/quiet", STORY.format(title="Loud words", date="2026-11-25", more=more))
    due(live.root, now=at("09:01"))
    output = capsys.readouterr().out
    assert '"A note"' in output
    assert "Loud words" not in output


def test_nothing_is_built_or_written(live: Project) -> None:
    def state() -> dict[str, int]:
        return {str(path): os.lstat(path).st_mtime_ns for path in live.root.rglob("*")}

    before = state()
    assert due(live.root, now=at("12:00")) == 1
    assert state() == before


def test_unknown_state_differs_from_due_changes(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(live.root, now="2026-11-23 09:00") == ExitCode.UNKNOWN
    assert "is no moment with an offset" in capsys.readouterr().err
    assert due(live.root, target="nowhere") == ExitCode.UNKNOWN
    assert 'no target "nowhere"' in capsys.readouterr().err
    for path in (live.root / "public" / "receipts").iterdir():
        path.unlink()
    assert due(live.root, now=at("09:01")) == ExitCode.UNKNOWN
    assert "which has no receipt; `invoke publish` makes one" in capsys.readouterr().err


HELPLINES = """\
[[helpline]]
id = "one"
name = "One"
phone = "13 00 01"
hours = "All hours"
serves = "All"
around_the_clock = true
checked = 2026-11-16
"""


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2027-04-15T23:59:59+10:00", ""),
        ("2027-04-16T00:00:00+10:00", "too old from 2027-05-16 (in 30 days)"),
        ("2027-05-15T23:00:00+10:00", "too old from 2027-05-16 (in 1 hour)"),
        ("2027-05-16T00:00:00+10:00", "too old since 2027-05-16 (under a minute ago)"),
        ("2031-05-16T00:00:00+10:00", "too old since 2027-05-16 (1461 days ago)"),
    ],
)
def test_old_data_is_reported_30_days_ahead_and_needs_no_publish(
    live: Project, clock: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(live.root, now=at("10:00", 25), allow_removals=True) == 0
    live.write("data/helplines.toml", HELPLINES)
    live.write("data/security.toml", 'contact = ["mailto:a@qn.example"]\nexpires = "2027-05-01"\n')
    capsys.readouterr()
    assert due(live.root, now=clock) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("content/data/helplines.toml:8:")]
    assert bool(lines) is bool(expected)
    assert all(f": One was checked on 16 November 2026: {expected}; ring it" in line for line in lines)


def test_every_file_that_can_grow_old_is_asked_and_one_that_cannot_be_read_is_named(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    live.write("data/security.toml", 'contact = ["mailto:a@qn.example"]\nexpires = "2026-12-01"\n')
    live.write("data/helplines.toml", "[[helpline]\n")
    capsys.readouterr()
    due(live.root, now=at("09:30"))
    output = capsys.readouterr()
    assert (
        "content/data/security.toml:2: security.txt says that it holds until 1 December 2026: too old from"
        in output.out
    )
    assert output.err.startswith(
        "content/data/helplines.toml: it cannot be read, so nobody knows what in it is too old"
    )
    due(live.root, now=at("09:30"), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert [(item["path"], item["moment"]) for item in told["old"]] == [
        ("content/data/security.toml", "2026-11-30T14:00:00+00:00")
    ]
    assert told["unreadable"] == ["content/data/helplines.toml"]


def test_a_publish_that_did_not_end_is_told_and_starts_no_timer(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    recovery.note(live.root, str(live.root / "public"), PendingSteps("20261122T230000Z-0123456789ab", "", ()))
    capsys.readouterr()
    assert due(live.root, now=at("09:01")) == 0
    assert capsys.readouterr().out.splitlines()[-1] == recovery.UNFINISHED
    assert due(live.root, now=at("09:01"), as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["unfinished"] == recovery.UNFINISHED
    assert publish(live.root, now=NOW) == 0
    capsys.readouterr()
    assert due(live.root, now=at("09:01")) == 0
    assert "left something to do" not in capsys.readouterr().out


def test_a_release_that_readers_have_half_of_asks_for_a_publish(
    live: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(FolderTarget, "half_activated", lambda _: True)
    assert due(live.root, now=at("09:01")) == ExitCode.NOT_DONE
    assert "some files of one release and some of another" in capsys.readouterr().out.splitlines()[-1]
    assert due(live.root, now=at("09:01"), as_json=True) == ExitCode.NOT_DONE
    told = json.loads(capsys.readouterr().out)
    assert told["publish"] is True
    assert "some files of one release and some of another" in told["unfinished"]
    monkeypatch.undo()
    assert due(live.root, now=at("09:01")) == ExitCode.DONE
