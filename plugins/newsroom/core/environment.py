"""Environment of a child process that opens sent-in files: only the variables that it needs to start.

A build on a server is given keys to object stores, tokens and passwords as environment variables, and a child process
inherits all of them unless it is told otherwise. A flaw in a library that reads files would have them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: Where temporary files go, and where systems keep their libraries. None of it is a secret.
_PASSED = ("TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")


def child_environment(*, python: bool = False) -> dict[str, str]:
    """Return the environment of a child process.

    Args:
        python: whether it is a Python that imports our packages and those that we use.
    """
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in _PASSED if name in os.environ}
    if python:
        ours = str(Path(__file__).resolve().parents[2])
        environment["PYTHONPATH"] = os.pathsep.join(dict.fromkeys([ours, *filter(None, sys.path)]))
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return environment
