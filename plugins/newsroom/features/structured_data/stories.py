"""Structured data of a story, made from its view only, so that it says nothing that the page does not show."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from newsroom.core import text, tree, urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Picture, ShareImage
from newsroom.features.structured_data.model import (
    ARTICLES,
    EVENTS,
    Agent,
    Article,
    Image,
    Items,
    ListItem,
    Place,
    Reference,
    ReviewSubject,
    SchemaRating,
    Thing,
    Update,
    WebPage,
    made_by,
)
from newsroom.features.structured_data.publisher import MagazineRecords, same_as
from newsroom.site.story_parts import BioBox, Profile, Review
from newsroom.site.views import StoryView

#: The first item of every breadcrumb.
HOME = TranslatableText("Home")
#: Prints interface text in the language of the page.
Shown = Callable[[object], str]


def story_record(view: StoryView, magazine: MagazineRecords, shown: Shown) -> Article:
    """Return a story, and within it the way to its page.

    Of a story that is discreet nothing is said but what link previews show: neither kind nor section nor authors.
    """
    head = view.head
    page = WebPage(type="WebPage", id=head.canonical)
    article = Article(
        type="NewsArticle",
        id=f"{head.canonical}#story",
        main_entity_of_page=page,
        headline=head.name,
        description=head.description,
        in_language=head.lang,
        date_published=head.published,
        date_modified=head.modified,
        author=(magazine.reference,),
        publisher=magazine.publisher,
        image=(image_of(None, head.image, magazine),),
    )
    if head.neutral:
        return article
    steps = [(shown(HOME), urls.front()), *((shown(link.label), link.href) for link in view.trail)]
    page = replace(page, breadcrumb=breadcrumb(head.canonical, steps, magazine))
    return _open(replace(article, main_entity_of_page=page), view, magazine, shown)


def _open(article: Article, view: StoryView, magazine: MagazineRecords, shown: Shown) -> Article:
    """Return a story with all that its page shows."""
    head = view.head
    image = image_of(view.card.picture, head.image, magazine, view.bios)
    whole = replace(
        article,
        type=ARTICLES.get(view.kind, "NewsArticle"),
        author=tuple(_agent(bio, magazine) for bio in view.bios) or article.author,
        image=(image, *_crops(image, view.card.picture, magazine)),
        article_section=shown(view.card.section.name),
        word_count=len(text.plain(f"{view.points} {view.html}").split()),
        keywords=head.tags,
        correction=tuple(
            Update(
                type="CorrectionComment",
                name=shown(entry.label),
                text=text.plain(entry.words),
                date_published=entry.date.iso,
            )
            for entry in (view.corrections.entries if view.corrections else ())
        ),
    )
    if view.series:
        whole = replace(whole, is_part_of=magazine.part("CreativeWorkSeries", view.series.name, view.series.href))
    if view.origin:
        source = Agent(type="Organization", name=view.origin.name)
        whole = replace(whole, is_based_on=view.origin.href, source_organization=source)
    if view.sponsor:
        whole = replace(whole, sponsor=Agent(type="Organization", name=view.sponsor.name, url=view.sponsor.href))
    if view.live_page:
        return _live(whole, view)
    if view.kind == "review":
        stars = view.card.rating
        rating = SchemaRating(rating_value=stars.stars, best_rating=stars.best) if stars else None
        whole = replace(whole, review_rating=rating, item_reviewed=_reviewed(view.review) if view.review else None)
    return whole


def _live(whole: Article, view: StoryView) -> Article:
    """Return a live page; it is over when it is no longer said to be live, and else ends when that will be."""
    bodies = _bodies(view.html)
    authors = tuple(Reference(id=author.id) for author in whole.author)
    updates = tuple(
        Update(
            type="BlogPosting",
            headline=text.plain(jump.label),
            article_body=bodies.get(jump.href.removeprefix("#"), ""),
            url=view.head.canonical + jump.href,
            date_published=jump.moment.iso,
            author=authors,
        )
        for jump in view.jumps
        if jump.moment
    )
    return replace(
        whole,
        type="LiveBlogPosting",
        coverage_start_time=whole.date_published,
        coverage_end_time=view.live or (view.live_page.updated.iso if view.live_page else ""),
        live_blog_update=updates,
    )


def _bodies(markup: str) -> dict[str, str]:
    """Return the words of each update of a live page by its id, without its time and its headline."""
    bodies = {}
    for section in tree.elements(tree.parse(markup), "section"):
        if "live-update" in tree.classes(section):
            parts = [part for part in section if part.tag != "h2" and "live-time" not in tree.classes(part)]
            bodies[section.get("id", "")] = " ".join(" ".join(part.text_content().split()) for part in parts)
    return bodies


def _reviewed(review: Review) -> ReviewSubject:
    type_, maker = made_by(review.form, review.by)
    if type_ not in EVENTS:
        return ReviewSubject(type=type_, name=review.what, **maker)
    place = Place(name=review.where) if review.where else None
    return ReviewSubject(
        type=type_, name=review.what, location=place, start_date=review.starts, end_date=review.ends, **maker
    )


def _agent(bio: BioBox, magazine: MagazineRecords) -> Thing | Reference:
    """Return who made a story; a desk is several people, and the newsroom itself is who publishes."""
    if not bio.bio:
        return magazine.reference
    return agent(bio, magazine, bio.profiles)


def agent(bio: BioBox, magazine: MagazineRecords, accounts: tuple[Profile, ...]) -> Agent:
    """Return an author, with the bio and the accounts."""
    url = magazine.base_url + bio.href
    return Agent(
        type="Organization" if bio.desk else "Person",
        id=_author_id(bio, magazine),
        name=bio.name,
        url=url,
        description=text.plain(bio.bio),
        same_as=same_as(accounts),
    )


def image_of(
    picture: Picture | None, shared: ShareImage, magazine: MagazineRecords, bios: tuple[BioBox, ...] = ()
) -> Image:
    """Return the picture of a page as link previews show it, with who made it and who may use it, as far as is known.

    A picture that is credited to the magazine is the magazine's. One that is credited to somebody of the byline was
    made by them; whose the rights in it are, nobody has said, no more than of all others.
    """
    image = Image(url=shared.url, width=str(shared.width), height=str(shared.height), caption=shared.alt)
    if not (picture and picture.share and picture.credit):
        return image
    image = replace(image, credit_text=picture.credit)
    if picture.credit == magazine.publisher.name:
        own = magazine.licence
        return replace(
            image,
            creator=magazine.reference,
            copyright_notice=f"© {picture.credit}",
            license=own.address,
            acquire_license_page=own.page,
        )
    maker = next((bio for bio in bios if bio.bio and bio.name == picture.credit), None)
    return replace(image, creator=Reference(id=_author_id(maker, magazine))) if maker else image


def _author_id(bio: BioBox, magazine: MagazineRecords) -> str:
    return f"{magazine.base_url}{bio.href}#author"


def _crops(image: Image, picture: Picture | None, magazine: MagazineRecords) -> tuple[Image, ...]:
    """Return a story's picture in the shapes that Google asks for, each with the same rights in it."""
    if picture is None:
        return ()
    return tuple(
        replace(
            image,
            url=magazine.base_url + picture.crop_address(crop),
            width=str(crop.width),
            height=str(crop.height),
            caption="",
        )
        for crop in picture.crops
    )


def breadcrumb(url: str, way: list[tuple[str, str]], magazine: MagazineRecords) -> Items:
    """Return the way to a page.

    Args:
        url: the page's full address.
        way: names and addresses, the front page first; the address of the page itself may be empty.
        magazine: the magazine.
    """
    items = (
        ListItem(position=number, name=name, item=magazine.base_url + address if address else url)
        for number, (name, address) in enumerate(way, 1)
    )
    return Items(type="BreadcrumbList", item_list_element=tuple(items))
