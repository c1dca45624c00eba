"""Target folders inside the project: a .gitignore in each, so that a published site never counts as uncommitted."""

from __future__ import annotations

import shlex
from pathlib import Path

from newsroom.commands.console import OperationError
from newsroom.core import atomic
from newsroom.publishing import repository
from newsroom.publishing.target import Target

#: Names of the files and folders that a publish writes in a folder.
_OURS = frozenset({"releases", "receipts", "headers", "current", "previous", ".publish.lock", ".publisher"})
_IGNORE = b"# A published site belongs in no commit: `invoke publish` wrote this.\n*\n"


def own_folder(root: Path, target: Target) -> str:
    """Return the folder of a target, relative to the project, where git would take it for a part of the project.

    Args:
        root: the project's folder.
        target: where is published to.

    Returns:
        The path, with slashes; empty where it lies elsewhere, or git ignores it.

    Raises:
        OperationError: git keeps files of that folder, so that no site may come there.
    """
    place = _relative(root, target)
    if not place:
        return ""
    tracked = repository.tracked(root, place)
    site = [name for name in tracked if name.removeprefix(f"{place}/").split("/")[0] in _OURS]
    if site:
        out = f"git rm -r -q --cached -- {shlex.quote(place)} && git commit -q -m 'Keep the published site out of git'"
        raise OperationError(
            f"nothing was published: git keeps {len(site):,} files of the published site in {place}/, which belongs in "
            f"no commit; take it out of git, and the files stay where they are: {out}"
        )
    if tracked:
        raise OperationError(
            f"nothing was published: {place}/ holds files of the project ({tracked[0]}), so no site can come there; "
            "choose another folder: invoke publish --dir public"
        )
    return "" if repository.ignores(root, f"{place}/current") else place


def keep_out_of_git(root: Path, place: str) -> None:
    """Let git ignore a target's folder, by a file in it, as tools do that make caches."""
    if place:
        atomic.write(root / place / ".gitignore", _IGNORE)


def _relative(root: Path, target: Target) -> str:
    if target.local_folder is None:
        return ""
    folder, top = target.local_folder.resolve(), root.resolve()
    return folder.relative_to(top).as_posix() if folder.is_relative_to(top) else ""
