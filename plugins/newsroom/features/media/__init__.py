"""Media: galleries, players for sound and film, posts from social media as quotations."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.media.plugin as wiring

    wiring.register()
