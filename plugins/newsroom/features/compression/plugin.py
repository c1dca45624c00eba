"""Adds precompressed files in production builds."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.write.write_context import WriteContext
from newsroom.features.compression.compressor import write_precompressed


def register() -> None:
    """Connect to the hooks."""
    hooks.write.connect(write, after=(hooks.EVERYTHING,))


def write(context: WriteContext) -> None:
    """Make the precompressed files, behind all that writes files; a site that only we look at needs none."""
    if context.edition.settings.production and not context.problems:
        write_precompressed(context)
