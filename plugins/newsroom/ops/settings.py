"""Values out of pelicanconf.py or publishconf.py, for tasks that need no build."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from newsroom.ops.console import Refused

_FILES = ("pelicanconf", "publishconf")


def setting(root: Path, file: str, name: str, default: str = "") -> str:
    """Return a setting as text, or ``default`` where it is not set, or empty; see `value`."""
    return str(value(root, file, name) or default)


def value(root: Path, file: str, name: str) -> Any:
    """Return a setting, or None where there is none.

    The file is run anew each time, apart from any other project's file of the same name.

    Args:
        root: the project's folder.
        file: ``pelicanconf.py`` or ``publishconf.py``; where there is none, nothing is set.
        name: the setting.

    Raises:
        Refused: when the file cannot be run.
    """
    path = root / file
    if not path.is_file():
        return None
    others = {module: sys.modules.pop(module) for module in _FILES if module in sys.modules}
    search = list(sys.path)
    sys.path.insert(0, str(root))
    try:
        return runpy.run_path(str(path)).get(name)
    except Exception as error:  # noqa: BLE001  settings are a program, which can fail in any way
        raise Refused(f"{file} cannot be read: {type(error).__name__}: {error}") from None
    finally:
        sys.path[:] = search
        for module in _FILES:
            sys.modules.pop(module, None)
        sys.modules.update(others)
