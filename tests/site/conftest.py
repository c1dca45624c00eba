"""What holds for all builds of whole sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsroom.build import inputs, pelican_class


@pytest.fixture(autouse=True, scope="module")
def as_if_it_were_large() -> Iterator[None]:
    """Let builds do what they do with many files, and with files that nobody touched for a while.

    They look at the output in a child, and trust the times of files that were changed a tenth of a second ago.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "_FRESH", 100_000_000)
        patch.setattr(pelican_class, "_MANY", 0)
        yield
