"""Page heads, and values that all views use: moments, absolute addresses, clean HTML."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from newsroom.core import urls
from newsroom.core.languages import locale
from newsroom.core.parts import DisplayMoment, Link, ShareImage
from newsroom.engine.edition import Edition
from newsroom.site.feature_data import ListFeeds
from newsroom.site.views import Head


def moment(when: datetime, edition: Edition) -> DisplayMoment:
    """Return a moment as pages show it, in the site's zone; one at midnight was given as a day, and has no time."""
    return DisplayMoment.of(when.astimezone(edition.settings.zone))


def full(address: str, edition: Edition) -> str:
    """Return an address of the site with its host."""
    return edition.settings.site_url + address


def page_head(  # noqa: PLR0913  each says one thing of a page
    title: str,
    description: str,
    address: str,
    edition: Edition,
    *,
    feeds: tuple[Link, ...] = (),
    number: int = 0,
    index: bool = True,
    lang: str = "",
) -> Head:
    """Return the head of a page that is no story.

    Args:
        title: plain text, or interface text; the site's name follows it.
        description: plain text, or interface text.
        address: the page's own; empty for the 404 page, which answers at many.
        edition: the edition.
        feeds: feeds of this page besides the magazine's.
        number: the sheet of a list; 0 for its head.
        index: whether search engines may list it.
        lang: the language of the page; empty for the magazine's own.
    """
    settings = edition.settings
    lang = lang or settings.lang
    names = {"title": edition.printed(title, lang), "number": number}
    named = edition.phrase("%(title)s, page %(number)s", lang) % names if number else names["title"]
    whole_feed = edition.get(ListFeeds, ListFeeds()).of(urls.front())
    carried = (*((Link(settings.site, whole_feed),) if whole_feed else ()), *feeds)
    if carried and not number and (feeds or address == urls.front()):
        # The head of a list names its feed in every form; on all other pages that would be weight for nothing.
        base = carried[-1].href.removesuffix(urls.feed(""))
        carried += tuple(Link(carried[-1].label, urls.feed(base, form)) for form in urls.FEEDS[1:])
    whole = f"{named} – {settings.site}" if title else _with_tagline(edition, " – ")
    return Head(
        title=whole,
        tab=whole,
        description=edition.printed(description, lang),
        canonical=full(address, edition) if address else "",
        lang=lang,
        feeds=carried,
        image=brand_image(edition),
        name=str(named) if title else settings.site,
        locale=locale(lang),
        index=index,
    )


def _with_tagline(edition: Edition, between: str) -> str:
    """Return the magazine's name, and its tagline if it has one."""
    return between.join(filter(None, (edition.settings.site, edition.settings.tagline)))


def words(markup: str) -> Markup:
    """Return HTML that went through the allow-list as what templates print unescaped."""
    return Markup(markup)  # noqa: S704  nh3 cleaned it: see newsroom.engine.read.text_rendering


#: The picture in link previews of a page that has none of its own.
SHARE_PICTURE = "/theme/brand/share.jpg"


#: The picture in link previews of a discreet story: a letter, in none of the colours that anybody knows.
PLAIN_PICTURE = "/theme/brand/share-plain.jpg"


#: Of both, and of what is made for a story, in pixels: what Open Graph's readers ask for.
SHARE_SIZE = (1200, 630)


def brand_image(edition: Edition) -> ShareImage:
    """Return the share picture of a page that has none of its own."""
    settings = edition.settings
    return ShareImage(settings.site_url + SHARE_PICTURE, _with_tagline(edition, ": "), *SHARE_SIZE)
