"""Feed entries: the text of a story with its content notes and helplines, or its neutral words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml.html import builder, tostring

from newsroom.core import urls
from newsroom.core.parts import Picture
from newsroom.engine.edition import Edition
from newsroom.features.author_bios.addresses import contributors_address
from newsroom.features.content_notes.model import markup as notes_markup
from newsroom.features.feeds.model import (
    Enclosure,
    FeedEntry,
    Person,
    absolute,
    attached,
    corrected,
    entry_id,
    figure,
    file_of,
)
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.stories.addresses import author_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import KIND_LABELS, MARKED, StoryRecord
from newsroom.features.stories.preview import preview
from newsroom.features.stories.rendering import Story
from newsroom.features.support.model import Helplines, of_story
from newsroom.features.support.model import markup as helplines_markup
from newsroom.site.feature_data import ContentNotes, Contributors
from newsroom.site.page_head import full


def care(stories: Sequence[Story], edition: Edition) -> object:
    """Return, as plain values, the notes and helplines around the text of stories that have them."""
    notes, helplines = edition.get(ContentNotes, ContentNotes()), edition.get(Helplines, Helplines())
    asking = (story.record for story in stories if story.record.fields.content_notes or story.record.fields.helplines)
    return [(notes.of(record.fields.content_notes), of_story(record, notes, helplines)) for record in asking]


def _stars(record: StoryRecord) -> str:
    """Return how many stars a review gives, as its page says it."""
    rating = record.rating
    if rating is None:
        return ""
    line = builder.P(f"{rating.words} out of {rating.best} stars")
    return str(tostring(line, encoding="unicode"))


def _sponsor(record: StoryRecord) -> str:
    """Return the sponsor of a sponsored story, as its page says it."""
    who = record.sponsor
    if who is None:
        return ""
    name = builder.A(who.name, href=who.href, rel="sponsored noopener") if who.href else builder.SPAN(who.name)
    line = builder.P("Supported by " if who.supports else "Paid for by ", name)
    return str(tostring(line, encoding="unicode"))


def entry(story: Story, edition: Edition, length: Callable[[str], int]) -> FeedEntry:
    """Return a story as a feed carries it; of a discreet one that is its neutral preview and nothing else.

    Args:
        story: the story.
        edition: the edition.
        length: returns how long the file at an address is, in bytes; 0 where there is none.
    """
    record, settings = story.record, edition.settings
    shown = preview(story, edition)
    labels: tuple[str, ...] = ()
    title, via = shown.title, ""
    if shown.discreet:
        words = str(tostring(builder.P(shown.summary), encoding="unicode"))
    else:
        all_notes = edition.get(ContentNotes, ContentNotes())
        notes, box = (
            all_notes.of(record.fields.content_notes),
            of_story(record, all_notes, edition.get(Helplines, Helplines())),
        )
        labels = tuple(f"Content note: {note.label}" for note in notes)
        lead = figure(shown.picture) if shown.picture else ""
        words = lead + resolve(edition.get(Stories).html(story), story.text.links, edition.get(LinkResolver))
        words = _sponsor(record) + notes_markup(notes) + _stars(record) + corrected(record.fields.corrections, words)
        words += helplines_markup(box) if box else ""
        if record.fields.kind in MARKED:
            # A reader of feeds sees no kicker, and must not take an advertisement or an opinion for a report.
            title = f"{KIND_LABELS[record.fields.kind]}: {title}"
        via = record.fields.syndicated_from.href if record.fields.syndicated_from else ""
    return FeedEntry(
        id=entry_id(settings.site_url, shown.id),
        url=shown.url,
        title=title,
        summary=shown.summary,
        html=absolute(words, settings.site_url, shown.url),
        published=record.fields.date,
        updated=record.changed or record.fields.date,
        authors=_authors(story, edition, discreet=shown.discreet),
        topics=(*shown.topics, *labels),
        lang=record.lang,
        picture=enclosed(shown.picture, edition, length),
        via=via,
    )


def enclosed(picture: Picture | None, edition: Edition, length: Callable[[str], int]) -> Enclosure | None:
    """Return a picture as a feed names it; None where there is none, or no file of it."""
    size = length(file_of(picture)) if picture else 0
    return attached(picture, edition.settings.site_url, size) if picture and size else None


def publisher(edition: Edition) -> Person:
    """Return the magazine as the author of what nobody signs, with the page of all contributors where there is one."""
    page = contributors_address() if edition.get(Contributors, Contributors()).by_id else urls.front()
    return Person(edition.settings.site, full(page, edition))


def _authors(story: Story, edition: Edition, *, discreet: bool) -> tuple[Person, ...]:
    """Return the authors of a story with their pages; none for a discreet one."""
    people, ids = edition.get(Contributors, Contributors()), [byline.author for byline in story.record.bylines]
    names = [] if discreet else people.names(ids, story.record.lang)
    known = zip(names, ids, strict=False)
    return tuple(Person(name, full(author_address(id_), edition)) for name, id_ in known) or (publisher(edition),)
