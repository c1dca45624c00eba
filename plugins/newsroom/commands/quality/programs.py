"""Programs beyond Python: running them, and getting them from Debian."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsroom.commands.console import OperationError

NOT_FOUND = 127
INSTALL_DEV = "this needs the packages for development: .venv/bin/pip install -c constraints.txt -e '.[dev]'"


def need_dev(*modules: str) -> None:
    """Go on only when these modules of the extra ``dev`` are there.

    Raises:
        OperationError: when one is not, with the command that installs them.
    """
    if any(importlib.util.find_spec(module) is None for module in modules):
        raise OperationError(INSTALL_DEV)


def words(arguments: str) -> list[str]:
    """Return the words of a command line as single arguments.

    Raises:
        OperationError: when a quotation mark is not closed.
    """
    try:
        return shlex.split(arguments)
    except ValueError as error:
        raise OperationError(f"the arguments cannot be read: {error}") from None


def run(command: Sequence[str | Path], folder: Path | None = None, extra: Mapping[str, str] | None = None) -> int:
    """Run a program with the terminal as its own.

    Args:
        command: the program and its arguments.
        folder: where it runs; by default here.
        extra: further environment variables.

    Returns:
        Its exit code; 127 when there is no such program.
    """
    try:
        return subprocess.run(
            [str(part) for part in command], cwd=folder, env={**os.environ, **(extra or {})}, check=False
        ).returncode
    except FileNotFoundError:
        return NOT_FOUND


def can_install() -> bool:
    """Return whether Debian packages can be installed here: as root, with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str]) -> bool:
    """Install Debian packages, with fresh lists; return whether it worked."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # When the lists cannot all be fetched, the ones that are there may still do.
    run(["apt-get", "update", "-qq"], extra=quiet)
    return run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], extra=quiet) == 0
