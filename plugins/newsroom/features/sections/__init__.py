"""Sections, states and the navigation."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.sections.plugin as wiring

    wiring.register()
