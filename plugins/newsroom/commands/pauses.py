"""``invoke pause`` and ``resume``: nobody publishes to a target meanwhile, no timer and no other machine either."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsroom.commands import target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.settings import forgiving
from newsroom.publishing.pause import Pause
from newsroom.publishing.pause import pause as new_pause
from newsroom.publishing.target import Target


@with_messages
def pause(root: Path, name: str = "", folder: str = "", reason: str = "") -> int:
    """Keep everybody from publishing to a target, or say whether it is paused.

    Args:
        root: the project's folder.
        name: the target; by default the one that publish.toml names.
        folder: a folder in its place.
        reason: why; whoever wants to publish reads it. Without one nothing is paused.

    Returns:
        0; 1 when nothing was paused.
    """
    with forgiving():
        target, _ = target_choice.target(root, name, folder, lenient=True)
    active_pause = target.paused()
    if not reason.strip():
        told_of = f"{target.where} is {active_pause}. " if active_pause else f"{target.where} is not paused. "
        raise OperationError(f'{told_of}To pause it, say why: invoke pause --reason "…"{_option(name, folder)}')
    begun = new_pause(reason, target_choice.by(), datetime.now(UTC))
    target.pause(begun)
    existing = target.paused()
    if existing is None:
        raise OperationError(
            f"{target.where} does not keep the pause, so timers go on; run this again, and look at the target"
        )
    if existing != begun:
        say("somebody else paused it at the same moment, and that pause counts")
    elif active_pause:
        say(f"in place of the pause before: {active_pause}")
    say(f"{target.where} is {existing}")
    say("no publish, no timer and no workflow changes what readers have; takedown and rollback work as ever")
    say("a publish that is running ends before its activation; one that is activating may still finish: invoke status")
    say(f"to publish again: invoke resume{_option(name, folder)}")
    return 0


@with_messages
def resume(root: Path, name: str = "", folder: str = "") -> int:
    """Let everybody publish to a target again; see `pause`."""
    with forgiving():
        target, _ = target_choice.target(root, name, folder, lenient=True)
    active_pause = target.paused()
    if active_pause is None:
        say(f"{target.where} is not paused")
        return 0
    target.resume()
    if target.paused() is not None:
        raise OperationError(f"{target.where} is paused still; run this again, and look at the target")
    say(f"{target.where} was {active_pause}")
    say(f"it is not paused any more; what waits comes with the next publish: invoke publish{_option(name, folder)}")
    return 0


def heed(target: Target, name: str = "", folder: str = "") -> None:
    """Refuse to publish to a target that is paused.

    Args:
        target: the target.
        name: name of the target as it was typed, for the command that is named.
        folder: the folder that was named in its place.

    Raises:
        OperationError: it is.
    """
    active_pause = target.paused()
    if active_pause is not None:
        raise OperationError(pause_message(target, active_pause, name, folder))


def pause_message(target: Target, pause: Pause, name: str = "", folder: str = "") -> str:
    """Return the message for a publish to a paused target: who paused it, since when, why, and how to resume."""
    how = f"invoke resume{_option(name, folder)}, or publish once with --despite-pause"
    return f"nothing was published: {target.where} is {pause}. When that is over: {how}"


def _option(name: str, folder: str) -> str:
    return f" --dir {folder}" if folder else f" --target {name}" if name else ""
