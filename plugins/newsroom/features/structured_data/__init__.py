"""Structured data of a page: typed records, and the one graph of JSON-LD that they become in its head."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.structured_data.plugin as wiring

    wiring.register()
