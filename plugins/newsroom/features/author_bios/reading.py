"""Reading content/authors/."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from newsroom.core import placeholders, text
from newsroom.core.front_matter import SplitFile
from newsroom.core.left_out import WORDS
from newsroom.core.markdown_document import PictureFault, PictureUse
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem
from newsroom.engine.edition import Edition
from newsroom.engine.read import files, markdown_files
from newsroom.features.author_bios.examples import PLACEHOLDERS
from newsroom.features.author_bios.examples import bio as example_bio
from newsroom.features.author_bios.model import Author, AuthorFields, PhotoField, unpublished
from newsroom.features.social_links.model import profiles
from newsroom.features.stories.collection import Stories
from newsroom.site.story_parts import Profile

_IDS = re.compile(r"[a-z0-9-]+")


def read_authors(edition: Edition) -> list[Author]:
    """Read every author's file; what cannot be used becomes a problem of the edition."""
    paths, problems = files.markdown_files(edition.settings.content, "authors")
    edition.problems += problems
    read = (_read(edition, path) for path in paths)
    return [author for author in read if author is not None]


def hidden_authors(edition: Edition, ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of those whom nothing published names, see `newsroom.features.author_bios.model.unpublished`.

    Of a draft whose head cannot be read, whoever stands anywhere in it is named.
    """
    everybody, stories = list(ids), edition.get(Stories)
    named = set(stories.records.authors)
    live = {id_ for id_, records in stories.records.authors.items() if any(map(stories.is_live, records))}
    unread = edition.drafts.difference(story.record.source for story in stories.all) if edition.drafts else ()
    for path in sorted(unread):
        words = set(_IDS.findall((edition.settings.root / path).read_text("utf-8", errors="replace")))
        named |= {id_ for id_ in everybody if id_ in words}
    return unpublished(everybody, live, named)


def _read(edition: Edition, path: str) -> Author | None:
    file = PurePosixPath(path)
    fields, body, split_file, source = markdown_files.load(edition, path, AuthorFields)
    if not text.SLUG.match(file.stem):
        fix = f"rename it to {text.slugify(file.stem) or 'name'}.md"
        problem = Problem(source.path, 0, 0, "file-name", f'"{file.stem}" cannot be part of an address', fix)
        edition.problems.append(problem)
        return None
    edition.problems += placeholders.remaining_examples(split_file, source.path, PLACEHOLDERS)
    if fields is not None and fields.bio == example_bio(fields.name):
        line, column = split_file.line_of(("bio",))
        message, fix = '"bio" still holds the example', "write one line about the person, for readers"
        edition.problems.append(Problem(source.path, line, column, "example-text", message, fix))
    if fields is None:
        # The id is known, so bylines that name it are not at fault.
        unread = AuthorFields.model_construct(name=str(split_file.fields.get("name") or file.stem), bio="")
        return Author(file.stem, source.path, unread)
    if fields.name == WORDS:
        # Two names that are missing are no name that two people share.
        fields = fields.model_copy(update={"name": file.stem})
    (known, mail), problems = accounts(fields, source.path, split_file)
    edition.problems += problems
    return Author(
        id=file.stem,
        source=source.path,
        fields=fields,
        html=body.html,
        media=body.media,
        links=body.links,
        pictures=(*body.pictures, *([_use(fields.photo, split_file)] if fields.photo else [])),
        picture=_photo(edition, fields, split_file, source.path),
        profiles=known,
        email=mail[0].href.removeprefix("mailto:") if mail else "",
    )


def accounts(
    fields: AuthorFields, path: str, split_file: SplitFile
) -> tuple[tuple[tuple[Profile, ...], tuple[Profile, ...]], list[Problem]]:
    """Return an author's accounts and address for mail, and what is wrong with them."""
    entries = [(service, handle, "", ("links", service)) for service, handle in fields.links.items()]
    known, problems = profiles(entries, path, split_file.line_of)
    mails = [("email", fields.email, "", ("email",))] if fields.email else []
    mail, more = profiles(mails, path, split_file.line_of)
    return (known, mail), [*problems, *more]


def _use(photo: PhotoField, split_file: SplitFile) -> PictureUse:
    line, _ = split_file.line_of(("photo", "src"))
    return PictureUse(photo.src.removeprefix("/images/"), line, alt=photo.alt, role="portrait")


def _photo(edition: Edition, fields: AuthorFields, split_file: SplitFile, path: str) -> Picture | None:
    if fields.photo is None:
        return None
    try:
        return edition.read_context.picture_lookup.picture(_use(fields.photo, split_file))
    except PictureFault as fault:
        line, column = split_file.line_of(("photo", "src"))
        edition.problems.append(Problem(path, line, column, fault.rule, fault.message, fault.fix))
        return None
