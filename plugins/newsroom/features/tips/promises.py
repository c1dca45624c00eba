"""Promises of the tips page; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "tips-everywhere": Promise(
        "Every page links to the tips page, which loads only the site's own styles and the quick exit.",
        ("features/tips/test_build.py", "browser/test_quick_exit.py"),
    ),
}
