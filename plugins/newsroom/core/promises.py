"""Promises to readers, sources and contributors; docs/explanation/safety.md is held to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and the tests (paths below tests/) that would fail if it were broken."""

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseStatus:
    """How a promise stands for the present content.

    Args:
        promise: a key of `PROMISES`.
        kept: whether it is kept.
        words: the figures, in one line and without a full stop; where it is not kept, what is wrong and where.

    Raises:
        KeyError: there is no such promise.
    """

    promise: str
    kept: bool
    words: str

    def __post_init__(self) -> None:
        PROMISES[self.promise]

    def __str__(self) -> str:
        return f"{'kept' if self.kept else 'BROKEN':<6}  {self.promise}: {self.words}"


#: By name, in the order in which they are printed.
PROMISES: dict[str, Promise] = {
    "nothing-unpublished": Promise(
        "Drafts, scheduled, expired and withdrawn stories leave no trace in what is published; an address that was"
        " public says that what stood there is gone.",
        ("site/test_life_cycle.py", "site/test_life_cycle_around.py", "features/addresses/test_site.py"),
    ),
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
    "no-third-parties": Promise(
        "No page asks any other host for anything, and nothing is stored in the browser.",
        ("features/headers/test_page_inspection.py", "audit/test_walls.py"),
    ),
    "films-wait": Promise(
        "No film from elsewhere is asked for before a reader presses, and none is offered beside sensitive stories.",
        ("features/media/test_safety.py", "browser/test_media.py"),
    ),
    "strict-policy": Promise(
        "Every page forbids browsers what the site does not need, also where a server sends no headers.",
        ("features/headers/test_model.py", "audit/test_walls.py"),
    ),
    "links-silent": Promise(
        "Links out of the magazine do not say where a reader comes from, and carry no tracking parameters.",
        ("core/test_external_links.py", "features/headers/test_page_inspection.py"),
    ),
    "contributors-walled": Promise(
        "Nothing that is sent in can run a script, read or write outside its place, or stop a build by its size.",
        ("browser/test_payloads.py", "core/test_payloads.py", "core/test_limits.py", "site/test_walls.py"),
    ),
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
    "documents-bare": Promise(
        "PDF files say nothing of who made them, when and with what, hold no other files, and run nothing.",
        (
            "features/files/test_pdf.py",
            "features/files/test_pdf_places.py",
            "features/files/test_pdf_masks.py",
            "features/files/test_looking_pdf.py",
            "audit/test_stripped_files.py",
        ),
    ),
    "media-bare": Promise(
        "Recordings hold sound and moving pictures, and no tags, places, covers, chapters or data.",
        (
            "features/files/test_media.py",
            "features/files/test_media_units.py",
            "features/files/test_mp3.py",
            "audit/test_stripped_files.py",
        ),
    ),
    "drawings-inert": Promise(
        "SVG drawings hold shapes and words; they run nothing, load nothing and name no file.",
        ("features/files/test_svg.py", "audit/test_stripped_files.py"),
    ),
    "quick-exit": Promise(
        "Stories that ask for it, the pages with helplines and the tips page have a way out that works at once.",
        ("features/quick_exit/test_build.py", "browser/test_quick_exit.py"),
    ),
    "discreet": Promise(
        "A discreet story's address, previews, feeds and archive say nothing of what it is about.",
        ("features/discreet/test_build.py",),
    ),
    "tips-everywhere": Promise(
        "Every page links to the tips page, which loads nothing but the site's own style and the way out.",
        ("features/tips/test_build.py", "browser/test_quick_exit.py"),
    ),
    "content-notes": Promise(
        "What a story may touch is said before its words, on its page and in its feeds, and hides nothing of it.",
        ("features/content_notes/test_build.py",),
    ),
    "helplines": Promise(
        "A story that needs them ends with helplines, and none has gone unchecked for 180 days.",
        ("features/support/test_model.py", "features/support/test_build.py"),
    ),
    "sensitive": Promise(
        "A sensitive story stands without comments, promotions, sponsored stories or anything that plays by itself.",
        ("features/stories/test_sensitive.py",),
    ),
    "text-edition": Promise(
        "Every story has an edition of words alone, which loads nothing and keeps its content notes and its way out.",
        ("features/text_edition/test_build.py",),
    ),
}
