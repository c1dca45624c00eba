"""Headline font: checks that headlines use only characters that the font has."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.fonts.plugin as wiring

    wiring.register()
