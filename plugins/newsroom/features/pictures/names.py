"""Checks that no text beside a picture, and no file name, holds a name that the story hides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from unidecode import unidecode

from newsroom.core.markdown_document import PictureUse
from newsroom.core.problems import Problem

#: Parts of a name that are shorter than this are too common to look for by themselves.
SHORTEST = 3
#: Where small letters are followed by a capital a new word begins, in names of files.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def words(text: str) -> list[str]:
    """Return the words of a text in small Latin letters without accents, whatever script they were written in."""
    return _WORD.findall(_HUMP.sub(" ", unidecode(text)).lower())


def mentioned_part(name: str, text: str) -> str:
    """Return the part of a name that a text holds: the whole, or a part of three letters or more; else empty.

    Letters count without case and accents, and only whole words: Ann is not in planning.

    Args:
        name: as it is written in the story's head.
        text: the words beside a picture, or the name of its file.
    """
    parts, there = words(name), words(text)
    if not parts:
        return ""
    whole = " ".join(parts)
    if f" {whole} " in f" {' '.join(there)} " or "".join(parts) in there:
        return name
    return next((part for part in parts if len(part) >= SHORTEST and part in there), "")


def problems(path: str, hides: Iterable[str], uses: Iterable[PictureUse]) -> Iterator[Problem]:
    """Yield the names that a story hides and its pictures tell.

    Args:
        path: the story's file.
        hides: the names.
        uses: its pictures.
    """
    names = tuple(hides)
    for use in uses:
        places = (
            ("the alt text", use.alt, "write it without the name"),
            ("the caption", use.caption, "write it without the name"),
            ("the credit", use.credit, "write it without the name, or leave it out"),
            ("the file's name", use.src, "give the file another name, here and in content/images/"),
        )
        for what, text, fix in places:
            for name in names:
                if part := mentioned_part(name, text):
                    message = f'{what} of "{use.src}" gives "{part}", which the story hides'
                    yield Problem(path, use.line, 0, "picture-names-hidden", message, fix)
