"""Reports stories and a theme that are over their page-weight budget."""

from __future__ import annotations

from msgspec.structs import replace

from newsroom.engine import hooks, setting_groups
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.page_weight.model import EVERY_STORY, StoryText, is_within, size_of, story_problem, theme_problem
from newsroom.features.page_weight.settings import GROUP, WeightSettings
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import chrome
from newsroom.site.headline_font import CUTS


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    setting_groups.offer(GROUP)
    hooks.read.connect(check_stories)
    hooks.plan.connect(check_theme, after=(hooks.EVERYTHING, "headers"))


def check_stories(edition: Edition) -> None:
    """Add a problem for each story that its writer has made too heavy."""
    most = edition.settings.of(WeightSettings).budgets.story
    for story in edition.get(Stories).all:
        if story.text.weight > most and (found := story_problem(_text(story, edition), most)):
            edition.problems.append(replace(found, draft=story.record.fields.status == "draft"))


def _text(story: Story, edition: Edition) -> StoryText:
    text = story.text
    return StoryText(story.record.source, text.words, len(text.pictures), text.media, edition.get(Stories).html(story))


def check_theme(plan: Plan) -> None:
    """Add a problem for each part of the theme that is over its budget."""
    budgets = plan.edition.settings.of(WeightSettings).budgets
    around = chrome(plan)
    scripts = [file.content() for address, file in plan.files.items() if _is_script(address)]
    first = around.fonts[CUTS[0].name]
    every = [around.stylesheet, around.bundles.get("story", ""), *around.scripts, around.icons]
    loaded = [plan.files[address].content() for address in every if address in plan.files]
    font = len(plan.files[first].content()) if first in plan.files else 0
    if not is_within(loaded, budgets.theme - font):
        size = size_of(loaded) + font
        plan.edition.problems.append(theme_problem(EVERY_STORY, size, budgets.theme, "theme"))
    if not is_within(scripts, budgets.scripts):
        plan.edition.problems.append(theme_problem("the scripts", size_of(scripts), budgets.scripts, "scripts"))


def _is_script(address: str) -> bool:
    return address.startswith("/theme/js/") and address.endswith(".js")
