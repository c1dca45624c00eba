"""The moment that counts as now, for tasks that build nothing themselves."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from newsroom.ops.console import Refused


def moment(given: str = "") -> datetime:
    """Return a moment that somebody gave, else that of SOURCE_DATE_EPOCH, else the present.

    Args:
        given: in ISO 8601 with an offset, or empty.

    Raises:
        Refused: when it is neither.
    """
    if given:
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise Refused(f'"{given}" is no moment with an offset; write it as 2026-11-23T09:00:00+10:00')
        return found
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)
