"""Pictures: the published sizes and formats, their addresses, and the view of a picture."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from newsroom.core import crops, text
from newsroom.core.boxes import Box
from newsroom.core.code_digest import code_digest
from newsroom.core.crops import Crop
from newsroom.core.markdown_document import PictureRole, PictureUse
from newsroom.core.parts import Picture
from newsroom.features.files import svg

#: Widths in pixels; a picture is never made larger than it is. 480 is a card on any telephone and a whole column on
#: one with plain pixels; 800 a column on one with fine pixels (360 to 414 by two), or a card at a desk; 1200 a story's
#: column at a desk with fine pixels, and the least that link previews ask for; 1920 the width of a whole screen.
WIDTHS = (480, 800, 1200, 1920)
#: Widths of what is shown small as well: 240 is a portrait on a telephone (72 to 80 by three), 320 a card beside its
#: headline there (110 by three), a card in a row of three or four at a desk, or the cover of an earlier issue.
SMALL = (240, 320)
#: Widths of lead pictures: 640 is a wide card at a desk (488 to 609), for which 800 would be half as much again.
LEAD = (*SMALL, 480, 640, 800, 1200, 1920)
#: Widths of a picture by its place on pages. In a text it is as wide as the column; portraits and covers never are as
#: wide as a screen, and their largest is for link previews.
ROLES: dict[PictureRole, tuple[int, ...]] = {
    "text": WIDTHS,
    "lead": LEAD,
    "portrait": (*SMALL, *WIDTHS[:3]),
    "cover": (*SMALL, *WIDTHS[:3]),
}
#: Shapes of the crops of a lead picture, which Google asks for beside the whole: width to height.
SHAPES = ((16, 9), (4, 3), (1, 1))
#: Width of a crop, and the least pixels that are of use (developers.google.com, structured data of articles).
_CROP_WIDTH = 1200
_LEAST_PIXELS = 50_000
#: A shape that keeps so much of the picture is nearly the picture's own, and no crop is made.
_WHOLE = 0.99
#: A step that is nearly as wide as the picture itself is left out.
_NEARLY = 0.85
#: Of the fall-back, what browsers get that know no srcset: a column on a telephone with fine pixels.
_USUAL = 800
#: Changes when the same picture would come out as other bytes.
CODE_DIGEST = code_digest(
    (
        *(Path(__file__).with_name(f"{name}.py") for name in ("decoding", "encoding", "redaction", "transparency")),
        *sorted(Path(svg.__file__).parent.glob("svg*.py")),
        Path(crops.__file__),
    ),
    ("pillow", "pi-heif", "lxml"),
)
#: Colours in a picture's place while it loads, by the suffix of its class in the theme: six greys, from black
#: to white, and twelve colours. Names and colours are those of theme/templates/components/picture/style.css.
TONES = {
    "k": (26, 24, 28), "d": (66, 62, 68), "g": (110, 106, 110), "m": (154, 150, 152), "l": (196, 192, 190),
    "w": (232, 229, 224), "r": (150, 56, 52), "o": (196, 122, 70), "n": (102, 72, 52), "s": (214, 178, 140),
    "y": (206, 176, 84), "e": (104, 118, 66), "f": (48, 82, 62), "t": (62, 126, 126), "b": (58, 84, 128),
    "c": (132, 166, 196), "v": (88, 62, 112), "p": (192, 132, 152),
}  # fmt: skip


class PictureInfo(Struct, frozen=True):
    """Facts about a picture file.

    Args:
        src: its path below content/images/.
        digest: the first 12 hexadecimal digits of the content's SHA-256.
        width, height: in pixels, as seen after the camera's rotation is applied.
        format: format of the content, as Pillow names it, or SVG.
        tone: a key of `TONES`, the nearest to its mean colour; empty where it is partly transparent.
        flat: whether it is a drawing of few colours, which is kept as it is to the last pixel.
        moving: whether it has several frames.
    """

    src: str
    digest: str
    width: int
    height: int
    format: str
    tone: str = ""
    flat: bool = False
    moving: bool = False


class Subject(Struct, frozen=True):
    """A picture as it is published.

    Args:
        source: the file.
        boxes: the parts of it that are hidden.
        avif: whether AVIF is made of it too.
        roles: its places on pages, which decide its widths and nothing else.
        focuses: the points that its crops keep; without any, there are no crops.
    """

    source: PictureInfo
    boxes: tuple[Box, ...] = ()
    avif: bool = False
    roles: frozenset[PictureRole] = frozenset({"text"})
    focuses: frozenset[tuple[int, int]] = frozenset()

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the hash of all that decides the bytes, besides width and format."""
        made_of = (CODE_DIGEST, self.source.digest, self.boxes, self.source.flat, self.source.moving)
        return hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]

    @property
    def stem(self) -> str:
        """How the addresses of all its sizes begin."""
        return f"{_name(self.source.src)}-{self.digest}"

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of its sizes, smallest first; a moving picture, or a drawing in SVG, has one."""
        return tuple(sorted({width for role in self.roles for width in self.widths_of(role)}))

    @property
    def base_width(self) -> int:
        """The width of the picture that all sizes are made of, whatever its places on pages."""
        return min(self.source.width, WIDTHS[-1])

    def widths_of(self, role: PictureRole) -> tuple[int, ...]:
        """Return the widths that it has in one of its places, smallest first."""
        own = self.source.width
        if self.source.format == "SVG":
            return (own,)
        if self.source.moving:
            return (min(own, WIDTHS[1]),)
        widths = ROLES[role]
        largest = min(own, widths[-1])
        return (*(width for width in widths if width < largest * _NEARLY), largest)

    @property
    def endings(self) -> tuple[str, ...]:
        """The formats, best first; the last is the fall-back, and it alone stands still. A drawing in SVG stays one.

        A drawing of few colours and what is partly transparent fall back on PNG; everything else on JPEG, which is a
        tenth of it for a photograph. AVIF of a drawing would be larger than a WebP without loss.
        """
        if self.source.format == "SVG":
            return ("svg",)
        plain = ("webp", "png" if self.source.flat or not self.source.tone else "jpg")
        return ("avif", *plain) if self.avif and not (self.source.flat or self.source.moving) else plain

    def crops(self, focus: tuple[int, int]) -> tuple[Crop, ...]:
        """Return its crops around a point, none larger than the picture; a moving one and a drawing have none."""
        if self.source.format == "SVG" or self.source.moving:
            return ()
        whole = self.base_width, self.height(self.base_width)
        made = []
        for across, down in SHAPES:
            room = min(whole[0], whole[1] * across / down)
            width = min(_CROP_WIDTH, int(room))
            crop = Crop(width, max(1, round(width * down / across)), focus)
            kept = room * (room * down / across) / (whole[0] * whole[1])
            if kept < _WHOLE and crop.width * crop.height >= _LEAST_PIXELS:
                made.append(crop)
        return tuple(made)

    def height(self, width: int) -> int:
        """Return the height in pixels that keeps the picture's shape."""
        return max(1, round(self.source.height * width / self.source.width))


