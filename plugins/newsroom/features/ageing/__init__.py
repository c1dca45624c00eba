"""A note on stories that are older than a set number of years."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.ageing.plugin as wiring

    wiring.register()
