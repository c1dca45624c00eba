"""Design of a share picture: its text, its colours and its file name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from newsroom.core.code_digest import code_digest

#: Changes when the same picture would come out as other bytes.
CODE_DIGEST = code_digest((Path(__file__).with_name("drawing.py"),), ("pillow", "fontpkg-source-serif-4"))


@dataclass(frozen=True, slots=True)
class Design:
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
        """Name that no other has: the digest of all that decides its bytes."""
        return hashlib.sha256(repr((CODE_DIGEST, self)).encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Where it is published; nothing of the story can be read from it."""
        return f"/images/share/{self.name}.png"


def kicker(section: str, label: str) -> str:
    """Return what stands above the headline: a section, and what kind of story it is."""
    return f"{section} · {label}" if label else section
