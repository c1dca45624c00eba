"""Pages that are no stories: About, Privacy, Support …"""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    from newsroom.pages import plugin

    plugin.register()
