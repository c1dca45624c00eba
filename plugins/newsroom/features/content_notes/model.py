"""Content notes: the data file, checks of stories, and the HTML of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Annotated

from lxml.html import builder, tostring
from pydantic import Field

from newsroom.core.front_matter import FieldPath
from newsroom.core.interface_text import TranslatableText
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.schema import Many, Record, Words
from newsroom.features.sections.model import Slug
from newsroom.features.stories.model import StoryRecord
from newsroom.site.feature_data import ContentNotes
from newsroom.site.page_parts import Note

#: The note that a story on suicide has; two services that answer around the clock stand below each such story.
SUICIDE = "suicide"
#: Ways to speak of somebody's suicide that mean nothing else. The word alone also stands in the names of services.
_PLAIN = re.compile(
    r"\b(?:(?:died|dies|dead|death|deaths|lost|dying) (?:\w+ )?(?:by|to) suicide|suicide attempts?|attempted suicide|"
    r"suicidal|committed suicide|(?:took|taken|take|taking) (?:his|her|their) own li(?:fe(?! and times)|ves)|"
    r"(?:killed|kills|kill|killing) (?:himself|herself|themsel(?:f|ves))|thinking (?:of|about) suicide)\b",
    re.IGNORECASE,
)


#: One of these is in each of them, and to look for that takes a tenth of the time.
_PARTS = ("suicid", "own li", "self", "selves")


class NoteField(Record):
    """One kind of note, in content/data/content_notes.toml."""

    id: Slug = Field(description="what a story writes in content_notes")
    words: Words = Field(description="the sentence above the story: This story is about suicide.")
    label: Words = Field(description="a word or two for lists and feeds: Suicide")
    helplines: Annotated[tuple[Words, ...], Many] = Field((), description="the topics of helplines below such a story")
    heavy: bool = Field(False, description="whether sensitive stories do not list such a story")


class NotesFile(Record):
    """The whole of content/data/content_notes.toml."""

    note: tuple[NoteField, ...] = Field((), description="the notes, in the order in which a story shows them")


def assemble(data: NotesFile | None, line_of: Callable[[FieldPath], tuple[int, int]]) -> ContentNotes:
    """Turn the data file into the notes of pages; an unreadable one is empty.

    Args:
        data: the file.
        line_of: says where a value stands.
    """
    items = data.note if data else ()
    return ContentNotes(
        {
            item.id: Note(
                item.id, TranslatableText(item.words), TranslatableText(item.label), item.helplines, item.heavy
            )
            for item in items
        },
        {item.id: line_of(("note", number, "helplines"))[0] for number, item in enumerate(items)},
    )


def unknown(record: StoryRecord, known: Iterable[str]) -> Iterator[Problem]:
    """Yield the notes of a story that there are not."""
    ids = list(known)
    for id_ in record.fields.content_notes:
        if id_ not in ids:
            fix = did_you_mean(id_, ids) or "describe it in content/data/content_notes.toml first"
            line = record.line("content_notes")
            yield Problem(record.source, line, 0, "content-note-unknown", f'there is no content note "{id_}"', fix)


def missing(body: str, first_line: int, record: StoryRecord) -> Iterator[Problem]:
    """Yield one problem when a story plainly speaks of suicide, in English, and has no note that says so.

    Args:
        body: its Markdown.
        first_line: the line of the file on which that begins.
        record: the story.
    """
    if SUICIDE in record.fields.content_notes or "content_notes" in record.at_fault:
        return
    places = ((record.title, record.line("title")), (record.summary, record.line("summary")), (body, first_line))
    for words, first in places:
        small = words.lower()
        match = _PLAIN.search(words) if any(part in small for part in _PARTS) else None
        if match is None:
            continue
        line = first + words.count("\n", 0, match.start())
        fix = f"add content_notes: [{SUICIDE}] to the front matter"
        message = f'the story speaks of suicide ("{match.group()}") and does not say so first'
        yield Problem(record.source, line, 0, "content-note-missing", message, fix)
        return


def markup(notes: Iterable[Note]) -> str:
    """Return notes as HTML for feeds, to stand before the story."""
    return "".join(
        tostring(builder.P(builder.STRONG("Content note:"), f" {note.words}"), encoding="unicode") for note in notes
    )


def state(pages: Iterable[tuple[str, str, tuple[Note, ...]]], feeds: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether each story that has notes shows them before its words, and the figures in words.

    Args:
        pages: address, HTML and notes of each story that has any.
        feeds: the text of the magazine's feeds by address; each that names a story with notes says its label.
    """
    known = list(pages)
    for address, html, notes in known:
        before, _, _ = html.partition('<div class="prose"')
        if before.count('role="note"') != len(notes):
            return False, f"{address} does not say its notes before its words"
        sign = f'term="Content note: {escape(notes[0].label)}"'
        silent = [feed for feed, text in feeds.items() for entry in _entries(text, address) if sign not in entry]
        if silent:
            return False, f"{silent[0]} carries {address} without its notes"
    return True, f"{len(known)} stories have content notes"


def _entries(feed: str, address: str) -> list[str]:
    """Return the entries of a feed that are of the story at an address; others may link to it."""
    own = re.compile(rf'<link rel="alternate" type="text/html" href="[^"]*{re.escape(address)}"')
    return [entry for entry in feed.split("<entry")[1:] if own.search(entry)]
