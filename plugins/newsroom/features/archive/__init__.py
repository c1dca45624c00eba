"""The archive: every month that has stories, for ever."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.archive.plugin as wiring

    wiring.register()
