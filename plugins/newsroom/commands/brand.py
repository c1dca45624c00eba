"""``invoke brand``: draws the magazine's icons and the pictures of its link previews from its name and colours."""

from __future__ import annotations

from pathlib import Path

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.settings import setting
from newsroom.core import atomic
from newsroom.features.brand.model import FILES, FOLDER
from newsroom.site.colours.schema import colours_of
from newsroom.site.magazine.settings import magazine_settings

_ALL_THERE = "every file of the mark is there; to draw them anew, over those that are there: invoke brand --again"


@with_messages
def brand(root: Path, *, again: bool = False) -> int:
    """Draw the files of the magazine's mark that are missing, and say which.

    Args:
        root: the project's folder.
        again: whether to draw those that are there too.
    """
    drawn = draw(root, again=again)
    for path in drawn:
        say(f"drew {path.relative_to(root).as_posix()}")
    if not drawn:
        say(_ALL_THERE)
    return 0


def draw(root: Path, *, again: bool = False) -> list[Path]:
    """Draw the files of the mark into content/brand/, and return those that were drawn.

    Args:
        root: the project's folder.
        again: whether to draw those that are there too.

    Raises:
        OperationError: the magazine has no name.
    """
    # Libraries that take a moment to load.
    from newsroom.features.brand.drawing import draw_all

    folder = root / "content" / FOLDER
    wanted = [folder / name for name in FILES if again or not (folder / name).is_file()]
    if not wanted:
        return []
    magazine = magazine_settings(root / "content")
    name = magazine.name or setting(root, "pelicanconf.py", "SITENAME")
    if not name:
        raise OperationError("the magazine has no name; write it into content/data/magazine.toml")
    files = draw_all(name, magazine.short_name, colours_of(magazine.colours))
    for path in wanted:
        atomic.write(path, files[path.name])
    return wanted
