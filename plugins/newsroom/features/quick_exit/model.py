"""Leaving quickly: where the button leads, which pages have it, and which pages ask for care."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

#: The page that says what a browser keeps; the button links to it where there is one.
ABOUT = "/privacy/"
#: The part of this page about that, as an id; the button leads to it where the page has it.
ABOUT_PART = "what-your-own-device-keeps"
#: Pages with these layouts have the button whether they ask for it or not.
LAYOUTS = frozenset({"helplines", "tips"})


def about(parts: Mapping[str, Collection[str]]) -> str:
    """Return where the button leads for what a browser keeps; empty where no page says it.

    Args:
        parts: the ids in the texts of published pages, by the addresses of these.
    """
    if ABOUT not in parts:
        return ""
    return f"{ABOUT}#{ABOUT_PART}" if ABOUT_PART in parts[ABOUT] else ABOUT


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
