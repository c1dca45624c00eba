"""Search: its page, the index that Pagefind makes of published pages, and the script that queries it."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.search.plugin as wiring

    wiring.register()
