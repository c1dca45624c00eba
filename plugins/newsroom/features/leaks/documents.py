"""Documents and recordings that only unpublished things link to."""

from __future__ import annotations

import hashlib

from newsroom.engine.edition import Edition
from newsroom.features.files.model import Files
from newsroom.features.leaks import reading


def unpublished(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the documents and recordings that only unpublished things link to, with their marks (see `Search`).

    Under which hash one would be published is not known, since it has not been made bare: its name is looked for with
    the words of what links to it, and here the file as it is.
    """
    public = edition.get(Files, Files()).by_path
    unpublished_links = (document.links for document in edition.documents() if not document.is_live)
    hidden = {path for links in unpublished_links for path in reading.attachments(links)}
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(hidden - public.keys()):
        file = edition.settings.content / path
        if file.is_file():
            with file.open("rb") as source:
                found[path] = (hashlib.file_digest(source, "sha256").hexdigest()[:12],)
    return found
