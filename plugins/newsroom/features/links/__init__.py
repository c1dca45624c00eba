"""Links: between stories, to pictures and to other sites."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.links.plugin as wiring

    wiring.register()
