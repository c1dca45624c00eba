"""Read next: the neighbours of a story in its section, and stories on the same topics."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.read_next.plugin as wiring

    wiring.register()
