"""Two builds of one output, in real processes: the second waits and says so, and what is left is never a mixture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.building import Project, problem_lines, tree
from tests.engine.paused_builds import forking, is_gone, plug, started
from tests.site.edits import change, stories
from tests.site.small_magazine import make, write_changes


@pytest.fixture
def slow(site: Project) -> Project:
    """A project with a plugin that takes its time."""
    plug(site)
    return site


def clean(site: Project) -> dict[str, bytes]:
    """Return what a build from nothing leaves of a project as it is now, without that plugin."""
    twin = site.copy(site.root.with_name("twin"))
    twin.setting('PLUGINS = PLUGINS[:-1]\nNEWSROOM_CACHE = ".another"')
    assert problem_lines(twin.build(output=twin.root / "clean")) == []
    return tree(twin.root / "clean")


def rewrite(site: Project, words: str) -> None:
    """Change a word in every story and in the name of the magazine, which stands on every page."""
    for path in stories(site):
        change(path, "first paragraph", words)
    site.setting(f'SITENAME = "{words.title()}"')


@pytest.mark.audit
def test_of_two_projects_with_one_output_the_second_waits_and_has_the_last_word(slow: Project) -> None:
    other = slow.copy(slow.root.with_name("other"))
    rewrite(other, "other words")
    other.story("world/2026/one-more", title="One more")
    with started(slow, "hold") as first:
        first.standing()
        with started(other, "", "--output", str(slow.output)) as second:
            assert "waiting for it to end" in second.line()
            assert not slow.output.exists()
            first.go()
            assert first.end() == (0, "")
            assert second.end() == (0, "")
    assert slow.tree() == clean(other)


@pytest.mark.audit
def test_an_edit_during_a_build_is_seen_by_the_waiting_build(slow: Project) -> None:
    """Whether or not the first had read it already."""
    assert slow.build().ok
    rewrite(slow, "first words")
    with started(slow, "hold") as first:
        first.standing()
        rewrite(slow, "second words")
        stories(slow)[0].unlink()
        change(stories(slow)[0], "first words", "second words")
        with started(slow) as second:
            assert "waiting for it to end" in second.line()
            first.go()
            assert first.end() == (0, "")
            assert second.end() == (0, "")
    assert slow.tree() == clean(slow)


def test_the_lock_of_a_build_that_was_killed_holds_nobody_up(slow: Project) -> None:
    with started(slow, "hold") as first:
        first.standing()
        first.kill()
        assert (slow.root / ".output.lock").exists()
        with started(slow) as second:
            assert second.end() == (0, "")
    assert slow.tree() == clean(slow)


@pytest.mark.audit
@forking
def test_a_child_that_outlives_its_killed_build_does_not_mix_into_the_next(slow: Project) -> None:
    """It ends its part of the work; what it writes is not what the next build moves in."""
    magazine = make(70)
    write_changes(slow.content, None, magazine)
    with started(slow, "first", children=True) as first:
        orphan = first.standing()
        first.kill()
        try:
            assert not is_gone(orphan)
            # One more page, so that the next build shares its work out differently.
            slow.write("pages/aaa.md", "---\ntitle: A\nsummary: S.\n---\n\nA.\n")
            write_changes(
                slow.content, magazine, magazine.of(replace(piece, body="Changed.") for piece in magazine.pieces)
            )
            with started(slow, "second", children=True) as second:
                second.standing()
                second.until(lambda: len(staged(slow)) > 40)
                first.go()
                second.until(lambda: is_gone(orphan))
                second.go()
                assert second.end() == (0, "")
        finally:
            first.go()
    assert slow.tree() == clean(slow)


def staged(site: Project) -> list[Path]:
    """Return the files that lie beside the output, in whatever folders."""
    return [path for path in site.root.glob(".output.stage*/**/*") if path.is_file()]
