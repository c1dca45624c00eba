"""Examples in a new author's file, and those of them that may not be published."""

from __future__ import annotations

from collections.abc import Mapping

BODY = """
The longer bio goes here, in as many paragraphs as it needs. It stands on the author's own page.
"""
EXAMPLES: dict[str, str | Mapping[str, str]] = {
    "names": {"ar": "اسم الكاتب"},
    "pronouns": "they/them",
    "role": "Arts writer",
    "photo": {"src": "authors/a-name.jpg", "alt": "What the photo shows, in a few words"},
    "links": {"website": "https://example.org/", "instagram": "a_handle"},
    "email": "name@example.org",
}
#: Values and lines that only explain what to write in their place.
PLACEHOLDERS = frozenset({
    "What the photo shows, in a few words",
    "اسم الكاتب",
    "a-name.jpg",
    "a_handle",
    "https://example.org/",
    "name@example.org",
    BODY.strip(),
})  # fmt: skip


def bio(name: str) -> str:
    """Return the example bio of a new author."""
    return f"One line about {name}, shown under each story"
