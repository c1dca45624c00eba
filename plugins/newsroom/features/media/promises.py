"""Promises of galleries, players and posts; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "films-wait": Promise(
        "A film at another host loads only after a reader presses play, and sensitive stories offer none.",
        ("features/media/test_safety.py", "browser/test_media.py"),
    ),
}
