"""Structured data of a page: typed records, written as one JSON-LD script into its head."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.structured_data.plugin as wiring

    wiring.register()
