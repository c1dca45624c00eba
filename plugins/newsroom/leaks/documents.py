"""Documents and recordings that only unpublished stories and print issues link to."""

from __future__ import annotations

import hashlib

from newsroom.build.edition import Edition
from newsroom.files.model import FOLDER, Files
from newsroom.issues.model import Issues
from newsroom.leaks import reading


def unpublished(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the documents and recordings that only unpublished texts link to, with their marks (see `Search`).

    Under which hash one would be published is not known, since it has not been made bare: its name is looked for with
    the words of the story, and here the file as it is.
    """
    public = edition.get(Files).by_path
    live = {story.record.source for story in reading.live(edition)}
    hidden = {path for s in edition.stories if s.record.source not in live for path in reading.documents(s)}
    waiting = [issue for issue in edition.get(Issues).all if not reading.out(issue, edition)]
    hidden |= {link.target for issue in waiting for link in issue.links if link.target.startswith(f"{FOLDER}/")}
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(hidden - public.keys()):
        file = edition.settings.content / path
        if file.is_file():
            with file.open("rb") as source:
                found[path] = (hashlib.file_digest(source, "sha256").hexdigest()[:12],)
    return found
