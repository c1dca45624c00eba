from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from newsroom.features.leaks import similar_pictures


def drawing(step: int) -> Image.Image:
    image = Image.new("RGB", (640, 480))
    image.putdata([((x // 40 * 37 * step + y // 30 * 53) % 256, 90, x % 256) for y in range(480) for x in range(640)])
    return image


@pytest.mark.parametrize(
    "change",
    [
        lambda image: image.resize((320, 240)),
        lambda image: image.convert("L"),
        lambda image: ImageEnhance.Brightness(image).enhance(0.9),
        lambda image: image.convert("RGBA"),
        lambda image: image.quantize(64),
    ],
    ids=["smaller", "grey", "darker", "with alpha", "fewer colours"],
)
def test_a_picture_looks_like_itself_however_it_was_saved(change: object) -> None:
    picture = drawing(1)
    changed = change(picture)  # type: ignore[operator]
    assert similar_pictures.look_alike(
        similar_pictures.difference_hash(picture), similar_pictures.difference_hash(changed)
    )


def test_two_pictures_do_not_look_alike() -> None:
    assert not similar_pictures.look_alike(
        similar_pictures.difference_hash(drawing(1)), similar_pictures.difference_hash(drawing(3))
    )


def test_of_one_colour_all_pictures_look_alike_and_none_counts() -> None:
    assert similar_pictures.difference_hash(Image.new("RGB", (100, 100), "purple")) is None
    assert not similar_pictures.look_alike(None, None)


def test_a_file_that_is_no_picture_looks_like_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG nonsense")
    drawing(1).save(tmp_path / "y.jpg")
    assert similar_pictures.hash_of_file(tmp_path / "x.png") is None
    assert similar_pictures.hash_of_file(tmp_path / "none.png") is None
    assert similar_pictures.look_alike(
        similar_pictures.hash_of_file(tmp_path / "y.jpg"), similar_pictures.difference_hash(drawing(1))
    )
