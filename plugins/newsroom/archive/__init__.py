"""The archive: every month that has stories, for ever."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    from newsroom.archive import plugin

    plugin.register()
