"""The pages of authors: one each, with their stories, and /contributors/ for everybody."""

from __future__ import annotations

from functools import partial

from newsroom.core import urls
from newsroom.core.interface_text import SILENT, TranslatableText
from newsroom.core.parts import Link
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.author_bios.model import STATUS_HEADINGS, STATUSES, Author, Authors, bio_box
from newsroom.features.author_bios.views import AuthorView, ContributorsView
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.media.model import needs
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, ListPage, plan_list_pages
from newsroom.site.chrome import chrome
from newsroom.site.page_head import moment, page_head, words


def plan_authors(plan: Plan) -> None:
    """Plan a page for everybody who is public, numbered like every list, and the page of all contributors."""
    authors = plan.edition.get(Authors).public
    directory = plan.edition.get(LinkResolver)
    for author in authors.values():
        stories = plan.edition.get(Stories).index.author.get(author.id, [])
        feed = urls.feed(author.address)
        listed = List(
            author.address,
            "author",
            author.fields.name,
            author.fields.bio,
            feed=feed,
            trail=(Link("Contributors", "/contributors/"),),
        )
        created = moment(min(story.record.fields.date for story in stories), plan.edition).iso if stories else ""
        extra = (author, created, tuple(directory.address(link) for link in author.links))
        view = partial(_view, plan, author, feed, created)
        plan_list_pages(plan, listed, stories, "author.html", author.source, view, extra)
    make = partial(_contributors, plan)
    plan.page("/contributors/", "contributors.html", "content/authors", make, sitemap=SitemapEntry("pages"))


def _view(plan: Plan, author: Author, feed: str, created: str, page: ListPage) -> AuthorView:
    bio, status = bio_box(author), STATUSES.get(author.fields.status, SILENT)
    return AuthorView(
        chrome=chrome(plan),
        head=page.head,
        bio=bio,
        html=words(resolve(author.html, author.links, plan.edition.get(LinkResolver)) if not page.number else ""),
        status=status,
        role="" if bio.role.casefold() == plan.edition.printed(status).casefold() else bio.role,
        cards=page.cards,
        pager=page.pager,
        feed=feed,
        trail=page.trail,
        media=needs(author.media) if not page.number else None,
        number=page.number,
        banner=page.banner,
        created=created,
    )


def _contributors(plan: Plan) -> ContributorsView:
    public = plan.edition.get(Authors).public.values()
    everybody = sorted(public, key=lambda author: (author.fields.name.casefold(), author.id))
    groups = []
    for status, heading in STATUS_HEADINGS.items():
        boxes = tuple(bio_box(author) for author in everybody if author.fields.status == status)
        if boxes:
            groups.append((heading, boxes))
    about = plan.edition.phrase("The people and the desks who write for %(site)s.")
    description = about % {"site": plan.edition.settings.site}
    top = page_head(TranslatableText("Contributors"), description, "/contributors/", plan.edition)
    return ContributorsView(chrome(plan), top, tuple(groups))
