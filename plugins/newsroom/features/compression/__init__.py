"""Precompressed files, so that a server has nothing to compress while readers wait."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.compression.plugin as wiring

    wiring.register()
