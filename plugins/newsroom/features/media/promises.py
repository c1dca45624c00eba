"""Promises of galleries, players and posts; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "films-wait": Promise(
        "No film from elsewhere is asked for before a reader presses, and none is offered beside sensitive stories.",
        ("features/media/test_safety.py", "browser/test_media.py"),
    ),
}
