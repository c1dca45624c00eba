"""The store of sizes: made once, checked when they are taken out, and made again where they are not right."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.pictures.model import Rendition, renditions
from newsroom.pictures.shelf import PictureShelf
from newsroom.pictures.store import RenditionStore
from tests.pictures.making import jpeg


@pytest.fixture
def store(tmp_path: Path) -> RenditionStore:
    images = tmp_path / "images"
    images.mkdir()
    for name, size in (("a.jpg", (1000, 600)), ("b.jpg", (500, 300))):
        (images / name).write_bytes(jpeg(size=size))
    return RenditionStore(tmp_path / "kept", images)


def wanted(store: RenditionStore) -> list[Rendition]:
    shelf = PictureShelf(store.images)
    return [size for name in ("a.jpg", "b.jpg") for size in renditions(shelf.measure(name))]


def kept(store: RenditionStore) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.folder.iterdir()} if store.folder.is_dir() else {}


def test_what_is_kept_is_taken_out_without_the_picture(store: RenditionStore) -> None:
    sizes = wanted(store)
    assert store.prepare(sizes, write=True) == []
    assert len(kept(store)) == len(sizes)
    contents = [store.content(size) for size in sizes]
    for name in ("a.jpg", "b.jpg"):
        (store.images / name).unlink()
    assert [store.content(size) for size in sizes] == contents


def test_the_same_bytes_come_out_whether_they_were_kept_or_not(store: RenditionStore, tmp_path: Path) -> None:
    sizes = wanted(store)
    made = [store.content(size) for size in sizes]
    other = RenditionStore(tmp_path / "elsewhere", store.images)
    assert other.prepare(sizes, write=True) == []
    assert [other.content(size) for size in sizes] == made


@pytest.mark.parametrize("damage", [lambda raw: raw[:-5], lambda _: b"", lambda raw: raw + b"x", lambda raw: raw[66:]])
def test_what_was_damaged_is_made_again(store: RenditionStore, damage: object) -> None:
    sizes = wanted(store)
    before = [store.content(size) for size in sizes]
    for path in store.folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert [store.content(size) for size in sizes] == before
    assert [store.content(size) for size in sizes] == before


def test_nothing_is_written_where_nothing_may_be(store: RenditionStore) -> None:
    assert store.prepare(wanted(store), write=False) == []
    assert kept(store) == {}


@pytest.mark.parametrize("write", [True, False])
def test_a_picture_that_cannot_be_made_is_named_and_the_others_are_made(store: RenditionStore, write: bool) -> None:
    sizes = wanted(store)
    (store.images / "b.jpg").write_bytes(jpeg(size=(500, 300))[:700])
    assert [measured.src for measured in store.prepare(sizes, write=write)] == ["b.jpg"]
    assert len(kept(store)) == (sum(size.source.src == "a.jpg" for size in sizes) if write else 0)


def test_a_picture_that_changes_gets_other_names(store: RenditionStore) -> None:
    before = {size.address for size in wanted(store)}
    (store.images / "a.jpg").write_bytes(jpeg(orientation=3, size=(1000, 600)))
    after = {size.address for size in wanted(store)}
    assert {address for address in before if "/b-" in address} == {address for address in after if "/b-" in address}
    assert not {address for address in before if "/a-" in address} & after
