"""``invoke constraints``: resolves constraints.txt anew, tests the software with it, and writes it when they pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.quality import programs
from newsroom.commands.upgrade import environment
from newsroom.commands.upgrade.pinned_packages import differences
from newsroom.core import atomic
from newsroom.publishing import repository

CONSTRAINTS = "constraints.txt"
#: For every Python and system that the software names, without anything of this machine.
_COMPILE = (
    *("pip", "compile", "pyproject.toml", "--quiet", "--all-extras", "--universal", "--python-version", "3.11"),
    *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-config"),
)
#: The README's command to test, in three parts; {python} is the Python of the new environment.
_TESTS = (
    (sys.executable, "-m", "venv", ".venv"),
    ("{python}", "-m", "pip", "install", "--quiet", "-c", CONSTRAINTS, "-e", ".[dev]"),
    ("{python}", "-m", "invoke", "test"),
)


@with_messages
def constraints(root: Path, *, plan: bool = False) -> int:
    """Resolve the newest versions that fit pyproject.toml, and take them when the tests pass with them.

    Args:
        root: the folder of the software's own repository.
        plan: whether to show the differences and do no more.

    Returns:
        0, or 1 when constraints.txt stays as it is because the tests fail.
    """
    programs.need_dev("uv")
    if not plan and (changed := repository.uncommitted(root)):
        raise OperationError(f"not committed: {', '.join(changed[:3])}; what is tested is the last commit")
    scratch = Path(tempfile.mkdtemp(prefix="newsroom-constraints-"))
    keep = False
    try:
        say("resolving …")
        text = _resolved(root, scratch / CONSTRAINTS)
        lines = differences((root / CONSTRAINTS).read_text("utf-8"), text)
        for line in lines or ["every package is the newest that fits"]:
            say(line)
        if plan or not lines:
            return 0
        clone = scratch / "software"
        repository.git(root, "clone", "--quiet", str(root), str(clone))
        (clone / CONSTRAINTS).write_text(text, "utf-8")
        keep = not _passes(clone)
        if keep:
            say(f"{CONSTRAINTS} is as it was; the new one, and the copy that was tested, are in {clone}", error=True)
            return 1
        atomic.write(root / CONSTRAINTS, text.encode())
        say(
            f"{CONSTRAINTS} is written; install it: {environment.python(Path('.venv'))} -m pip install "
            f"-c {CONSTRAINTS} -e '.[dev]', and commit it"
        )
        return 0
    finally:
        if not keep:
            shutil.rmtree(scratch, ignore_errors=True)


def _resolved(root: Path, target: Path) -> str:
    """Return the text of new constraints; the versions of the present ones play no part."""
    command: Sequence[str] = [sys.executable, "-m", "uv", *_COMPILE, "--output-file", str(target)]
    variables = environment.clean_variables({"UV_CUSTOM_COMPILE_COMMAND": "invoke constraints"})
    ended = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise OperationError(f"they cannot be resolved:\n{ended.stderr.strip()}")
    return target.read_text("utf-8")


def _passes(clone: Path) -> bool:
    """Return whether the software can be installed with the new constraints, and its tests pass."""
    python = environment.python(clone / ".venv")
    for command in _TESTS:
        words = [word.format(python=python) for word in command]
        say("── " + " ".join(words))
        ended = subprocess.run(words, cwd=clone, env=environment.clean_variables(), check=False)
        if ended.returncode:
            return False
    return True
