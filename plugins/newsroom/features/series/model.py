"""Series: a story's part number, and the parts before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.core import text
from newsroom.core.parts import Link
from newsroom.features.stories.addresses import series_address
from newsroom.site.story_parts import SeriesBox


def boxes(name: str, oldest_first: Sequence[Link]) -> list[SeriesBox]:
    """Return the box of each story of a series.

    Args:
        name: the series' name.
        oldest_first: the stories, as links.
    """
    href = series_address(text.slugify(name))
    last = len(oldest_first) - 1
    return [
        SeriesBox(
            name,
            href,
            number + 1,
            oldest_first[number].label,
            oldest_first[number - 1] if number else None,
            oldest_first[number + 1] if number < last else None,
        )
        for number in range(len(oldest_first))
    ]
