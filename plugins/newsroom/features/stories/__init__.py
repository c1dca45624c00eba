"""Stories: what a file may say, the record that follows, and who sees it when."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.stories.plugin as wiring

    wiring.register()
