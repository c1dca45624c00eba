"""Promises of helplines; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "helplines": Promise(
        "A story that needs helplines ends with them, and somebody has checked each in the last 180 days.",
        ("features/support/test_model.py", "features/support/test_build.py"),
    ),
}
