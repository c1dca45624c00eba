"""Quick exit: a button on pages that somebody may have to leave at once, and the pages that ask for care."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.quick_exit.plugin as wiring

    wiring.register()
