"""Headlines with characters that the headline font lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsroom.core.problems import Problem
from newsroom.site.headline_font import described, lacking

_FIX = "write it with another sign, or ask a maintainer to add it to the ranges in newsroom/site/headline_font.py"


def of_words(words: Iterable[str], path: str, line: int) -> Iterator[Problem]:
    """Yield a problem for words that stand in one place of a file, in the headline font.

    Args:
        words: a title, a summary, a name.
        path: the file.
        line: where they stand in it.
    """
    if missing := lacking(words):
        message = f"the headline font has no {', '.join(described(missing))}"
        yield Problem(path, line, 0, "font-glyph", message, _FIX)


def of_headings(body: str, path: str, first: int) -> Iterator[Problem]:
    """Yield the headings of a text that hold such signs.

    Args:
        body: the text, in Markdown.
        path: the file.
        first: the line on which it begins.
    """
    if "\n#" not in body and not body.startswith("#"):
        return
    for number, line in enumerate(body.split("\n"), first):
        if line.startswith("#"):
            yield from of_words([line], path, number)
