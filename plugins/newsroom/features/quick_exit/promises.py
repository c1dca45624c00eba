"""Promises of the way out; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "quick-exit": Promise(
        "Stories that ask for it, pages with helplines and the tips page have a quick exit that works at once.",
        ("features/quick_exit/test_build.py", "browser/test_quick_exit.py"),
    ),
}
