"""Plans the pages that are no stories, and the one for addresses that nothing answers at."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from newsroom.core import text
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.pelican_contents import PageSource, PelicanContents
from newsroom.engine.plan import Plan
from newsroom.engine.read_context import ReadContext
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.media.model import needs
from newsroom.features.pages.fields import FOLDER
from newsroom.features.pages.model import page_problems
from newsroom.features.pages.reading import Page, Pages, read
from newsroom.site.chrome import chrome
from newsroom.site.page_head import moment, page_head, words
from newsroom.site.spoken_languages import spoken
from newsroom.site.views import PageView


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links", "site")
    hooks.transforms.connect(offer)
    hooks.documents.connect(read)
    hooks.read.connect(check)
    hooks.plan.connect(plan)


def offer(context: ReadContext) -> None:
    """Say that content/pages/ is read."""
    context.text_folders.add(FOLDER)


def check(edition: Edition) -> None:
    """Find pages in places that the site itself uses."""
    for page in edition.get(Pages).all:
        edition.problems += page_problems(page.record)


def pelican_pages(edition: Edition) -> list[PageSource]:
    """Return each published page for third-party plugins."""
    return [
        PageSource(
            page.record.source,
            page.record.title,
            page.record.summary,
            page.record.address,
            partial(_html, page, edition),
        )
        for page in edition.get(Pages).all
        if page.record.fields.status == "published"
    ]


def _html(page: Page, edition: Edition) -> str:
    return resolve(page.text.html, page.text.links, edition.get(LinkResolver))


def plan(plan: Plan) -> None:
    """Plan every published page, and 404.html, also in other languages."""
    plan.edition.get(PelicanContents).pages = partial(pelican_pages, plan.edition)
    for page in plan.edition.get(Pages).all:
        if page.record.fields.status == "published":
            plan.page(page.record.address, "page.html", page.record.source, partial(_view, page, plan))
    for lang in ("", *spoken(plan.edition)):
        address = f"/{lang.lower()}/404.html" if lang else "/404.html"
        plan.page(address, "404.html", "theme/templates/404.html", partial(_lost, plan, lang), lang=lang, sitemap=None)


def _view(page: Page, plan: Plan) -> PageView:
    edition: Edition = plan.edition
    record = page.record
    top = page_head(record.title, record.summary, record.address, edition)
    if record.fields.tab_title:
        top = replace(top, tab=f"{record.fields.tab_title} – {edition.settings.site}")
    view = PageView(
        chrome=chrome(plan),
        head=top,
        title=record.heading,
        summary=record.standfirst,
        html=words(resolve(page.text.html, page.text.links, edition.get(LinkResolver))),
        modified=moment(record.fields.modified, edition) if record.fields.modified else None,
        layout=record.fields.layout,
        media=needs(page.text.media, record.fields.layout),
    )
    return edition.get(Pages).fill(view, page)


def _lost(plan: Plan, lang: str) -> PageView:
    title = plan.edition.phrase("There is no page here", lang)
    summary = plan.edition.phrase("The address may have a slip in it, or the page may have been taken away.", lang)
    top = page_head(title, summary, "", plan.edition, index=False, lang=lang)
    return PageView(chrome(plan), top, text.line(title), text.line(summary), words(""), None)
