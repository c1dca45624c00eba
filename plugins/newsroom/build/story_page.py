"""The view of a story's page."""

from __future__ import annotations

from newsroom.author_bios.model import Authors
from newsroom.build import digests
from newsroom.build.cards import byline, card, card_key, full, moment, section_tag, words
from newsroom.build.edition import Edition
from newsroom.build.languages import alternate
from newsroom.build.plan import Plan
from newsroom.build.reading import Story
from newsroom.build.views import Alternate, Head, StoryView
from newsroom.core import text, urls
from newsroom.core.parts import Link
from newsroom.links.model import Directory, resolve
from newsroom.sections.model import Sections


def story_view(story: Story, plan: Plan) -> StoryView:
    """Return all that a story's page shows; what plugins attached is part of it."""
    edition = plan.edition
    record = story.record
    states = edition.get(Sections).states
    state = Link(states[record.state], urls.state(record.section, record.state)) if record.state in states else None
    return StoryView(
        chrome=plan.chrome(record.section),
        head=story_head(story, edition),
        card=card(story, edition),
        html=words(resolve(edition.html(story), story.text.links, edition.get(Directory))),
        layout=record.layout,
        kind=record.kind,
        published=moment(record.date, edition),
        modified=moment(record.modified, edition) if record.modified else None,
        tags=tuple(Link(tag.name, urls.topic(tag.slug)) for tag in record.tags),
        corrections=tuple((moment(item.date, edition), text.smart(item.text)) for item in record.corrections),
        state=state if record.home else None,
        **edition.all_parts(story),
    )


def story_key(story: Story, edition: Edition) -> bytes:
    """Return the digest of all that a story's page is made of, besides what every page carries."""
    record = story.record
    directory = edition.get(Directory)
    return digests.of(
        story.whole,
        card_key(story, edition),
        edition.get(Sections).states.get(record.state),
        tuple(directory.address(link) for link in story.text.links),
        edition.parts_key(story),
    )


def story_head(story: Story, edition: Edition) -> Head:
    """Return the head of a story's page, with what link previews show."""
    record = story.record
    settings = edition.settings
    authors = edition.get(Authors)
    parts = edition.parts(record.id)
    original: Alternate | None = parts.get("original")
    others: tuple[Alternate, ...] = (*((original,) if original else ()), *parts.get("translations", ()))
    feed = urls.feed(urls.section(record.section))
    section = section_tag(record.section, edition).name
    return Head(
        title=f"{record.title} – {settings.site}",
        description=record.summary,
        canonical=full(record.address, edition),
        lang=record.lang,
        og_type="article",
        feeds=(Link(settings.site, urls.feed("/")), Link(f"{section} – {settings.site}", feed)),
        image=full(story.lead.share if story.lead else "/theme/brand/share.jpg", edition),
        image_alt=story.lead.alt if story.lead else "",
        published=record.date.isoformat(),
        year=str(record.date.year),
        modified=(record.modified or record.date).isoformat(),
        authors=tuple(authors.name(item.author) for item in record.bylines) or (byline(story, edition),),
        section=section,
        tags=tuple(tag.name for tag in record.tags),
        alternates=(alternate(story, edition), *others) if others else (),
    )
