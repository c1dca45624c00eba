"""Series: where a story stands among its fellows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.core import text, urls
from newsroom.core.parts import Link


@dataclass(frozen=True, slots=True)
class SeriesBox:
    """A story's place in its series: the part, counted from 1 for the oldest, its title, and its neighbours.

    It never says of how many, so that a new part changes only the page of the part before it.
    """

    name: str
    href: str
    part: int
    title: str
    previous: Link | None
    next: Link | None

    @property
    def start(self) -> int:
        """The number of the first part that it names."""
        return self.part - 1 if self.previous else self.part


def boxes(name: str, oldest_first: Sequence[Link]) -> list[SeriesBox]:
    """Return the box of each story of a series.

    Args:
        name: the series' name.
        oldest_first: the stories, as links.
    """
    href = urls.series(text.slugify(name))
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
