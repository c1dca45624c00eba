"""Old addresses: where each leads on, and which say that nothing is there any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.core import urls

#: What an address ends in that a host which only serves files takes for a page: there a page of ours leads on.
PAGES = ("/", ".html", ".htm")


def is_page(address: str) -> bool:
    """Return whether a page of ours can lie at an old address; at others only servers and hosts lead on."""
    return address.endswith(PAGES) and not urls.fault(address)


@dataclass(frozen=True)
class Moves:
    """Pages and files that are written where nothing is published.

    Args:
        redirects: where an address leads on to.
        gone: addresses that answer that nothing is there any more.
        quiet: those of ``redirects`` that no list may name which anybody can read: once they told what their story,
            which is discreet now, is about.
    """

    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
