"""Page-weight budgets of a story's page: the writer's part and the theme's part."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.page_weight.plugin as wiring

    wiring.register()
