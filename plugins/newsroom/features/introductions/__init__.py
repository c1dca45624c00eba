"""Introductions: a sentence or two at the head of a topic's page, or of a series'."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.introductions.plugin as wiring

    wiring.register()
