"""Plans the pages at old addresses, and the page that servers show for addresses that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import escape

from newsroom.core import text
from newsroom.core.address_owners import address_key
from newsroom.core.old_addresses import Moves, is_page
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.addresses.views import MovedView
from newsroom.site.chrome import chrome
from newsroom.site.page_head import page_head, words
from newsroom.site.page_rules import NoStorePages, no_store
from newsroom.site.spoken_languages import spoken
from newsroom.site.views import PageView

_GONE = "/410.html"
_ABOUT = "an address of something that was taken away"


def plan_pages(plan: Plan, moves: Moves) -> None:
    """Plan a page at each old address, and one for servers that know by themselves what is gone.

    A page about something that is gone has not one word of its own: two of them differ in nothing but where they lie.

    Args:
        plan: everything else is planned.
        moves: redirects, and addresses that are gone.
    """
    languages = spoken(plan.edition)
    for lang in ("", *languages):
        address = f"/{lang.lower()}{_GONE}" if lang else _GONE
        gone = partial(_gone_view, plan, lang)
        plan.page(address, "410.html", "theme/templates/410.html", gone, _key("gone"), lang, None)
    for address in _distinct(sorted(moves.gone)):
        if is_page(address):
            lang = next((lang for lang in languages if address.startswith(f"/{lang.lower()}/")), "")
            plan.page(address, "410.html", _ABOUT, partial(_gone_view, plan, lang), _key("gone"), lang, None)
    for address in _distinct(moves.redirects):
        if is_page(address):
            to = moves.redirects[address]
            lang = plan.pages[to].lang if to in plan.pages else ""
            view = partial(_moved_view, plan, to, lang)
            source = f"an address that leads to {to} now"
            plan.page(address, "moved.html", source, view, _key("moved", to), lang, None)


def _distinct(addresses: Iterable[str]) -> Iterable[str]:
    """Return each address in one spelling: some disks have one file for all of them."""
    return {address_key(address): address for address in reversed(list(addresses))}.values()


def take_care(edition: Edition, moves: Moves) -> None:
    """Ask for the same care with an old address as with the page that it leads to."""
    careful = no_store(edition.offered(NoStorePages))
    old = frozenset(address for address, to in moves.redirects.items() if to in careful)
    edition.offer(NoStorePages(old))


def _key(*parts: str) -> bytes:
    return digests.of("old address", *parts)


def _gone_view(plan: Plan, lang: str) -> PageView:
    # Its last two words are not kept together: in some languages they are wider than a telephone.
    title = plan.edition.phrase("This page has been taken away", lang)
    summary = plan.edition.phrase("It stood at this address once, and it will not come back here.", lang)
    top = page_head(title, summary, "", plan.edition, index=False, lang=lang)
    return PageView(chrome(plan), top, escape(title), text.line(summary), words(""), None)


def _moved_view(plan: Plan, to: str, lang: str) -> MovedView:
    title = plan.edition.phrase("This page has moved", lang)
    summary = plan.edition.phrase("It has another address now, and your browser should be on its way there.", lang)
    top = page_head(title, summary, to, plan.edition, index=False, lang=lang)
    return MovedView(chrome(plan), top, escape(title), text.line(summary), to)
