"""A version of the software as `invoke upgrade` compares it: its changelog, its constraints and its theme."""

from __future__ import annotations

import hashlib
import zipfile
from importlib import metadata
from pathlib import Path, PurePosixPath

from msgspec import Struct

import newsroom
from newsroom.commands.upgrade.pin import PACKAGE
from newsroom.core.operation_error import OperationError

#: The files that describe a version, in the package.
_CHANGELOG, _CONSTRAINTS = "release/CHANGELOG.md", "release/constraints.txt"
_THEME = "theme/"


class Package(Struct, frozen=True):
    """A version of the software.

    Args:
        version: its version.
        changelog: the text of its changelog; empty where it has none.
        constraints: the text of its constraints.
        theme: a digest of each file of its theme, by the name that a magazine's own file would have.
    """

    version: str
    changelog: str
    constraints: str
    theme: dict[str, str]


def digest(raw: bytes) -> str:
    """Return the digest by which an original of the theme is known again."""
    return hashlib.sha256(raw).hexdigest()[:32]


def running() -> Package:
    """Return the version that is running."""
    folder = Path(newsroom.__file__).parent
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    theme = {name: path.read_bytes() for name, path in files.items() if name.startswith(_THEME)}
    texts = [files[name].read_text("utf-8") if name in files else "" for name in (_CHANGELOG, _CONSTRAINTS)]
    return Package(metadata.version(PACKAGE), texts[0], texts[1], _digests(theme))


def of_wheel(wheel: Path) -> Package:
    """Return the version in a wheel.

    Raises:
        OperationError: it is not one that a magazine can be upgraded to.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        inner = {name.removeprefix(f"{PACKAGE}/"): name for name in names if name.startswith(f"{PACKAGE}/")}
        if _CONSTRAINTS not in inner:
            raise OperationError(f"{wheel.name} is older than `invoke upgrade`: it does not say what it needs")
        theme = {name: archive.read(full) for name, full in inner.items() if name.startswith(_THEME)}
        texts = [archive.read(inner[name]).decode() if name in inner else "" for name in (_CHANGELOG, _CONSTRAINTS)]
    return Package(wheel.name.split("-")[1], texts[0], texts[1], _digests(theme))


def _digests(theme: dict[str, bytes]) -> dict[str, str]:
    return {str(PurePosixPath(name).relative_to("theme")): digest(raw) for name, raw in theme.items()}
