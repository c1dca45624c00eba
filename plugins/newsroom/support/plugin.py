"""Reads the helplines, which pages with the layout helplines list."""

from __future__ import annotations

from newsroom.build import data, hooks
from newsroom.build.edition import Edition
from newsroom.support.model import HelplinesFile, assemble


def register() -> None:
    """Connect to the hooks."""
    hooks.read.connect(read)


def read(edition: Edition) -> None:
    """Read helplines.toml."""
    helplines, _ = data.load(edition, "helplines.toml", HelplinesFile)
    edition.put(assemble(helplines))
