"""Rules of documents and recordings."""

from newsroom.core.rules import error

OWN = {
    "file-forbidden": error(
        "A linked file is a PDF, MP3, M4A, MP4, WebM or WebVTT that can be published without metadata."
    ),
}
