"""One value out of pelicanconf.py or publishconf.py, for tasks that need no build."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from newsroom.ops.console import Refused

_FILES = ("pelicanconf", "publishconf")


def setting(root: Path, file: str, name: str, default: str = "") -> str:
    """Return a setting as text.

    The file is run anew each time, apart from any other project's file of the same name.

    Args:
        root: the project's folder.
        file: ``pelicanconf.py`` or ``publishconf.py``; where there is none, the default counts.
        name: the setting.
        default: what counts when it is not set, or empty.

    Raises:
        Refused: when the file cannot be run.
    """
    path = root / file
    if not path.is_file():
        return default
    others = {module: sys.modules.pop(module) for module in _FILES if module in sys.modules}
    search = list(sys.path)
    sys.path.insert(0, str(root))
    try:
        found = runpy.run_path(str(path)).get(name)
    except Exception as error:  # noqa: BLE001  settings are a program, which can fail in any way
        raise Refused(f"{file} cannot be read: {type(error).__name__}: {error}") from None
    finally:
        sys.path[:] = search
        for module in _FILES:
            sys.modules.pop(module, None)
        sys.modules.update(others)
    return str(found) if found else default
