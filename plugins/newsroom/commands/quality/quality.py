"""``invoke test`` and ``invoke lint``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from newsroom.commands.console import say, with_messages
from newsroom.commands.quality import browser, programs

#: The tests in two runs: no build forks beside a browser that is at work. In the second each worker has a browser of
#: its own, and the files are shared out.
RUNS = (("-m", "not audit and not browser"), ("-m", "browser and not audit", "--dist", "loadfile"))
#: Name the slowest twenty tests at the end.
_SLOWEST = "--durations=20"
#: Keep compiled modules, whatever the terminal says: tests start many processes, which would compile all of it anew.
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}


@with_messages
def test(root: Path, arguments: str) -> int:
    """Run the tests, which need Python and Chromium alone; Chromium is installed when it is missing.

    Args:
        root: the project's folder.
        arguments: arguments for a single run of pytest, as on a command line; empty to run all tests.

    Returns:
        pytest's exit code, of the first run that found something.
    """
    programs.need_dev("pytest", "xdist", "hypothesis", "playwright", "packaging")
    browser.ensure()
    pytest = [sys.executable, "-m", "pytest"]
    if arguments:
        return programs.run([*pytest, *programs.words(arguments)], root, COMPILED)
    codes = [programs.run([*pytest, *run, _SLOWEST], root, COMPILED) for run in RUNS]
    return next(filter(None, codes), 0)


@with_messages
def lint(root: Path) -> int:
    """Run every linter, and at the end say which found something.

    Args:
        root: the project's folder.

    Returns:
        1 when any found something, else 0.
    """
    programs.need_dev("ruff", "mypy", "importlinter", "djlint")
    python = [sys.executable, "-m"]
    templates = "plugins/newsroom/theme/templates"
    linters: dict[str, list[str | Path]] = {
        "ruff check": [*python, "ruff", "check", "."],
        "ruff format": [*python, "ruff", "format", "--check", "."],
        "mypy": [*python, "mypy"],
        "import-linter": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        # Not its formatter: it moves blanks about inside of links, where they show.
        "djlint --lint": [*python, "djlint", "--lint", "--quiet", templates],
    }
    stylelint = root / "node_modules" / ".bin" / "stylelint"
    if stylelint.exists():
        linters["stylelint"] = [stylelint, "plugins/newsroom/theme/**/*.css"]
    else:
        say("stylelint is left out: it comes with `invoke audit --install`")
    path = os.pathsep.join(filter(None, [str(root / "plugins"), os.environ.get("PYTHONPATH", "")]))
    failed = []
    for name, command in linters.items():
        say(f"── {name}")
        if programs.run(command, root, {"PYTHONPATH": path}):
            failed.append(name)
    say("all linters are content" if not failed else "found something: " + ", ".join(failed))
    return 1 if failed else 0
