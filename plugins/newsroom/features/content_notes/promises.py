"""Promises of content notes; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "content-notes": Promise(
        "What a story may touch is said before its words, on its page and in its feeds, and hides nothing of it.",
        ("features/content_notes/test_build.py",),
    ),
}
