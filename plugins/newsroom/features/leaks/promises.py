"""Promises of what is not published; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "no-leak": Promise(
        "Every file is searched for the words and pictures of what is not published, and the old site stays when"
        " there are any.",
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
