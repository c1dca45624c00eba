"""Adds the note on old stories to their pages, and the time of the next one to the scheduled changes."""

from __future__ import annotations

from newsroom.engine import hooks, setting_groups
from newsroom.engine.edition import Edition
from newsroom.features.ageing.model import comes_of_age, old_from
from newsroom.features.ageing.settings import GROUP, AgeingSettings
from newsroom.features.stories.collection import Stories
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    setting_groups.offer(GROUP)
    hooks.enrich.connect(attach)


def attach(edition: Edition) -> None:
    """Attach its year to each live story that is old; a page changes once, when its story comes of age."""
    years = edition.settings.of(AgeingSettings).years
    if not years:
        return
    dates = [story.record.date for story in edition.get(Stories).live]
    first = old_from(dates, years, edition.settings.now)
    if first:
        edition.scheduled_changes.append(comes_of_age(dates[first - 1], years))
    for story in edition.get(Stories).live[first:]:
        edition.get(Stories).attach(story.record.id, StoryPart.AGED, str(story.record.date.year))
