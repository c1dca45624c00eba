"""The pages of print issues: one each, the list of all, the newest, and a feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from newsroom.core import paging, urls
from newsroom.core.interface_text import NameList, TranslatableText
from newsroom.core.parts import Link, ShareImage
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan, SitemapEntry
from newsroom.features.author_bios.model import Authors
from newsroom.features.feeds.entries import enclosed, publisher
from newsroom.features.feeds.model import FeedEntry, absolute, entry_id, figure
from newsroom.features.feeds.pages import Entries, FeedSelection, plan_feed
from newsroom.features.feeds.settings import FeedSettings
from newsroom.features.issues.model import (
    ContentsEntry,
    Issues,
    PrintIssue,
    is_shown,
    issue_address,
    latest_issue_address,
)
from newsroom.features.issues.views import IssuesView, IssueView
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.media.model import needs
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.cards import byline, kind_label, section_tag
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import life
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import chrome
from newsroom.site.page_head import full, page_head, words
from newsroom.site.page_parts import ContentsLine, IssueCover
from newsroom.site.pagination import pager
from newsroom.site.views import Head


def plan_issues(plan: Plan) -> None:
    """Plan a page for every published issue, the list pages, and /magazine/latest/."""
    edition = plan.edition
    out = edition.get(Issues).out
    covers = [issue.cover for issue in out]
    for page in paging.pages(covers):
        address = urls.list_page(issue_address(), page.number)
        entry = None if page.number else SitemapEntry(modified=out[0].fields.date if out else None)
        view = partial(_list, plan, page, address)
        plan.page(address, "issues.html", "the list of issues", view, sitemap=entry)
    if not out:
        # Navigation may lead to it before the first issue is out.
        [nothing] = paging.pages(covers)
        view = partial(_list, plan, nothing, issue_address())
        plan.page(latest_issue_address(), "issues.html", "the latest issue", view, sitemap=None)
        return
    stories = {story.record.id: story for story in edition.get(Stories).all}
    for at, issue in enumerate(out):
        beside = out[at + 1].cover if at + 1 < len(out) else None, out[at - 1].cover if at else None
        contents = [line for entry in issue.contents if (line := _line(entry, stories, edition)) is not None]
        key = digests.of(_key(issue, edition), contents, beside)
        plan.page(issue.address, "issue.html", issue.source, partial(_issue, plan, issue, contents, beside), key)
        if not at:
            latest = partial(_issue, plan, issue, contents, beside, magazine_pages(edition))
            plan.page(latest_issue_address(), "issue.html", issue.source, latest, sitemap=None)
    newest = out[: edition.settings.of(FeedSettings).items]
    entries: Entries[PrintIssue] = Entries(
        plan, lambda issue, length: _feed_entry(issue, edition, length), lambda issue: str(issue.number)
    )
    made_of = [_key(issue, edition) for issue in newest], publisher(edition)
    plan_feed(plan, FeedSelection(issue_address(), edition.phrase("The magazine"), newest, entries, made_of))


def _key(issue: PrintIssue, edition: Edition) -> object:
    """Return, as plain values, an issue with where its links lead."""
    directory = edition.get(LinkResolver)
    return issue, [directory.address(link) for link in issue.links]


def magazine_pages(edition: Edition) -> tuple[Link, ...]:
    """Return links to the pages that lie in content/pages/magazine/, such as how to get a copy."""
    base = issue_address()
    records = (page.record for page in edition.get(Pages).all if page.record.fields.status == "published")
    return tuple(
        Link(record.heading or record.title, record.address) for record in records if record.address.startswith(base)
    )


def _line(entry: ContentsEntry, stories: dict[str, Story], edition: Edition) -> ContentsLine | None:
    """Return an entry as readers see it; None where they do not."""
    story = stories.get(entry.story)
    record = story.record if story else None
    if not is_shown(entry, record, life(record, edition.settings.now) if record else None):
        return None
    authors = edition.get(Authors, Authors())
    names = NameList(authors.name(name) for name in entry.fields.authors)
    if story is None or not edition.get(Stories).is_live(story.record):
        return ContentsLine(entry.printed, "", entry.fields.page or 0, names)
    section = section_tag(story.record.section, edition)
    return ContentsLine(
        title=entry.printed if entry.title else story.title,
        href=story.record.address,
        page=entry.fields.page or 0,
        byline=names or (byline(story, edition) if story.record.bylines else NameList()),
        section=section,
        kind=story.record.fields.kind,
        label=kind_label(story.record.fields.kind, section, edition),
        lang=story.record.lang if not entry.title else "",
        dir=story.record.direction if not entry.title else "",
    )


def _issue(
    plan: Plan,
    issue: PrintIssue,
    contents: Sequence[ContentsLine],
    beside: tuple[IssueCover | None, IssueCover | None],
    more: tuple[Link, ...] = (),
) -> IssueView:
    edition = plan.edition
    older, newer = beside
    directory = edition.get(LinkResolver)
    return IssueView(
        chrome=chrome(plan),
        head=_page_head(issue, edition),
        cover=issue.cover,
        html=words(resolve(issue.html, issue.links, directory)),
        contents=tuple(contents),
        pdf=(directory.address(issue.pdf) or "") if issue.pdf else "",
        pdf_note=directory.note(issue.pdf) if issue.pdf else "",
        older=older,
        newer=newer,
        more=more,
        media=needs(issue.media),
    )


def _page_head(issue: PrintIssue, edition: Edition) -> Head:
    """Return the head of an issue's page; that of the newest is the same wherever it stands."""
    site = edition.settings.site
    named = _named(issue, edition)
    top = page_head(
        named,
        issue.summary or edition.phrase("%(issue)s of %(site)s.") % {"issue": named, "site": site},
        issue.address,
        edition,
        feeds=(_feed_link(edition),),
    )
    picture = issue.cover.picture
    if not picture.share:
        return top
    return replace(top, image=ShareImage.of(picture, edition.settings.site_url))


