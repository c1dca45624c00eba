"""Pictures for link previews: how a headline is set, and what is in the file."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from newsroom.core.code_digest import statements
from newsroom.features.share_pictures import drawing
from newsroom.features.share_pictures.drawing import draw, fitted, has_letters
from newsroom.features.share_pictures.model import Design, key, kicker
from newsroom.site.colours.contrast import channels
from tests.building import BRAND
from tests.looks import LOOK

MARK = BRAND / "icon-512.png"
COLOURS = LOOK.with_sections(["blue", "red", "green", "#fc0"])[0].colours
LONG = "The survey’s result: most say yes to marriage equality, and the Parliament has until Christmas to make it law "


def design(**changes: str) -> Design:
    given = {"title": "A story", "kicker": "World", "accent": "blue", "site": "Harbour News", "logo": "x"}
    return Design(**(given | changes))


def picture(made: Design) -> Image.Image:
    return drawing.compose(made, MARK, COLOURS)


def test_the_same_design_is_the_same_bytes_and_nothing_but_pixels() -> None:
    raw = draw(design(), MARK, COLOURS)
    assert raw == draw(design(), MARK, COLOURS)
    with Image.open(io.BytesIO(raw)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert image.info == {}
    assert not re.findall(rb"(?:tEXt|zTXt|iTXt|eXIf|tIME|iCCP)", raw)
    assert len(draw(design(title=LONG * 2), MARK, COLOURS)) < 60_000


def test_its_colours_are_those_of_the_magazine() -> None:
    """The ground is the fill of the accent, the foot has the band, and the stripes are those of the bar."""
    for accent in COLOURS.accents:
        drawn = picture(design(accent=accent.name))
        assert drawn.getpixel((1190, 10)) == channels(accent.fill)
        assert drawn.getpixel((1190, 620)) == channels(COLOURS.light.band)
        middles = [round(1200 * (at + 0.5) / len(COLOURS.flag)) for at in range(len(COLOURS.flag))]
        stripes = [drawn.getpixel((middle, 505)) for middle in middles]
        assert stripes == [channels(colour) for colour in COLOURS.flag]
    assert picture(design(accent="gone")).getpixel((1190, 10)) == channels(COLOURS.accent("plain").fill)


def test_other_colours_are_another_picture_in_the_cache_at_the_same_address() -> None:
    """The name of the accent decides the address, and its colour what lies there."""
    other = LOOK.with_sections(["blue"])[0].colours
    changed = replace(other, accents=tuple(replace(one, fill="#123456") for one in other.accents))
    assert key(design(), other) == key(design(), COLOURS)
    assert key(design(), changed) != key(design(), COLOURS)


def test_the_statements_that_draw_are_those_of_the_revision() -> None:
    """After a change: where pictures come out otherwise, `REVISION` takes this digest, and all addresses change."""
    statements_now = hashlib.sha256(statements(Path(drawing.__file__).read_text("utf-8")).encode()).hexdigest()
    assert statements_now == "d0c7e91e1c8fcf0adfc70763d6d323f5a609f80807709bef25fa64bc3b4184d3"


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
    arabic, other = (draw(design(title=title), MARK, COLOURS) for title in ("الخوف المبرر", "خبر"))
    # The colour of the section, and the mark.
    assert arabic == other
    assert draw(design(title="الخوف", accent="red"), MARK, COLOURS) != arabic


def test_the_address_tells_nothing_and_follows_all_that_is_shown() -> None:
    base = design()
    assert re.fullmatch(r"/images/share/[0-9a-f]{16}\.png", base.address)
    others = [design(**{name: "red"}) for name in ("title", "kicker", "accent", "site", "logo")]
    assert len({base.address, *(other.address for other in others)}) == 6


def test_the_kicker_says_what_kind_of_story_it_is_where_there_is_a_label() -> None:
    assert kicker("Arts", "Review") == "Arts · Review"
    assert kicker("Opinion", "") == "Opinion"
