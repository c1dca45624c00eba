"""The story store: what is kept, what is noticed, and that nothing depends on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Set
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine.cache import digests, inputs, kept
from newsroom.features.stories.story_store import Entry, StoryStore
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


_NAMES = [
    "stories/index",
    "stories/changes",
    "stories/pack",
    "measured",
    "related",
    "looks",
    "templates/*/*",
    "outputs/*",
]


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_of_the_cache_costs_nothing_but_time(
    site: Project, monkeypatch: pytest.MonkeyPatch, name: str, damage: str
) -> None:
    """After an edit, so that the cache is looked into, the site is what it is without a cache."""
    monkeypatch.setattr(inputs, "_FRESH", 0)
    head = "title: P\nsummary: S\ndate: 2026-05-05"
    site.story("world/2026/with-picture", f"---\n{head}\n---\n\n![A](/images/2026/river.jpg)\n")
    assert said(site.build()) == []
    cache = site.root / ".cache"
    # After the second build there are changes beside the index.
    site.story("world/2026/second")
    assert said(site.build()) == []
    found = list(cache.glob(name))
    assert found
    for path in found:
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
    folder = site.root / ".cache/stories"
    assert kept.load(folder / "changes")["entries"] == {"content/articles/world/2026/first-light.md": None}
    found = StoryStore(folder, kept.load(folder / "index")["pipeline"])
    assert "content/articles/world/2026/first-light.md" not in found.entries
    found.close()


def store(folder: Path) -> StoryStore:
    return StoryStore(folder, b"pipeline")


def entry(mark: str) -> Entry:
    return Entry(mark.encode(), (), None, (), False, (0, 0, 0))


def fill(folder: Path, marks: dict[str, str], gone: Set[str] = frozenset()) -> None:
    """Load a store, put some entries into it, forget others and save it."""
    made = store(folder)
    for path, mark in marks.items():
        made.put(path, entry(mark), f"<p>{mark}</p>")
    made.keep_only(set(made.entries) - set(gone))
    made.save()
    made.close()


def held(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Return what a store holds: digest and HTML by path."""
    found = store(folder)
    try:
        return {path: (entry.digest.decode(), found.html(path)) for path, entry in found.entries.items()}
    finally:
        found.close()


def expected(marks: dict[str, str]) -> dict[str, tuple[str, str | None]]:
    return {path: (mark, f"<p>{mark}</p>") for path, mark in marks.items()}


_PATHS = st.sampled_from("abcdefgh")
_EDITS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("1234567")), st.sets(st.sampled_from("abcdefgh"))
    ),
    max_size=6,
)


@given(edits=_EDITS)
@settings(deadline=None, max_examples=60)
def test_a_store_holds_what_was_put_last(edits: list[tuple[dict[str, str], set[str]]]) -> None:
    """Whether an entry stands in the index or among the changes since."""
    with TemporaryDirectory() as folder:
        marks = {f"{number}": "0" for number in range(60)}
        fill(Path(folder), marks)
        for more, gone in edits:
            fill(Path(folder), more, gone)
            marks = {path: mark for path, mark in {**marks, **more}.items() if path not in gone}
            assert held(Path(folder)) == expected(marks)


def test_a_few_changes_leave_the_index_alone_and_many_do_not(tmp_path: Path) -> None:
    fill(tmp_path, {f"{number}": "0" for number in range(1000)})
    before = (tmp_path / "index").read_bytes()
    fill(tmp_path, {"7": "1"})
    assert (tmp_path / "index").read_bytes() == before
    assert (tmp_path / "changes").stat().st_size < len(before) / 20
    fill(tmp_path, {f"{number}": "2" for number in range(60)})
    assert (tmp_path / "index").read_bytes() != before
    assert not (tmp_path / "changes").exists()


def test_changes_of_another_index_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path / "one", {"a": "1", "b": "1"})
    fill(tmp_path / "one", {"a": "2"})
    fill(tmp_path / "two", {"a": "3", "b": "3"})
    shutil.copy(tmp_path / "one/changes", tmp_path / "two/changes")
    assert held(tmp_path / "two") == expected({"a": "3", "b": "3"})


def test_a_check_writes_nothing_into_the_cache(site: Project) -> None:
    assert site.build(check_only=True).ok
    # The fonts are put there for tests; the tag says whose folder it is.
    assert {path.name for path in (site.root / ".cache").iterdir()} == {"fonts", "CACHEDIR.TAG"}


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


def test_another_parser_of_markdown_reads_every_story_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = digests.code.__wrapped__(), digests.version
    monkeypatch.setattr(digests, "version", lambda name: "0" if name == "markdown-it-py" else real(name))
    assert digests.code.__wrapped__() != before
