"""The content security policy of every page, and the headers that a web server sends with each file."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.headers.plugin as wiring

    wiring.register()
