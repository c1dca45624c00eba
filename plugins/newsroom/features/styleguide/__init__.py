"""The style guide: colours with their contrast, type, and every component as its examples show it."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.styleguide.plugin as wiring

    wiring.register()
