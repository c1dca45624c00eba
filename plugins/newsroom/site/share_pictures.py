"""Pictures for link previews that are made for stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SharePicture:
    """A share picture of a story: its address, and its alternative text."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class SharePictures:
    """The pictures that are made for stories, by the story's id; none where the site is set to make none."""

    by_id: Mapping[str, SharePicture] = field(default_factory=dict)
