"""A table of the HTTP headers that are sent with each address of a site: data that a build hands to publishing."""

from __future__ import annotations

import re

from msgspec import Struct


class HeaderRow(Struct, frozen=True):
    """Headers for the addresses in which a regular expression is found; one row's come before those of earlier rows.

    The expression holds nothing that PCRE, RE2 and Python would read in different ways.
    """

    pattern: str
    headers: tuple[tuple[str, str], ...]


class HeaderTable(Struct, frozen=True):
    """The rows of a site.

    Args:
        rows: the rows; of one header the last row that fits counts.
        assumed: whether the site was not built, so that the table follows from its addresses alone. A target that
            sends headers itself then keeps those of the files that are live already.
    """

    rows: tuple[HeaderRow, ...] = ()
    assumed: bool = False

    def of(self, address: str) -> dict[str, str]:
        """Return the headers of the response at an address."""
        headers: dict[str, str] = {}
        for row in self.rows:
            if re.search(row.pattern, address):
                headers.update(row.headers)
        return headers
