"""Index of the records to check, so that a plugin looks only at the stories that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from newsroom.features.stories.model import StoryRecord


class RecordIndex(Struct, frozen=True):
    """Records by what stands in their fields, in the order of their files.

    Args:
        authors: by the ids in their bylines.
        sections: by the id of their section.
        helped: those that name content notes or helplines.
        discreet: those that say how they are named outside of their own page.
        translations: those that say of which story they are a translation.
        exits: those that ask for the button for leaving quickly.
    """

    authors: dict[str, list[StoryRecord]] = field(default_factory=lambda: defaultdict(list))
    sections: dict[str, list[StoryRecord]] = field(default_factory=lambda: defaultdict(list))
    helped: list[StoryRecord] = field(default_factory=list)
    discreet: list[StoryRecord] = field(default_factory=list)
    translations: list[StoryRecord] = field(default_factory=list)
    exits: list[StoryRecord] = field(default_factory=list)


def index_records(records: Iterable[StoryRecord]) -> RecordIndex:
    """Return the index of some records."""
    index = RecordIndex()
    authors, sections = index.authors, index.sections
    for record in records:
        fields = record.fields
        sections[record.section].append(record)
        for byline in record.bylines:
            authors[byline.author].append(record)
        if fields.content_notes or fields.helplines:
            index.helped.append(record)
        if fields.discreet is not None:
            index.discreet.append(record)
        if fields.translation_of:
            index.translations.append(record)
        if fields.quick_exit:
            index.exits.append(record)
    return index
