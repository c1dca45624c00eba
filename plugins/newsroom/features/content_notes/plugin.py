"""Reads the content notes and attaches them to stories."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.core import urls
from newsroom.core.front_matter import SplitFile
from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.engine.read_context import ReadContext
from newsroom.engine.safety import Safety
from newsroom.features.content_notes.model import NotesFile, assemble, missing, state, unknown
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import StoryRecord
from newsroom.site.feature_data import ContentNotes
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.transforms.connect(offer)
    hooks.read.connect(read)
    hooks.enrich.connect(attach)
    hooks.safety.connect(say)


def offer(context: ReadContext) -> None:
    """Offer the check for a note that is missing."""
    context.checks.append(_missing)


def _missing(split_file: SplitFile, record: object) -> Iterable[Problem]:
    return (
        missing(split_file.body, split_file.body_line, record)
        if isinstance(record, StoryRecord) and record.home
        else ()
    )


def read(edition: Edition) -> None:
    """Read content_notes.toml and find stories that name a note which is not there."""
    notes_file, located = data.load(edition, "content_notes.toml", NotesFile)
    notes = assemble(notes_file, located.line_of)
    edition.put(notes)
    for record in edition.get(Stories).records.helped:
        edition.problems += unknown(record, notes.by_id)


def attach(edition: Edition) -> None:
    """Provide its notes for each story."""
    notes, stories = edition.get(ContentNotes), edition.get(Stories)
    keys = {
        record.id: [(note.words, note.label) for note in notes.of(record.fields.content_notes)]
        for record in filter(stories.is_live, stories.records.helped)
    }
    stories.provide(StoryPart.NOTES, lambda story: notes.of(story.record.fields.content_notes), keys)


def say(safety: Safety) -> None:
    """Say whether every story that has notes shows them; a discreet one shows none of them in feeds."""
    notes, site = safety.edition.get(ContentNotes), safety.site
    noted = [story.record for story in safety.edition.get(Stories).live if notes.of(story.record.fields.content_notes)]
    pages = [(record.address, safety.page(record.address), notes.of(record.fields.content_notes)) for record in noted]
    feeds = {}
    if any(record.fields.discreet is None for record in noted):
        feeds = {urls.feed("/"): (site / "feed.atom").read_text("utf-8")}
    open_ones = {record.address for record in noted if record.fields.discreet is None}
    kept, words = state([page for page in pages if page[0] in open_ones], feeds)
    if kept:
        kept, words = state(pages, {})
    safety.say("content-notes", kept, words)
