"""The receipt of a takedown: what readers still have comes first, and the exit code agrees with the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from newsroom.ops.after_switch import FollowUp
from newsroom.ops.console import Refused, say
from newsroom.ops.exit_codes import ExitCode
from newsroom.ops.publish import site_url
from newsroom.ops.withdraw import Withdrawn
from newsroom.publishing import repository, takedown
from newsroom.publishing.takedown import Copy


@dataclass
class Takedown:
    """A takedown: what it was asked for, and what came of it so far.

    ``failed`` are targets from which readers may still get the story, with why; ``done`` says how it went from the
    others; ``left`` is what is left to do there; ``copies`` are those that were removed.
    """

    root: Path
    found: Withdrawn
    now: str
    vanish: bool
    allow_removals: bool
    allow_dirty: bool
    marked: bool = False
    shared: bool = False
    failed: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    left: list[FollowUp] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)


def print_receipt(asked: Takedown) -> int:
    """Print the receipt, what readers still have first, and return the code to end with."""
    for where in asked.failed:
        say(f"READERS MAY STILL GET THE STORY from {where}", error=True)
    if asked.failed:
        say("mend that and run this again; it is not done", error=True)
    for line in asked.done:
        say(f"readers no longer get the story from {line}")
    for left in asked.left:
        say(str(left), error=True)
    for copy in [*asked.copies, *([] if asked.failed else _elsewhere(asked))]:
        say(str(copy))
    if asked.failed:
        return ExitCode.NOT_DONE
    return ExitCode.LEFT if asked.left else ExitCode.DONE


def _elsewhere(asked: Takedown) -> list[Copy]:
    try:
        url = site_url(asked.root)
    except Refused:
        url = ""
    github = (asked.root / ".github" / "workflows").is_dir()
    known = bool(repository.commit(asked.root))
    return takedown.elsewhere(url + asked.found.trail.addresses[0], repository=known, github=github)


def data(asked: Takedown) -> dict[str, object]:
    """Return the receipt for programs."""
    return {
        "addresses": list(asked.found.trail.addresses),
        "failed": asked.failed,
        "done": asked.done,
        "left": [str(left) for left in asked.left],
        "copies": takedown.data([*asked.copies, *_elsewhere(asked)]),
    }
