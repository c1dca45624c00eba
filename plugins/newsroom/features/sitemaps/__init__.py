"""Sitemaps: pages for search engines, by month and kind, and the news of two days."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.sitemaps.plugin as wiring

    wiring.register()
