"""Switching readers to a release, and telling what they have when the switch ends with a fault."""

from __future__ import annotations

from newsroom.commands.publish.after_switch import AfterSwitch, reason
from newsroom.commands.publish.exit_codes import Unsure
from newsroom.core.refusal import Refused
from newsroom.publishing.target import Target
from newsroom.publishing.targets.bucket.target import BucketTarget


def switch(target: Target, release: str, after: AfterSwitch) -> None:
    """Give readers a release. When this returns they have it, whatever went wrong; ``after`` knows that.

    Args:
        target: where.
        release: the release, which was put there.
        after: gathers what is left to do.

    Raises:
        Unsure: nobody knows what readers have, or they have some of one release and some of another.
        Refused, OSError, KeyboardInterrupt: readers have what they had.
    """
    try:
        target.switch(release)
    except (Refused, OSError, KeyboardInterrupt) as fault:
        if not _has_happened(target, release, reason(fault), after.command):
            if isinstance(fault, Refused):
                raise Refused(f"nothing was published: {fault}") from None
            raise
        after.add(f"the switch to {release} ended with a fault ({reason(fault)}), though readers have it")
    after.release = release


def _has_happened(target: Target, release: str, fault: str, command: str) -> bool:
    """Return whether readers have a release although the switch to it has failed.

    Raises:
        Unsure: it cannot be found out, or is half true.
    """
    try:
        if target.current() == release:
            return True
        # The other targets switch in one step.
        half = isinstance(target, BucketTarget) and target.half_switched()
    except (Refused, OSError) as unknown:
        raise Unsure(
            f"nobody knows whether readers have {release}: the switch ended with a fault ({fault}), and {target.where} "
            f"could not be asked afterwards ({reason(unknown)}); when it can be reached, run: {command}"
        ) from None
    if half:
        raise Unsure(
            f"readers get some files of {release} and some of the release before: the switch was cut off ({fault}); "
            f"the next publish finishes it, so run: {command}"
        )
    return False
