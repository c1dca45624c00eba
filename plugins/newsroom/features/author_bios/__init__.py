"""Author bios: who wrote it, under each story and on a page of their own."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.author_bios.plugin as wiring

    wiring.register()
