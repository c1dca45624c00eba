"""Look of a magazine: its colours, the names of its fonts and its wordmark, as its own data has them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from newsroom.site.colours.making import NAMED
from newsroom.site.colours.model import Colours
from newsroom.site.colours.schema import ColoursField, colours_of, section_accents


class Wordmark(Struct, frozen=True):
    """A cleaned drawing of the magazine's name: its address, its width and height in pixels, and its bytes."""

    address: str
    width: int
    height: int
    body: bytes


class PageLook(Struct, frozen=True):
    """The look as pages name it; all else is in the stylesheet.

    Args:
        page: the name of the accent of pages that belong to no section.
        support: that of the box that leads to support services.
        light_bar: the colour of browsers' own bars in the light.
        dark_bar: as ``light_bar``, in the dark.
        wordmark: the magazine's name as a drawing; None where it is set in the headline font.
    """

    page: str
    support: str
    light_bar: str
    dark_bar: str
    wordmark: Wordmark | None = None


class Look(Struct, frozen=True):
    """Colours, fonts and wordmark of one magazine.

    Args:
        field: the colours that the magazine gives.
        colours: every colour, with those that are worked out.
        short_name: beginning of the names of its fonts in stylesheets; may be empty.
        wordmark: its name as a drawing; None where it is set in the headline font.
    """

    field: ColoursField
    colours: Colours
    short_name: str = ""
    wordmark: Wordmark | None = None

    @property
    def on_pages(self) -> PageLook:
        """The part that pages name."""
        colours = self.colours
        return PageLook(colours.page, colours.support, colours.light.band, colours.dark.band, self.wordmark)

    @property
    def accent_names(self) -> list[str]:
        """The names that sections may give as their colour."""
        return list(dict.fromkeys([*(accent.name for accent in self.field.accent), *NAMED]))

    def with_sections(self, chosen: Sequence[str]) -> tuple[Look, list[str]]:
        """Return the look with an accent for every section, and the names of those accents, in order.

        Args:
            chosen: colour of each section: the name of an accent, ``#rrggbb``, or nothing.
        """
        fills = {accent.name: accent.fill for accent in self.colours.accents}
        names = [name for name, _ in section_accents(chosen, fills)]
        return replace(self, colours=colours_of(self.field, chosen)), names
