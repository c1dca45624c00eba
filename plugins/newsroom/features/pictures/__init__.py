"""Pictures: decoded, resized, encoded again without metadata, and shown as figures."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.pictures.plugin as wiring

    wiring.register()
