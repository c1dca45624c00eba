"""Pictures: measured, cut to size, stripped of what they hold besides the picture, and described."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.pictures.plugin as wiring

    wiring.register()
