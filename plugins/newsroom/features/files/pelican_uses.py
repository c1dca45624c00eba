"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses, SignalUse, unread

_SETTINGS = {
    **unread("`features.pictures` and `features.files` publish what published stories use", "STATIC_PATHS",
              "STATIC_EXCLUDES", "STATIC_EXCLUDE_SOURCES", "STATIC_URL", "STATIC_SAVE_AS", "STATIC_CHECK_IF_MODIFIED"),
}  # fmt: skip
_CHOSEN = SignalUse("`features.pictures` and `features.files` choose what is published", works=False)

OWN = PelicanUses({"static_generator_preread": _CHOSEN, "static_generator_context": _CHOSEN}, _SETTINGS)
