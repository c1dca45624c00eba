"""Feeds: Atom for everything, each section, author, topic and series."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.feeds.plugin as wiring

    wiring.register()
