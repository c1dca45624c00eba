"""How large a text is when it is sent: compressed with Brotli, as a production build does it."""

from __future__ import annotations

import brotli


def estimate(text: str) -> int:
    """Return about how large a text is when it is sent: quickly, and a little too much."""
    return len(brotli.compress(text.encode(), quality=5))


def exact(raw: bytes) -> int:
    """Return how large something is when it is sent."""
    return len(brotli.compress(raw, quality=11))
