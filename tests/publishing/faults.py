"""Kills a publisher at a step of its own choosing: the n-th time that it changes something, wherever that is."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

#: Audit events of changes to the disk: https://docs.python.org/3/library/audit_events.html
_CHANGES = frozenset(
    ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "os.utime",
     "subprocess.Popen", "shutil.rmtree", "shutil.move", "socket.connect", "http.client.send")
)  # fmt: skip
_MOST, _FAILED = 200, 255
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def count(limit: int) -> list[int]:
    """Count changes from here on, and kill this process at the one of a number; return where the count stands."""
    seen = [0]

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            seen[0] += 1
            if seen[0] == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    return seen


def run(act: Callable[[], object], limit: int) -> int:
    """Do something in a process of its own, which is killed at its n-th change.

    Args:
        act: function to call.
        limit: the change to be killed at; 0 for none.

    Returns:
        How many changes there were, of which 200 can be told; -1 when it was killed.
    """
    child = os.fork()
    if not child:
        try:
            seen = count(limit)
            act()
            os._exit(min(seen[0], _MOST))
        except BaseException:  # noqa: BLE001  whatever it is, the child must not go on as a second test run
            traceback.print_exc()
            os._exit(_FAILED)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return -1
    code = os.waitstatus_to_exitcode(status)
    assert code != _FAILED
    return code


def die(*_: object, **__: object) -> None:
    """Kill this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(act: Callable[[], object], place: object, name: str, *, after: tuple[object, str] | None = None) -> None:
    """Do something in a process of its own, which is killed where it calls a function.

    Args:
        act: function to call.
        place: where the function is.
        name: its name.
        after: another function, with where it is: only from its first call on is the process killed.
    """
    assert hasattr(place, name), f"nothing there is called {name}"
    child = os.fork()
    if not child:
        try:
            if after is None:
                setattr(place, name, die)
            else:
                first = getattr(*after)

                def begun(*given: object, **named: object) -> object:
                    setattr(place, name, die)
                    return first(*given, **named)

                setattr(*after, begun)
            act()
        except BaseException:  # noqa: BLE001  whatever it is, the child must not go on as a second test run
            traceback.print_exc()
        finally:
            os._exit(_FAILED)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
