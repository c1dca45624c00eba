"""Topics: a page for each tag, and all of them from A to Z."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.topics.plugin as wiring

    wiring.register()
