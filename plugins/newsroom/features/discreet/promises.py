"""Promises of discreet stories; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "discreet": Promise(
        "A discreet story's address, previews, feeds and archive say nothing of what it is about.",
        ("features/discreet/test_build.py",),
    ),
}
