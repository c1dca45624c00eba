"""Pictures: which sizes leave the house, under which names, and how a page refers to them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from newsroom.core import text
from newsroom.core.parts import Picture

#: Widths in pixels, for phones, tablets and desks; a picture is never made larger than it is.
WIDTHS = (480, 960, 1600)
#: What may be published, by the format that the file's content shows, with the ending of what leaves the house.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "SVG": "svg"}
#: Formats of which there is one size: those that move, and those that have every size in them.
_ONE_SIZE = ("GIF", "SVG")


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a picture file.

    ``src`` is relative to content/images/; ``digest`` the first 12 hexadecimal digits of the content's SHA-256;
    width and height are in pixels, as seen after the camera's rotation is applied.
    """

    src: str
    digest: str
    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture: the file it is made of, its width in pixels, and its address."""

    source: Measured
    width: int
    address: str

    @property
    def height(self) -> int:
        """The height in pixels that keeps the picture's shape."""
        return max(1, round(self.source.height * self.width / self.source.width))


@functools.lru_cache(maxsize=4096)
def renditions(measured: Measured) -> tuple[Rendition, ...]:
    """Return the sizes of a picture, smallest first; an animated GIF and a drawing have their own size only."""
    widths = [width for width in WIDTHS if width < measured.width and measured.format not in _ONE_SIZE]
    widths.append(min(measured.width, WIDTHS[-1]) if measured.format != "GIF" else measured.width)
    unique = sorted(set(widths))
    return tuple(Rendition(measured, width, _address(measured, width)) for width in unique)


def _address(measured: Measured, width: int) -> str:
    path = PurePosixPath(measured.src)
    stem = text.slugify(path.stem) or "picture"
    folder = "".join(f"{text.slugify(part) or 'folder'}/" for part in path.parent.parts)
    return f"/images/{folder}{stem}-{measured.digest}-{width}.{FORMATS[measured.format]}"


def view(measured: Measured, alt: str, caption: str = "", credit: str = "") -> Picture:
    """Return a picture as a page shows it.

    Args:
        measured: the file.
        alt: what it shows; empty only where the words beside it say as much.
        caption: plain text.
        credit: plain text.
    """
    sizes = renditions(measured)
    middle = sizes[min(1, len(sizes) - 1)]
    srcset = ", ".join(f"{size.address} {size.width}w" for size in sizes) if len(sizes) > 1 else ""
    return Picture(
        src=middle.address,
        srcset=srcset,
        width=middle.width,
        height=middle.height,
        alt=alt,
        caption=text.smart(caption) if caption else Markup(""),
        credit=credit,
        # No link preview shows a drawing: there the magazine's own picture stands.
        share=sizes[-1].address if measured.format != "SVG" else "",
    )
