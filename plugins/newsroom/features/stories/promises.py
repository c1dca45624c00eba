"""Promises of stories; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "nothing-unpublished": Promise(
        "The published site holds nothing of drafts and of scheduled, expired or withdrawn stories; an "
        "address that was public says that its page is gone.",
        ("site/test_life_cycle.py", "site/test_life_cycle_relations.py", "features/addresses/test_site.py"),
    ),
    "sensitive": Promise(
        "A sensitive story has no comments, promotions, sponsored stories or media that play by themselves.",
        ("features/stories/test_sensitive.py",),
    ),
}
