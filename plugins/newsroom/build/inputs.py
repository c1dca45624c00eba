"""Everything that a build is made from, as one digest: when it is the same, so is the site."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path

from newsroom.build import digests
from newsroom.build.manifest import stamp
from newsroom.build.settings import Settings

#: Files that are read at every build anyway; of the rest (pictures) the size, times and number on the disk tell.
_TEXTS = (".md", ".markdown", ".toml")


@dataclass(frozen=True)
class Inputs:
    """The digest of all inputs, and those of the text files below content/ by their path in the project."""

    digest: bytes
    texts: dict[str, bytes]


def take(settings: Settings, plugins: object) -> Inputs:
    """Look at everything that a build is made from, apart from the clock.

    Args:
        settings: the settings.
        plugins: what tells one set of plugins from another, as plain values.
    """
    texts: dict[str, bytes] = {}
    others: dict[str, object] = {}
    for path, name in _files(settings.content, settings.content.name):
        if name.endswith(_TEXTS):
            texts[name] = digests.of_bytes(path.read_bytes())
        else:
            others[name] = stamp(path.stat())
    theme = {name: digests.of_bytes(path.read_bytes()) for path, name in _files(settings.theme, "theme")}
    chosen = {item.name: str(getattr(settings, item.name)) for item in fields(settings) if item.name != "now"}
    parts = (sorted(texts.items()), sorted(others.items()), sorted(theme.items()), chosen, plugins, digests.code())
    return Inputs(digests.of(parts), texts)


def _files(folder: Path, name: str) -> list[tuple[Path, str]]:
    """Return every file below a folder; a link may lead round in a circle, so each real folder is looked at once."""
    found: list[tuple[Path, str]] = []
    waiting = [(folder, name)]
    seen: set[Path] = set()
    while waiting:
        place, prefix = waiting.pop()
        real = place.resolve()
        if real in seen or not real.is_dir():
            continue
        seen.add(real)
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            # A link that leads to itself is neither.
            with suppress(OSError):
                if entry.is_dir():
                    waiting.append((place / entry.name, f"{prefix}/{entry.name}"))
                elif entry.is_file():
                    found.append((place / entry.name, f"{prefix}/{entry.name}"))
    return found


def next_turn(moments: list[datetime | None], now: datetime) -> datetime | None:
    """Return the first of some moments that is still to come, when a story comes due or expires; None for none."""
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
