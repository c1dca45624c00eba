"""``invoke headers``: the headers that a web server is to send with the site."""

from __future__ import annotations

import sys
from pathlib import Path

from newsroom.headers import nginx
from newsroom.headers.model import Headers
from newsroom.ops.build import BuildRequest, planned, report
from newsroom.ops.console import told
from newsroom.ops.publish import site_url


@told
def headers(root: Path, now: str = "") -> int:
    """Print them as a file for nginx, for the site as it would be published; write nothing.

    Args:
        root: the project's folder.
        now: the moment that counts as now; by default the present.

    Returns:
        0, or 1 when there are problems that stop a build.
    """
    request = BuildRequest(root=root, production=True, now=now or None, check_only=True, site_url=site_url(root))
    outcome, plan = planned(request)
    if not outcome.ok or plan is None:
        return report(outcome, check_only=True)
    sys.stdout.write(nginx.written(plan.edition.get(Headers)))
    return 0
