"""Uses of pictures in files, and checks that no file shows a part that another one hides."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from newsroom.core.boxes import Box
from newsroom.core.markdown_document import PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem, did_you_mean
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.pictures import names
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import Subject

Boxes = tuple[Box, ...]


class SourcePictures(Struct, frozen=True):
    """One file of content/ with its pictures.

    Args:
        path: the file.
        uses: its pictures.
        boxes: the parts that it hides, by the path of the picture.
        open: whether readers see it, or will when its time comes.
    """

    path: str
    uses: tuple[PictureUse, ...]
    boxes: tuple[tuple[str, Boxes], ...] = ()
    open: bool = True


def documents_with_pictures(edition: Edition) -> Iterator[SourcePictures]:
    """Yield every document that has pictures, in whatever state."""
    for document in edition.documents():
        if document.pictures or document.boxes:
            # A draft's problems are shown and stop nothing; what was taken down stays down.
            yield SourcePictures(document.source, document.pictures, document.boxes, not document.is_over)


def check(edition: Edition) -> None:
    """Find parts to hide of pictures that are not shown, and pictures that are hidden here and shown there.

    Also names that a document hides and its pictures tell.
    """
    for document in edition.documents():
        if document.secret_names:
            edition.problems += names.problems(document.source, document.secret_names, document.pictures)
    hiding = [shown for shown in documents_with_pictures(edition) if shown.boxes]
    if hiding:
        for shown in hiding:
            edition.problems += _idle(shown)
        edition.problems += _unhidden(edition, hiding)


def _idle(shown: SourcePictures) -> Iterator[Problem]:
    """Yield parts to hide of a picture that the file does not show: perhaps its name has a slip in it."""
    there = NameIndex(sorted({use.src for use in shown.uses}))
    for src, _ in shown.boxes:
        if src not in there:
            message = f'the picture "{src}", of which parts are to be hidden, is not shown here'
            fix = did_you_mean(src, there) or "take it out of pictures:"
            yield Problem(shown.path, 0, 0, "picture-box", message, fix)


def _unhidden(edition: Edition, hiding: list[SourcePictures]) -> Iterator[Problem]:
    """Yield each use of a picture, or of another file with the same content, that hides other parts than another file.

    It is told of the file that shows more, since a draft may wish for something that a published page must heed.
    """
    library = edition.read_context.picture_lookup
    # By the content of a picture, the first file that hides these parts of it. Where there are two ways to hide parts
    # of one picture, every use differs from one of them, so two are enough.
    wanted: dict[str, dict[Boxes, str]] = {}
    for shown in hiding:
        for src, boxes in shown.boxes:
            ways = wanted.setdefault(library.digest(src) or src, {})
            if len(ways) < 2:
                ways.setdefault(boxes, shown.path)
    for shown in documents_with_pictures(edition):
        if shown.open:
            for use in shown.uses:
                ways = wanted.get(library.digest(use.src) or use.src, {})
                other = next((path for boxes, path in ways.items() if boxes != use.boxes), None)
                if other is not None:
                    yield _problem(shown, use, other)


def _problem(shown: SourcePictures, use: PictureUse, other: str) -> Problem:
    where = "another place in this file" if other == shown.path else other
    if use.boxes:
        message = f'"{use.src}" is shown here with other parts hidden than in {where}'
    else:
        message = f'"{use.src}" is shown here whole, and parts of it are hidden in {where}'
    fix = "hide the same parts in both, or show another picture"
    return Problem(shown.path, use.line, 0, "picture-unhidden", message, fix)


def used(plan: Plan) -> list[Subject]:
    """Return every picture that a published document shows, each as it is published."""
    edition = plan.edition
    library = edition.read_context.picture_lookup
    if not isinstance(library, PictureLibrary):
        return []
    shown = [use for document in edition.live_documents() for use in document.pictures]
    uses: dict[tuple[str, Boxes], list[PictureUse]] = {}
    for use in shown:
        uses.setdefault((use.src, use.boxes), []).append(use)
    subjects: dict[str, Subject] = {}
    for src, boxes in sorted(key for key in uses if key[0] in library.measured):
        subject = library.subject(src, boxes)
        # Two names of one content, such as a-b.jpg and a_b.jpg, may come to one address.
        before = subjects.get(subject.stem)
        roles = frozenset(use.role for use in uses[src, boxes]) | (before.roles if before else frozenset())
        focuses = frozenset(use.focus for use in uses[src, boxes] if use.focus)
        focuses |= before.focuses if before else frozenset()
        subjects[subject.stem] = replace(subject, roles=roles, focuses=focuses)
    return list(subjects.values())
