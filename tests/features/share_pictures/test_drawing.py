"""Pictures for link previews: how a headline is set, and what is in the file."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from newsroom.features.share_pictures import drawing
from newsroom.features.share_pictures.drawing import ACCENTS, BAND, FLAG, draw, fitted, has_letters
from newsroom.features.share_pictures.model import Design, kicker
from tests.building import ROOT

MARK = ROOT / "theme/static/brand/icon-512.png"
TOKENS = (ROOT / "theme/styles/tokens.css").read_text("utf-8").partition("@media")[0]
LONG = "The survey’s result: most say yes to marriage equality, and the Parliament has until Christmas to make it law "


def design(**changes: str) -> Design:
    given = {"title": "A story", "kicker": "World", "accent": "blue", "site": "QN Magazine", "logo": "x"}
    return Design(**(given | changes))


def picture(made: Design) -> Image.Image:
    return drawing.compose(made, MARK)


def full(colour: str) -> str:
    digits = colour.removeprefix("#")
    return "#" + ("".join(sign * 2 for sign in digits) if len(digits) == 3 else digits)


def test_the_same_design_is_the_same_bytes_and_nothing_but_pixels() -> None:
    raw = draw(design(), MARK)
    assert raw == draw(design(), MARK)
    with Image.open(io.BytesIO(raw)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert image.info == {}
    assert not re.findall(rb"(?:tEXt|zTXt|iTXt|eXIf|tIME|iCCP)", raw)
    assert len(draw(design(title=LONG * 2), MARK)) < 60_000


def test_its_colours_are_those_of_the_theme() -> None:
    rules = re.findall(r'\[data-accent="(\w+)"\] \{\s*--fill: (#\w+);\s*--on-fill: (#\w+);', TOKENS)
    assert {name: (full(fill), full(ink)) for name, fill, ink in rules} == ACCENTS
    flag = re.search(r"--flag: linear-gradient\((.*?)\);", TOKENS, re.DOTALL)
    assert flag is not None
    assert tuple(full(colour) for colour in re.findall(r"#\w+", flag[1])) == FLAG
    assert f"--band: {BAND};" in TOKENS
    assert f"--band-ink: {drawing.BAND_INK};" in TOKENS


def test_every_section_has_its_colour() -> None:
    grounds = {picture(design(accent=accent)).getpixel((1190, 10)) for accent in ACCENTS}
    assert len(grounds) == len(ACCENTS)


@pytest.mark.parametrize("title", ["Pride", "The third word", LONG, LONG * 8, "Un" + "speakable" * 12, "Новый закон"])
def test_a_headline_stays_within_its_place(title: str) -> None:
    size, lines = fitted(title)
    assert all(drawing._length(line, size) <= 1200 - 2 * 72 for line in lines)
    assert len(lines) * size * drawing._LEADING <= drawing._TITLE_HEIGHT + size * 0.1
    image, empty = picture(design(title=title)), picture(design(title=" "))
    for box in ((1140, 60, 1200, 490), (0, 110, 60, 490), (0, 488, 1200, 630), (0, 30, 1200, 100)):
        assert image.crop(box).tobytes() == empty.crop(box).tobytes(), box


def test_short_headlines_are_large_and_long_ones_whole_as_far_as_they_can_be() -> None:
    assert fitted("Pride")[0] > fitted(LONG)[0] > 40
    assert " ".join(fitted(LONG)[1]) == LONG.strip()
    cut = fitted(LONG * 8)[1]
    assert cut[-1].endswith("…")
    assert LONG.startswith(cut[0])
    assert fitted("One two three four five six seven eight nine ten eleven")[1][-1] != "eleven"


def test_words_that_the_font_cannot_set_are_not_set() -> None:
    assert has_letters("Радуга – “x”")
    assert not has_letters("الخوف")
    arabic, other = (draw(design(title=title), MARK) for title in ("الخوف المبرر", "خبر"))
    # The colour of the section, and the mark.
    assert arabic == other
    assert draw(design(title="الخوف", accent="red"), MARK) != arabic


def test_the_address_tells_nothing_and_follows_all_that_is_shown() -> None:
    base = design()
    assert re.fullmatch(r"/images/share/[0-9a-f]{16}\.png", base.address)
    others = [design(**{name: "red"}) for name in ("title", "kicker", "accent", "site", "logo")]
    assert len({base.address, *(other.address for other in others)}) == 6


def test_the_kicker_says_what_kind_of_story_it_is_where_there_is_a_label() -> None:
    assert kicker("Arts", "Review") == "Arts · Review"
    assert kicker("Opinion", "") == "Opinion"
