"""Settings files that Python cannot run, as problems that name their line."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from newsroom.core.problems import Problem
from newsroom.engine import settings_file

#: Pelican's words for a THEME that is neither a folder nor one of its own.
_NO_THEME = re.compile(r"Could not find the theme (?P<name>.+)\Z")


def unread_settings(error: Exception, config: Path) -> Problem:
    """Return what reading the settings met as a problem.

    Args:
        error: the exception.
        config: pelicanconf.py, or publishconf.py, which takes the settings of the other over.
    """
    if match := _NO_THEME.match(str(error)):
        path, line = settings_file.read(config.parent, production=config.name == "publishconf.py").setting("THEME")
        message, fix = f'THEME: there is no folder "{match["name"]}"', "mend the name, or take the line out"
        return Problem(path, line, 0, "setting-value", message, fix)
    path, line = _place(error, config)
    fix = f"mend {'this line' if line else 'the file'}; git diff {path} shows what changed in it last"
    said = "this is not valid Python" if isinstance(error, SyntaxError) else f"this stops the settings: {error}"
    return Problem(path, line, 0, "setting-value", said, fix)


def _place(error: Exception, config: Path) -> tuple[str, int]:
    """Return the last line of the project's own settings that was at work."""
    if isinstance(error, SyntaxError):
        places = [(error.filename or "", error.lineno or 0)]
    else:
        places = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(Path(file).name, line) for file, line in places if Path(file).parent in (config.parent, Path())]
    return own[-1] if own else (config.name, 0)
