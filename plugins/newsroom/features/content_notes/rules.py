"""Rules of content notes."""

from newsroom.core.rules import error, warning

OWN = {
    "content-note-unknown": error(
        "A content note is one of those in content/data/content_notes.toml.", needs=("data/content_notes.toml",)
    ),
    "content-note-missing": warning(
        "A story that plainly speaks of suicide has the content note for it.", needs=("data/content_notes.toml",)
    ),
}
