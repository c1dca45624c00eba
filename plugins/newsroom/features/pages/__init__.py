"""Pages that are no stories: About, Privacy, Support and the like."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.pages.plugin as wiring

    wiring.register()
