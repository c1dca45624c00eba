"""Makes the content security policy and the headers from the plan."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.plan import Plan
from newsroom.features.headers.model import SEARCH, headers, uses
from newsroom.features.headers.pages import check_plugin_page, say
from newsroom.site.chrome import ChromeParts
from newsroom.site.page_rules import FormTarget, FramePages, NoStorePages, SearchPages, frames, no_store
from newsroom.site.view_parts import ChromePart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site")
    hooks.plan.connect(plan, after=(hooks.EVERYTHING, "addresses"))
    hooks.plugin_page.connect(check_plugin_page)
    hooks.safety.connect(say)


def plan(plan: Plan) -> None:
    """Make the headers; every page carries the policy, so that it holds where a server sends none."""
    edition = plan.edition
    endpoint = next((form.address for form in edition.offered(FormTarget)), "")
    use = uses(plan.files, endpoint, edition.settings.site_url)
    searches = [address for pages in edition.offered(SearchPages) for address in pages.addresses] or (SEARCH,)
    no_store_pages, framed = no_store(edition.offered(NoStorePages)), frames(edition.offered(FramePages))
    all_headers = headers(use, no_store_pages, searches, framed)
    edition.put(all_headers)
    parts = edition.get(ChromeParts)
    parts.provide(ChromePart.POLICY, lambda: all_headers.policy.meta)
    parts.policies = {
        address: all_headers.policy_of(address).meta for address in (*all_headers.framed, *all_headers.searches)
    }
