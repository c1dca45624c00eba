"""The search: its page, the index that Pagefind makes of what is published, and the script that asks it."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.search.plugin as wiring

    wiring.register()
