"""Precompressed files: of the very file beside them, whatever was edited, and none where there is no file."""

from __future__ import annotations

import gzip
import random
import sqlite3
from pathlib import Path

import brotli
import pytest

from newsroom.core.precompression import ENDINGS, LONG_LIVED, PAGES, compressed, is_compressible, levels_of
from newsroom.engine.cache.store import DATABASE
from tests.building import Project, problem_lines
from tests.reuse import give_fonts
from tests.site.edits import EDITS

pytestmark = pytest.mark.usefixtures("bytes_made_anew")

#: Edits between two builds that readers get.
_EDITS = ("words", "title", "new", "gone", "withdrawn", "moved", "slug", "setting", "style", "somebody in the output")


@pytest.fixture
def shown(site: Project) -> Project:
    """A site for readers without a search index, which comes out differently each time."""
    with (site.root / "publishconf.py").open("a", encoding="utf-8") as target:
        target.write("\nNEWSROOM_SEARCH = False\nPICTURES_AVIF = False\n")
    return site


def faults(tree: dict[str, bytes]) -> list[str]:
    """Return precompressed files that are not of the file beside them, and files that lack one."""
    wrong = [path for path in tree if path.endswith(ENDINGS) and path[:-3] not in tree]
    for path, content in tree.items():
        if path.endswith(".br"):
            wrong += [path] if brotli.decompress(content) != tree[path[:-3]] else []
        elif path.endswith(".gz"):
            wrong += [path] if gzip.decompress(content) != tree[path[:-3]] else []
        elif is_compressible(path) and len(content) > 2000:
            wrong += [path for ending in ENDINGS if path + ending not in tree]
    return wrong


def test_production_builds_are_precompressed_and_others_are_not(shown: Project) -> None:
    assert problem_lines(shown.build(production=True, site_url="https://qn.example")) == []
    tree = shown.tree()
    assert faults(tree) == []
    assert {"index.html.br", "index.html.gz", "feed.atom.br"} < tree.keys()
    assert not [path for path in tree if path.endswith(ENDINGS) and ".jpg" in path]
    assert problem_lines(shown.build()) == []
    assert not [path for path in shown.tree() if path.endswith(ENDINGS)]


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(2))
def test_after_edits_they_are_those_of_a_clean_build(shown: Project, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  any order will do
    options = {"production": True, "site_url": "https://qn.example"}
    for turn, name in enumerate(chance.sample(_EDITS, 5)):
        EDITS[name](shown, turn + 1)
        if turn == 2:
            _tamper(shown.output, chance)
        assert shown.build(**options).ok
        assert faults(shown.tree()) == []
    left = shown.tree()
    (shown.root / ".cache").rename(shown.root / "another-cache")
    give_fonts(shown.root)
    clean = shown.root / "clean"
    assert shown.build(output=clean, **options).ok
    assert {
        path.relative_to(clean).as_posix(): path.read_bytes() for path in clean.rglob("*") if path.is_file()
    } == left


def _tamper(output: Path, chance: random.Random) -> None:
    """Change a precompressed file, take another away, and leave one of a file that is not there."""
    one, other = chance.sample(sorted(output.rglob("*.html.br")), 2)
    one.write_bytes(brotli.compress(b"something else"))
    other.unlink()
    (output / "nobody.html.br").write_bytes(brotli.compress(b"nobody"))


def test_each_is_made_once_and_one_that_was_damaged_is_made_again(
    shown: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also into another folder, as each publish builds into a new one."""
    made: list[int] = []
    monkeypatch.setattr("newsroom.engine.workers.can_fork", lambda: False)
    monkeypatch.setattr(
        "newsroom.features.compression.compressor.compressed",
        lambda content, levels: made.append(1) or compressed(content, levels),
    )
    options = {"production": True, "site_url": "https://qn.example"}
    assert shown.build(**options).ok
    first = len(made)
    assert first > 20
    assert shown.build(output=shown.root / "again", **options).ok
    # Those that would save nothing are looked at again.
    assert len(made) - first < 5
    with sqlite3.connect(shown.root / ".cache" / DATABASE) as database:
        database.execute("UPDATE entries SET value = value || x'00' WHERE namespace = 'compressed'")
    before = len(made)
    assert shown.build(output=shown.root / "third", **options).ok
    assert (
        faults(
            {
                p.relative_to(shown.root / "third").as_posix(): p.read_bytes()
                for p in (shown.root / "third").rglob("*")
                if p.is_file()
            }
        )
        == []
    )
    assert len(made) > before


@pytest.mark.parametrize("content", [b"", b"short", random.Random(1).randbytes(5000)])  # noqa: S311  any bytes
def test_files_that_compression_does_not_shrink_have_no_precompressed_copy(content: bytes) -> None:
    assert compressed(content, PAGES) == compressed(content, LONG_LIVED) == (b"", b"")


def test_of_the_same_bytes_they_are_the_same() -> None:
    one = compressed(b"words and words " * 50, PAGES)
    assert one == compressed(b"words and words " * 50, PAGES)
    assert one[1][4:8] == b"\0\0\0\0"
    assert len(one[0]) < len(one[1]) < 100


def test_files_that_are_downloaded_for_months_are_compressed_harder_than_pages() -> None:
    content = " ".join(f"{number * 7919 % 104729:x}" for number in range(3000)).encode()
    for path in ("theme/main.0123456789.css", "images/2026/map-0123456789.svg", "pagefind/pagefind.js"):
        assert compressed(content, levels_of(path)) == (brotli.compress(content, quality=11), _gzip(content, 9))
    for path in ("index.html", "world/2026/05/first-light/index.html", "feed.atom", "sitemaps/2026-05.xml"):
        assert compressed(content, levels_of(path)) == (brotli.compress(content, quality=8), _gzip(content, 6))


def _gzip(content: bytes, level: int) -> bytes:
    return gzip.compress(content, level, mtime=0)
