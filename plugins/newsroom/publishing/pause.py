"""Pause of publishing, stored on the target, so that timers on every machine respect it."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime

from msgspec import Struct

#: Its name on a target.
NAME = "paused.json"
#: A reason is a sentence, and travels to servers on a command line.
_MOST = 400


class Pause(Struct, frozen=True):
    """A pause.

    Args:
        reason: why, in the words of whoever paused.
        by: name of the person who paused, and of the machine.
        since: when, as people read it.
    """

    reason: str
    by: str
    since: str

    def __str__(self) -> str:
        """Return it as a part of a sentence."""
        return f"paused by {self.by} since {self.since}: {self.reason}"


def pause(reason: str, by: str, at: datetime) -> Pause:
    """Return a pause that begins at a moment; of the reason one line of plain text is kept."""
    plain = "".join(sign for sign in reason if sign.isspace() or not unicodedata.category(sign).startswith("C"))
    return Pause(re.sub(r"\s+", " ", plain).strip(" .")[:_MOST], by, f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")


def to_json(paused: Pause) -> bytes:
    """Return a pause as JSON."""
    return json.dumps({"reason": paused.reason, "by": paused.by, "since": paused.since}).encode() + b"\n"


def from_json(raw: bytes) -> Pause:
    """Return the pause that `to_json` wrote. What cannot be read is a pause too: somebody wanted one."""
    try:
        plain = json.loads(raw)
        return Pause(str(plain["reason"]), str(plain["by"]), str(plain["since"]))
    except (ValueError, TypeError, KeyError):
        return Pause("what was written down about it cannot be read", "somebody", "an unknown time")
