"""Rules for single pages, which features offer and `headers` turns into headers and policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field


class NoStorePages(Struct, frozen=True):
    """Addresses that want ``Cache-Control: no-store`` and ``Referrer-Policy: no-referrer``.

    Every page says the second in its own head; the first only a server can say.
    """

    addresses: frozenset[str] = frozenset()


class ExitPages(Struct, frozen=True):
    """The addresses of all pages that have the button for leaving quickly."""

    addresses: frozenset[str] = frozenset()


class FramePages(Struct, frozen=True):
    """From which hosts films may be played on a page, by its address; a page that is not here plays none."""

    by_address: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class SearchPages(Struct, frozen=True):
    """The addresses of the search pages: that in the magazine's own language, and those in others."""

    addresses: tuple[str, ...] = ()


class FormTarget(Struct, frozen=True):
    """The address that forms on pages post to."""

    address: str


def no_store(offered: Iterable[NoStorePages]) -> frozenset[str]:
    """Return the addresses of all that was offered."""
    return frozenset(address for pages in offered for address in pages.addresses)


def frames(offered: Iterable[FramePages]) -> dict[str, tuple[str, ...]]:
    """Return the hosts of all that was offered, by the address of the page."""
    return {address: hosts for pages in offered for address, hosts in pages.by_address.items()}
