"""Promises of pictures; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "pictures-bare": Promise(
        "A picture leaves as the pixels that are seen: no place, time, camera, name, comment, profile, thumbnail or "
        "erased part goes with it.",
        (
            "features/pictures/test_encode.py",
            "features/pictures/test_transparency.py",
            "features/pictures/test_safety.py",
            "audit/test_pictures.py",
        ),
    ),
    "pictures-hidden-parts": Promise(
        "Of a part that is blurred or pixelated no more than nine rough colours leave, at no size and nowhere else.",
        (
            "features/pictures/test_redaction.py",
            "features/pictures/test_reading.py",
            "features/pictures/test_safety.py",
        ),
    ),
    "pictures-in-use-only": Promise(
        "Every picture that is published stands on a published page, and none is an original.",
        ("features/pictures/test_transform.py", "features/pictures/test_safety.py"),
    ),
}
