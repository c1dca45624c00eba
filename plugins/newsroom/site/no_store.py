"""Pages that no browser and no server between may keep."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoStorePages:
    """Addresses that want ``Cache-Control: no-store`` and ``Referrer-Policy: no-referrer``.

    ``addresses`` are all pages that have the button, ``texts`` text-only editions, where it is a plain link. Every page
    says the second in its own head; the first only a server can say.
    """

    addresses: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
