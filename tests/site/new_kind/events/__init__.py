"""Events: a page for each, with its day and place."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.events.plugin as wiring

    wiring.register()
