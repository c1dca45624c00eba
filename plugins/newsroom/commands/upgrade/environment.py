"""Virtual environments beside one another, of which the one with the usual name is used.

Another version is installed into an environment of its own. Then the two folders exchange their names in one step, so
that there is an environment that works at every moment.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsroom.core import atomic
from newsroom.core.operation_error import OperationError

#: The file in an environment that says which requirements were installed into it.
_MARK = "newsroom-requirements.txt"
#: Linux: RENAME_EXCHANGE of renameat2(2), relative to the working directory. macOS: RENAME_SWAP of renamex_np(2).
_HERE, _EXCHANGE, _SWAP = -100, 2, 2
#: Variables that would let an environment see packages of another one.
_OTHERS_PACKAGES = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


def used() -> Path:
    """Return the virtual environment that is running.

    Raises:
        OperationError: the software is not installed into one.
    """
    if sys.prefix == sys.base_prefix:
        raise OperationError("this needs a virtual environment: python3 -m venv .venv, and pip install into it")
    return Path(sys.prefix)


def following(environment: Path) -> Path:
    """Return the folder in which the next environment is made."""
    return environment.with_name(f"{environment.name}-next")


def previous(environment: Path) -> Path:
    """Return the folder of the environment that was used before."""
    return environment.with_name(f"{environment.name}-previous")


def python(environment: Path) -> Path:
    """Return the Python of an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def mark_of(requirements: str, constraints: str) -> str:
    """Return the mark of an environment into which these were installed."""
    return hashlib.sha256(f"{requirements}\0{constraints}".encode()).hexdigest()


def mark(environment: Path) -> str:
    """Return the mark of an environment; empty where it has none, or is not there."""
    path = environment / _MARK
    return path.read_text("utf-8").strip() if path.is_file() else ""


def set_mark(environment: Path, text: str) -> None:
    """Write the mark of an environment."""
    atomic.write(environment / _MARK, f"{text}\n".encode())


def make(folder: Path) -> None:
    """Make an empty environment with the Python that is running; one that is there goes.

    Raises:
        OperationError: it cannot be made.
    """
    remove(folder)
    folder.mkdir(parents=True)
    hide_from_git(folder)
    run([sys.executable, "-m", "venv", folder], "the environment cannot be made")


def hide_from_git(folder: Path) -> None:
    """Let git pass over an environment, under whatever name; Python 3.13 does the same when it makes one."""
    atomic.write(folder / ".gitignore", b"*\n")


def relocate(folder: Path, name: Path) -> None:
    """Write the place that an environment is to have into its programs, which name it."""
    scripts = [path for path in python(folder).parent.iterdir() if path.is_file() and not path.is_symlink()]
    for path in [*scripts, folder / "pyvenv.cfg"]:
        raw = path.read_bytes()
        if os.fsencode(folder) in raw:
            path.write_bytes(raw.replace(os.fsencode(folder), os.fsencode(name)))


#: How often a folder is removed that fills again meanwhile, and the seconds between.
_REMOVALS, _PAUSE = 60, 0.5


def remove(folder: Path) -> None:
    """Remove an environment, where there is one; a pip whose parent was killed may write into it for some seconds."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        for left in reversed(range(_REMOVALS)):
            try:
                shutil.rmtree(folder)
            except OSError:
                if not left:
                    raise
                time.sleep(_PAUSE)
            else:
                return


def exchange(one: Path, other: Path) -> None:
    """Let two folders exchange their names: in one step on Linux and macOS, else in three.

    Raises:
        OSError: it failed, and nothing has changed.
    """
    if not _exchanged(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(f"{one.name}-aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def _exchanged(one: bytes, other: bytes) -> bool:
    """Return whether the system could exchange two names in one step."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(one, other, ctypes.c_uint(_SWAP)) == 0)
        return bool(library.renameat2(_HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE)) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def clean_variables(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the variables for a process of another environment: without those that name packages of this one."""
    kept = {name: value for name, value in os.environ.items() if name not in _OTHERS_PACKAGES}
    return {**kept, **(extra or {})}


def run(command: Sequence[str | Path], failure: str, folder: Path | None = None) -> None:
    """Run a program whose output is of use only when it fails.

    Raises:
        OperationError: it failed; with what it said last.
    """
    words = [str(part) for part in command]
    ended = subprocess.run(
        words, cwd=folder, env=clean_variables(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        said = "\n".join((ended.stderr or ended.stdout).strip().splitlines()[-12:])
        raise OperationError(f"{failure}:\n{said}")


def site_packages(folder: Path) -> Path:
    """Return the folder of an environment that holds its packages, for the Python that is running."""
    return Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
