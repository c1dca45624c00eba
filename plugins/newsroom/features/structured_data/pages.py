"""Structured data of every page that is no story: of lists, authors, print issues, pages, and the front page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from newsroom.core import text, urls
from newsroom.core.interface_text import TranslatableText
from newsroom.features.archive.views import ArchiveView
from newsroom.features.author_bios.views import AuthorView, ContributorsView
from newsroom.features.front.views import FrontView
from newsroom.features.issues.model import issue_address
from newsroom.features.issues.views import IssuesView, IssueView
from newsroom.features.search.views import SearchView
from newsroom.features.structured_data.model import (
    Agent,
    Image,
    Items,
    ListItem,
    PublicationIssue,
    Site,
    Thing,
    WebPage,
)
from newsroom.features.structured_data.publisher import MagazineRecords
from newsroom.features.structured_data.stories import HOME, Shown, agent, breadcrumb, image_of, story_record
from newsroom.features.topics.views import TopicsView
from newsroom.site.story_parts import BioBox
from newsroom.site.views import Head, ListView, PageView, StoryView

#: Pages that have a type of their own.
_TYPES = {"/about/": "AboutPage", "/contact/": "ContactPage"}
_INDEXES = (ArchiveView, ContributorsView, IssuesView, TopicsView)


def record(view: object, magazine: MagazineRecords, shown: Shown) -> Thing | None:
    """Return the record of a page; None where its kind has no record.

    Args:
        view: view that its template is given.
        magazine: the magazine.
        shown: prints words in the language of the page.
    """
    if isinstance(view, StoryView):
        return story_record(view, magazine, shown)
    if isinstance(view, FrontView):
        return _front(view, magazine)
    if isinstance(view, PageView):
        return _page(view, magazine)
    if isinstance(view, IssueView):
        return _issue(view, magazine)
    if isinstance(view, SearchView):
        return _plain(view.head, "WebPage", magazine)
    return _list(view, magazine, shown)


def _list(view: object, magazine: MagazineRecords, shown: Shown) -> Thing | None:
    if isinstance(view, AuthorView) and not view.number:
        page = replace(
            _plain(view.head, "ProfilePage", magazine),
            date_created=view.created,
            date_modified=max((card.date.iso for card in view.cards), default=""),
            main_entity=_whole_agent(view.bio, magazine),
        )
    elif isinstance(view, AuthorView | ListView):
        page = _collection(view.head, [card.href for card in view.cards], magazine)
    elif isinstance(view, _INDEXES):
        page = _collection(view.head, _items(view), magazine)
    else:
        return None
    way = _breadcrumbs(view, shown)
    return replace(page, breadcrumb=breadcrumb(page.url, way, magazine)) if way else page


def _items(view: ArchiveView | ContributorsView | IssuesView | TopicsView) -> list[str]:
    """Return the addresses that an index leads to."""
    if isinstance(view, ArchiveView):
        return [month.href for months in (*(months for _, months in view.years), view.months) for month in months]
    if isinstance(view, TopicsView):
        return [topic.href for _, letter in view.letters for topic in letter]
    if isinstance(view, ContributorsView):
        return [bio.href for group in view.groups for bio, _ in group.people]
    return [cover.href for cover in ((view.latest,) if view.latest else ()) + view.covers]


def _breadcrumbs(view: object, shown: Shown) -> list[tuple[str, str]]:
    """Return the way to a list as it shows it, the front page first and the list last; nothing where it shows none."""
    if isinstance(view, AuthorView):
        here, number = view.bio.name, view.number
    elif isinstance(view, ListView):
        here, number = view.here, view.number
    elif isinstance(view, ArchiveView):
        here, number = view.here, 0
    else:
        return []
    steps = [(shown(link.label), link.href) for link in view.trail]
    steps.insert(0, (shown(HOME), urls.front()))
    return [*steps, (shown(TranslatableText("Page %(number)s")) % {"number": number} if number else shown(here), "")]


def plain_page(head: Head, magazine: MagazineRecords) -> Thing:
    """Return a page of which nothing is known but its head."""
    return _plain(head, "WebPage", magazine)


def _plain(head: Head, type_: str, magazine: MagazineRecords) -> WebPage:
    return WebPage(
        type=type_,
        id=head.canonical,
        url=head.canonical,
        name=head.name,
        description=head.description,
        in_language=head.lang,
        publisher=magazine.publisher,
    )


def _front(view: FrontView, magazine: MagazineRecords) -> Site:
    head = view.head
    return Site(
        id=magazine.site_id,
        name=magazine.whole.name,
        url=head.canonical,
        description=head.description,
        in_language=head.lang,
        publisher=magazine.whole,
    )


def _page(view: PageView, magazine: MagazineRecords) -> WebPage:
    type_ = _TYPES.get(view.head.canonical.removeprefix(magazine.base_url), "WebPage")
    page = replace(_plain(view.head, type_, magazine), date_modified=view.modified.iso if view.modified else "")
    return replace(page, publisher=magazine.reference, main_entity=magazine.whole) if type_ == "AboutPage" else page


def _collection(head: Head, addresses: Sequence[str], magazine: MagazineRecords) -> WebPage:
    """Return a list.

    Its items are addresses alone: what a story is called outside of the magazine is for its own page to say.
    """
    items = tuple(
        ListItem(position=number, url=magazine.base_url + address) for number, address in enumerate(addresses, 1)
    )
    listed = Items(type="ItemList", item_list_element=items) if items else None
    return replace(_plain(head, "CollectionPage", magazine), main_entity=listed)


def _whole_agent(bio: BioBox, magazine: MagazineRecords) -> Agent:
    """Return an author with all that the page about them says."""
    who = agent(bio, magazine, bio.profiles)
    if bio.picture and bio.picture.share:
        image = Image(
            url=magazine.base_url + bio.picture.share,
            width=str(bio.picture.share_width),
            height=str(bio.picture.share_height),
            caption=bio.picture.alt,
        )
        who = replace(who, image=image)
    if bio.desk:
        return replace(who, parent_organization=magazine.reference)
    return replace(who, job_title=bio.role, pronouns=bio.pronouns)


def _issue(view: IssueView, magazine: MagazineRecords) -> PublicationIssue:
    cover, head = view.cover, view.head
    return PublicationIssue(
        id=head.canonical,
        name=text.plain(cover.title),
        url=head.canonical,
        issue_number=cover.number,
        date_published=cover.date.iso,
        image=image_of(cover.picture, head.image, magazine),
        is_part_of=magazine.part("Periodical", magazine.publisher.name, issue_address()),
        publisher=magazine.publisher,
    )
