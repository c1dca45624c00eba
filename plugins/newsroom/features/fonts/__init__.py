"""The headline font: which characters its files hold, how they are cut, and what stands in until they are there."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.fonts.plugin as wiring

    wiring.register()
