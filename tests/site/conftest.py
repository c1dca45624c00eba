"""Fixtures for all builds of whole sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsroom.engine.cache import inputs


@pytest.fixture(autouse=True, scope="module")
def as_if_it_were_later() -> Iterator[None]:
    """Let builds trust the times of files that were changed a tenth of a second ago, or no test would ever see it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_FRESH", 100_000_000)
        yield
