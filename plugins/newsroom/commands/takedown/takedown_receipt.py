"""Receipt of a takedown: targets that still have the story come first, and the exit code follows from them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from newsroom.commands.all_releases import AllReleases
from newsroom.commands.console import OperationError, say
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.follow_ups import FollowUp
from newsroom.commands.publish.publish import site_url
from newsroom.commands.takedown.withdrawal import Withdrawal
from newsroom.publishing import repository, takedown
from newsroom.publishing.model import Receipt
from newsroom.publishing.story_traces import Trail
from newsroom.publishing.takedown import Copy
from newsroom.publishing.target import Target


class Takedown(Struct):
    """A takedown: its options, as they were given, and its results so far.

    ``failed`` are targets from which readers may still get the story, with why; ``done`` says how it went from the
    others; ``left`` is what is left to do there; ``copies`` are those that were removed.
    """

    root: Path
    removal: Withdrawal
    story: str
    target: str
    folder: str
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
    for follow_up in asked.left:
        say(str(follow_up), error=True)
    for copy in [*asked.copies, *([] if asked.failed else _copies_out_of_reach(asked))]:
        say(str(copy))
    if asked.failed:
        return ExitCode.NOT_DONE
    return ExitCode.LEFT if asked.left else ExitCode.DONE


def answer(place: Target, live: Receipt | None, trail: Trail) -> str:
    """Return a sentence on what the story's address answers now; empty where it answers 404."""
    if live is None or not any(trail.leads_to(path) for path in live.files):
        return ""
    if place.server_folder:
        return (
            "; its address answers 410 once the web server was reloaded, and shows the page that says that it is gone "
            "until then too"
        )
    return "; its address shows the page that says that it is gone, with the code 200, since such a host knows no 410"


def unknown(place: Target, there: AllReleases, look: str) -> list[FollowUp]:
    """Return the unknown facts about releases with damaged receipts, as things left to do.

    Args:
        place: the target.
        there: its releases.
        look: the command that lists them.
    """
    live = f"it is live still, without the story, and {place.where} takes no publish until it is moved away"
    damaged = place.known().damaged
    follow_ups = {
        release: f"its files were looked at instead: {live if release in damaged else 'it is removed'}"
        for release in sorted(there.damaged)
    }
    follow_ups |= {
        release: f"and nobody could look into it ({why}): it is removed"
        for release, why in sorted(there.closed.items())
    }
    return [
        FollowUp(
            f"the receipt of {release} at {place.where} could not be read, so nobody knows who published it, of which "
            f"commit, and whether anybody changed it since; {what}",
            look,
        )
        for release, what in follow_ups.items()
    ]


def _copies_out_of_reach(asked: Takedown) -> list[Copy]:
    try:
        url = site_url(asked.root)
    except OperationError:
        url = ""
    github = (asked.root / ".github" / "workflows").is_dir()
    known = bool(repository.commit(asked.root))
    return takedown.copies_out_of_reach(url + asked.removal.trail.addresses[0], repository=known, github=github)


def data(asked: Takedown) -> dict[str, object]:
    """Return the receipt for programs."""
    return {
        "addresses": list(asked.removal.trail.addresses),
        "failed": asked.failed,
        "done": asked.done,
        "left": [str(left) for left in asked.left],
        "copies": takedown.data([*asked.copies, *_copies_out_of_reach(asked)]),
    }
