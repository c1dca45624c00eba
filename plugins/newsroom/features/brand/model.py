"""Files of the magazine's mark, in content/brand/."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType

from newsroom.core.problems import Problem

#: The folder below content/, and the address of its files.
FOLDER, ADDRESS = "brand", "/theme/brand/"
#: The files that pages, feeds and other sites ask for, with what each is.
FILES = MappingProxyType(
    {
        "icon.svg": "the icon in tabs of browsers",
        "icon-192.png": "the icon for feeds, and for browsers that draw no SVG",
        "icon-512.png": "the mark in search results and on share pictures",
        "apple-touch-icon.png": "the icon on the screens of telephones",
        "share.jpg": "the picture in link previews of pages without one",
        "share-plain.jpg": "the picture in link previews of stories that must not be recognised",
    }
)
#: The magazine's name as a drawing; without it, the name is set in the headline font.
WORDMARK = "wordmark.svg"
COMMAND = "invoke brand"


def missing_problems(present: Collection[str], content: str) -> Iterator[Problem]:
    """Yield a problem for each file that is not there.

    Args:
        present: the names of those that are.
        content: the name of the folder of the content.
    """
    for name, what in FILES.items():
        if name not in present:
            fix = f"draw it with {COMMAND}, or put your own there"
            yield Problem(f"{content}/{FOLDER}/{name}", 0, 0, "brand-missing", f"{what} is missing", fix)
