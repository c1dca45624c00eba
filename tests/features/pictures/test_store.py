"""The store of sizes: made once, checked when they are taken out, and made again where they are not right."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from newsroom.engine.cache.store import BLOBS, DATABASE, Blobs, Cache, cache_key
from newsroom.features.pictures import store as module
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import Rendition, Subject, renditions
from newsroom.features.pictures.store import RenditionStore

pytestmark = pytest.mark.usefixtures("bytes_made_anew")


@pytest.fixture
def store(tmp_path: Path) -> RenditionStore:
    images = tmp_path / "images"
    images.mkdir()
    for name, size in (("a.jpg", (1000, 600)), ("b.jpg", (500, 300))):
        Image.effect_noise(size, 60).convert("RGB").save(images / name)
    return RenditionStore(opened(tmp_path / "cache"), images)


def opened(folder: Path) -> Cache:
    return Cache(folder, datetime(2026, 11, 23, tzinfo=UTC))


def wanted_subjects(store: RenditionStore) -> list[Subject]:
    library = PictureLibrary(store.images, avif=True)
    return [library.subject(name) for name in ("a.jpg", "b.jpg") if library.measure(name)]


def files(subjects: list[Subject]) -> list[Rendition]:
    return [one for subject in subjects for one in renditions(subject)]


def cached(store: RenditionStore) -> set[str]:
    """Return the names of all that is cached of the two pictures."""
    return Blobs(store.cache, "pictures").present([one.name for one in files(wanted_subjects(store))])


def test_cached_renditions_need_no_original(store: RenditionStore) -> None:
    subjects = wanted_subjects(store)
    assert store.prepare(subjects) == []
    assert len(cached(store)) == len(files(subjects)) == 12
    contents = [store.content(one) for one in files(subjects)]
    for name in ("a.jpg", "b.jpg"):
        (store.images / name).unlink()
    assert [store.content(one) for one in files(subjects)] == contents


@pytest.mark.audit
def test_the_same_bytes_come_out_whether_they_were_cached_or_not(store: RenditionStore, tmp_path: Path) -> None:
    subjects = wanted_subjects(store)
    made = [store.content(one) for one in files(subjects)]
    other = RenditionStore(opened(tmp_path / "elsewhere"), store.images)
    assert other.prepare(subjects) == []
    assert [other.content(one) for one in files(subjects)] == made


def test_only_what_is_missing_is_made_and_somebody_is_told(
    store: RenditionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = wanted_subjects(store)
    told: list[tuple[int, int]] = []
    store.prepare(subjects, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    before = cached(store)
    gone = renditions(subjects[0])[0]
    store.cache.commit()
    with sqlite3.connect(store.cache.folder / DATABASE) as database:
        database.execute("DELETE FROM entries WHERE key = ?", [cache_key(gone.name)])
    asked: list[list[Rendition]] = []
    real = module.encode_all
    monkeypatch.setattr(module, "encode_all", lambda raw, some: [asked.append(list(some)), *real(raw, some)][1:])
    store.prepare(subjects)
    assert asked == [[gone]]
    assert cached(store) == before


@pytest.mark.sample(1)
@pytest.mark.parametrize("damage", [lambda raw: raw[:-5], lambda _: b"", lambda raw: raw + b"x", lambda raw: raw[66:]])
def test_damaged_entries_are_made_again(store: RenditionStore, damage: Callable[[bytes], bytes]) -> None:
    subjects = wanted_subjects(store)
    before = [store.content(one) for one in files(subjects)]
    store.cache.commit()
    large = sorted((store.cache.folder / BLOBS).iterdir())
    assert large
    for path in large:
        path.write_bytes(damage(path.read_bytes()))
    with sqlite3.connect(store.cache.folder / DATABASE) as database:
        database.create_function("damaged", 1, damage)
        database.execute("UPDATE entries SET value = damaged(value) WHERE NOT is_file")
    assert [store.content(one) for one in files(subjects)] == before
    assert [store.content(one) for one in files(subjects)] == before


def test_a_picture_that_cannot_be_made_is_named_and_the_others_are_made(store: RenditionStore) -> None:
    subjects = wanted_subjects(store)
    (store.images / "b.jpg").write_bytes((store.images / "b.jpg").read_bytes()[:700])
    assert [subject.source.src for subject in store.prepare(subjects)] == ["b.jpg"]
    names = [one.name for subject in subjects for one in renditions(subject)]
    assert Blobs(store.cache, "pictures").present(names) == {one.name for one in renditions(subjects[0])}


def test_a_picture_that_changes_gets_other_names(store: RenditionStore) -> None:
    before = {one.address for one in files(wanted_subjects(store))}
    Image.effect_noise((1000, 600), 61).convert("RGB").save(store.images / "a.jpg")
    after = {one.address for one in files(wanted_subjects(store))}
    assert {address for address in before if "/b-" in address} == {address for address in after if "/b-" in address}
    assert not {address for address in before if "/a-" in address} & after
