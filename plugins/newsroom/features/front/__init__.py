"""The front page: a lead story, those beside it, the latest, opinion and the sections."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.front.plugin as wiring

    wiring.register()
