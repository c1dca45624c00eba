"""Discreet stories: checks that nothing outside their own pages tells what they are about."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.discreet.plugin as wiring

    wiring.register()
