"""Compiled templates: kept on the disk where Python keeps the byte code of this package, as it is code too.

The cache holds no code (ADR 34), so they are not there. `__pycache__` belongs to the installed software, which may run
code anyway. Each template has one file for each language, which the next version of it replaces.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType

from newsroom.core import atomic
from newsroom.engine.cache import digests


def load(name: str, lang: str, key: bytes) -> CodeType | None:
    """Return a compiled template; None where there is none of this key.

    Args:
        name: of the template in its theme, such as ``partials/head.html``.
        lang: the language that it was compiled for.
        key: the digest of all that decides what it is compiled to.
    """
    try:
        raw = _file(name, lang).read_bytes()
    except OSError:
        return None
    if raw[: digests.SIZE] != key:
        return None
    try:
        code = marshal.loads(raw[digests.SIZE :])  # noqa: S302  as much to be trusted as Python's own byte code beside it
    except (EOFError, ValueError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None


def store(name: str, lang: str, key: bytes, code: CodeType) -> None:
    """Keep a compiled template, unless Python may keep no byte code; a folder that cannot be written is no fault."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        atomic.write(_file(name, lang), key + marshal.dumps(code))


def _file(name: str, lang: str) -> Path:
    """Return the file of a template, named after the version of Python that reads it."""
    source = Path(__file__).with_name(f"{name.replace('/', '.')}.{lang}.py")
    return Path(importlib.util.cache_from_source(source)).with_suffix(".template")
