"""Makes the policy and the headers of what is planned."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.plan import Plan
from newsroom.features.headers.model import SEARCH, headers, uses
from newsroom.features.headers.pages import say
from newsroom.features.media.model import Frames
from newsroom.features.search.model import SearchPages
from newsroom.site.chrome import ChromeParts
from newsroom.site.no_store import NoStorePages


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
    made = headers(use, careful.addresses | careful.texts, searches, frames)
    plan.edition.put(made)
    parts = plan.edition.get(ChromeParts)
    parts.provide("policy", lambda: made.policy.meta)
    parts.policies = {address: made.policy_of(address).meta for address in (*made.framed, *made.searches)}
