"""Magazine's own data for pelicanconf.py, before a build begins."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom.core import limits, schema, tomlfile
from newsroom.engine.read import files
from newsroom.site.magazine.schema import MagazineFile

FILE = "magazine.toml"


def magazine_settings(content: Path) -> MagazineFile:
    """Return the magazine's own data, with defaults in the place of what is missing or at fault; never raise.

    The build reads the file again, and reports its problems with their lines.

    Args:
        content: the folder of the content.
    """
    read: MagazineFile | None = None
    path = content / "data" / FILE
    with suppress(OSError), files.reporting_errors(FILE, [], limits.SECONDS):
        located = tomlfile.load(path if files.is_inside(path, content.resolve()) else content, FILE)
        read = schema.read_in_part(MagazineFile, located.fields, FILE, located.line_of, ZoneInfo("UTC")).record
    return read or MagazineFile()
