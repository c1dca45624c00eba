"""Sections, states and the navigation: the magazine's own shelves."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.sections.plugin as wiring

    wiring.register()
