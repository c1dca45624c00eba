"""Cards and heads: how a story looks in a list, and what stands in a page's head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from newsroom.core import text, urls
from newsroom.core.languages import locale
from newsroom.core.parts import DisplayMoment, Link
from newsroom.core.words import SILENT, WORDLESS, NameList, TextList, TranslatableText
from newsroom.engine.cache import digests, kept
from newsroom.engine.edition import Edition
from newsroom.features.author_bios.model import Authors
from newsroom.features.content_notes.model import ContentNotes
from newsroom.features.front.model import LiveNow
from newsroom.features.headers.model import Headers
from newsroom.features.pages.reading import Pages
from newsroom.features.sections.model import Sections
from newsroom.features.social_links.model import Accounts, fediverse, x_handle
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import KIND_LABELS, MARKED
from newsroom.features.stories.preview import brand_image, preview
from newsroom.features.stories.rendering import Story
from newsroom.features.tips.model import published
from newsroom.site.assets import Assets
from newsroom.site.parts import Card, SectionTag
from newsroom.site.views import Chrome, Head

#: Every page carries it: a page from Pelican's own fall-back theme would not.
GENERATOR = "The newsroom of QN Magazine"


def moment(when: datetime, edition: Edition) -> DisplayMoment:
    """Return a moment as pages show it, in the site's zone; one at midnight was given as a day, and has no time."""
    return DisplayMoment.of(when.astimezone(edition.settings.zone))


def section_tag(section_id: str, edition: Edition) -> SectionTag:
    """Return a section as a kicker shows it."""
    section = edition.get(Sections).by_id.get(section_id)
    return section.tag if section else SectionTag(TranslatableText(section_id), urls.section(section_id), "black")


def byline(story: Story, edition: Edition) -> NameList:
    """Return the names of a story's authors; a story without any is the newsroom's."""
    authors = edition.get(Authors)
    names = [authors.name(byline.author) for byline in story.record.bylines]
    return NameList(dict.fromkeys(names)) or NameList((edition.settings.site,))


def card(story: Story, edition: Edition) -> Card:
    """Return a story as lists show it."""
    record = story.record
    known = edition.get(Stories).cards.get(record.id)
    if known is not None:
        return known
    made = edition.get(Stories).cards[record.id] = Card(
        id=record.id,
        title=story.title or text.line(record.title),
        plain_title=record.title,
        summary=story.summary or text.line(record.summary),
        href=record.address,
        date=moment(record.date, edition),
        section=section_tag(record.section, edition),
        label=KIND_LABELS.get(record.kind, SILENT),
        byline=byline(story, edition),
        picture=story.lead,
        lang=record.lang,
        dir=record.direction,
        minutes=text.minutes(story.text.words),
        notes=_labels(story, edition),
        marked=record.kind in MARKED,
        rating=record.rating,
        sponsor=record.sponsor,
    )
    return made


def outward_card(story: Story, edition: Edition) -> Card:
    """Return a story as lists show it that may be read elsewhere: of a discreet one, only what is neutral."""
    if story.record.discreet is None:
        return card(story, edition)
    known = edition.get(Stories).cards.get(story.record.address)
    if known is None:
        said, site = preview(story, edition), edition.settings.site
        known = edition.get(Stories).cards[story.record.address] = replace(
            card(story, edition),
            title=text.line(said.title),
            plain_title=said.title,
            summary=text.line(said.summary),
            section=SectionTag(TranslatableText(site), urls.front(), "black"),
            label=SILENT,
            marked=False,
            byline=NameList(said.authors),
            picture=None,
            notes=WORDLESS,
            rating=None,
            sponsor=None,
        )
    return known


def _labels(story: Story, edition: Edition) -> TextList:
    return TextList(note.label for note in edition.get(ContentNotes).of(story.record))


def aired(made: Card, edition: Edition) -> Card:
    """Return a card with the label Live where its story is; for pages that may change when a story goes live."""
    until = edition.get(LiveNow).live.get(made.id)
    return replace(made, live=until) if until else made


