"""Promises of documents and recordings; docs/explanation/safety.md is held to them."""

from newsroom.core.promises import Promise

OWN = {
    "documents-clean": Promise(
        "Published PDF files name no author, date or program, hold no other files, and run nothing.",
        (
            "features/files/test_pdf.py",
            "features/files/test_pdf_places.py",
            "features/files/test_pdf_masks.py",
            "features/files/test_pdf_safety.py",
            "audit/test_stripped_files.py",
        ),
    ),
    "media-clean": Promise(
        "Published recordings hold only sound and video: no tags, places, covers, chapters or data.",
        (
            "features/files/test_media.py",
            "features/files/test_media_units.py",
            "features/files/test_mp3.py",
            "audit/test_stripped_files.py",
        ),
    ),
    "drawings-inert": Promise(
        "Published SVG drawings hold only shapes and text; they run nothing, load nothing and name no file.",
        ("features/files/test_svg.py", "audit/test_stripped_files.py"),
    ),
}
