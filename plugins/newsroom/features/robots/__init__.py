"""Files for machines and their keepers: robots.txt, security.txt, humans.txt and ads.txt, from data."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.robots.plugin as wiring

    wiring.register()
