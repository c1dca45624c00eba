"""``invoke headers``: the headers that a web server is to send with the site."""

from __future__ import annotations

import sys
from pathlib import Path

from newsroom.commands import target_choice
from newsroom.commands.build.build import BuildRequest, planned_with_progress, report
from newsroom.commands.console import OperationError, with_messages
from newsroom.commands.publish.publish import site_url
from newsroom.commands.publish.server_files import KINDS, server_files


@with_messages
def headers(root: Path, now: str = "", kind: str = "nginx") -> int:
    """Print a file for a web server or a host of pages, for the site as it would be published; write nothing.

    Args:
        root: the project's folder.
        kind: a name from `newsroom.commands.publish.server_files.KINDS`.
        now: the moment that counts as now; by default the present.

    Returns:
        0, or 1 when there are problems that stop a build.
    """
    if kind not in KINDS:
        raise OperationError(f'there are no headers for "{kind}"; use one of: {", ".join(KINDS)}')
    request = BuildRequest(root=root, production=True, now=now or None, check_only=True, site_url=site_url(root))
    outcome, plan = planned_with_progress(request)
    if not outcome.ok or plan is None:
        return report(outcome, check_only=True)
    target, _ = target_choice.target(root)
    files = server_files(plan, target.server_folder)
    sys.stdout.write("\n".join(files[name] for name in KINDS[kind]))
    return 0
