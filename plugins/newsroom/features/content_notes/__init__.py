"""Content notes: the subjects that a story touches, shown before its text."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.content_notes.plugin as wiring

    wiring.register()
