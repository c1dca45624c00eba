"""The shelf of pictures: what is found, measured and refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from newsroom.core.passage import PictureFault
from newsroom.pictures.shelf import PictureShelf
from tests.pictures.making import halves, jpeg, png


@pytest.fixture
def shelf(tmp_path: Path) -> PictureShelf:
    folder = tmp_path / "images"
    (folder / "2026").mkdir(parents=True)
    return PictureShelf(folder)


def put(shelf: PictureShelf, name: str, raw: bytes) -> None:
    (shelf.folder / name).write_bytes(raw)


def saved(kind: str, size: tuple[int, int] = (20, 10), mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind)
    return target.getvalue()


def test_a_picture_is_known_by_what_it_holds_and_not_by_its_name(shelf: PictureShelf) -> None:
    put(shelf, "2026/a.gif", png())
    put(shelf, "2026/b.png", png())
    one, two = shelf.measure("2026/a.gif"), shelf.measure("2026/b.png")
    assert one.format == two.format == "PNG"
    assert one.digest == two.digest
    assert len(one.digest) == 12
    put(shelf, "2026/c.jpg", jpeg())
    assert shelf.measure("2026/c.jpg").digest != one.digest


def test_a_picture_is_measured_once(shelf: PictureShelf) -> None:
    put(shelf, "a.png", png())
    first = shelf.measure("a.png")
    (shelf.folder / "a.png").unlink()
    assert shelf.measure("a.png") is first


def test_what_telephones_call_mpo_is_a_jpeg(shelf: PictureShelf) -> None:
    """The file's name ends in .jpg, and it holds further pictures behind the first."""
    target = io.BytesIO()
    halves((60, 40)).save(target, "MPO", save_all=True, append_images=[halves((6, 4))])
    put(shelf, "a.jpg", target.getvalue())
    measured = shelf.measure("a.jpg")
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
def test_a_picture_that_is_not_there_is_reported_with_the_nearest(shelf: PictureShelf, src: str, fix: str) -> None:
    put(shelf, "2026/river.jpg", jpeg())
    with pytest.raises(PictureFault) as told:
        shelf.measure(src)
    assert told.value.rule == "picture-missing"
    assert fix in told.value.fix


@pytest.mark.parametrize("src", ["../secret.jpg", "2026/../../secret.jpg", "link.jpg"])
def test_a_picture_outside_the_folder_is_refused(shelf: PictureShelf, src: str) -> None:
    (shelf.folder.parent / "secret.jpg").write_bytes(jpeg())
    (shelf.folder / "link.jpg").symlink_to(shelf.folder.parent / "secret.jpg")
    with pytest.raises(PictureFault) as told:
        shelf.measure(src)
    assert told.value.rule == "file-link"
    assert shelf.measured == {}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "no picture that can be opened"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "does not say how large it is"),
        (b"<script>alert(1)</script>", "no picture that can be opened"),
        (b"\xff\xd8\xff\xe0 cut short", "no picture that can be opened"),
        (saved("BMP"), "is a BMP file"),
        (saved("TIFF"), "is a TIFF file"),
        (saved("ICO"), "is a ICO file"),
        (saved("PNG", (9000, 9000), "1"), "9000 by 9000 pixels"),
    ],
)
def test_what_cannot_be_published_is_refused_with_a_remedy(shelf: PictureShelf, raw: bytes, says: str) -> None:
    put(shelf, "2026/x.jpg", raw)
    with pytest.raises(PictureFault, match=says) as told:
        shelf.measure("2026/x.jpg")
    assert told.value.rule == "picture-unreadable"
    assert told.value.fix


def test_a_file_that_would_fill_the_memory_is_refused_unopened(shelf: PictureShelf) -> None:
    put(shelf, "bomb.png", saved("PNG", (20_000, 10_000), "1"))
    with pytest.raises(PictureFault):
        shelf.measure("bomb.png")
