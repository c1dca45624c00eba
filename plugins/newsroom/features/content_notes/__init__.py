"""Content notes: what a story may touch, said before its words."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.content_notes.plugin as wiring

    wiring.register()
