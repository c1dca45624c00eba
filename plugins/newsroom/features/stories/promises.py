"""Promises of stories; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "nothing-unpublished": Promise(
        "Drafts, scheduled, expired and withdrawn stories leave no trace in what is published; an address that was"
        " public says that what stood there is gone.",
        ("site/test_life_cycle.py", "site/test_life_cycle_around.py", "features/addresses/test_site.py"),
    ),
    "sensitive": Promise(
        "A sensitive story stands without comments, promotions, sponsored stories or anything that plays by itself.",
        ("features/stories/test_sensitive.py",),
    ),
}
