"""``invoke test`` and ``invoke lint``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from newsroom.ops import browser, programs
from newsroom.ops.console import say, told


@told
def test(root: Path, arguments: str) -> int:
    """Run the tests, which need Python and Chromium alone; Chromium is installed when it is missing.

    Args:
        root: the project's folder.
        arguments: further arguments for pytest, as on a command line.

    Returns:
        pytest's exit code.
    """
    programs.need_dev("pytest", "xdist", "hypothesis", "playwright", "packaging")
    browser.ensure()
    return programs.run([sys.executable, "-m", "pytest", *programs.words(arguments)], root)


@told
def lint(root: Path) -> int:
    """Run every linter, and at the end say which found something.

    Args:
        root: the project's folder.

    Returns:
        1 when any found something, else 0.
    """
    programs.need_dev("ruff", "mypy", "importlinter", "djlint")
    python = [sys.executable, "-m"]
    templates = "theme/templates"
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
        linters["stylelint"] = [stylelint, "theme/**/*.css"]
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
