"""Introductions: a sentence or two at the top of the page of a topic or a series."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.introductions.plugin as wiring

    wiring.register()
