"""Addresses of stories, and of the lists that a story stands in."""

from __future__ import annotations

import hashlib
from datetime import datetime

#: Signs of the codes in discreet addresses: no vowels, so that no code holds a word, and none that look alike.
_CODE_SIGNS = "23456789bcdfghjkmnpqrstvwxz"
_CODE_LENGTH = 10


def story_address(section_id: str, date: datetime, slug: str, lang: str = "") -> str:
    """Return a story's address; a translation's stands under its language.

    Args:
        section_id: the section's id.
        date: the story's date; its year and month in its own zone count.
        slug: the last part.
        lang: the language's code for a translation, empty in the home language.
    """
    prefix = f"/{lang.lower()}" if lang else ""
    return f"{prefix}/{section_id}/{date.year}/{date.month:02}/{slug}/"


def discreet_address(story_id: str) -> str:
    """Return the address of a discreet story: ``/read/`` and a code that follows from the story's id alone.

    Ten of 27 signs: two of a million stories share a code with a chance of one in four hundred, and then it is told.
    """
    number = int.from_bytes(hashlib.blake2b(story_id.encode(), digest_size=16, person=b"discreet").digest())
    code = ""
    for _ in range(_CODE_LENGTH):
        number, place = divmod(number, len(_CODE_SIGNS))
        code += _CODE_SIGNS[place]
    return f"/read/{code}/"


def topic_address(slug: str) -> str:
    """Return the address of a topic's list."""
    return f"/topic/{slug}/"


def series_address(slug: str) -> str:
    """Return the address of a series' list."""
    return f"/series/{slug}/"


def author_address(id_: str) -> str:
    """Return the address of an author's page."""
    return f"/author/{id_}/"


def archive_address(year: int | None = None, month: int | None = None) -> str:
    """Return the address of the archive, of a year in it, or of a month."""
    if year is None:
        return "/archive/"
    return f"/archive/{year:04d}/" if month is None else f"/archive/{year:04d}/{month:02d}/"
