"""Pictures that are opened, and those that are refused with a remedy; nothing in a file raises anything else."""

from __future__ import annotations

import io
import random
import warnings

import pytest
from PIL import Image

from newsroom.core.markdown_document import PictureFault
from newsroom.features.pictures import decoding
from newsroom.features.pictures.decoding import measured
from newsroom.features.pictures.encoding import encode_all
from newsroom.features.pictures.model import Subject, renditions
from tests.building import Project, problem_lines
from tests.features.pictures.making import PLANTED, jpeg, moving, png, red_and_blue


def saved(kind: str, size: tuple[int, int] = (20, 10), mode: str = "RGB", **more: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **more)
    return target.getvalue()


def raw_photograph() -> bytes:
    """Return a TIFF whose first picture says that it is a small stand-in, as cameras' raw files have it."""
    target = io.BytesIO()
    Image.new("RGB", (20, 10)).save(target, "TIFF", tiffinfo={254: 1})
    return target.getvalue()


def two_pages() -> bytes:
    return saved("TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))])


def frames(count: int, duration: int = 20, size: tuple[int, int] = (8, 8)) -> bytes:
    made = [Image.new("L", size, number % 256) for number in range(count)]
    target = io.BytesIO()
    made[0].save(target, "GIF", save_all=True, append_images=made[1:], duration=duration)
    return target.getvalue()


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x", "X.TXT"])
def test_the_format_comes_from_the_content_and_not_the_name(kind: str, name: str) -> None:
    known = measured(name, PLANTED[kind]())
    assert known.format == kind
    assert known.moving is (kind == "GIF")


@pytest.mark.parametrize(
    ("raw", "rule", "says", "fix"),
    [
        (b"", "picture-unreadable", "is empty", "copy it here once more"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture-unreadable", "does not say how large it is", ""),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>x", "picture-unreadable", "is a web page", "save the picture itself"),
        (b"A letter.\n", "picture-unreadable", "holds words and no picture", "put the picture itself there"),
        (b"%PDF-1.7", "picture-unreadable", "is a PDF document", "save the page that is meant"),
        (b"PK\x03\x04word/document.xml", "picture-unreadable", "is an Office document", "take the picture out of it"),
        (b"\xd0\xcf\x11\xe0 old", "picture-unreadable", "is an old Office document", "take the picture out of it"),
        (b"\0\0\0\x18ftypmp42\0", "picture-unreadable", "is a film", "take a still out of it"),
        (b"8BPS\0\1", "picture-unreadable", "is a Photoshop file", "save it as JPEG or PNG"),
        (b"version https://git-lfs.github.com/spec/v1", "picture-unreadable", "where git keeps", "ask a maintainer"),
        (b"\xff\xd8\xff\xe0 cut short", "picture-unreadable", "is cut short or broken", "copy it here once more"),
        (b"\0\0\0\x1cftypheic\0\0\0\0mif1heic", "picture-unreadable", "is cut short or broken", "copy it here"),
        (saved("BMP"), "picture-unreadable", "is a BMP file", "save it as JPEG or PNG"),
        (saved("ICO"), "picture-unreadable", "is an icon", "save it as JPEG or PNG"),
        (two_pages(), "picture-unreadable", "holds 2 pages", "save the one that is meant"),
        (raw_photograph(), "picture-unreadable", "is a camera's raw file", "export it as JPEG"),
        (saved("PNG", (9000, 9000), "1"), "picture-size", "far too many pixels", "2,400 pixels wide"),
        (saved("PNG", (20_000, 10_000), "1"), "picture-size", "far too many pixels", "2,400 pixels wide"),
        (saved("PNG", (30, 20_000), "1"), "picture-size", "a long strip", "cut it into several"),
        (frames(151), "picture-size", "151 frames", "150 frames at most"),
        (frames(12, 500), "picture-size", "moves for 6 seconds", "shorten it to five seconds"),
        (frames(30, 50, (1600, 1600)), "picture-size", "30 frames of 1600 by 1600", "smaller or shorter"),
    ],
)  # fmt: skip
def test_unpublishable_pictures_are_refused_with_a_remedy(raw: bytes, rule: str, says: str, fix: str) -> None:
    with warnings.catch_warnings():
        # Nothing is printed of it beside the problem.
        warnings.simplefilter("error")
        with pytest.raises(PictureFault, match=says) as told:
            measured("2026/x.jpg", raw)
    assert told.value.rule == rule
    assert "content/images/2026/x.jpg" in told.value.message
    assert fix in told.value.fix


def test_a_file_of_too_many_bytes_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "opened", lambda _: pytest.fail("it was opened"))
    with pytest.raises(PictureFault, match="has 50 million bytes") as told:
        measured("x.jpg", jpeg() + b"\0" * decoding.MOST_BYTES)
    assert told.value.rule == "picture-size"


def test_the_tone_is_near_the_mean_colour() -> None:
    for colour, tone in (((20, 20, 20), "k"), ((240, 240, 240), "w"), ((60, 80, 130), "b"), ((150, 60, 50), "r")):
        target = io.BytesIO()
        Image.new("RGB", (300, 200), colour).save(target, "JPEG")
        assert measured("x.jpg", target.getvalue()).tone == tone
    halved = red_and_blue()
    halved.putalpha(100)
    target = io.BytesIO()
    halved.save(target, "PNG")
    assert measured("x.png", target.getvalue()).tone == ""


#: Each is damaged in so many places, always the same ones.
_TIMES = 40


@pytest.mark.parametrize("kind", [*PLANTED, "moving WEBP", "moving PNG"])
def test_no_damage_raises_anything_but_a_fault(kind: str) -> None:
    """Cut off anywhere, or with bytes turned: it is refused, or published like any other."""
    raw = moving(kind.split()[1]) if " " in kind else PLANTED[kind]()
    chance = random.Random(kind)  # noqa: S311  damage that is the same each time
    refused = 0
    for number in range(_TIMES):
        damaged = bytearray(raw[: chance.randrange(len(raw))] if number % 3 == 0 else raw)
        if number % 3:
            for _ in range(chance.choice((1, 8))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
            try:
                subject = Subject(measured("x.jpg", bytes(damaged)))
            except PictureFault:
                refused += 1
                continue
            # A picture that could be read to its end can be encoded.
            assert len(list(encode_all(bytes(damaged), renditions(subject)))) == len(renditions(subject))
    assert refused


def test_a_broken_picture_stops_a_build_with_a_sentence_and_a_draft_of_it_stops_nothing(site: Project) -> None:
    target = site.content / "images" / "2026" / "cut.png"
    target.write_bytes(png()[:200])
    head = "---\ntitle: T\nsummary: S\ndate: 2026-05-04\nstatus: {}\n---\n\n![x](/images/2026/cut.png)\n"
    site.story("world/2026/cut", head.format("published"))
    [told] = problem_lines(site.build())
    assert told.startswith("content/articles/world/2026/cut.md:8: picture-unreadable: ")
    site.story("world/2026/cut", head.format("draft"))
    assert site.build().ok
