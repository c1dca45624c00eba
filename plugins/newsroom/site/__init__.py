"""Types that templates see: views and their parts, the chrome, page heads, and data that several features show."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.site.plugin as wiring

    wiring.register()
