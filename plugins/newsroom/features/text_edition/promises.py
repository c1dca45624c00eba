"""Promises of the text-only edition; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "text-edition": Promise(
        "Every story has an edition of text alone, which loads nothing and keeps its content notes and its quick exit.",
        ("features/text_edition/test_build.py",),
    ),
}
