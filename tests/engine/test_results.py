"""Results that are kept between builds: made of new items only, or of all when something else changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsroom.engine import results
from newsroom.engine.cache import digests, memory, store
from newsroom.engine.cache.store import Cache
from newsroom.engine.edition import Edition
from newsroom.engine.read_context import ReadContext
from tests.engine.test_cache import damage_file
from tests.read_context import BRISBANE

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(params=["from the disk", "in one process"], autouse=True)
def remembering(request: pytest.FixtureRequest) -> Iterator[None]:
    memory.remember(on=request.param == "in one process")
    yield
    memory.remember(on=False)


def edition_with(cache: Cache, pipeline: bytes = b"one") -> Edition:
    """Return an edition of nothing but a cache."""
    settings: Any = None
    return Edition(settings, ReadContext(BRISBANE, "en-AU", cache=cache), pipeline=pipeline)


def made(folder: Path, names: str, inputs: object = 0, pipeline: bytes = b"one") -> tuple[str, str]:
    """Return the results for some letters as another build makes them, and for which it made them just now."""
    cache = Cache(folder, NOW)
    edition = edition_with(cache, pipeline)
    asked: list[str] = []

    def capital(name: str) -> str:
        asked.append(name)
        return name.upper()

    items = [(digests.of(name), name) for name in names]
    found = results.of_each(edition, "capitals", str, inputs, items, capital)
    cache.close()
    return "".join(found), "".join(asked)


def test_only_what_is_new_is_made(tmp_path: Path) -> None:
    assert made(tmp_path, "abc") == ("ABC", "abc")
    assert made(tmp_path, "abc") == ("ABC", "")
    assert made(tmp_path, "dcbad") == ("DCBAD", "d")


def test_results_of_removed_items_are_forgotten(tmp_path: Path) -> None:
    made(tmp_path, "abc")
    made(tmp_path, "")
    assert made(tmp_path, "abc") == ("ABC", "abc")


@pytest.mark.parametrize("other", [{"inputs": {"x": 2}}, {"pipeline": b"another"}])
def test_when_the_inputs_change_all_are_made(tmp_path: Path, other: dict[str, Any]) -> None:
    made(tmp_path, "abc")
    assert made(tmp_path, "abc", **other) == ("ABC", "abc")
    assert made(tmp_path, "abc", **other) == ("ABC", "")


def test_an_item_without_a_digest_is_made_each_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path, NOW)
    asked: list[int] = []

    def length(item: int) -> int:
        asked.append(item)
        return item

    for _ in range(2):
        assert results.of_each(edition_with(cache), "lengths", int, 0, [(b"", 1), (b"", 2)], length) == [1, 2]
    assert asked == [1, 2, 1, 2]


def test_damaged_results_are_made_anew(tmp_path: Path) -> None:
    """The results are those of a build without a cache, in whatever way it was damaged."""
    chance = random.Random(1)  # noqa: S311  any damage will do
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(20):
        assert made(tmp_path, letters)[0] == letters.upper()
        damage_file(tmp_path, chance)
    assert made(tmp_path, letters)[0] == letters.upper()


def test_one_new_item_writes_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are."""
    for count in (200, 2000):
        names = "".join(chr(0x4E00 + at) for at in range(count))
        made(tmp_path / str(count), names)
        written: list[str] = []
        with monkeypatch.context() as patched:
            patched.setattr(store.Records, "put", lambda _, name, __, to=written: to.append(name))
            made(tmp_path / str(count), names + "x")
        assert len(written) == 1
