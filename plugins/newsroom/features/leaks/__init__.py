"""Leak scan: searches the future output for text and pictures of unpublished content, and stops the build."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.leaks.plugin as wiring

    wiring.register()
