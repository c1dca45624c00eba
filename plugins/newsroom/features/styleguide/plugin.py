"""Plans /styleguide/, which shows the tokens and components of the theme."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from newsroom.engine import hooks, setting_groups
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.engine.render import templates
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.styleguide.model import Component, Example, about, arguments, tokens, with_unique_ids
from newsroom.features.styleguide.views import StyleguideView
from newsroom.site.chrome import chrome
from newsroom.site.page_head import page_head

_ADDRESS = "/styleguide/"
_PICTURE = "/theme/brand/share-plain.jpg"


@dataclass(frozen=True, slots=True)
class StyleguideSettings:
    """Whether the page /styleguide/ is made."""

    on: bool = False


def _read_settings(raw: RawSettings) -> StyleguideSettings:
    # It shows examples and no journalism, so readers do not get it, whatever the setting.
    return StyleguideSettings(bool(raw.get("STYLEGUIDE", False)) and not raw.production)


GROUP = SettingGroup(
    StyleguideSettings,
    {"STYLEGUIDE": "Whether the page /styleguide/ is made, for whoever works on the theme; never for readers."},
    _read_settings,
)


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site")
    setting_groups.offer(GROUP)
    hooks.plan.connect(plan)


def plan(plan: Plan) -> None:
    """Plan the page, where the site is set to have it."""
    settings = plan.edition.settings
    if not settings.of(StyleguideSettings).on:
        return
    components = settings.theme / "templates" / "components"
    stylesheet = settings.theme / "styles" / "tokens.css"
    key = digests.of(digests.of_files([*components.rglob("*.*"), stylesheet], settings.theme))
    view = partial(_view, plan, components, stylesheet)
    plan.page(_ADDRESS, "styleguide.html", "the components of the theme", view, key, sitemap=None)


def _view(plan: Plan, components: Path, stylesheet: Path) -> StyleguideView:
    words = "How the magazine is set: colours and their contrast, type, and every part that pages are made of."
    top = page_head("Style guide", words, _ADDRESS, plan.edition, index=False)
    around = chrome(plan)
    env = templates.environment(plan.edition.settings.theme)
    folders = sorted(path for path in components.iterdir() if (path / "examples.toml").is_file())
    shown = tuple(_component(folder, env, around.icons) for folder in folders)
    return StyleguideView(around, top, tokens(stylesheet.read_text("utf-8")), shown)


def _component(folder: Path, env: Environment, icons: str) -> Component:
    macro = getattr(env.get_template(f"components/{folder.name}/macro.html").module, folder.name)
    given = {"icons": icons} if "icons" in macro.arguments else {}
    examples = []
    for number, example in enumerate(tomllib.loads((folder / "examples.toml").read_text("utf-8"))["example"], 1):
        markup = str(macro(**(arguments(example["arguments"]) | given)))
        # An example may show that there is nothing to show.
        if markup.strip():
            examples.append(
                Example(example["name"], with_unique_ids(markup, f"{folder.name}-{number}-", _ADDRESS, _PICTURE))
            )
    return Component(folder.name, about((folder / "macro.html").read_text("utf-8")), tuple(examples))
