"""What readers get now, as far as a target can tell: the moment of its build and its files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsroom.ops.console import Refused
from newsroom.ops.publish import current
from newsroom.stories.due import Live


def live_of(root: Path, target: str = "", folder: str = "") -> Live:
    """Return what is live on a target.

    Args:
        root: the project's folder.
        target: the name of the target.
        folder: the folder that was published to, relative to the project; by default ``public``.

    Raises:
        Refused: when the target cannot be asked.
    """
    if target:
        raise Refused(f'there is no target "{target}"')
    public = root / (folder or "public")
    release = current(public)
    if not release:
        return Live()
    try:
        moment = datetime.strptime(release.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Refused(f"{public / 'current'} leads to {release}, which `invoke publish` has not made") from None
    site = public / "releases" / release
    return Live(moment, frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()))
