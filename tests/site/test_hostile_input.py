"""Nothing that is sent in reads or writes outside its place, or keeps a build busy."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.core import limits, urls
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem
from newsroom.engine import workers
from newsroom.engine.cache import inputs
from newsroom.engine.cache.store import Cache
from newsroom.engine.read import files
from newsroom.engine.settings import Settings
from newsroom.engine.write import staging
from tests.building import NOW, Project, problem_lines
from tests.site.faults import story

# ---------------------------------------------------------------------------------------------- reading elsewhere


@pytest.mark.parametrize("folder", ["articles", "authors", "comments", "data", "images", "pages"])
def test_a_folder_that_is_a_link_to_elsewhere_is_told_of_and_not_read(site: Project, folder: str) -> None:
    elsewhere = site.root.parent / "elsewhere"
    target = site.content / folder
    if target.exists():
        target.rename(elsewhere)
    else:
        elsewhere.mkdir()
    target.symlink_to(elsewhere)
    outcome = site.build()
    assert not outcome.ok
    assert f"content/{folder}: file-link: this is a link to something outside content/" in " ".join(
        problem_lines(outcome)
    )
    assert not site.output.exists()


def test_a_link_to_the_whole_disk_is_not_walked(site: Project) -> None:
    elsewhere = site.root.parent / "elsewhere"
    (elsewhere / "closed").mkdir(parents=True)
    (elsewhere / "x.md").write_text("x", "utf-8")
    (site.content / "notes").symlink_to(elsewhere)
    looked = inputs.take_snapshot(_settings(site), (), inputs.InputDigests(Cache.none(), site.content)).texts
    assert not [name for name in looked if "notes" in name]
    assert problem_lines(site.build()) == []


def _settings(site: Project) -> Settings:
    _, plan = planned(BuildRequest(site.root, check_only=True, now=NOW))
    assert plan is not None
    return plan.edition.settings


def test_a_folder_that_is_a_link_within_content_is_fine(site: Project) -> None:
    (site.content / "pages").rename(site.content / "static-pages")
    (site.content / "pages").symlink_to("static-pages")
    assert problem_lines(site.build()) == []


@pytest.mark.parametrize("name", ["sections.toml", "navigation.toml", "magazine.toml", "helplines.toml"])
def test_a_data_file_that_is_a_link_to_elsewhere_is_not_read(site: Project, name: str) -> None:
    secret = site.root.parent / "secret.toml"
    secret.write_text('password = "hunter2"\n', "utf-8")
    (site.content / "data" / name).unlink(missing_ok=True)
    (site.content / "data" / name).symlink_to(secret)
    lines = problem_lines(site.build())
    assert (
        f"content/data/{name}: file-link: this is a link to something outside content/; put the file itself there"
        in lines
    )
    assert "hunter2" not in " ".join(lines)
    assert "password" not in " ".join(lines)


@pytest.mark.parametrize("src", ["../../secret.jpg", "/images/../../secret.jpg", "2026/../../../secret.jpg"])
def test_a_portrait_lies_below_images(site: Project, src: str) -> None:
    site.picture("2026/river.jpg").rename(site.root / "secret.jpg")
    words = f"---\nname: Robin Vale\nbio: B\nphoto:\n  src: {src}\n  alt: A\n---\n\nWords.\n"
    site.write("authors/robin-vale.md", words)
    [line] = problem_lines(site.build())
    assert line.startswith("content/authors/robin-vale.md:5: picture-missing: ")
    # Nor are the names told of what lies there.
    assert "did you mean" not in line


# ---------------------------------------------------------------------------------------------- writing elsewhere


@pytest.mark.parametrize(
    "address",
    ["/../x/", "/a/../x/", "//x/", "x/", "", "/a\\b/", "/a\0/", "/a\n/", "/a b/", "/a./", "/.a/", "/a/.", "/ä/",
     "/a:b/", "/a*/", "/con/", "/CON/", "/nul.html", "/a/com1/b/", "/lpt9.txt/", f"/{'a' * 201}/", "/" + "a/" * 600,
     "/a\u202e/", "/~/../"],
)  # fmt: skip
def test_an_address_that_is_no_file_everywhere_is_none(address: str) -> None:
    assert urls.fault(address) != ""


@pytest.mark.parametrize(
    "address",
    ["/", "/404.html", "/a/", "/a/feed.atom", "/theme/main.0123456789.css", "/console/", "/a/nullable/", "/x_y~z/"],
)
def test_the_others_are(address: str) -> None:
    assert urls.fault(address) == ""


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_address_that_passes_leaves_the_output(tail: str) -> None:
    if not urls.fault("/" + tail):
        place = os.path.normpath(f"/output/{urls.file_of('/' + tail)}")
        assert place.startswith("/output/")


@pytest.mark.parametrize(
    ("changes", "part"),
    [({"tags": f"[{'very ' * 60}long]"}, "topic"), ({"series": "word " * 60}, "series"),
     ({"tags": "[Con]"}, "topic/con"), ({"slug": "aux"}, "aux"), ({"slug": "a" * 220}, "aaa")],
    ids=["a long topic", "a long series", "a device", "a device for a slug", "a long slug"],
)  # fmt: skip
def test_a_field_that_would_be_no_file_everywhere_is_told_of(site: Project, changes: dict[str, str], part: str) -> None:
    site.story("world/2026/faulty", story(**changes))
    lines = problem_lines(site.build())
    assert lines
    assert all(": address-unsafe: " in line and part in line for line in lines)
    assert not site.output.exists()


@pytest.mark.parametrize("path", ["", "../x", "a/../../x", "/etc/x", "a\\b", "a\0b"])
def test_the_writer_writes_nothing_elsewhere(tmp_path: Path, path: str) -> None:
    stage = staging.Stage(tmp_path / "output")
    with pytest.raises(ValueError, match="leads outside the output folder"):
        stage.store(path, b"x")


# --------------------------------------------------------------------------------------------------- by sheer size


@pytest.mark.parametrize(
    "file",
    ["articles/world/2026/large.md", "authors/large.md", "pages/large.md", "comments/world/2026/first-light/large.md"],
)
def test_a_file_that_is_too_large_is_told_of_and_not_read(site: Project, file: str) -> None:
    with site.write(file, "").open("wb") as target:
        # A hole: it takes no place on the disk, and would take all memory.
        target.truncate(1 << 36)
    [line] = problem_lines(site.build())
    assert line.startswith(f"content/{file}: file-too-large: the file has 68,719,476,736 bytes, and a text may have ")


def test_a_build_with_a_bomb_names_it_and_changes_nothing(site: Project) -> None:
    assert problem_lines(site.build()) == []
    before = site.tree()
    site.story("world/2026/faulty", story("[" * 50_000))
    site.write("comments/world/2026/first-light/1.md", f"---\nname: K\ndate: 2026-05-05\n---\n\n{'`a' * 50_000}\n")
    assert [line.split(": ")[:2] for line in problem_lines(site.build())] == [
        ["content/articles/world/2026/faulty.md:8", "text-too-deep"],
        ["content/articles/world/2026/faulty.md:8", "text-too-much"],
        ["content/comments/world/2026/first-light/1.md:6", "text-too-much"],
    ]
    assert site.tree() == before


def _for_ever(problems: list[Problem]) -> None:
    with files.reporting_errors("content/x.md", problems, 0.05):
        while True:
            # As libraries do.
            with suppress(Exception):
                sum(range(1000))


def test_a_file_that_takes_for_ever_is_given_up() -> None:
    problems: list[Problem] = []
    _for_ever(problems)
    assert [(problem.path, problem.rule) for problem in problems] == [("content/x.md", "file-too-slow")]


def test_a_file_that_takes_for_ever_is_given_up_in_every_worker() -> None:
    def work(some: object) -> list[list[str]]:
        made = []
        for _ in some:  # type: ignore[attr-defined]  # the items that it is given
            problems: list[Problem] = []
            _for_ever(problems)
            made.append([problem.rule for problem in problems])
        return made

    assert workers.run_on_all_cores(work, range(4), least=1) == [["file-too-slow"]] * 4


@pytest.mark.parametrize(
    ("error", "rule"),
    [(RecursionError(), "text-too-deep"), (MemoryError(), "file-too-large"), (KeyError("x"), "unexpected")],
)
def test_rules_that_a_file_breaks_are_problems(error: Exception, rule: str) -> None:
    problems: list[Problem] = []
    with files.reporting_errors("content/x.md", problems, limits.SECONDS):
        raise error
    assert [problem.rule for problem in problems] == [rule]


def test_many_broken_links_are_not_each_compared_with_every_address(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(NameIndex, "nearest", lambda _names, word: asked.append(word) or "")
    links = "".join(f"[words {n}](/nowhere/{n}/)\n\n[more {n}]({{filename}}/x{n}.md)\n\n" for n in range(100))
    site.story("world/2026/faulty", story(links))
    assert len(problem_lines(site.build())) == 200
    assert len(asked) == 2 * limits.MOST_HINTS
