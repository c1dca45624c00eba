"""Promises of content notes; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "content-notes": Promise(
        "A story's page and its feeds show its content notes before the text, and hide nothing of it.",
        ("features/content_notes/test_build.py",),
    ),
}
