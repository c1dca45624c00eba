"""``invoke build``, ``rebuild`` and ``clean``."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace

from newsroom.commands.build.build import BuildRequest, build_with_progress, report
from newsroom.commands.console import OperationError, say, with_messages

#: Paths that builds write in the project's folder, besides the folders named with --output.
MADE = ("output", ".output.*", ".cache")


@with_messages
def make(
    root: Path,
    *,
    production: bool,
    output: str = "",
    content: str = "",
    now: str = "",
    profile: bool = False,
    every: bool = False,
) -> int:
    """Build the site.

    Args:
        root: the project's folder.
        production: whether it is what readers will get, by publishconf.py.
        output: the folder for it, relative to the working directory; by default ``output`` in the project.
        content: the folder with the sources, likewise; by default ``content`` in the project.
        now: the moment that counts as now, in ISO 8601 with an offset; by default the present.
        profile: whether to print where the time went.
        every: whether to print each problem, however many there are.

    Returns:
        0, or 1 when there are problems that stop a build.
    """
    request = _request(root, production, output, content, now)
    return report(build_with_progress(request), profile=profile, every=every)


@with_messages
def rebuild(root: Path, now: str = "") -> int:
    """Build the site from nothing, once a check has found that it will succeed.

    Args:
        root: the project's folder.
        now: the moment that counts as now; by default the present.
    """
    request = _request(root, False, "", "", now)
    checked = build_with_progress(replace(request, check_only=True, last=False))
    if not checked.ok:
        return report(checked)
    _remove(root)
    return report(build_with_progress(request))


@with_messages
def clean(root: Path) -> int:
    """Remove the files that builds made; published releases stay.

    Args:
        root: the project's folder.
    """
    removed = _remove(root)
    say("took away " + ", ".join(removed) if removed else "there is nothing to take away")
    return 0


def _request(root: Path, production: bool, output: str, content: str, now: str) -> BuildRequest:
    return BuildRequest(
        root=root,
        production=production,
        output=Path(output).absolute() if output else None,
        content=Path(content).absolute() if content else None,
        now=now or None,
        # A task ends with it, and the process with the task.
        last=True,
    )


def _remove(root: Path) -> list[str]:
    removed = []
    for path in sorted(path for pattern in MADE for path in root.glob(pattern)):
        if path.is_symlink():
            raise OperationError(f"{path.name} is a link, which no build has made; look at it and remove it yourself")
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        removed.append(path.name)
    return removed
