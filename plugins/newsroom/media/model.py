"""What a page needs of the theme and of the policy for the media that it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.media.galleries import GALLERY

#: Layouts whose styles stand in the sheet for media.
LAYOUTS = frozenset({"photo-essay"})


@dataclass(frozen=True, slots=True)
class Needs:
    """What a page with media needs besides the sheet for them: the script, or not."""

    script: bool


def needs(media: Iterable[str], layout: str) -> Needs | None:
    """Return what a page needs; None where it holds no media.

    Args:
        media: the names of what its text holds: `newsroom.core.passage.Passage.media`.
        layout: how it is set.
    """
    held = frozenset(media)
    return Needs(bool(held & {GALLERY})) if held or layout in LAYOUTS else None
