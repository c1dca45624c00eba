"""``invoke takedown``: a story is gone from every target, with all that only it needed and every release that had it.

Whatever is killed half way is finished by running it again: what is left to do is read off the story's file and the
receipts of the targets, and the commit, the publish and the removal of a release each happen in one step.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from newsroom.ops import places
from newsroom.ops.console import Refused, say, told
from newsroom.ops.publish import publish, site_url
from newsroom.ops.withdraw import Withdrawn, find, mentions, withdraw
from newsroom.publishing import repository, schema, takedown, traces
from newsroom.publishing.takedown import Copy
from newsroom.publishing.target import Target

#: Where builds keep what they read and made, below the project's folder.
_MADE = ("output", ".cache")
_LINE = "take it out and publish: what it says of the story may stand on a page, or lead there"


@told
def take_down(  # noqa: PLR0913  the options of the task
    root: Path,
    story: str,
    target: str = "",
    folder: str = "",
    now: str = "",
    *,
    gone: bool = False,
    vanish: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
    receipt: str = "",
) -> int:
    """Withdraw a story, publish without it, remove every release that holds anything of it, and say what is left.

    Args:
        root: the project's folder.
        story: its id, its file or its address.
        target: the only target to take it from; by default every one of publish.toml that something was published to.
        folder: a folder that was published to, instead.
        now: the moment that counts as now, in ISO 8601 with an offset; by default the present.
        gone: its addresses say that it was taken away (410); the default.
        vanish: its addresses answer as if it had never been (404).
        allow_removals: publish although readers lose much.
        allow_dirty: publish although something is not committed or not pushed.
        receipt: a file for the receipt as JSON; it names what was taken down, so it belongs nowhere public.

    Returns:
        0, or 1 when readers may still get something of it somewhere.
    """
    if gone and vanish:
        raise Refused("choose one: with --gone its address says that it was taken away, with --vanish nothing does")
    found, url = find(root, story), site_url(root)
    for line in _begun(withdraw(root, found, vanish=vanish), found):
        say(line)
    copies = [Copy("a line that names it", place, removed=False, how=_LINE) for place in mentions(root, found)]
    failed = []
    for name in [target] if target or folder else _names(root):
        place, _ = places.target(root, name, folder)
        if not (name == target or place.current()):
            continue
        code = publish(root, name, folder, now, allow_removals=allow_removals, allow_dirty=allow_dirty)
        if code:
            failed.append(place.where)
        else:
            copies += _purged(place, found.trail)
    copies += _cleaned(root)
    copies += takedown.elsewhere(url + found.trail.addresses[0], repository=bool(repository.commit(root)))
    for copy in copies:
        say(str(copy))
    if receipt:
        told_of = {"addresses": list(found.trail.addresses), "copies": takedown.data(copies), "failed": failed}
        (root / receipt).write_text(json.dumps(told_of, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if failed:
        said = "mend what stands above and run this again"
        raise Refused(f"readers may still get the story from {', '.join(failed)}; {said}")
    return 0


def _names(root: Path) -> list[str]:
    _, known, _ = schema.load(root)
    # One that is wrong is told when it is asked for.
    return list(known) or [""]


def _begun(changed: list[str], found: Withdrawn) -> Iterator[str]:
    if found.record is None:
        yield "it has no file here any more; what was published of it is taken away"
    else:
        yield f"withdrawn in {', '.join(changed)}" if changed else "it was withdrawn before; the rest is done now"
    if found.translations:
        yield f"not taken down: its translations {', '.join(found.translations)}; each has to be named by itself"


def _purged(place: Target, trail: traces.Trail) -> list[Copy]:
    """Remove every release of a target that holds anything of the story; what is current was published without it."""
    with place.hold():
        for line in place.settle():
            say(line)
        receipts, current = place.receipts(), place.current()
        without = next((receipt for receipt in receipts if receipt.release == current), None)
        if without is None:
            raise Refused(f"{place.where} has no receipt of {current}; publish once, and run this again")
        changed = traces.taken(receipts, without, trail)
        holding = traces.holding(receipts, without, trail)
        # One by one, so that a release is either whole or not there.
        for receipt in holding:
            place.remove([receipt.release])
    removed = [Copy(f"the release {receipt.release}, which held it", place.where) for receipt in holding]
    return [*takedown.from_target(changed, trail, place.where), *removed]


def _cleaned(root: Path) -> list[Copy]:
    """Remove what builds on this machine keep; it comes back without the story."""
    removed = []
    for name in _MADE:
        for path in (root / name, *root.glob(f".{name.lstrip('.')}.*")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
                removed.append(Copy(f"{path.name}/, what builds have kept", "this machine"))
    return removed
