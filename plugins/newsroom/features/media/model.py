"""Needs of a page for its media: files of the theme, and the policy."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from newsroom.features.media.external_films import HOSTS
from newsroom.features.media.galleries import GALLERY
from newsroom.site.page_parts import Needs

#: Layouts whose styles stand in the sheet for media.
LAYOUTS = frozenset({"photo-essay"})
_SCRIPTED = frozenset({GALLERY, *HOSTS})


def needs(media: Iterable[str], layout: str = "") -> Needs | None:
    """Return the assets that a page needs; None where it has no media.

    Args:
        media: the names of what its text holds: `newsroom.core.markdown_document.MarkdownDocument.media`.
        layout: how it is set.
    """
    held = frozenset(media)
    return Needs(bool(held & _SCRIPTED)) if held or layout in LAYOUTS else None


def hosts(media: Iterable[str]) -> tuple[str, ...]:
    """Return from which hosts films may be played on a page that holds some media."""
    held = frozenset(media)
    return tuple(host for medium, host in HOSTS.items() if medium in held)


def playing(
    pages: Iterable[tuple[str, str]], frames: Mapping[str, tuple[str, ...]], no_store_pages: Container[str]
) -> tuple[bool, str]:
    """Return whether films from elsewhere wait for the reader on every page, and the figures in words.

    Args:
        pages: the address of each page, and its HTML.
        frames: the pages that may play some.
        no_store_pages: the addresses of stories that may offer none.
    """
    wrong, count, waiting = [], 0, 0
    for address, html in pages:
        count += 1
        offered = html.count(" data-player=")
        waiting += offered
        if "<iframe" in html or (offered and (address not in frames or address in no_store_pages)):
            wrong.append(address)
    if wrong:
        return False, f"a film does not wait on {', '.join(wrong[:5])}"
    return True, f"{count} pages ask for no film by themselves; {waiting} films from elsewhere wait to be pressed"
