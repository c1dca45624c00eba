"""Promises of helplines; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "helplines": Promise(
        "A story that needs them ends with helplines, and none has gone unchecked for 180 days.",
        ("features/support/test_model.py", "features/support/test_build.py"),
    ),
}