def card_key(story: Story, edition: Edition) -> bytes:
    """Return the digest of all that a story's card is made of."""
    known = edition.get(Stories).card_keys.get(story.record.id)
    if known is None:
        section = section_tag(story.record.section, edition)
        known = edition.get(Stories).card_keys[story.record.id] = digests.of(
            story.card, byline(story, edition), section, _labels(story, edition)
        )
    return known


def fill_card_keys(edition: Edition) -> None:
    """Make the keys of the cards of all live stories at once, since each stands in many lists."""
    authors, sections = edition.get(Authors).by_id, edition.get(Sections).by_id
    names = {id_: author.name for id_, author in authors.items()}
    tags = {id_: section.tag for id_, section in sections.items()}
    made_of = (names, tags, edition.settings.site, edition.get(ContentNotes).by_id)
    keys = kept.each("cards", made_of, edition.get(Stories).live, lambda story: card_key(story, edition))
    edition.get(Stories).card_keys.update(
        zip((story.record.id for story in edition.get(Stories).live), keys, strict=True)
    )


def cards_key(stories: Iterable[Story], edition: Edition) -> bytes:
    """Return the digest of all that the cards of some live stories are made of, in their order."""
    known = edition.get(Stories).card_keys
    return digests.of_bytes(b"".join([known[story.record.id] for story in stories]))


def full(address: str, edition: Edition) -> str:
    """Return an address of the site with its host."""
    return edition.settings.site_url + address


def head(  # noqa: PLR0913  each says one thing of a page
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
        title: plain, or a word of the house; the site's name follows it.
        description: plain, or a word of the house.
        address: the page's own; empty for the 404 page, which answers at many.
        edition: the edition.
        feeds: feeds of this page besides the magazine's.
        number: the sheet of a list; 0 for its head.
        index: whether search engines may list it.
        lang: the language of the page; empty for the magazine's own.
    """
    settings = edition.settings
    lang = lang or settings.lang
    said = {"title": edition.printed(title, lang), "number": number}
    named = edition.phrase("%(title)s, page %(number)s", lang) % said if number else said["title"]
    carried = (Link(settings.site, urls.feed("/")), *feeds)
    if not number and (feeds or address == urls.front()):
        # The head of a list names its feed in every form; on all other pages that would be weight for nothing.
        base = carried[-1].href.removesuffix(urls.feed(""))
        carried += tuple(Link(carried[-1].label, urls.feed(base, form)) for form in urls.FEEDS[1:])
    whole = f"{named} – {settings.site}" if title else f"{settings.site} – {settings.tagline}"
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


def chrome(edition: Edition, assets: Assets, current: str = "") -> Chrome:
    """Return what a page carries around its own words.

    Args:
        edition: the edition.
        assets: where the theme's files are.
        current: the id of the section that the page belongs to.
    """
    sections = edition.get(Sections)
    settings = edition.settings
    return Chrome(
        site=settings.site,
        tagline=settings.tagline,
        sections=tuple(
            Link(section.name, urls.section(section.id), section.id == current) for section in sections.by_id.values()
        ),
        more=sections.more,
        footer=sections.footer,
        accounts=edition.get(Accounts).profiles,
        tips=_tips(edition),
        leaving=assets.leaving,
        player=assets.player,
        stylesheet=assets.stylesheet,
        sheets=assets.sheets,
        fonts=assets.fonts,
        scripts=assets.scripts,
        icons=assets.icons,
        feed=urls.feed("/"),
        base_url=settings.site_url,
        generator=GENERATOR,
        policy=edition.get(Headers).policy.meta,
        x=x_handle(edition.get(Accounts).profiles),
        fediverse=fediverse(edition.get(Accounts).profiles),
    )


def _tips(edition: Edition) -> Link | None:
    """Return the link to the tips page, for every page: then being there says nothing of anybody."""
    records = [page.record for page in edition.get(Pages).all]
    address = published((record.address, record.layout, record.status) for record in records)
    title = next((record.title for record in records if record.address == address), "")
    return Link(title, address) if address else None


def words(markup: str) -> Markup:
    """Return HTML that went through the allow-list as what templates print unescaped."""
    return Markup(markup)  # noqa: S704  nh3 cleaned it: see newsroom.engine.read.reading
