"""Plans /styleguide/, which shows the tokens and components of the theme."""

from __future__ import annotations

import tomllib
from functools import partial

from jinja2 import Environment
from msgspec import Struct

from newsroom.engine import hooks, setting_groups
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.engine.render import templates
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.engine.theme import Theme
from newsroom.features.styleguide.model import Component, Example, about, arguments, tokens, with_unique_ids
from newsroom.features.styleguide.views import StyleguideView
from newsroom.site.chrome import chrome
from newsroom.site.colours.css import fill
from newsroom.site.headline_font import with_families
from newsroom.site.look import Look
from newsroom.site.page_head import page_head

_ADDRESS = "/styleguide/"
_COMPONENTS, _TOKENS = "templates/components", "styles/tokens.css"
_PICTURE = "/theme/brand/share-plain.jpg"


class StyleguideSettings(Struct, frozen=True):
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
    theme = settings.theme
    files = theme.files(_COMPONENTS) | {_TOKENS: theme.file(_TOKENS)}
    look = plan.edition.get(Look)
    key = digests.of((look, [(name, path.read_bytes()) for name, path in files.items()]))
    view = partial(_view, plan, theme)
    plan.page(_ADDRESS, "styleguide.html", "the components of the theme", view, key, sitemap=None)


def _view(plan: Plan, theme: Theme) -> StyleguideView:
    words = "How the magazine is set: colours and their contrast, type, and every part that pages are made of."
    top = page_head("Style guide", words, _ADDRESS, plan.edition, index=False)
    around, look = chrome(plan), plan.edition.get(Look)
    sheet = theme.file(_TOKENS).read_text("utf-8")
    env = templates.environment(theme)
    examples = [name for name in theme.files(_COMPONENTS) if name.endswith("/examples.toml")]
    shown = tuple(_component(name.removesuffix("/examples.toml"), theme, env, around.icons) for name in examples)
    return StyleguideView(around, top, tokens(with_families(fill(sheet, look.colours), look.short_name)), shown)


def _component(folder: str, theme: Theme, env: Environment, icons: str) -> Component:
    name, source = folder.rpartition("/")[2], theme.file(f"{folder}/macro.html").read_text("utf-8")
    macro = getattr(env.get_template(f"components/{name}/macro.html").module, name)
    given = {"icons": icons} if "icons" in macro.arguments else {}
    examples = []
    for number, example in enumerate(
        tomllib.loads(theme.file(f"{folder}/examples.toml").read_text("utf-8"))["example"], 1
    ):
        markup = str(macro(**(arguments(example["arguments"]) | given)))
        # An example may show that there is nothing to show.
        if markup.strip():
            examples.append(Example(example["name"], with_unique_ids(markup, f"{name}-{number}-", _ADDRESS, _PICTURE)))
    return Component(name, about(source), tuple(examples))
