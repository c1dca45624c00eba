"""Confinement of a process that opens sent-in files (Landlock): it reads only the files it needs.

The environment of such a process is empty (`newsroom.core.environment`). It runs as the same user all the same, who may
read that of any other process (`/proc/1234/environ`), keys, and settings with passwords. Linux can take that away from
a process for good, and without any rights of its own (Landlock, since 5.13). Landlock also forbids TCP connections
since 6.7, and signals to other processes since 6.12. Elsewhere nothing is taken away.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PROGRAM = Path(__file__).resolve().parents[2]
#: Where systems keep programs, libraries and their settings.
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/nix/store")
# linux/landlock.h and asm/unistd.h; numbers of calls are the same on every processor.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH, _NO_NEW_RIGHTS = 1, 1, 38
_WRITE, _READ, _LIST = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE, _MAKE_FOLDER, _MAKE, _TRUNCATE = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 14
_FILES = _READ | _LIST | _WRITE | _REMOVE_FOLDER | _REMOVE | _MAKE_FOLDER | _MAKE | _TRUNCATE
#: By the version of Landlock, how many kinds of doing something with files it knows.
_KINDS = {1: 13, 2: 14, 3: 15, 4: 15}
_LAST_KINDS = 16
#: Binding and connecting, from one version on; sockets without a name and signals, from another.
_NETWORK, _WITH_NETWORK = 0b11, 4
_OTHERS, _WITH_OTHERS = 0b11, 6


def confine(read: Iterable[Path], write: Iterable[Path]) -> bool:
    """Take from this process, for good, all files but those that are named and those that a Python needs.

    Args:
        read: files and folders that it reads.
        write: folders in which it makes and removes files.

    Returns:
        Whether the system did so.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    version = library.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    kinds = (1 << _KINDS.get(version, _LAST_KINDS)) - 1
    fields = [kinds, *([_NETWORK] if version >= _WITH_NETWORK else []), *([_OTHERS] if version >= _WITH_OTHERS else [])]
    about = struct.pack(f"<{len(fields)}Q", *fields)
    rules = library.syscall(_CREATE, about, ctypes.c_size_t(len(about)), 0)
    if rules < 0:
        return False
    try:
        for path in {*_readable_paths(), *read}:
            _allow(library, rules, path, _READ | _LIST)
        for path in write:
            _allow(library, rules, path, _FILES & kinds)
        done: int = library.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) or library.syscall(_RESTRICT, rules, 0)
    finally:
        os.close(rules)
    return done == 0


def _readable_paths() -> list[Path]:
    """Return where a Python finds our modules, those that we use, and the system's libraries."""
    homes = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
    packages = {Path(place).resolve() for place in sys.path if place}
    return [
        _PROGRAM,
        *(Path(place) for place in _SYSTEM),
        *(Path(home, "lib") for home in homes),
        *(place for place in packages if any(place.is_relative_to(home) for home in homes)),
    ]


def _allow(library: ctypes.CDLL, rules: int, path: Path, kinds: int) -> None:
    """Allow access to a file, or to everything in a folder; missing paths need no rule."""
    with suppress(OSError):
        held = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            fit = kinds if path.is_dir() else kinds & (_READ | _WRITE | _TRUNCATE)
            library.syscall(_ADD, rules, _BENEATH, struct.pack("<Qi", fit, held), 0)
        finally:
            os.close(held)
