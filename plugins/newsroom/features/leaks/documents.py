"""Documents and recordings that only unpublished things link to."""

from __future__ import annotations

import hashlib

from newsroom.engine.edition import Edition
from newsroom.features.author_bios.model import Authors
from newsroom.features.files.model import Files
from newsroom.features.issues.model import Issues
from newsroom.features.leaks import reading
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories


def unpublished(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the documents and recordings that only unpublished things link to, with their marks (see `Search`).

    Under which hash one would be published is not known, since it has not been made bare: its name is looked for with
    the words of what links to it, and here the file as it is.
    """
    public = edition.get(Files).by_path
    live = {story.record.source for story in reading.live(edition)}
    hidden = {
        path
        for s in edition.get(Stories).all
        if s.record.source not in live
        for path in reading.documents(s.text.links)
    }
    for page in edition.get(Pages).all:
        hidden.update(reading.documents(page.text.links) if page.record.status != "published" else ())
    authors = edition.get(Authors)
    for id_ in authors.hidden:
        hidden.update(reading.documents(authors.by_id[id_].links))
    waiting = [issue for issue in edition.get(Issues).all if not reading.out(issue, edition)]
    for issue in waiting:
        hidden.update(reading.documents(issue.links))
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(hidden - public.keys()):
        file = edition.settings.content / path
        if file.is_file():
            with file.open("rb") as source:
                found[path] = (hashlib.file_digest(source, "sha256").hexdigest()[:12],)
    return found
