"""Activation of a release, and finding out what readers have when it fails."""

from __future__ import annotations

from newsroom.commands.exit_codes import UnknownState
from newsroom.commands.follow_ups import FollowUpSteps, reason
from newsroom.core.operation_error import OperationError
from newsroom.publishing.target import Target


def activate(target: Target, release: str, after: FollowUpSteps) -> None:
    """Give readers a release. When this returns they have it, whatever went wrong; ``after`` knows that.

    Args:
        target: where.
        release: the release, which was put there.
        after: gathers what is left to do.

    Raises:
        UnknownState: nobody knows what readers have, or they have some of one release and some of another.
        OperationError, OSError, KeyboardInterrupt: readers have what they had.
    """
    try:
        target.activate(release)
    except (OperationError, OSError, KeyboardInterrupt) as fault:
        if not _has_happened(target, release, reason(fault), after.command):
            if isinstance(fault, OperationError):
                raise OperationError(f"nothing was published: {fault}") from None
            raise
        after.add(f"the switch to {release} ended with a fault ({reason(fault)}), though readers have it")
    after.release = release


def _has_happened(target: Target, release: str, fault: str, command: str) -> bool:
    """Return whether readers have a release although the switch to it has failed.

    Raises:
        UnknownState: it cannot be found out, or is half true.
    """
    try:
        if target.current() == release:
            return True
        half = target.half_activated()
    except (OperationError, OSError) as unknown:
        raise UnknownState(
            f"nobody knows whether readers have {release}: the switch ended with a fault ({fault}), and {target.where} "
            f"could not be asked afterwards ({reason(unknown)}); when it can be reached, run: {command}"
        ) from None
    if half:
        raise UnknownState(
            f"readers get some files of {release} and some of the release before: the switch was cut off ({fault}); "
            f"the next publish finishes it, so run: {command}"
        )
    return False
