"""Right and wrong uses of the parts of views, for mypy alone; nothing runs this module.

mypy looks at it as it does at plugins/. It tells of a comment that has nothing to ignore, so each line with one is held
to be refused.
"""

from __future__ import annotations

from typing import assert_type

from newsroom.core.parts import Alternate
from newsroom.features.pages.reading import Page, Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import ChromeParts
from newsroom.site.page_parts import QuickExit
from newsroom.site.story_parts import SeriesBox
from newsroom.site.view_parts import ChromePart, PagePart, StoryPart


def _box(story: Story) -> SeriesBox | None:
    return None if story.record.fields.series else SeriesBox("", "", 1, "", None, None)


def _number(story: Story) -> int:
    return len(story.record.title)


def _exit(page: Page) -> QuickExit:
    return QuickExit(page.record.address, "")


def stories(made: Stories, box: SeriesBox) -> None:
    """Attach and provide parts of stories."""
    made.attach("id", StoryPart.SERIES, box)
    made.attach("id", StoryPart.SERIES, None)
    made.attach("id", StoryPart.AGED, "1999")
    made.attach("id", StoryPart.AGED, 1999)  # type: ignore[misc]
    made.attach("id", StoryPart.SERIES, "a series")  # type: ignore[misc]
    made.attach("id", StoryPart.BIOS, (box,))  # type: ignore[misc]
    made.attach("id", "series", box)  # type: ignore[arg-type]
    made.attach("id", PagePart.CHANNELS, ())  # type: ignore[arg-type]
    made.attach("id", StoryPart.COMENTS, None)  # type: ignore[attr-defined]
    made.provide(StoryPart.SERIES, _box)
    made.provide(StoryPart.SERIES, _number)  # type: ignore[arg-type]
    made.provide(StoryPart.TEXT_ONLY, lambda story: story.record)  # type: ignore[arg-type,return-value]
    parts = made.parts("id")
    assert_type(parts.get(StoryPart.ORIGINAL, None), Alternate | None)
    parts.put(StoryPart.AGED, "1999")
    parts.put(StoryPart.AGED, 1999)  # type: ignore[misc]
    parts.put(PagePart.EXIT, None)  # type: ignore[arg-type]
    parts.get("original", None)  # type: ignore[arg-type]


def pages(made: Pages) -> None:
    """Provide parts of pages."""
    made.provide(PagePart.EXIT, _exit)
    made.provide(StoryPart.EXIT, _exit)  # type: ignore[arg-type]
    made.provide(PagePart.HELPLINES, _exit)  # type: ignore[arg-type]


def chrome(made: ChromeParts) -> None:
    """Provide parts of the chrome."""
    made.provide(ChromePart.POLICY, str)
    made.provide(ChromePart.POLICY, list)  # type: ignore[arg-type]
