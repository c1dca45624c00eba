"""The pages of authors: one each, with their stories, and /contributors/ for everybody."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from newsroom.core import text
from newsroom.core.interface_text import SILENT, NameList, TranslatableText
from newsroom.core.parts import Link
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.author_bios.addresses import contributors_address
from newsroom.features.author_bios.model import STATUS_HEADINGS, STATUSES, Author, Authors, bio_box
from newsroom.features.author_bios.views import AuthorView, ContributorGroup, ContributorsView
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.media.model import needs
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.list_links import list_facts
from newsroom.features.stories.lists import List, ListPage, plan_list_pages
from newsroom.site.chrome import chrome
from newsroom.site.feature_data import ListFeeds
from newsroom.site.page_head import moment, page_head, words
from newsroom.site.parts import Card
from newsroom.site.story_parts import BioBox


def plan_authors(plan: Plan) -> None:
    """Plan a page for everybody who is public, numbered like every list, and the page of all contributors."""
    authors = plan.edition.get(Authors).public
    directory = plan.edition.get(LinkResolver)
    for author in authors.values():
        stories = plan.edition.get(Stories).index.author.get(author.id, [])
        feed = plan.edition.get(ListFeeds, ListFeeds()).of(author.address)
        listed = List(
            author.address,
            "author",
            author.fields.name,
            author.fields.bio,
            feed=feed,
            trail=(Link("Contributors", contributors_address()),),
        )
        created = moment(min(story.record.fields.date for story in stories), plan.edition).iso if stories else ""
        extra = (author, created, tuple(directory.address(link) for link in author.links))
        view = partial(_view, plan, author, feed, created)
        plan_list_pages(plan, listed, stories, "author.html", author.source, view, extra)
    make = partial(_contributors, plan)
    plan.page(contributors_address(), "contributors.html", "content/authors", make, sitemap=SitemapEntry("pages"))


def _view(plan: Plan, author: Author, feed: str, created: str, page: ListPage) -> AuthorView:
    bio, status = bio_box(author), STATUSES.get(author.fields.status, SILENT)
    said = plan.edition.printed(status).casefold()
    bio_says_it = author.fields.status != "former" and said in f"{bio.bio} {text.plain(author.html)}".casefold()
    return AuthorView(
        chrome=chrome(plan),
        head=page.head,
        bio=bio,
        html=words(resolve(author.html, author.links, plan.edition.get(LinkResolver)) if not page.number else ""),
        status=SILENT if bio_says_it else status,
        role="" if bio.role.casefold() == said else bio.role,
        cards=tuple(_without_name(card, bio.name) for card in page.cards),
        pager=page.pager,
        feed=feed,
        trail=page.trail,
        facts=page.facts,
        media=needs(author.media) if not page.number else None,
        number=page.number,
        banner=page.banner,
        created=created,
    )


def _without_name(card: Card, name: str) -> Card:
    """Return a card without its byline where that names but the author whose page it stands on."""
    return replace(card, byline=NameList()) if card.byline == (name,) else card


def _contributors(plan: Plan) -> ContributorsView:
    edition = plan.edition
    public, stories = edition.get(Authors).public.values(), edition.get(Stories).index.author
    title = TranslatableText("Contributors")
    everybody = sorted(public, key=lambda author: (author.fields.name.casefold(), author.id))
    groups: list[ContributorGroup] = []
    for status, heading in STATUS_HEADINGS.items():
        said = edition.printed(STATUSES[status]).casefold()
        people = tuple(
            (_without_role(bio_box(author), said), list_facts(stories.get(author.id, []), edition))
            for author in everybody
            if author.fields.status == status
        )
        if people:
            groups.append(ContributorGroup(heading, people, silent=heading == title and not groups))
    about = plan.edition.phrase("The people and the desks who write for %(site)s.")
    description = about % {"site": plan.edition.settings.site}
    top = page_head(title, description, contributors_address(), plan.edition)
    return ContributorsView(chrome(plan), top, tuple(groups))


def _without_role(bio: BioBox, status: str) -> BioBox:
    """Return a bio box without its role where the heading above it, of a status, says the same."""
    return replace(bio, role="") if bio.role.casefold() == status else bio
