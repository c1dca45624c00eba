"""Adds the note on old stories to their pages, and the time of the next one to the scheduled changes."""

from __future__ import annotations

from msgspec import Struct

from newsroom.engine import hooks, setting_groups
from newsroom.engine.edition import Edition
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.ageing.model import comes_of_age, old_from
from newsroom.features.stories.collection import Stories
from newsroom.site.view_parts import StoryPart

_USUAL = 5


class AgeingSettings(Struct, frozen=True):
    """After how many years a story says of which year it is; 0 for never."""

    years: int = _USUAL


def _read_settings(raw: RawSettings) -> AgeingSettings:
    years = raw.get("OLD_AFTER_YEARS", _USUAL)
    if isinstance(years, int) and not isinstance(years, bool) and 0 <= years <= 100:
        return AgeingSettings(years)
    fix = "write a whole number, such as 5, or 0 for never"
    raw.bad("OLD_AFTER_YEARS", f'"{years}" is no number of years', fix)
    return AgeingSettings()


GROUP = SettingGroup(
    AgeingSettings, {"OLD_AFTER_YEARS": "After how many years a story says how old it is; 0 for never."}, _read_settings
)


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    setting_groups.offer(GROUP)
    hooks.enrich.connect(attach)


def attach(edition: Edition) -> None:
    """Provide its year for each live story that is old; a page changes once, when its story comes of age."""
    years = edition.settings.of(AgeingSettings).years
    if not years:
        return
    dates = [story.record.fields.date for story in edition.get(Stories).live]
    first = old_from(dates, years, edition.settings.now)
    if first:
        edition.scheduled_changes.append(comes_of_age(dates[first - 1], years))
    aged = {story.record.id: str(story.record.fields.date.year) for story in edition.get(Stories).live[first:]}
    edition.get(Stories).provide(StoryPart.AGED, lambda story: aged.get(story.record.id, ""), aged)
