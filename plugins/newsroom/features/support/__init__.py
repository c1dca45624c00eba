"""Support services: the helplines, with who answers when."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.support.plugin as wiring

    wiring.register()
