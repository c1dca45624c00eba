"""The addresses of the magazine; see docs/architecture.md for the scheme.

Every address begins and ends with a slash and is relative to the site's root; `file_of` says which file it is.
"""

from __future__ import annotations

from datetime import datetime

#: First path segments that belong to the site; no section, page or language may take them.
RESERVED = frozenset(
    {
        "archive",
        "author",
        "contributors",
        "images",
        "magazine",
        "page",
        "pagefind",
        "search",
        "series",
        "text",
        "theme",
        "topic",
        "topics",
    }
)


def front() -> str:
    """Return the address of the front page."""
    return "/"


def section(id_: str) -> str:
    """Return the address of a section's list."""
    return f"/{id_}/"


def state(section_id: str, state_id: str) -> str:
    """Return the address of the list of one state's stories in a section."""
    return f"/{section_id}/{state_id}/"


def story(section_id: str, date: datetime, slug: str, lang: str = "") -> str:
    """Return a story's address; a translation's stands under its language.

    Args:
        section_id: the section's id.
        date: the story's date; its year and month in its own zone count.
        slug: the last part.
        lang: the language's code for a translation, empty in the home language.
    """
    prefix = f"/{lang.lower()}" if lang else ""
    return f"{prefix}/{section_id}/{date:%Y}/{date:%m}/{slug}/"


def author(id_: str) -> str:
    """Return the address of an author's page."""
    return f"/author/{id_}/"


def topic(slug: str) -> str:
    """Return the address of a topic's list."""
    return f"/topic/{slug}/"


def series(slug: str) -> str:
    """Return the address of a series' list."""
    return f"/series/{slug}/"


def language(lang: str) -> str:
    """Return the address of the list of stories in one language."""
    return f"/{lang.lower()}/"


def archive(year: int | None = None, month: int | None = None) -> str:
    """Return the address of the archive, of a year in it, or of a month."""
    if year is None:
        return "/archive/"
    return f"/archive/{year:04d}/" if month is None else f"/archive/{year:04d}/{month:02d}/"


def search() -> str:
    """Return the address of the search page."""
    return "/search/"


def sheet(base: str, number: int) -> str:
    """Return the address of one sheet of the list at ``base``; 0 is the list's own address."""
    return f"{base}page/{number}/" if number else base


def feed(base: str) -> str:
    """Return the address of the Atom feed of the list at ``base``."""
    return f"{base}feed.atom"


def file_of(address: str) -> str:
    """Return the file, relative to the output folder, that answers at ``address``."""
    path = address.removeprefix("/")
    return path + "index.html" if not path or path.endswith("/") else path
