"""Articles and pages as Pelican knows them, which features offer for third-party plugins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct


class ArticleTerm(Struct, frozen=True):
    """A category, tag or author: its name, the last part of its address, and what is known of it besides."""

    name: str
    slug: str
    record: object = None


class ArticleSource(Struct, frozen=True):
    """One article that readers may see.

    Args:
        id: its lasting name.
        source: the path of its file in the project.
        title, slug, lang, series: plain; ``series`` may be empty.
        summary: HTML.
        date, modified: moments with a zone; ``modified`` may be None.
        category, tags, authors: the lists and people that it belongs to.
        address: where it answers, with slashes at both ends.
        is_home: whether it is in the magazine's own language.
        translation_of: the id of the article that it was made from; may be empty.
        record: everything that the magazine knows of it.
        digest: of its file and all that the file embeds.
        html: returns its text, with links resolved.
    """

    id: str
    source: str
    title: str
    summary: str
    date: datetime
    modified: datetime | None
    slug: str
    lang: str
    series: str
    category: ArticleTerm
    tags: tuple[ArticleTerm, ...]
    authors: tuple[ArticleTerm, ...]
    address: str
    is_home: bool
    translation_of: str
    record: object
    digest: bytes
    html: Callable[[], str]


class PageSource(Struct, frozen=True):
    """One page that readers may see; its fields are those of `ArticleSource`."""

    source: str
    title: str
    summary: str
    address: str
    html: Callable[[], str]


def no_articles() -> Sequence[ArticleSource]:
    """Return no articles: no plugin reads any."""
    return ()


def no_pages() -> Sequence[PageSource]:
    """Return no pages: no plugin reads any."""
    return ()


class PelicanContents(Struct):
    """The contents for Pelican's objects, made only when a third-party plugin is switched on."""

    articles: Callable[[], Sequence[ArticleSource]] = no_articles
    pages: Callable[[], Sequence[PageSource]] = no_pages
