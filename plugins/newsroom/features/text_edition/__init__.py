"""The text-only edition of each story, for bad networks and for safety."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.text_edition.plugin as wiring

    wiring.register()
