"""The builder that stays: asked by a line, it answers with how the build went."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.serve.resident import Builder
from tests.building import ROOT, Project, tree
from tests.features.search.indexed import records


@pytest.fixture
def builder(site: Project) -> Iterator[Builder]:
    made = Builder(site.root, site.output)
    yield made
    made.end()


def number(builder: Builder) -> int:
    """Return the number of the builder's process."""
    assert builder._process is not None
    return builder._process.pid


def test_one_process_makes_one_build_after_the_other(site: Project, builder: Builder) -> None:
    first = builder.build()
    assert first.ok, first.said
    process = number(builder)
    site.story("world/2026/first-light", title="Second light")
    again = builder.build()
    assert again.ok, again.said
    assert number(builder) == process
    assert "Second light" in (site.output / "world/2026/05/first-light/index.html").read_text("utf-8")


def test_many_edits_leave_what_a_clean_build_leaves(
    site: Project, builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its memory never takes the place of what is on the disk, even when others build meanwhile."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795388400")
    assert builder.build().ok
    edits = [
        lambda: site.story("world/2026/first-light", title="Another light"),
        lambda: site.story("world/2026/one-more", title="One more"),
        (site.content / "articles/world/2026/one-more.md").unlink,
        site.forget,
        lambda: site.story("world/2026/first-light", title="---"),
        lambda: (site.output / "index.html").write_text("gone"),
        lambda: site.story("world/2026/first-light", title="A last light"),
    ]
    for turn, edit in enumerate(edits):
        edit()
        if turn % 3 == 2:
            assert site.build(now=None).ok
        assert builder.build().ok
        clean = site.copy(tmp_path / f"copy-{turn}", links=True)
        clean.forget()
        assert clean.build(output=clean.root / "clean", now=None).ok
        assert tree(clean.root / "clean") == site.tree()


@pytest.mark.audit
def test_with_search_each_build_makes_an_index(site: Project) -> None:
    searching = Builder(site.root, site.output, search=True)
    try:
        assert searching.build().ok
        site.story("world/2026/one-more", title="A quokka")
        assert searching.build().ok
        assert "/world/2026/05/one-more/" in records(site.output)
    finally:
        searching.end()


def test_edits_in_the_output_are_replaced(site: Project, builder: Builder) -> None:
    """First the edit is written, as if nobody had touched the output; then the output is looked at."""
    assert builder.build().ok
    good = (site.output / "index.html").read_bytes()
    (site.output / "index.html").write_bytes(b"touched")
    (site.output / "world/index.html").unlink()
    assert builder.build().ok
    # The builder looks after it has answered: it ends that before it answers again.
    assert builder.build().ok
    assert (site.output / "index.html").read_bytes() == good
    assert (site.output / "world/index.html").is_file()


def test_a_build_that_fails_tells_why_and_leaves_the_site(site: Project, builder: Builder) -> None:
    assert builder.build().ok
    before = site.tree()
    broken = site.story("world/2026/broken", "---\ntitle: Broken\n---\n")
    failed = builder.build()
    assert not failed.ok
    assert "content/articles/world/2026/broken.md:" in failed.said
    assert "Traceback" not in failed.said
    assert site.tree() == before
    broken.unlink()
    assert builder.build().ok


def test_a_builder_that_was_killed_is_replaced(site: Project, builder: Builder) -> None:
    assert builder.build().ok
    process = number(builder)
    os.kill(process, signal.SIGKILL)
    assert builder.build().ok
    assert number(builder) != process


@pytest.mark.audit
def test_printed_output_of_a_plugin_is_no_answer(
    site: Project, builder: Builder, capfd: pytest.CaptureFixture[str]
) -> None:
    (site.root / "talking.py").write_text("def register():\n    print('hello')\n")
    conf = site.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "\nPLUGIN_PATHS.append('.')\nPLUGINS.append('talking')\n", "utf-8")
    outcome = builder.build()
    assert outcome.ok, outcome.said
    assert "hello" in capfd.readouterr().err


@pytest.mark.audit
def test_a_builder_that_ends_itself_is_reported(site: Project, builder: Builder) -> None:
    (site.root / "ending.py").write_text("import os\n\ndef register():\n    os._exit(3)\n")
    conf = site.root / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "\nPLUGIN_PATHS.append('.')\nPLUGINS.append('ending')\n", "utf-8")
    outcome = builder.build()
    assert not outcome.ok
    assert "ended without a word" in outcome.said


@pytest.mark.audit
def test_a_builder_that_begins_anew_has_the_code_as_it_is_now(project: Path) -> None:
    shutil.copytree(ROOT / "plugins", project / "plugins", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    builder = Builder(project, project / "output")
    try:
        assert builder.build().ok
        code = project / "plugins" / "newsroom" / "features" / "stories" / "addresses.py"
        code.write_text(code.read_text("utf-8").replace('"/topic/{slug}/"', '"/subject/{slug}/"'), "utf-8")
        builder.end()
        assert builder.build().ok
    finally:
        builder.end()
    assert (project / "output" / "subject" / "law-reform" / "index.html").is_file()


def test_ending_leaves_no_process(site: Project, builder: Builder) -> None:
    assert builder.build().ok
    process = number(builder)
    builder.end()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    builder.end()
