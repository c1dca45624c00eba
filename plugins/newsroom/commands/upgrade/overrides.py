"""A magazine's own files in place of the theme's, and which originals they were made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from newsroom.commands.upgrade.package import Package, digest

#: The list of originals, in the project's folder: a digest and a name on each line.
ORIGINALS = "theme/.originals"
_LINE = re.compile(r"(?P<digest>[0-9a-f]{32})  (?P<name>\S.*)")
_HEAD = """\
# The originals of the files in theme/, as they were when the files were made from them. `invoke upgrade` writes
# this, and names each file whose original has changed. Delete a file's line once you have taken over the changes.
"""


def originals(root: Path, present: Package) -> dict[str, str]:
    """Return the digest of the original of each file of the magazine's own that takes the place of one.

    Args:
        root: the project's folder.
        present: the version that is running: a file that the list does not have was made from its files.
    """
    path = root / ORIGINALS
    text = path.read_text("utf-8") if path.is_file() else ""
    listed = {match["name"]: match["digest"] for line in text.splitlines() if (match := _LINE.fullmatch(line))}
    found = {}
    for file in sorted((root / "theme").rglob("*")):
        name = file.relative_to(root / "theme").as_posix()
        if file.is_file() and (original := listed.get(name) or present.theme.get(name)):
            # A file that has the bytes of the present original is no older than that.
            same = digest(file.read_bytes()) == present.theme.get(name)
            found[name] = present.theme[name] if same else original
    return found


def behind(made_from: Mapping[str, str], newer: Package) -> list[str]:
    """Return the names of files whose original is another one in a version, or is not in it any more.

    Args:
        made_from: the digests of the originals, see `originals`.
        newer: the version.
    """
    return [name for name, original in made_from.items() if newer.theme.get(name) != original]


def text_of(made_from: Mapping[str, str]) -> str:
    """Return the text of the list of originals."""
    return _HEAD + "".join(f"{original}  {name}\n" for name, original in sorted(made_from.items()))
