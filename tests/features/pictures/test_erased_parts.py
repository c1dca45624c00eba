"""Erased parts of pictures are in no published file, in whichever place of the magazine a picture stands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from newsroom.features.pictures import hidden_colours
from newsroom.features.pictures.decoding import opened
from tests.building import Project
from tests.features.files.recordings import recording
from tests.features.pictures.test_transparency import erased, saved

_SIZE = (1200, 800)
#: By picture, the kind of its source, and how it is saved with all that lies beneath.
_SOURCES: dict[str, tuple[str, dict[str, object]]] = {
    "lead": ("png", {}),
    "one": ("webp", {"lossless": True, "exact": True}),
    "two": ("avif", {"quality": 90}),
    "alone": ("tiff", {}),
    "portrait": ("webp", {"quality": 90, "exact": True}),
    "still": ("png", {}),
}
_STORY = """\
---
title: A story
summary: A summary
date: 2026-05-04
authors: [ada]
image:
  src: 2026/lead.png
  alt: A crowd
---

Words.

![A stage](/images/2026/one.webp)
![A hall](/images/2026/two.avif)

More words.

![A street](/images/2026/alone.tiff)

![A bridge](/images/2026/still.png)
[The day in a second](/files/2026/day.mp4)

> Transcript
>
> The film has no sound.
"""
_AUTHOR = """\
---
name: Ada
bio: Ada writes.
photo:
  src: 2026/portrait.webp
  alt: Ada
---

Ada writes.
"""


@pytest.mark.audit
def test_no_place_of_the_magazine_publishes_what_was_erased(site: Project) -> None:
    """A lead picture and what is shared of it, a gallery, a picture in the text, the still of a film, a portrait."""
    for number, (name, (kind, more)) in enumerate(_SOURCES.items()):
        # A pixel of its own, or those of one kind are one file.
        image = erased(size=_SIZE)
        image.putpixel((0, number), (number, 0, 0, 255))
        place = site.content / f"images/2026/{name}.{kind}"
        place.write_bytes(saved(image, kind.upper(), **more))
        assert list(hidden_colours.faults(place.read_bytes())) or kind == "tiff"
    film = site.content / "files" / "2026" / "day.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(recording("mp4", "libx264", ""))
    site.story("world/2026/story", _STORY)
    site.write("authors/ada.md", _AUTHOR)
    built = site.build(site_url="https://qn.example", production=True)
    assert built.ok, built.problems
    made = [path for path in site.output.rglob("*") if path.suffix in (".png", ".webp", ".avif", ".jpg")]
    shown = {name: [path for path in made if path.name.startswith(f"{name}-")] for name in _SOURCES}
    assert all(shown.values()), shown
    assert {path: said for path in made if (said := list(hidden_colours.faults(path.read_bytes())))} == {}
    assert any(_beneath(path) for path in made)


def _beneath(path: Path) -> bool:
    """Return whether a file has a part that is see-through at all."""
    with opened(path.read_bytes()) as image:
        return image.mode in ("RGBA", "LA", "P", "PA") and image.convert("RGBA").getchannel("A").getextrema()[0] == 0


def test_erased_colours_would_be_found() -> None:
    target = io.BytesIO()
    erased(size=_SIZE).save(target, "PNG")
    assert list(hidden_colours.faults(target.getvalue()))
    with Image.open(io.BytesIO(target.getvalue())) as image:
        assert image.getpixel((60, 33)) != (0, 0, 0, 0)
