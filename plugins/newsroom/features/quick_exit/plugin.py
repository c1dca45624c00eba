"""Attaches the quick exit to stories that ask for it, and lists the pages that no cache may store."""

from __future__ import annotations

from msgspec import Struct

from newsroom.engine import hooks, setting_groups
from newsroom.engine.edition import Edition
from newsroom.engine.safety import Safety
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.pages.reading import Page, Pages
from newsroom.features.quick_exit.model import LAYOUTS, about, state
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.magazine.schema import NEUTRAL_SITE, exit_fault
from newsroom.site.page_parts import QuickExit
from newsroom.site.page_rules import ExitPages, NoStorePages
from newsroom.site.view_parts import PagePart, StoryPart


class ExitSettings(Struct, frozen=True):
    """Where the button for leaving quickly leads."""

    url: str = NEUTRAL_SITE


def _read_settings(raw: RawSettings) -> ExitSettings:
    url = str(raw.get("QUICK_EXIT_URL", NEUTRAL_SITE))
    if wrong := exit_fault(url, raw.site_url):
        fix = f"name a site that anybody may look at, such as {NEUTRAL_SITE}, in content/data/magazine.toml"
        raw.bad("QUICK_EXIT_URL", f'"{url}" {wrong}', fix)
        return ExitSettings()
    return ExitSettings(url)


GROUP = SettingGroup(
    ExitSettings,
    {"QUICK_EXIT_URL": "Where the button for leaving quickly leads; by default Wikipedia."},
    _read_settings,
)


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "pages", "stories")
    setting_groups.offer(GROUP)
    hooks.enrich.connect(attach)
    hooks.safety.connect(say)


def attach(edition: Edition) -> None:
    """Provide the button for each story and page that asks for it, and say which pages no browser may keep."""
    published = [page for page in edition.get(Pages).all if page.record.fields.status == "published"]
    parts = {page.record.address: page.text.anchors for page in published}
    button = QuickExit(edition.settings.of(ExitSettings).url, about(parts))
    stories = edition.get(Stories)
    exits = [record for record in stories.records.exits if stories.is_live(record)]
    pages = [page.record.address for page in published if _asks(page)]
    edition.put(button)
    asking = frozenset([*(record.address for record in exits), *pages])
    edition.put(ExitPages(asking))
    edition.offer(NoStorePages(asking))
    addresses = frozenset(pages)
    edition.get(Pages).provide(PagePart.EXIT, lambda page: button if page.record.address in addresses else None)
    known = (button.href, button.about)

    def make(story: Story) -> QuickExit | None:
        return button if story.record.fields.quick_exit else None

    stories.provide(StoryPart.EXIT, make, {record.id: known for record in exits})


def _asks(page: Page) -> bool:
    return page.record.fields.quick_exit or page.record.fields.layout in LAYOUTS


def say(safety: Safety) -> None:
    """Say whether every page that is to have the button has it."""
    exit_pages = [(address, safety.page(address)) for address in sorted(safety.edition.get(ExitPages).addresses)]
    safety.say("quick-exit", *state(exit_pages, safety.edition.settings.of(ExitSettings).url))
