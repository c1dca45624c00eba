"""Leaks: looks for whatever is not published in all that is about to be, and stops the build where it finds some."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.leaks.plugin as wiring

    wiring.register()
