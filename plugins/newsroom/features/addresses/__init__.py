"""Addresses last for ever: the ledger of all that were published, and what answers where something has left."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.addresses.plugin as wiring

    wiring.register()
