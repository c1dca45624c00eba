"""Makes the policy and the headers of what is planned."""

from __future__ import annotations

from newsroom.build import hooks
from newsroom.build.plan import Plan
from newsroom.headers.model import headers, uses
from newsroom.headers.pages import say


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)
    hooks.safety.connect(say)


def plan(plan: Plan) -> None:
    """Make the headers; every page carries the policy, so that it holds where a server sends none."""
    settings = plan.edition.settings
    use = uses(plan.files, settings.comments_endpoint, settings.site_url)
    plan.edition.put(headers(use, careful(plan)))


def careful(plan: Plan) -> tuple[str, ...]:
    """Return the addresses that nobody must be seen to have read: helplines, and where tips are taken."""
    pages = [page.record for page in plan.edition.pages if page.record.status == "published"]
    return tuple(page.address for page in pages if page.layout == "helplines" or page.address == "/tips/")
