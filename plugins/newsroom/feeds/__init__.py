"""Feeds: Atom for everything, each section, author, topic and series."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    from newsroom.feeds import plugin

    plugin.register()
