"""Series: stories that belong together, in order."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.series.plugin as wiring

    wiring.register()
