"""Layouts whose text has a form of its own: live pages and lists."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.layouts.plugin as wiring

    wiring.register()