def _named(issue: PrintIssue, edition: Edition) -> str:
    return edition.phrase("Issue %(number)s: %(title)s") % {"number": issue.number, "title": issue.title}


def _list(plan: Plan, page: paging.PageSlice[IssueCover], address: str) -> IssuesView:
    edition = plan.edition
    site = edition.settings.site
    first = not page.number
    feeds = (_feed_link(edition),) if page.items else ()
    description = edition.phrase("Every print issue of %(site)s, with its cover and what is in it.") % {"site": site}
    return IssuesView(
        chrome=chrome(plan),
        head=page_head(
            TranslatableText("The magazine"), description, address, edition, feeds=feeds, number=page.number
        ),
        latest=page.items[0] if first and page.items else None,
        covers=page.items[1:] if first else page.items,
        pager=pager(issue_address(), page, "issues"),
        number=page.number,
        feed=urls.feed(issue_address()) if page.items else "",
        more=magazine_pages(edition) if first else (),
    )


def _feed_link(edition: Edition) -> Link:
    return Link(f"{edition.phrase('The magazine')} – {edition.settings.site}", urls.feed(issue_address()))


def _feed_entry(issue: PrintIssue, edition: Edition, length: Callable[[str], int]) -> FeedEntry:
    settings = edition.settings
    picture = issue.cover.picture
    title, address = _named(issue, edition), full(issue.address, edition)
    markup = figure(picture) + resolve(issue.html, issue.links, edition.get(LinkResolver))
    return FeedEntry(
        id=entry_id(settings.site_url, f"magazine/{issue.number}"),
        url=address,
        title=title,
        summary=issue.summary or title,
        html=absolute(markup, settings.site_url, address),
        published=issue.fields.date,
        updated=issue.fields.date,
        authors=(publisher(edition),),
        topics=(),
        lang=settings.lang,
        picture=enclosed(picture, edition, length),
    )
