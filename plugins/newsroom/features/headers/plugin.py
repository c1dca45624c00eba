"""Makes the policy and the headers of what is planned."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.plan import Plan
from newsroom.features.headers.model import SEARCH, headers, uses
from newsroom.features.headers.pages import say
from newsroom.features.media.model import Frames
from newsroom.features.quick_exit.model import NoStorePages
from newsroom.features.search.model import SearchPages


def register() -> None:
    """Connect to the hooks."""
    hooks.plan.connect(plan)
    hooks.safety.connect(say)


def plan(plan: Plan) -> None:
    """Make the headers; every page carries the policy, so that it holds where a server sends none."""
    settings = plan.edition.settings
    use = uses(plan.files, settings.comments_endpoint, settings.site_url)
    careful = plan.edition.get(NoStorePages)
    searches = plan.edition.get(SearchPages).addresses or (SEARCH,)
    frames = plan.edition.get(Frames).by_address
    plan.edition.put(headers(use, careful.addresses | careful.texts, searches, frames))
