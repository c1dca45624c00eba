"""Sections, states and the navigation: the magazine's own shelves."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    from newsroom.sections import plugin

    plugin.register()
