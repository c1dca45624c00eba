"""Leaving quickly: where the button leads, which pages have it, and which pages ask for care."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from newsroom.core.host_names import is_web_address

#: Where the button leads unless QUICK_EXIT_URL says otherwise: the weather, which anybody may look at.
WEATHER = "https://www.bom.gov.au/"
#: The page that says what a browser keeps; the button links to it where there is one.
ABOUT = "/privacy/"
#: Pages with these layouts have the button whether they ask for it or not.
LAYOUTS = frozenset({"helplines", "tips"})


def fault(address: str, site_url: str) -> str:
    """Return the fault of an address for the quick exit, in words; empty where it has none.

    Args:
        address: as the setting has it.
        site_url: the magazine's own address.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme == "https" and (parts.query or parts.fragment or parts.username):
        return "says more than an address, and may tell who comes"
    if parts.scheme != "https" or not is_web_address(address):
        return "is not the address of a site that begins with https://"
    return "is the magazine itself" if parts.netloc == site_url.partition("://")[2] else ""


def state(pages: Iterable[tuple[str, str]], href: str) -> tuple[bool, str]:
    """Return whether each page that is to have the button has it, and the figures in words.

    Args:
        pages: the address of each such page, and its HTML.
        href: where the button leads.
    """
    known = list(pages)
    lacking = [
        address for address, html in known if html.count(f'href="{href}" data-leave') != 2 or _SCRIPT not in html
    ]
    if lacking:
        return False, f"no whole button on {', '.join(sorted(lacking))}"
    return True, f"{len(known)} pages have the button, which leads to {href}"


_SCRIPT = "/js/quick_exit."
