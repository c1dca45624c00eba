"""Prose: quotations, headings, tables and notes as a magazine sets them."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.prose.plugin as wiring

    wiring.register()
