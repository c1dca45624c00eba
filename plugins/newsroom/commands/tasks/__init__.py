"""The tasks that `invoke --list` shows. They hold no logic: the other modules of `newsroom.commands` do the work.

A project's tasks.py offers them with two lines, so that a new task comes with a newer version of the software:

    from newsroom.commands.tasks import tasks_of

    namespace = tasks_of(__file__)
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from invoke import Collection

# Invoke tells Python not to keep compiled modules, so every command would compile the whole newsroom anew.
sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
# Nearly all objects of a task stay until it ends, its modules above all: looking for others so often is of no use.
gc.set_threshold(50_000, 20, 100)


def tasks_of(file: str, *, developing: bool = False) -> Collection:
    """Return the tasks of a project.

    Args:
        file: the project's tasks.py; the folder that it lies in is the project's.
        developing: whether to offer the tasks of those who develop the software too, which need its own repository.
    """
    from invoke import Collection

    from newsroom.commands.tasks import development, everyday
    from newsroom.commands.tasks.root import NAME

    namespace = Collection(*everyday.TASKS, *(development.TASKS if developing else everyday.OF_A_MAGAZINE))
    namespace.configure({NAME: {"root": str(Path(file).resolve().parent)}})
    return namespace
