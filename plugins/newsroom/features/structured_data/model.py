"""Structured data of a page: typed records in the words of schema.org.

The name of a field is that of the property, as Python writes it: ``date_published`` for ``datePublished``. ``type`` and
``id`` are JSON-LD's ``@type`` and ``@id``; a field that is empty is left out. Types and properties are those of
https://schema.org, version 29.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

#: Types of stories by kind; all others are news. Paid content is no article.
ARTICLES = {
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
#: The type of a reviewed work and the property that names its maker, by the form of the work.
REVIEWED = {
    "book": ("Book", "author"),
    "film": ("Movie", "director"),
    "series": ("TVSeries", "creator"),
    "play": ("TheaterEvent", "performer"),
    "musical": ("TheaterEvent", "performer"),
    "concert": ("MusicEvent", "performer"),
    "album": ("MusicAlbum", "byArtist"),
    "exhibition": ("ExhibitionEvent", "performer"),
    "festival": ("Festival", "organizer"),
    "event": ("Event", "organizer"),
    "place": ("Place", ""),
    "game": ("Game", "creator"),
}
#: Of these, where and when they are on can be said.
EVENTS = frozenset({"Event", "ExhibitionEvent", "Festival", "MusicEvent", "TheaterEvent"})
#: Properties whose value is a person; that of others may be a company, a band or a gallery.
_PERSONS = frozenset({"author", "director"})


class Thing(Struct, frozen=True, kw_only=True):
    """Something with a type; ``id`` is what other records call it."""

    type: str
    id: str = ""


class Reference(Struct, frozen=True, kw_only=True):
    """Another record of the same graph."""

    id: str


class Image(Thing, frozen=True, kw_only=True):
    """A picture, its measure in pixels (words, for schema.org), what it shows, who made it and who may use it."""

    type: str = "ImageObject"
    url: str
    width: str
    height: str
    caption: str = ""
    credit_text: str = ""
    creator: Thing | Reference | None = None
    copyright_notice: str = ""
    license: str = ""
    acquire_license_page: str = ""


class Agent(Thing, frozen=True, kw_only=True):
    """A person, a desk, a company; ``same_as`` are the addresses of their accounts."""

    name: str
    url: str = ""
    description: str = ""
    job_title: str = ""
    pronouns: str = ""
    image: Image | None = None
    same_as: tuple[str, ...] = ()
    works_for: Thing | Reference | None = None
    parent_organization: Thing | Reference | None = None


class Publisher(Thing, frozen=True, kw_only=True):
    """The magazine; on pages that are not about it, its name, address and logo alone."""

    type: str = "NewsMediaOrganization"
    name: str
    url: str
    logo: Image
    slogan: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    same_as: tuple[str, ...] = ()
    publishing_principles: str = ""
    ethics_policy: str = ""
    verification_fact_checking_policy: str = ""
    corrections_policy: str = ""
    actionable_feedback_policy: str = ""
    unnamed_sources_policy: str = ""
    mission_coverage_priorities_policy: str = ""
    masthead: str = ""


class ListItem(Thing, frozen=True, kw_only=True):
    """One item of a list, counted from 1: a step of the way to a page, or a story."""

    type: str = "ListItem"
    position: int
    name: str = ""
    url: str = ""
    item: str = ""


class Items(Thing, frozen=True, kw_only=True):
    """A list: BreadcrumbList or ItemList."""

    item_list_element: tuple[ListItem, ...]


class SchemaRating(Thing, frozen=True, kw_only=True):
    """How many stars, of how many."""

    type: str = "Rating"
    rating_value: float
    best_rating: int
    worst_rating: float = 0.5


class Place(Thing, frozen=True, kw_only=True):
    """Where something is."""

    type: str = "Place"
    name: str


class ReviewSubject(Thing, frozen=True, kw_only=True):
    """Subject of a review: a work, an event, a place; ``start_date`` and ``end_date`` are its first and last day."""

    name: str
    author: Agent | None = None
    director: Agent | None = None
    creator: Agent | None = None
    performer: Agent | None = None
    by_artist: Agent | None = None
    organizer: Agent | None = None
    location: Place | None = None
    start_date: str = ""
    end_date: str = ""


class Update(Thing, frozen=True, kw_only=True):
    """One update of a live page, or one correction of a story; its ``name`` says if it is a clarification."""

    name: str = ""
    headline: str = ""
    text: str = ""
    article_body: str = ""
    url: str = ""
    date_published: str
    author: tuple[Thing | Reference, ...] = ()


class Part(Thing, frozen=True, kw_only=True):
    """Whole that a page is a part of: a series, the site."""

    name: str
    url: str


class WebPage(Thing, frozen=True, kw_only=True):
    """A page; ``main_entity`` is its subject, ``breadcrumb`` the way to it. A story's page has no other properties."""

    url: str = ""
    name: str = ""
    description: str = ""
    in_language: str = ""
    date_created: str = ""
    date_modified: str = ""
    main_entity: Thing | Reference | None = None
    breadcrumb: Items | None = None
    publisher: Thing | Reference | None = None


class Article(Thing, frozen=True, kw_only=True):
    """A story."""

    main_entity_of_page: WebPage
    headline: str
    description: str = ""
    in_language: str
    date_published: str
    date_modified: str
    author: tuple[Thing | Reference, ...]
    publisher: Publisher
    image: tuple[Image, ...]
    article_section: str = ""
    word_count: int | None = None
    keywords: tuple[str, ...] = ()
    is_accessible_for_free: bool = True
    is_part_of: Part | None = None
    is_based_on: str = ""
    source_organization: Agent | None = None
    sponsor: Agent | None = None
    correction: tuple[Update, ...] = ()
    item_reviewed: ReviewSubject | None = None
    review_rating: SchemaRating | None = None
    coverage_start_time: str = ""
    coverage_end_time: str = ""
    live_blog_update: tuple[Update, ...] = ()


class Site(Thing, frozen=True, kw_only=True):
    """The site as a whole."""

    type: str = "WebSite"
    name: str
    url: str
    description: str = ""
    in_language: str
    publisher: Publisher


class PublicationIssue(Thing, frozen=True, kw_only=True):
    """A print issue."""

    type: str = "PublicationIssue"
    name: str
    url: str
    issue_number: int
    date_published: str
    image: Image
    is_part_of: Part
    publisher: Thing | Reference


def made_by(form: str, name: str) -> tuple[str, dict[str, Any]]:
    """Return the type of the reviewed work, and its makers under the property for their role.

    Args:
        form: a key of `REVIEWED`; anything else is a thing of which no more is known.
        name: name of the maker; may be empty.
    """
    type_, role = REVIEWED.get(form, ("Thing", ""))
    if not (name and role):
        return type_, {}
    kind = "Person" if role in _PERSONS else "MusicGroup" if role == "byArtist" else "Organization"
    return type_, {"by_artist" if role == "byArtist" else role: Agent(type=kind, name=name)}
