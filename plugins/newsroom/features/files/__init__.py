"""Files: documents and recordings, published without metadata, or refused."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.files.plugin as wiring

    wiring.register()
