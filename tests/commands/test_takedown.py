from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from PIL import Image

from newsroom.commands.publish.publish import publish
from newsroom.commands.publish.releases import rollback
from newsroom.commands.takedown import takedown as taking
from newsroom.commands.takedown.takedown import take_down
from newsroom.commands.takedown.withdrawal import find, mentions
from newsroom.publishing import repository, story_traces
from newsroom.publishing.targets.folder import target as directory
from newsroom.publishing.targets.folder.target import FolderTarget
from tests.building import Project, made_once
from tests.publishing import faults

pytestmark = pytest.mark.usefixtures("site_url")

URL = "https://qn.example"
ID = "world/2026/the-lantern-maker"
SENTENCE = "She hung forty lanterns along the verandah."
STORY = """\
---
# Ask Robin before any change.
title: The lantern maker of Wynnum
summary: A workshop by the bay, and who finds it.
date: 2026-05-06 09:30
authors: [robin-vale]
tags: [Lanterns]
image:
  src: 2026/lantern.jpg
  alt: A paper lantern
---

{sentence} ![The river](/images/2026/river.jpg)
"""
#: No byte of these may be left.
TRACES = ("The lantern maker of Wynnum", "the-lantern-maker", "forty lanterns", "Lanterns", "lantern.")


def at(hour: int) -> str:
    return f"2026-11-23T{hour:02d}:00:00+10:00"


