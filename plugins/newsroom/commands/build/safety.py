"""``invoke safety``: whether the present content keeps each promise of docs/explanation/safety.md."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from newsroom.commands.build.build import BuildRequest, build_with_progress, planned_with_progress, report
from newsroom.commands.console import say, with_messages
from newsroom.engine import hooks
from newsroom.engine.safety import Safety

#: Where the site is built for this; below the cache, so that the output stays as it is.
SITE = Path(".cache", "safety", "site")


@with_messages
def safety(root: Path, now: str = "") -> int:
    """Print one line for each promise.

    Args:
        root: the project's folder.
        now: the moment that counts as now, in ISO 8601 with an offset; by default the present.

    Returns:
        0, or 1 when a promise is not kept or the site cannot be built.
    """
    request = BuildRequest(root=root, output=root / SITE, now=now or None)
    outcome = build_with_progress(request)
    if not outcome.ok:
        return report(outcome)
    checked, plan = planned_with_progress(replace(request, check_only=True))
    if plan is None:
        return report(checked, check_only=True)
    found = Safety(plan, root / SITE)
    hooks.safety.send(found)
    states = found.states()
    for state in states:
        say(str(state), error=not state.kept)
    return 0 if all(state.kept for state in states) else 1
