"""Tips: the page for people who want to tell the magazine something, and its channels."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.tips.plugin as wiring

    wiring.register()
