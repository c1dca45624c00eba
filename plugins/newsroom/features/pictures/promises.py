"""Promises of pictures; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "pictures-clean": Promise(
        "A published picture holds only its visible pixels: no place, time, camera, name, comment, "
        "profile, thumbnail or erased part.",
        (
            "features/pictures/test_encode.py",
            "features/pictures/test_transparency.py",
            "features/pictures/test_safety.py",
            "audit/test_pictures.py",
        ),
    ),
    "pictures-hidden-parts": Promise(
        "No more than nine rough colours of a blurred or pixelated part are published, at any size and in any place.",
        (
            "features/pictures/test_redaction.py",
            "features/pictures/test_reading.py",
            "features/pictures/test_safety.py",
        ),
    ),
    "pictures-in-use-only": Promise(
        "Every published picture is on a published page, and none is an original file.",
        ("features/pictures/test_transform.py", "features/pictures/test_safety.py"),
    ),
}
