"""The public log of corrections: every one on every live story, newest first."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.corrections.plugin as wiring

    wiring.register()
