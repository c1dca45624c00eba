"""Galleries: which pictures become one, and what each says of its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.read.text_rendering import RenderedText
from newsroom.engine.theme import SOFTWARE
from newsroom.features.media.interface_text import words
from newsroom.features.media.model import needs
from tests.read_context import context, rendered

THREE = "\n".join(f'![Picture {name}](/images/{name}.jpg "Caption {name}. | Robin")' for name in "abc")


@pytest.fixture
def images(tmp_path: Path) -> Path:
    for name in "abc":
        Image.new("RGB", (900, 600), (90, 40, 120)).save(tmp_path / f"{name}.jpg")
    return tmp_path


def _read(words: str, images: Path) -> tuple[RenderedText, html.HtmlElement]:
    document = rendered(words, at=context(images))
    return document, html.fromstring(f"<div>{document.html}</div>")


def test_pictures_right_below_one_another_are_a_gallery(images: Path) -> None:
    made, tree = _read(f"Before.\n\n{THREE}\n\nAfter.", images)
    assert made.problems == ()
    assert made.media == ("gallery",)
    assert made.images == ("a.jpg", "b.jpg", "c.jpg")
    [row] = tree.xpath("//div[@class='gallery']/div[@role='region'][@tabindex='0']")
    assert row.get("aria-label") == "Gallery: 3 pictures"
    items = row.xpath("ol/li")
    places = [item.xpath("string(p[@class='gallery-place'])") for item in items]
    assert places == [f"{n} of 3" for n in (1, 2, 3)]
    assert [item.xpath("string(figure//img/@alt)") for item in items] == ["Picture a", "Picture b", "Picture c"]
    assert [item.xpath("string(figure/figcaption)") for item in items] == [f"Caption {n}. Robin" for n in "abc"]
    assert [child.tag for child in tree] == ["p", "div", "p"]


@pytest.mark.parametrize("between", ["\n\n", " and ", "\n\n\n", " "])
def test_pictures_apart_are_no_gallery(images: Path, between: str) -> None:
    made, tree = _read(between.join(THREE.split("\n")), images)
    assert made.media == ()
    assert not tree.xpath("//*[contains(@class, 'gallery')]")


@pytest.mark.parametrize("between", ["  \n", "\n", "\n    \n", "\r\n"])
def test_blanks_that_nobody_sees_do_not_matter(images: Path, between: str) -> None:
    made, tree = _read(between.join(THREE.split("\n")), images)
    assert (len(tree.xpath("//ol/li/figure")), made.media) == ((0, ()) if between == "\n    \n" else (3, ("gallery",)))


def test_a_picture_of_a_gallery_that_is_missing_is_told_with_its_line(images: Path) -> None:
    (images / "b.jpg").unlink()
    made, _ = _read(f"Before.\n\n{THREE}", images)
    assert [(problem.line, problem.rule) for problem in made.problems] == [(4, "picture-missing")]


def test_nobody_writes_what_scripts_go_by() -> None:
    document = rendered('<div class="gallery" data-next="x">Words</div>')
    assert document.html == "<div>Words</div>"
    assert document.note.endswith("left out: class (1), data-next (1)")


def test_pages_need_only_what_they_hold() -> None:
    assert needs((), "standard") is None
    assert needs((), "photo-essay") is not None
    found = needs(("gallery",), "standard")
    assert found is not None
    assert found.script


def test_words_are_those_of_the_language_of_the_text() -> None:
    assert words(str).transcript == "Transcript"
    russian = words(Catalogues((SOFTWARE / "translations",)).of("ru").say)
    assert russian.transcript == "Расшифровка"
    assert "{count}" in russian.gallery