class Rendition(Struct, frozen=True):
    """One published file of a picture: its width, its format by file name extension, and its crop, if it is one."""

    subject: Subject
    width: int
    ending: str
    crop: Crop | None = None

    @property
    def name(self) -> str:
        """Name that no other has: the hash, the width or the crop, and the format."""
        return f"{self.subject.digest}-{self._size_name}.{self.ending}"

    @property
    def address(self) -> str:
        """Where it is published."""
        return f"{self.subject.stem}-{self._size_name}.{self.ending}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.width, self.crop.height if self.crop else self.subject.height(self.width)

    @property
    def _size_name(self) -> str:
        return self.crop.name if self.crop else str(self.width)


@functools.lru_cache(maxsize=4096)
def _name(src: str) -> str:
    """Return the address of a picture up to its digest."""
    path = PurePosixPath(src)
    folder = "".join(f"{text.slugify(part) or 'folder'}/" for part in path.parent.parts)
    return f"/images/{folder}{text.slugify(path.stem) or 'picture'}"


@functools.lru_cache(maxsize=4096)
def renditions(subject: Subject) -> tuple[Rendition, ...]:
    """Return all files of a picture."""
    crops = sorted({crop for focus in subject.focuses for crop in subject.crops(focus)}, key=lambda crop: crop.name)
    return (
        *(Rendition(subject, width, ending) for width in subject.widths for ending in subject.endings),
        # Machines take the fall-back; no browser asks for a crop.
        *(Rendition(subject, crop.width, subject.endings[-1], crop) for crop in crops),
    )


@functools.lru_cache(maxsize=4096)
def _shape(subject: Subject, role: PictureRole) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    return subject.stem, subject.widths_of(role), subject.endings


def view(subject: Subject, use: PictureUse) -> Picture:
    """Return a picture as a page shows it, with the words of one use; they are plain text."""
    stem, widths, endings = _shape(subject, use.role)
    width = next((width for width in widths if width >= _USUAL), widths[-1])
    picture = Picture(
        stem=stem,
        widths=widths,
        endings=endings,
        width=width,
        height=subject.height(width),
        alt=use.alt,
        caption=text.line(use.caption) if use.caption else Markup(""),
        credit=use.credit,
        tone=subject.source.tone,
        moving=subject.source.moving,
        crops=subject.crops(use.focus) if use.focus else (),
    )
    return replace(picture, share_height=subject.height(picture.share_width))


def tone_of(colour: tuple[int, int, int]) -> str:
    """Return the name of the tone that is nearest to a colour.

    The distance is the "redmean" of T. Riemersma (Colour metric, CompuPhase), which is nearer to the eye than the plain
    one in RGB and as quick.
    """

    def distance(name: str) -> float:
        red, green, blue = (one - two for one, two in zip(TONES[name], colour, strict=True))
        mean = (TONES[name][0] + colour[0]) / 2
        return (2 + mean / 256) * red**2 + 4 * green**2 + (2 + (255 - mean) / 256) * blue**2

    return min(TONES, key=distance)
