"""Files: documents and recordings that leave the house bare, and what never leaves it."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.files.plugin as wiring

    wiring.register()
