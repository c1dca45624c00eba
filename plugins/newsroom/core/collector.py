"""The garbage collector of Python, which a command pauses whose objects nearly all stay until it ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Look for no garbage meanwhile; one pause may lie in another."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            # Count every object as old, or the collector would go through all of them at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
