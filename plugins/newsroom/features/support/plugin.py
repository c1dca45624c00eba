"""Reads the helplines, puts those that a story needs below it, and checks that they are enough and not old."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.engine.safety import Safety
from newsroom.features.content_notes.model import SUICIDE
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.support.model import (
    Helplines,
    assemble,
    file_problems,
    nothing_listed,
    of_story,
    scheduled_changes,
    state,
    too_few,
    unknown_topics,
)
from newsroom.features.support.schema import HelplinesFile
from newsroom.site.feature_data import ContentNotes, SupportInvitation
from newsroom.site.view_parts import PagePart, StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "pages", "stories")
    hooks.read.connect(read, after=("content_notes",))
    hooks.enrich.connect(attach)
    hooks.safety.connect(say)


def read(edition: Edition) -> None:
    """Read helplines.toml, and check what stories and notes ask of it."""
    settings = edition.settings
    helplines_file, located = data.load(edition, "helplines.toml", HelplinesFile)
    helplines = assemble(helplines_file, settings.now.date())
    edition.put(helplines)
    listed = helplines_file is not None and helplines_file.helpline
    edition.put(SupportInvitation(helplines_file.invitation if helplines_file and listed else ""))
    edition.scheduled_changes += scheduled_changes(helplines, settings.zone)
    folder = f"{settings.content.name}/data"
    edition.problems += file_problems(helplines_file, f"{folder}/helplines.toml", located.line_of, settings.now.date())
    if helplines_file is None:
        return
    if not helplines.services and (settings.content / "data" / "helplines.toml").is_file():
        edition.problems.append(nothing_listed(f"{folder}/helplines.toml"))
    notes = edition.get(ContentNotes, ContentNotes())
    # Of a file without any service one problem is enough, unless a story asks for one.
    for note in notes.by_id.values() if helplines.services else ():
        edition.problems += unknown_topics(
            note.topics, helplines.topics, f"{folder}/content_notes.toml", notes.lines[note.id]
        )
    for record in edition.get(Stories).records.helped:
        line = record.line("helplines")
        edition.problems += unknown_topics(record.fields.helplines, helplines.topics, record.source, line)
        if SUICIDE in record.fields.content_notes and not record.at_fault & {"content_notes", "helplines"}:
            box = of_story(record, notes, helplines)
            edition.problems += too_few(box, record.source, record.line("content_notes"))


def attach(edition: Edition) -> None:
    """Provide its helplines for each story that needs any."""
    notes, helplines = edition.get(ContentNotes, ContentNotes()), edition.get(Helplines)

    stories = edition.get(Stories)
    boxes = {it.id: of_story(it, notes, helplines) for it in filter(stories.is_live, stories.records.helped)}
    keys = {id_: digests.of(box) for id_, box in boxes.items() if box}
    stories.provide(StoryPart.HELPLINES, lambda story: of_story(story.record, notes, helplines), keys)
    edition.get(Pages).provide(
        PagePart.HELPLINES, lambda page: helplines.box() if page.record.fields.layout == "helplines" else None
    )


def say(safety: Safety) -> None:
    """Say whether every story that needs helplines shows them."""
    edition = safety.edition
    notes, helplines = edition.get(ContentNotes, ContentNotes()), edition.get(Helplines)
    boxes = [(story.record.address, of_story(story.record, notes, helplines)) for story in edition.get(Stories).live]
    pages = [(address, safety.page(address), box) for address, box in boxes if box]
    stale = [service.line.name for service in helplines.services if service.line.stale]
    safety.say("helplines", *state(pages, stale))
