"""The comment form: approved comments, and the reply form that says honestly what it can do."""


def register() -> None:
    """Connect the plugin to the build; Pelican calls it once."""
    import newsroom.features.comment_form.plugin as wiring

    wiring.register()
