"""LocalStack, the second S3 store of the audits: in an environment of its own, since it needs versions of its own."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from newsroom.commands.quality import programs
from newsroom.core.operation_error import OperationError

#: Every package that it needs, with its version. The file beside it says what these were made from.
VERSIONS = Path("tests", "audit", "localstack.txt")
#: Its environment. Git ignores it, and it can be deleted at any time.
ENVIRONMENT = Path(".venv-localstack")
#: The versions that are installed, written when all of them are.
_INSTALLED = "installed.txt"


def python(root: Path) -> Path:
    """Return the Python of its environment."""
    return root / ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_installed(root: Path) -> bool:
    """Return whether all of it is there, in the versions that the project names."""
    installed = root / ENVIRONMENT / _INSTALLED
    return python(root).exists() and installed.is_file() and installed.read_bytes() == (root / VERSIONS).read_bytes()


def install(root: Path) -> None:
    """Install it anew.

    Args:
        root: the project's folder.

    Raises:
        OperationError: when that does not work.
    """
    environment, versions = root / ENVIRONMENT, root / VERSIONS
    commands: tuple[list[str | Path], ...] = (
        [sys.executable, "-m", "venv", "--clear", environment],
        [python(root), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", versions],
    )
    for command in commands:
        if programs.run(command, root):
            raise OperationError(f"pip could not install what {VERSIONS.as_posix()} names; its own words stand above")
    shutil.copyfile(versions, environment / _INSTALLED)
