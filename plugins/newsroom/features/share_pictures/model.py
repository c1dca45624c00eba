"""Design of a share picture: its text, its colours and its file name."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from newsroom.core.code_digest import pinned_digest
from newsroom.site.colours.model import Colours

#: The statements of the module `drawing` when the same picture last came out as other bytes; see `pinned_digest`.
REVISION = "b3eaf2283ca1cd65759a6c52f9ade5751eb5bda1642b4f09a82dcc301227ccfa"
CODE_DIGEST = pinned_digest(REVISION, ("pillow", "fontpkg-source-serif-4"))


class Design(Struct, frozen=True):
    """Contents of a share picture.

    Args:
        title: the headline, with typographic signs.
        kicker: the section's name, and what kind of story it is where a reader should know; as it is printed.
        accent: the name of the section's colour.
        site: the magazine's name.
        logo: the digest of the magazine's mark.
    """

    title: str
    kicker: str
    accent: str
    site: str
    logo: str

    @property
    def name(self) -> str:
        """Name that no other has: the digest of all that it shows, with the name of its colour."""
        return hashlib.sha256(repr((CODE_DIGEST, self)).encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Where it is published; nothing of the story can be read from it."""
        return f"/images/share/{self.name}.png"


def key(design: Design, colours: Colours) -> str:
    """Return the name of a picture with a digest of the colours that it is drawn in: its bytes follow from both."""
    drawn_in = (colours.accent(design.accent), colours.light.band, colours.light.band_ink, colours.flag)
    return f"{design.name} {hashlib.sha256(repr(drawn_in).encode()).hexdigest()}"


def kicker(section: str, label: str) -> str:
    """Return what stands above the headline: a section, and what kind of story it is."""
    return f"{section} · {label}" if label else section
