"""How much a story's page may weigh: what its writer put into it, and what the theme adds."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.page_weight.plugin as wiring

    wiring.register()
