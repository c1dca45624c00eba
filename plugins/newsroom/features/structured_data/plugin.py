"""Adds structured data to the head of every planned page, made from that page's own view."""

from __future__ import annotations

import dataclasses  # noqa: TID251  for those of other people
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsroom.engine import hooks, setting_groups
from newsroom.engine.plan import Plan, PlannedPage
from newsroom.features.social_links.model import Accounts
from newsroom.features.structured_data.jsonld import graph
from newsroom.features.structured_data.pages import plain_page, record
from newsroom.features.structured_data.publisher import POLICIES, ImageLicence, MagazineRecords, magazine
from newsroom.features.structured_data.settings import GROUP
from newsroom.site.magazine.reading import Magazine
from newsroom.site.views import Head

#: Ends the key of each page that has structured data.
_SAID = b"structured data"


def register() -> None:
    """Connect to the hooks."""
    setting_groups.offer(GROUP)
    hooks.plan.connect(plan, after=(hooks.EVERYTHING, "text_edition"))


def plan(plan: Plan) -> None:
    """Let every page's view say what the page is; runs behind all that plan pages."""
    us = _magazine(plan)
    documents = frozenset(document.address for document in plan.edition.live_documents())
    for address, page in plan.pages.items():
        # The view holds all that is said, so the page's key covers it; that it is said at all has to be in there too.
        key = page.key and page.key + _SAID
        view = partial(_view, plan, page, us, documents)
        plan.pages[address] = PlannedPage(address, page.template, view, page.source, key, page.lang, page.sitemap)


def _magazine(plan: Plan) -> MagazineRecords:
    settings = plan.edition.settings
    wanted = {where.partition("#")[0] for where in POLICIES.values()}
    texts = {document.address: document.html for document in plan.edition.documents() if document.address in wanted}
    there = {address: texts[address]() if address in texts else "" for address in wanted & plan.pages.keys()}
    accounts = plan.edition.get(Accounts, Accounts()).profiles
    us = magazine(settings.site_url, settings.site, settings.tagline, settings.lang, accounts, there)
    own, contact = settings.of(ImageLicence), plan.edition.get(Magazine).file.contact
    whole = replace(us.whole, email=contact.email or "", telephone=contact.phone or "", address=contact.address or "")
    return replace(us, whole=whole, licence=ImageLicence(_whole(own.address, plan), _whole(own.page, plan)))


def _whole(address: str, plan: Plan) -> str:
    """Return an address with its host; that of a page that the site lacks is empty."""
    if not address.startswith("/"):
        return address
    return plan.edition.settings.site_url + address if address in plan.pages else ""


def _view(plan: Plan, page: PlannedPage, us: MagazineRecords, documents: frozenset[str]) -> object:
    view: Any = page.view()
    head = getattr(view, "head", None)
    if head is None or not (head.index and head.canonical):
        return view
    shown: Callable[[object], str] = partial(_printed, plan, head.lang)
    structured = record(view, us, shown)
    if structured is None and page.address in documents:
        structured = plain_page(head, us)
    return _with_head(view, replace(head, data=graph(structured))) if structured else view


def _with_head(view: Any, head: Head) -> object:
    """Return a view with another head. Ours are structs; those of somebody else's plugin may be dataclasses."""
    return replace(view, head=head) if isinstance(view, Struct) else dataclasses.replace(view, head=head)


def _printed(plan: Plan, lang: str, value: object) -> str:
    return plan.edition.printed(value, lang)
