"""Deadlines: entries that become wrong with time alone, with their date and the action needed by then."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

#: So long before an entry is too old `invoke due` names it.
NOTICE = timedelta(days=30)


class Deadline(Struct, frozen=True, order=True):
    """Until when an entry of a data file holds; it stops nothing then, and is shown until somebody has looked at it.

    Args:
        moment: the first moment at which it is too old, with a zone.
        path: the file, relative to the folder that holds ``content/``.
        line: the line of the day that is to be changed.
        what: the entry, as a sentence begins: ``QLife was checked on 16 November 2026``.
        remedy: advice, in plain words.
    """

    moment: datetime
    path: str
    line: int
    what: str
    remedy: str
