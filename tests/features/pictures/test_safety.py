"""`invoke safety` on pictures: it opens the files of the built site, and finds what was planted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.engine.safety import Safety
from newsroom.features.pictures import safety
from newsroom.features.pictures.containers import metadata
from tests.building import NOW, Project
from tests.features.pictures.making import PLANTED, avif, jpeg, moving, png, webp

_STORY = """\
---
title: T
summary: S
date: 2026-05-04
image:
  src: 2026/face.jpg
  alt: A crowd
  blur: [10 20 30 30, 60 60 20 20]
---

Words.
"""


@pytest.fixture
def asked(site: Project) -> Safety:
    Image.effect_noise((900, 600), 90).convert("RGB").save(site.content / "images/2026/face.jpg")
    site.story("world/2026/hidden", _STORY)
    site.story("world/2026/open", _STORY.replace("face", "river").replace("  blur: [10 20 30 30, 60 60 20 20]\n", ""))
    assert site.build(site_url="https://qn.example", production=True).ok
    _, plan = planned(BuildRequest(site.root, now=NOW, check_only=True, production=True, site_url="https://qn.example"))
    assert plan is not None
    return Safety(plan, site.output)


def states(asked: Safety) -> dict[str, tuple[bool, str]]:
    asked.said.clear()
    safety.say(asked)
    return {state.promise: (state.kept, state.words) for state in asked.said}


def published(asked: Safety, name: str) -> Path:
    return max((asked.site / "images" / "2026").glob(name))


@pytest.mark.audit
def test_every_file_is_opened_and_counted(asked: Safety) -> None:
    found = states(asked)
    assert all(kept for kept, _ in found.values()), found
    count = sum(path.suffix in (".jpg", ".png", ".webp", ".avif") for path in asked.site.rglob("*"))
    assert found["pictures-clean"][1].startswith(f"{count} files opened (")
    assert found["pictures-hidden-parts"][1] == "parts covered: 2, on 1 pictures, in 18 files"
    assert "none is one of 2 originals" in found["pictures-in-use-only"][1]


def test_a_picture_that_holds_more_breaks_the_promise(asked: Safety) -> None:
    path = published(asked, "river-*.jpg")
    for raw in (jpeg(), png(), webp(), avif(), b"GIF89a"):
        path.write_bytes(raw)
        kept, words = states(asked)["pictures-clean"]
        assert not kept
        assert path.name in words


def test_a_part_that_is_not_covered_breaks_the_promise(asked: Safety) -> None:
    path = published(asked, "face-*.jpg")
    with Image.open(asked.edition.settings.content / "images/2026/face.jpg") as image:
        Image.new("RGB", image.size, (255, 255, 255)).save(path)
    kept, words = states(asked)["pictures-hidden-parts"]
    assert not kept
    assert path.name in words


def test_an_original_and_unreferenced_pictures_break_the_promise(asked: Safety) -> None:
    original = asked.edition.settings.content / "images/2026/river.jpg"
    (asked.site / "images/2026/left-over.jpg").write_bytes(original.read_bytes())
    kept, words = states(asked)["pictures-in-use-only"]
    assert not kept
    assert "/images/2026/left-over.jpg is named nowhere" in words
    assert "images/2026/left-over.jpg is an original" in words


# ------------------------------------------------------------------------------------------------------- containers


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_planted_files_are_seen_through(kind: str) -> None:
    assert metadata(PLANTED[kind]())


def test_every_planted_fault_is_named() -> None:
    assert len(metadata(jpeg())) == 7
    assert {
        "a chunk eXIf",
        "a chunk tEXt",
        "a chunk zTXt",
        "a chunk iTXt",
        "a chunk tIME",
        "a chunk iCCP",
        "a chunk pHYs",
    } == set(metadata(png()))
    assert {"a chunk EXIF", "a chunk XMP ", "a chunk ICCP", "flags of a profile or notes"} == set(metadata(webp()))
    assert {"an item b'Exif'", "an item b'mime'", "a property colr"} <= set(metadata(avif()))
    assert metadata(moving("AVIF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF"])
def test_a_file_that_is_cut_anywhere_is_never_taken_for_clean(kind: str) -> None:
    raw = PLANTED[kind]()
    for end in range(0, len(raw), 7):
        assert metadata(raw[:end])
