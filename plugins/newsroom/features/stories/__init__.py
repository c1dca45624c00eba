"""Stories: fields of a file, the record, and its publication state."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.stories.plugin as wiring

    wiring.register()
