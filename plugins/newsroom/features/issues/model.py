"""Print issues: the record, the contents that readers see, and the problems of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from markupsafe import Markup
from msgspec import Struct

from newsroom.core import text
from newsroom.core.markdown_document import InternalLink, PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem
from newsroom.core.publication import PublicationState
from newsroom.features.issues.schema import EntryField, IssueFields
from newsroom.features.stories.model import StoryRecord
from newsroom.site.page_parts import IssueCover

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def issue_address(number: int | None = None) -> str:
    """Return the address of a print issue's page, or of the list of all issues."""
    return "/magazine/" if number is None else f"/magazine/{number}/"


def latest_issue_address() -> str:
    """Return the address at which the newest print issue always stands."""
    return "/magazine/latest/"


class ContentsEntry(Struct, frozen=True):
    """One line of an issue's contents.

    Args:
        fields: the entry, as the file has it.
        title: plain, and empty where the story's headline is to stand; ``printed`` is the same as HTML.
        printed: see ``title``.
        story: the id of the story that ``fields.story`` names by its id or its file; may be empty.
        line: the line of the file.
    """

    fields: EntryField
    title: str
    printed: Markup
    story: str
    line: int


class PrintIssue(Struct, frozen=True):
    """A print issue: its front matter, and what was made of that and of the text below it.

    Args:
        number: the name of its file.
        source: the path of its file in the project.
        fields: the front matter.
        title: plain.
        summary: plain, may be empty.
        cover: the cover, as lists show it.
        contents: lines of its contents.
        html: the word from the editors, with a token for each of ``links``.
        media: kinds of media in ``html``: `newsroom.core.markdown_document.MarkdownDocument.media`.
        links: links into the magazine, with the PDF.
        pictures: pictures that its page shows, the cover first.
        pdf: the link to ``fields.pdf``.
    """

    number: int
    source: str
    fields: IssueFields
    title: str
    summary: str
    cover: IssueCover
    contents: tuple[ContentsEntry, ...] = ()
    html: str = ""
    media: tuple[str, ...] = ()
    links: tuple[InternalLink, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    pdf: InternalLink | None = None

    @property
    def address(self) -> str:
        """The address of its page."""
        return issue_address(self.number)

    def is_out(self, now: datetime) -> bool:
        """Return whether readers may see it."""
        return self.fields.status == "published" and self.fields.date <= now


class Issues(Struct, frozen=True):
    """Every issue whose file can be used, by falling number; ``out`` are those that readers may see."""

    all: tuple[PrintIssue, ...] = ()
    out: tuple[PrintIssue, ...] = ()

    @classmethod
    def of(cls, issues: Iterable[PrintIssue], now: datetime) -> Issues:
        """Put issues in their order, and say which are out."""
        newest_first = tuple(sorted(issues, key=lambda issue: issue.number, reverse=True))
        return cls(newest_first, tuple(issue for issue in newest_first if issue.is_out(now)))

    @property
    def latest(self) -> IssueCover | None:
        """The newest that is out."""
        return self.out[0].cover if self.out else None


def number_of(source: str) -> int:
    """Return the number that a file is named with; 0 where its name is no number."""
    stem = PurePosixPath(source).stem
    return int(stem) if _NUMBER.fullmatch(stem) else 0


def file_problems(source: str, taken: Mapping[int, str]) -> Iterator[Problem]:
    """Yield the problems of the path and name of an issue's file.

    Args:
        source: its path, ``content/issues/<number>.md``.
        taken: the files that were read before, by their numbers.
    """
    path = PurePosixPath(source)
    number = number_of(source)
    if len(path.parts) != 3:
        fix = f"move it to {'/'.join(path.parts[:2])}/{path.name}"
        yield Problem(source, 0, 0, "issue-number", "an issue does not lie in a folder of its own", fix)
    elif not number:
        digits = re.sub(r"\D", "", path.stem).lstrip("0")[:6]
        fix = f"rename it to {digits or '512'}.md" + ("" if digits else ", with its own number")
        yield Problem(source, 0, 0, "issue-number", f'"{path.stem}" is no number of an issue', fix)
    elif number in taken:
        fix = "give one of the two another number"
        yield Problem(source, 0, 0, "issue-number", f"{taken[number]} has the number {number} too", fix)


def story_id(named: str, paths: Mapping[str, str]) -> str:
    """Return the id of the story whose file an entry names; what is no such file is taken for an id.

    Args:
        named: id or file of a story, as the entry has it.
        paths: the ids of stories by their path below content/articles/, without ending.
    """
    below = named.removeprefix("/").removeprefix("content/").removeprefix("articles/")
    return paths.get(below.removesuffix(".md").removesuffix(".markdown"), named)


def entry_problems(issue: PrintIssue, ids: NameIndex) -> Iterator[Problem]:
    """Yield the entries of an issue that name a story which does not exist; ``ids`` are those of all stories."""
    for entry in issue.contents:
        if entry.story and entry.story not in ids:
            near = ids.nearest(entry.story)
            fix = f'did you mean "{near}"?' if near else "give its id, such as world/2026/a-story, or delete the line"
            last = entry.story.rpartition("/")[2]
            yield Problem(issue.source, entry.line, 0, "link-target", f'no story "{entry.story}"', fix, because=last)


def is_shown(entry: ContentsEntry, story: StoryRecord | None, state: PublicationState | None) -> bool:
    """Return whether readers see an entry, so that the contents give no hidden story away.

    What the editors write as a title is printed, and is theirs to publish. A story that is still to come is therefore
    shown by a title of the entry's own, and never by its headline; one that was taken back is shown by neither.

    Args:
        entry: the entry.
        story: the story that it names, if there is one.
        state: where that story is in its life.
    """
    if story is None:
        return bool(entry.title)
    if state in (PublicationState.DRAFT, PublicationState.SCHEDULED):
        return bool(entry.title) and text.slugify(entry.title) != text.slugify(story.title)
    return state is PublicationState.LIVE
