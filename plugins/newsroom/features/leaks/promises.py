"""Promises of what is not published; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "no-leak": Promise(
        "The build searches every file for text and pictures of unpublished content; if it finds any, "
        "the old site stays.",
        (
            "site/test_leaks.py",
            "site/test_leaks_pasted.py",
            "features/leaks/test_plain_text.py",
            "features/leaks/test_model.py",
            "features/leaks/test_perceptual_hash.py",
            "features/leaks/test_unpacking.py",
        ),
    ),
}
