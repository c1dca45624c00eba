"""The shelf of pictures: what is found, measured and refused."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.core.markdown_document import PictureFault
from newsroom.engine.cache.store import Cache
from newsroom.features.pictures.library import PictureLibrary
from tests.features.pictures.making import jpeg, png, red_and_blue


@pytest.fixture
def library(tmp_path: Path) -> PictureLibrary:
    folder = tmp_path / "images"
    (folder / "2026").mkdir(parents=True)
    return PictureLibrary(folder)


def write_picture(library: PictureLibrary, name: str, raw: bytes) -> None:
    (library.folder / name).write_bytes(raw)


def test_a_picture_is_known_by_what_it_holds_and_not_by_its_name(library: PictureLibrary) -> None:
    write_picture(library, "2026/a.gif", png())
    write_picture(library, "2026/b.png", png())
    one, two = library.measure("2026/a.gif"), library.measure("2026/b.png")
    assert one.format == two.format == "PNG"
    assert one.digest == two.digest
    assert len(one.digest) == 12
    write_picture(library, "2026/c.jpg", jpeg())
    assert library.measure("2026/c.jpg").digest != one.digest


def test_a_picture_is_measured_once(library: PictureLibrary) -> None:
    write_picture(library, "a.png", png())
    first = library.measure("a.png")
    (library.folder / "a.png").unlink()
    assert library.measure("a.png") is first


def test_an_mpo_file_is_read_as_a_jpeg(library: PictureLibrary) -> None:
    """The file's name ends in .jpg, and it holds further pictures behind the first."""
    target = io.BytesIO()
    red_and_blue((60, 40)).save(target, "MPO", save_all=True, append_images=[red_and_blue((6, 4))])
    write_picture(library, "a.jpg", target.getvalue())
    measured = library.measure("a.jpg")
    assert (measured.format, measured.width, measured.height) == ("JPEG", 60, 40)


@pytest.mark.parametrize(
    ("src", "fix"),
    [
        ("2026/riber.jpg", 'did you mean "river.jpg"?'),
        ("2026/zzz.png", "add the file there, or mend its name"),
        ("2025/river.jpg", "add the file there"),
        ("2026/river.jpg/x", "add the file there"),
        ("2026", "add the file there"),
        ("", "add the file there"),
        (".", "add the file there"),
        ("2026/" + "x" * 300 + ".jpg", "add the file there"),
        ("2026/a\0b.jpg", "add the file there"),
    ],
)
def test_a_picture_that_is_not_there_is_reported_with_the_nearest(library: PictureLibrary, src: str, fix: str) -> None:
    write_picture(library, "2026/river.jpg", jpeg())
    with pytest.raises(PictureFault) as told:
        library.measure(src)
    assert told.value.rule == "picture-missing"
    assert fix in told.value.fix


@pytest.mark.parametrize("src", ["../secret.jpg", "2026/../../secret.jpg", "link.jpg"])
def test_a_picture_outside_the_folder_is_refused(library: PictureLibrary, src: str) -> None:
    (library.folder.parent / "secret.jpg").write_bytes(jpeg())
    (library.folder / "link.jpg").symlink_to(library.folder.parent / "secret.jpg")
    with pytest.raises(PictureFault) as told:
        library.measure(src)
    assert told.value.rule == "file-link"
    assert library.measured == {}


def test_measurements_are_cached_until_the_file_changes(
    library: PictureLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache", datetime(2026, 11, 23, tzinfo=UTC))
    write_picture(library, "a.png", png())
    first = PictureLibrary(library.folder, cache).measure("a.png")
    with monkeypatch.context() as patch:
        patch.setattr("newsroom.features.pictures.library.measured", lambda *_: pytest.fail("it was measured again"))
        assert PictureLibrary(library.folder, cache).measure("a.png") == first
    write_picture(library, "a.png", png(3))
    assert PictureLibrary(library.folder, cache).measure("a.png").digest != first.digest
