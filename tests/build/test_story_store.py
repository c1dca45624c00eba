"""The story store: what is kept, what is noticed, and that nothing depends on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.build import kept
from tests.building import Project, said


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(bytes(raw))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut short": _cut,
    "one byte changed": _flip,
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),  # type: ignore[dict-item,return-value]
}


@pytest.mark.parametrize("name", ["stories/index", "stories/pack", "measured", "related", "manifest"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_of_the_cache_costs_nothing_but_time(site: Project, name: str, damage: str) -> None:
    """After an edit, so that the cache is looked into, the site is what it is without a cache."""
    head = "title: P\nsummary: S\ndate: 2026-05-05"
    site.story("world/2026/with-picture", f"---\n{head}\n---\n\n![A](/images/2026/river.jpg)\n")
    assert said(site.build()) == []
    cache = site.root / ".cache"
    path = next((cache / "outputs").iterdir()) if name == "manifest" else cache / name
    DAMAGES[damage](path)
    story = site.content / "articles/world/2026/first-light.md"
    story.write_text(story.read_text("utf-8").replace("paragraph", "sentence"), "utf-8")
    (site.root / "theme/templates/page.html").open("a").write("<!-- all pages again -->")
    assert said(site.build()) == []
    left = site.tree()
    shutil.rmtree(cache)
    shutil.rmtree(site.output)
    assert said(site.build()) == []
    assert site.tree() == left


def test_what_is_damaged_is_noted(site: Project) -> None:
    site.build()
    _cut(site.root / ".cache/stories/index")
    site.story("world/2026/another")
    assert any("every story is read again" in note for note in site.build().notes)


def test_only_what_changed_is_made_again(site: Project) -> None:
    """An edit makes the story, the feeds that carry it, and the few pages that are made at every build."""
    everything = site.build().made
    assert site.build().made == 0
    site.story("world/2026/first-light", title="First light on the rivers")
    assert 0 < site.build().made < everything


def test_the_pack_does_not_grow_for_ever(site: Project) -> None:
    """It is written anew when most of it is no longer in use."""
    words = "Word " * 20_000
    for number in range(12):
        text = f"---\ntitle: T\nsummary: S\ndate: 2026-05-05\n---\n\n{words}{number}\n"
        site.story("world/2026/long", text)
        assert site.build().ok
    assert (site.root / ".cache/stories/pack").stat().st_size < 12 * len(words) / 2


def test_a_story_that_is_gone_is_forgotten(site: Project) -> None:
    site.build()
    (site.content / "articles/world/2026/first-light.md").unlink()
    site.build()
    found = kept.load(site.root / ".cache/stories/index")
    assert "content/articles/world/2026/first-light.md" not in found["entries"]


def test_a_check_writes_nothing_into_the_cache(site: Project) -> None:
    assert site.build(check_only=True).ok
    assert not (site.root / ".cache").exists()


def test_a_file_whose_times_lie_is_still_noticed(site: Project) -> None:
    """Neither a source nor a page in the output can be changed unseen by setting its time back."""
    site.build()
    page = site.output / "index.html"
    good = page.read_bytes()
    before = page.stat()
    page.write_bytes(good.replace(b"QN", b"XX"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert site.build().ok
    assert page.read_bytes() == good
