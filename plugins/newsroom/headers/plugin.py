"""Makes the policy and the headers of what is planned."""

from __future__ import annotations

from newsroom.build import hooks
from newsroom.build.plan import Plan
from newsroom.headers.model import SEARCH, headers, uses
from newsroom.headers.pages import say
from newsroom.media.model import Frames
from newsroom.quick_exit.model import Careful
from newsroom.search.model import SearchPages


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)
    hooks.safety.connect(say)


def plan(plan: Plan) -> None:
    """Make the headers; every page carries the policy, so that it holds where a server sends none."""
    settings = plan.edition.settings
    use = uses(plan.files, settings.comments_endpoint, settings.site_url)
    careful = plan.edition.get(Careful)
    searches = plan.edition.get(SearchPages).addresses or (SEARCH,)
    frames = plan.edition.get(Frames).by_address
    plan.edition.put(headers(use, careful.addresses | careful.texts, searches, frames))
