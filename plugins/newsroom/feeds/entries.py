"""What a story is in a feed: its words with its notes before and its helplines after them, or what is neutral."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import builder, tostring

from newsroom.build.edition import Edition
from newsroom.build.preview import preview
from newsroom.build.reading import Story
from newsroom.content_notes.model import Notes
from newsroom.content_notes.model import markup as notes_markup
from newsroom.feeds.model import Entry, corrected, entry_id
from newsroom.links.model import Directory, resolve
from newsroom.stories.model import KIND_LABELS, MARKED, StoryRecord
from newsroom.support.model import Helplines, of_story
from newsroom.support.model import markup as helplines_markup


def care(stories: Sequence[Story], edition: Edition) -> object:
    """Return, as plain values, what stands before and after the words of those stories that ask for it."""
    notes, helplines = edition.get(Notes), edition.get(Helplines)
    asking = (story.record for story in stories if story.record.content_notes or story.record.helplines)
    return [(notes.of(record), of_story(record, notes, helplines)) for record in asking]


def _stars(record: StoryRecord) -> str:
    """Return how many stars a review gives, as its page says it."""
    if record.rating is None:
        return ""
    line = builder.P(f"{record.rating.words} out of {record.rating.best} stars")
    return str(tostring(line, encoding="unicode"))


def entry(story: Story, edition: Edition) -> Entry:
    """Return a story as a feed carries it; of a discreet one that is its neutral preview and nothing else."""
    record = story.record
    said = preview(story, edition)
    labels: tuple[str, ...] = ()
    title, via = said.title, ""
    if said.discreet:
        words = str(tostring(builder.P(said.summary), encoding="unicode"))
    else:
        all_notes = edition.get(Notes)
        notes, box = all_notes.of(record), of_story(record, all_notes, edition.get(Helplines))
        labels = tuple(f"Content note: {note.label}" for note in notes)
        words = corrected(record.corrections, resolve(edition.html(story), story.text.links, edition.get(Directory)))
        words = notes_markup(notes) + _stars(record) + words + (helplines_markup(box) if box else "")
        if record.kind in MARKED:
            # A reader of feeds sees no kicker, and must not take an advertisement or an opinion for a report.
            title = f"{KIND_LABELS[record.kind]}: {title}"
        via = record.origin.href if record.origin else ""
    return Entry(
        id=entry_id(edition.settings.site_url, said.id),
        url=said.url,
        title=title,
        summary=said.summary,
        html=words,
        published=record.date,
        updated=record.changed or record.date,
        authors=said.authors,
        topics=(*said.topics, *labels),
        lang=record.lang,
        via=via,
    )
