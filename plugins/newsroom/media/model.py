"""What a page needs of the theme and of the policy for the media that it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsroom.media.elsewhere import HOSTS
from newsroom.media.galleries import GALLERY

#: Layouts whose styles stand in the sheet for media.
LAYOUTS = frozenset({"photo-essay"})
_SCRIPTED = frozenset({GALLERY, *HOSTS})


@dataclass(frozen=True, slots=True)
class Needs:
    """What a page with media needs besides the sheet for them: the script, or not."""

    script: bool


@dataclass(frozen=True, slots=True)
class Frames:
    """From which hosts films may be played on a page, by its address; a page that is not here plays none."""

    by_address: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def needs(media: Iterable[str], layout: str) -> Needs | None:
    """Return what a page needs; None where it holds no media.

    Args:
        media: the names of what its text holds: `newsroom.core.passage.Passage.media`.
        layout: how it is set.
    """
    held = frozenset(media)
    return Needs(bool(held & _SCRIPTED)) if held or layout in LAYOUTS else None


def hosts(media: Iterable[str]) -> tuple[str, ...]:
    """Return from which hosts films may be played on a page that holds some media."""
    held = frozenset(media)
    return tuple(host for medium, host in HOSTS.items() if medium in held)
