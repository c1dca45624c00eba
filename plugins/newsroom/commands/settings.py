"""Values out of pelicanconf.py or publishconf.py, for tasks that need no build."""

from __future__ import annotations

import contextlib
import runpy
import sys
import tempfile
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from newsroom.commands.console import OperationError
from newsroom.publishing.repository import git
from newsroom.site.magazine.settings import FILE

_FILES = ("pelicanconf", "publishconf")
#: Modules that settings files import, each read anew: lists in them may be changed.
_MODULES = (*_FILES, "newsroom.commands.default_settings")
_FORGIVING = ContextVar("_FORGIVING", default=False)


@contextlib.contextmanager
def forgiving() -> Iterator[None]:
    """Let settings that cannot be read be those of the last commit, or else the defaults: for what cannot wait."""
    token = _FORGIVING.set(True)
    try:
        yield
    finally:
        _FORGIVING.reset(token)


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
        OperationError: when the file cannot be run.
    """
    path = root / file
    if not path.is_file():
        return None
    try:
        return _value_in(root, path, name)
    except OperationError:
        if not _FORGIVING.get():
            raise
    with tempfile.TemporaryDirectory() as place:
        for module in _FILES:
            raw = git(root, "show", f"HEAD:./{module}.py", check=False)
            (Path(place) / f"{module}.py").write_text(raw, "utf-8", "surrogateescape")
        # The settings file looks for it beside itself.
        data = Path(place) / "content" / "data" / FILE
        data.parent.mkdir(parents=True)
        data.write_text(git(root, "show", f"HEAD:./content/data/{FILE}", check=False), "utf-8", "surrogateescape")
        try:
            return _value_in(Path(place), Path(place) / file, name)
        except OperationError:
            return None


def _value_in(root: Path, path: Path, name: str) -> Any:
    others = {module: sys.modules.pop(module) for module in _MODULES if module in sys.modules}
    search = list(sys.path)
    sys.path.insert(0, str(root))
    try:
        return runpy.run_path(str(path)).get(name)
    except Exception as error:  # noqa: BLE001  settings are a program, which can fail in any way
        raise OperationError(f"{path.name} cannot be read: {type(error).__name__}: {error}") from None
    finally:
        sys.path[:] = search
        for module in _MODULES:
            sys.modules.pop(module, None)
        sys.modules.update(others)
