"""Discreet stories: checks that what the world sees of them gives nothing away, and that they stay that way."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.discreet.plugin as wiring

    wiring.register()
