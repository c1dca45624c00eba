"""Feeds: Atom, RSS and JSON Feed for everything, each section, state, author, topic, series and language."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.feeds.plugin as wiring

    wiring.register()
