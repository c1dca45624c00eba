"""Print issues: the magazine on paper, with its covers, its contents and the newest of it."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.issues.plugin as wiring

    wiring.register()
