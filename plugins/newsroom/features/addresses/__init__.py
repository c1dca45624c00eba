"""Addresses: the ledger of all that were ever published, redirects, and pages for addresses that are gone."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.addresses.plugin as wiring

    wiring.register()
