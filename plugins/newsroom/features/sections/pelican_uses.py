"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses, unread

_SETTINGS = {
    **unread("`features.sections` makes the navigation, from content/data/sections.toml", "DISPLAY_PAGES_ON_MENU",
              "DISPLAY_CATEGORIES_ON_MENU"),
}  # fmt: skip

OWN = PelicanUses(settings=_SETTINGS)
