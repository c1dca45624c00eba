"""Social links: the magazine's accounts, its authors' accounts, and the share links of a story."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.social_links.plugin as wiring

    wiring.register()
