"""Pictures for link previews of stories that have none of their own: headline, section and magazine, drawn."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.share_pictures.plugin as wiring

    wiring.register()
