"""Parts that many views share. A view is plain data: all that a template may see."""

from __future__ import annotations

from datetime import datetime, time

from markupsafe import Markup
from msgspec import Struct

from newsroom.core.crops import Crop
from newsroom.core.external_links import REL, leads_out
from newsroom.core.interface_text import Clock, Day


class Link(Struct, frozen=True):
    """A link: its words, where it leads, and whether that is this very page."""

    label: str
    href: str
    current: bool = False

    @property
    def rel(self) -> str:
        """Value of ``rel``; empty where the link stays in the magazine."""
        return REL if leads_out(self.href) else ""


class DisplayMoment(Struct, frozen=True):
    """A day (``words``) with its time of day, which people read in their language; and as machines read it (``iso``).

    One at midnight was given as a day, and has no time.
    """

    words: Day
    time: Clock | None
    iso: str

    @classmethod
    def of(cls, local: datetime) -> DisplayMoment:
        """Return a moment as pages show it, in its own zone."""
        return cls(Day.of(local), Clock.of(local) if local.time() != time() else None, local.isoformat())


class PictureSource(Struct, frozen=True):
    """A choice that a browser has in place of a picture's fall-back: ``type``, ``srcset`` and ``media`` as in HTML."""

    type: str
    srcset: str
    media: str = ""


#: The shapes of pictures with the least ratio of width to height of each; the stylesheet of stories has the same.
_SHAPES = (("wide", 1.6), ("landscape", 1.3), ("square", 0.95))


class Picture(Struct, frozen=True):
    """A picture on a page.

    It holds how the addresses of its sizes are made up and not the addresses, of which there are a dozen: a story is
    kept with its picture.

    Args:
        stem: how the addresses of all its sizes begin: ``/images/2026/river-4f1d22c09a7b``.
        widths: of all its sizes, in pixels, smallest first.
        endings: the formats, best first; the last is one that every browser shows.
        width, height: of the size that ``src`` leads to, in pixels.
        alt: description for those who do not see it; empty only where it adds nothing to the words beside it.
        caption: the line below it.
        credit: name of its maker.
        tone: the name of the colour that stands in its place while it loads; empty where it is partly transparent.
        moving: whether it moves; then the fall-back stands still.
        share_height: of the size that ``share`` leads to, in pixels.
        crops: parts of it in other shapes, for machines.
    """

    stem: str
    widths: tuple[int, ...]
    endings: tuple[str, ...]
    width: int
    height: int
    alt: str
    caption: Markup = Markup("")
    credit: str = ""
    tone: str = ""
    moving: bool = False
    share_height: int = 0
    crops: tuple[Crop, ...] = ()

    @property
    def shape(self) -> str:
        """Its shape, by the ratio of width to height: wide from 1.6, landscape from 1.3, square from 0.95, or tall."""
        ratio = self.width / self.height
        return next((shape for shape, least in _SHAPES if ratio >= least), "tall")

    @property
    def src(self) -> str:
        """The address that every browser can show."""
        return self._address(self.width)

    @property
    def largest(self) -> str:
        """The address of the largest size, in a format that every browser shows."""
        return self._address(self.widths[-1])

    @property
    def share(self) -> str:
        """The address for link previews: the smallest that is 1,200 pixels wide or more, else the largest.

        It is empty for a drawing in SVG, which none of them shows.
        """
        if self.endings[-1] == "svg":
            return ""
        return self._address(self.share_width)

    @property
    def share_width(self) -> int:
        """The width of the size for link previews, in pixels."""
        return next((width for width in self.widths if width >= 1200), self.widths[-1])

    def crop_address(self, crop: Crop) -> str:
        """Return the address of one of its crops."""
        return f"{self.stem}-{crop.name}.{self.endings[-1]}"

    @property
    def srcset(self) -> str:
        """All sizes of the fall-back; empty where there is one."""
        return self._srcset(self.endings[-1]) if len(self.widths) > 1 else ""

    @property
    def sources(self) -> tuple[PictureSource, ...]:
        """The better formats, best first; of a moving picture the still one first, for whoever asks for less motion."""
        still = (PictureSource("", self.src, "(prefers-reduced-motion: reduce)"),) if self.moving else ()
        better = [PictureSource(f"image/{ending}", self._srcset(ending)) for ending in self.endings[:-1]]
        return (*still, *better)

    def _address(self, width: int) -> str:
        return f"{self.stem}-{width}.{self.endings[-1]}"

    def _srcset(self, ending: str) -> str:
        if len(self.widths) == 1:
            return f"{self.stem}-{self.widths[0]}.{ending}"
        return ", ".join(f"{self.stem}-{width}.{ending} {width}w" for width in self.widths)


#: Media types of pictures that link previews show, by the ending of the file name.
_KINDS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


class ShareImage(Struct, frozen=True):
    """The picture of a link preview: its full address, what it shows (may be empty), and its measure in pixels."""

    url: str
    alt: str
    width: int
    height: int

    @property
    def type(self) -> str:
        """Media type of the file."""
        return _KINDS[self.url.rpartition(".")[2]]

    @classmethod
    def of(cls, picture: Picture, base_url: str) -> ShareImage:
        """Return a picture that is no drawing in SVG as previews show it; ``base_url`` is the site's own address."""
        return cls(base_url + picture.share, picture.alt, picture.share_width, picture.share_height)


class Alternate(Struct, frozen=True):
    """A page in another language: the language's code, its own name, and the page's address, without and with host."""

    lang: str
    name: str
    dir: str
    href: str
    url: str