def show_picture(site: Project, id_: str, picture: str) -> None:
    """Let a story show a picture."""
    path = site.content / f"articles/{id_}.md"
    path.write_text(path.read_text("utf-8") + f"\n![Something]({picture})\n", "utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A magazine with three releases: before the story, with it, and with it and a change elsewhere."""
    return Project.at(made_once(tmp_path_factory, "takedown", _publish_three) / "site")


def _publish_three(folder: Path) -> None:
    site = Project(folder / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", URL)
        show_picture(site, "national/2026/second-wind", "/images/2026/river.jpg")
        assert publish(site.root, now=at(9)) == 0
        lantern = site.content / "images/2026/lantern.jpg"
        Image.effect_noise((900, 600), 80).convert("RGB").save(lantern)
        site.story(ID, STORY.format(sentence=SENTENCE))
        assert publish(site.root, now=at(10)) == 0
        site.story("opinion/2026/third-word", title="The third word, again")
        assert publish(site.root, now=at(11)) == 0
    assert len(names(site)) == 3
    assert found_traces(site, *TRACES)


@pytest.fixture
def live(published: Project, tmp_path: Path) -> Project:
    """The same in a folder of one's own."""
    return published.copy(tmp_path / "site", links=True)


def names(site: Project) -> list[str]:
    return sorted(path.name for path in (site.root / "public" / "releases").iterdir())


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every name and content below a folder, what is compressed also as it was before."""
    for path in folder.rglob("*"):
        yield path.relative_to(folder).as_posix(), b""
        if path.is_symlink() or not path.is_file():
            continue
        raw = path.read_bytes()
        yield path.name, raw
        if path.suffix == ".br":
            yield path.name, brotli.decompress(raw)
        elif raw.startswith(b"\x1f\x8b"):
            yield path.name, gzip.decompress(raw)


def found_traces(site: Project, *traces: str) -> set[str]:
    """Return which of the traces are left in any name or byte of what was published."""
    wanted = {trace: trace.encode() for trace in traces}
    left = set()
    for name, raw in contents(site.root / "public"):
        left |= {trace for trace, word in wanted.items() if trace in name or word in raw}
    return left


def pictures(site: Project) -> set[str]:
    """Return the digests of all pictures of all releases."""
    target = FolderTarget("public", site.root / "public", "me")
    return {
        file.digest
        for receipt in target.receipts()
        for path, file in receipt.files.items()
        if path.startswith("images/")
    }


def test_no_trace_of_a_story_is_left_on_the_target(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before, first = pictures(live), names(live)[0]
    capsys.readouterr()
    assert take_down(live.root, ID, now=at(12), vanish=True) == 0
    assert found_traces(live, *TRACES) == set()
    # The release before the story is as it was, and the picture that another story shows is there.
    assert names(live)[0] == first
    assert len(names(live)) == 2
    after = pictures(live)
    assert 0 < len(after) < len(before)
    assert "river" in "".join(path.name for path in (live.root / "public/current/images").rglob("*"))
    output = capsys.readouterr().out
    assert "removed: /world/2026/05/the-lantern-maker/ (stories), " in output
    assert "removed: /world/2026/05/the-lantern-maker/text/ (text-only editions), " in output
    assert output.count("removed: the release ") == 2
    assert "what feeds said of it (" in output
    assert "out of reach: the page in Google's results" in output
    # Going back brings nothing back.
    assert rollback(live.root) == 0
    assert found_traces(live, *TRACES) == set()


def test_a_takedown_leaves_at_most_the_address(live: Project) -> None:
    """The page that answers there has no word of the story, and is not taken for it when the command is run again."""
    live.write("data/addresses.txt", f"/world/2026/05/the-lantern-maker/ story {ID} en-AU 2026-05-06 -\n")
    for _ in range(2):
        assert take_down(live.root, ID, now=at(12), gone=True) == 0
        assert found_traces(live, *TRACES) <= {"the-lantern-maker"}
        assert len(names(live)) == 2


def test_its_head_says_so_and_nothing_else_in_it_changes(live: Project) -> None:
    assert take_down(live.root, ID, now=at(12)) == 0
    text = (live.content / f"articles/{ID}.md").read_text("utf-8")
    assert text == STORY.format(sentence=SENTENCE).replace("lantern\n---", "lantern\nstatus: withdrawn\n---")


@pytest.mark.parametrize(
    "name",
    [
        f"content/articles/{ID}.md",
        "/world/2026/05/the-lantern-maker/",
        "https://qn.example/world/2026/05/the-lantern-maker",
    ],
)
def test_a_story_may_be_named_by_its_file_or_its_address(site: Project, name: str) -> None:
    site.picture("2026/lantern.jpg")
    site.story(ID, STORY.format(sentence=SENTENCE))
    assert take_down(site.root, name, now=at(12)) == 0
    assert "\nstatus: withdrawn\n" in (site.content / f"articles/{ID}.md").read_text("utf-8")


def test_a_story_that_is_not_there_is_not_guessed(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert take_down(site.root, "world/2026/first-ligt") == 1
    assert (
        capsys.readouterr().err == 'there is no story "world/2026/first-ligt"; did you mean "world/2026/first-light"?\n'
    )
    assert take_down(site.root, "world/2026/first-light", gone=True, vanish=True) == 1
    assert "choose one: " in capsys.readouterr().err


def test_to_vanish_it_leaves_the_ledger_and_to_be_gone_it_stays(site: Project) -> None:
    other = "/world/2026/05/first-light/ story world/2026/first-light en-AU 2026-05-04 0123456789ab\n"
    own = f"/world/2026/05/the-lantern-maker/ story {ID} en-AU 2026-05-06 ba9876543210\n"
    text = f"/world/2026/05/the-lantern-maker/text/ text {ID} en-AU 2026-05-06 -\n"
    site.picture("2026/lantern.jpg")
    site.story(ID, STORY.format(sentence=SENTENCE))
    ledger = site.write("data/addresses.txt", f"# Every address.\n{other}{own}{text}")
    assert take_down(site.root, ID, now=at(12)) == 0
    assert ledger.read_text("utf-8") == f"# Every address.\n{other}{own}{text}"
    # Also when it was only gone before.
    assert take_down(site.root, ID, now=at(12), vanish=True) == 0
    assert ledger.read_text("utf-8") == f"# Every address.\n{other}"


def test_the_change_is_committed_and_pushed_alone_and_in_no_words_of_the_story(live: Project, tmp_path: Path) -> None:
    """Then nothing stands in the way of the publish, which wants all committed and pushed."""
    (live.root / ".gitignore").write_text("public/\n.cache/\n")
    for command in (
        ["init", "-q", "-b", "main"],
        ["init", "-q", "--bare", str(tmp_path / "remote.git")],
        ["remote", "add", "origin", str(tmp_path / "remote.git")],
        ["config", "user.name", "Robin"],
        ["config", "user.email", "robin@qn.example"],
        ["add", "-A"],
        ["commit", "-q", "-m", "All"],
        ["push", "-q", "-u", "origin", "main"],
    ):
        repository.git(live.root, *command)
    assert take_down(live.root, ID, now=at(12)) == 0
    assert repository.git(tmp_path / "remote.git", "show", "--format=%s", "--name-only", "main").split("\n") == [
        "Withdraw a story",
        "",
        f"content/articles/{ID}.md",
        "",
    ]


def test_a_story_whose_file_is_deleted_is_found_by_an_address_that_it_had(live: Project) -> None:
    path = live.content / f"articles/{ID}.md"
    path.unlink()
    assert take_down(live.root, "/world/2026/", now=at(12)) == 1
    assert take_down(live.root, ID, now=at(12)) == 1
    address = "/world/2026/05/the-lantern-maker/"
    assert take_down(live.root, address, now=at(12), vanish=True, allow_removals=True) == 0
    assert found_traces(live, *TRACES) == set()
    assert len(names(live)) == 2


def test_addresses_that_it_had_before_are_known_from_the_ledger(site: Project) -> None:
    site.picture("2026/lantern.jpg")
    site.story(ID, STORY.format(sentence=SENTENCE))
    other = "/world/2026/05/first-light/"
    site.write(
        "data/addresses.txt",
        f"/arts/2026/05/lanterns/ story {ID} en-AU 2026-05-06 -\n"
        # Two files were joined, and another story stands there now.
        f"{other} story {ID} en-AU 2026-05-06 -\n",
    )
    expected = ("/world/2026/05/the-lantern-maker/", "/arts/2026/05/lanterns/")
    for name in (ID, "https://qn.example/arts/2026/05/lanterns/"):
        assert find(site.root, name).trail.addresses == expected
    (site.content / f"articles/{ID}.md").unlink()
    assert find(site.root, "/arts/2026/05/lanterns/").id == ID


def test_lines_of_data_files_that_name_it_are_told(site: Project) -> None:
    site.picture("2026/lantern.jpg")
    site.story(ID, STORY.format(sentence=SENTENCE))
    site.write(
        "data/front.toml",
        f'[[slot]]\nslot = "lead"\nstory = "{ID}"\n# story = "{ID}"\n[[slot]]\nslot = "lead"\nstory = "{ID}-again"\n',
    )
    assert mentions(site.root, find(site.root, ID)) == ["content/data/front.toml:3"]


@pytest.mark.audit
def test_problems_that_would_stop_a_publish_are_reported_and_stop_no_takedown(
    live: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = live.content / "articles/opinion/2026/third-word.md"
    written = path.read_text("utf-8")
    path.write_text(f"{written}\n[What we told before](/world/2026/05/the-lantern-maker/)\n", "utf-8")
    capsys.readouterr()
    assert take_down(live.root, ID, folder="public", now=at(12), vanish=True) == 3
    output = capsys.readouterr()
    assert output.err.startswith("content/articles/opinion/2026/third-word.md:")
    left = f"left to do: the present project is not published to {live.root / 'public'}: first mend what the first"
    assert f"{left} lines above name; run: SITEURL={URL} invoke publish --dir public\n" in output.err
    assert "readers no longer get the story from " in output.out
    assert found_traces(live, *TRACES) == set()


#: Where it is killed, and the function that is called first: from there on what is removed is a release.
_KILLS: dict[str, tuple[object, str, tuple[object, str] | None]] = {
    "withdrawn": (taking, "publish", None),
    "published": (taking, "_removed", None),
    "one removed": (directory.shutil, "rmtree", (story_traces, "holding")),
}


@pytest.mark.sample(1)
@pytest.mark.parametrize("moment", _KILLS)
def test_a_killed_takedown_is_finished_by_the_next(live: Project, moment: str) -> None:
    place, name, after = _KILLS[moment]
    faults.killed(lambda: take_down(live.root, ID, now=at(12), vanish=True), place, name, after=after)
    assert found_traces(live, *TRACES)
    assert take_down(live.root, ID, now=at(12), vanish=True) == 0
    assert found_traces(live, *TRACES) == set()
    assert len(names(live)) == 2


@pytest.mark.audit
def test_every_target_that_was_published_to_is_purged(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (live.root / "publish.toml").write_text(
        '[target.public]\nkind = "directory"\n\n'
        '[target.second]\nkind = "directory"\ndir = ".public-second"\n\n'
        '[target.never]\nkind = "directory"\ndir = ".public-never"\n'
    )
    assert publish(live.root, "second", now=at(11)) == 0
    capsys.readouterr()
    assert take_down(live.root, ID, now=at(12), vanish=True) == 0
    assert not (live.root / ".public-never").exists()
    output = capsys.readouterr().out
    for folder in (live.root / "public", live.root / ".public-second"):
        assert not list(folder.rglob("the-lantern-maker"))
        assert f"(stories), {folder}\n" in output


@pytest.mark.audit
def test_a_takedown_removes_the_cache_of_builds(live: Project) -> None:
    assert live.build().ok
    assert (live.output / "world/2026/05/the-lantern-maker").is_dir()
    assert take_down(live.root, ID, now=at(12)) == 0
    assert not live.output.exists()
    assert not (live.root / ".cache").exists()


def test_the_receipt_is_data_too_and_is_not_on_the_target(live: Project) -> None:
    assert take_down(live.root, ID, now=at(12), receipt="takedown.json") == 0
    told = json.loads((live.root / "takedown.json").read_text("utf-8"))
    assert told["addresses"][0] == "/world/2026/05/the-lantern-maker/"
    assert told["failed"] == []
    assert {told_of["removed"] for told_of in told["copies"]} == {True, False}
    assert all(told_of["how"] for told_of in told["copies"] if not told_of["removed"])
    assert not list((live.root / "public").rglob("takedown*"))


def test_translations_are_named_and_left(live: Project, capsys: pytest.CaptureFixture[str]) -> None:
    live.story(
        "world/2026/lantern-ru",
        f"---\ntitle: Т\nsummary: С.\ndate: 2026-05-06\nlang: ru\ntranslation_of: {ID}\n---\n\nТ.\n",
    )
    capsys.readouterr()
    take_down(live.root, ID, now=at(12))
    assert "not taken down: its translations world/2026/lantern-ru;" in capsys.readouterr().out
