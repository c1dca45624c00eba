"""Exit codes of the tasks that publish: the code says what readers have, and whether something is left to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from newsroom.core.operation_error import OperationError


class ExitCode(IntEnum):
    """The code that a task ends with; docs/reference/tasks.md has the same table."""

    #: Done, and nothing is left to do.
    DONE = 0
    #: Readers have what they had before. `due` uses it for: something waits for a publish.
    NOT_DONE = 1
    #: Nobody knows what readers have, such as when the connection was lost in the middle of the switch.
    UNKNOWN = 2
    #: Readers have it, and something is left to do: the last lines say what, and the command.
    LEFT = 3
    #: Ctrl-C, before anything changed for readers; what shells expect.
    INTERRUPTED = 130


class UnknownState(OperationError):
    """The state of the live site is unknown; the message says why and what to do. `told` exits with UNKNOWN."""


#: The meaning of each code, by task; a test holds that docs/reference/tasks.md says the same.
MEANINGS: Mapping[str, Mapping[ExitCode, str]] = {
    "publish": {
        ExitCode.DONE: "readers have the present site",
        ExitCode.NOT_DONE: "not published: readers have what they had",
        ExitCode.UNKNOWN: "nobody knows what readers have",
        ExitCode.LEFT: "published, and something is left to do",
    },
    "rollback": {
        ExitCode.DONE: "readers have the release that was chosen",
        ExitCode.NOT_DONE: "readers have what they had",
        ExitCode.UNKNOWN: "nobody knows what readers have",
        ExitCode.LEFT: "readers have the release that was chosen, and something is left to do",
    },
    "takedown": {
        ExitCode.DONE: "no target has the story",
        ExitCode.NOT_DONE: "readers may still get the story",
        ExitCode.UNKNOWN: "nobody knows what readers have",
        ExitCode.LEFT: "readers no longer get the story, and something is left to do",
    },
    "due": {
        ExitCode.DONE: "nothing waits for a publish, or publishing is paused",
        ExitCode.NOT_DONE: "something waits for a publish",
        ExitCode.UNKNOWN: "nobody knows, such as when the target cannot be reached",
        ExitCode.LEFT: "never",
    },
}
