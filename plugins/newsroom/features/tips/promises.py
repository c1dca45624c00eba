"""Promises of the tips page; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "tips-everywhere": Promise(
        "Every page links to the tips page, which loads nothing but the site's own style and the way out.",
        ("features/tips/test_build.py", "browser/test_quick_exit.py"),
    ),
}
