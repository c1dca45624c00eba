"""Reading content/issues/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from newsroom.build import files, texts
from newsroom.build.cards import moment
from newsroom.build.edition import Edition
from newsroom.build.reading import Rendered, is_draft
from newsroom.core import text, urls
from newsroom.core.front_matter import Located
from newsroom.core.parts import Picture
from newsroom.core.passage import InternalLink, PictureFault
from newsroom.core.problems import Problem
from newsroom.issues.model import (
    Entry,
    Issue,
    IssueCover,
    Issues,
    entry_problems,
    file_problems,
    number_of,
    story_id,
)
from newsroom.issues.schema import EntryField, IssueFields


def read_issues(edition: Edition) -> Issues:
    """Read every issue's file; what cannot be used becomes a problem of the edition."""
    found, problems = files.markdown_files(edition.settings.content, "issues")
    edition.problems += problems
    taken: dict[int, str] = {}
    issues: list[Issue] = []
    for path in found:
        misplaced = list(file_problems(path, taken))
        edition.problems += misplaced
        issue = _read(edition, path)
        if issue is not None and not misplaced:
            taken[issue.number] = path
            issues.append(issue)
    return Issues.of(_checked(edition, issues), edition.settings.now)


def _read(edition: Edition, path: str) -> Issue | None:
    fields, body, head, source = texts.load(edition, path, IssueFields)
    if is_draft(source.raw.decode("utf-8", "replace"), head):
        edition.drafts.add(path)
    picture = _cover(edition, fields, head, path) if fields is not None else None
    if fields is None or picture is None:
        return None
    number = number_of(path)
    lines = (head.line_of(("contents", at))[0] for at in range(len(fields.contents)))
    name, summary = text.smart(fields.title, widows=True), text.smart(fields.summary or "")
    cover = IssueCover(number, name, summary, urls.issue(number), moment(fields.date, edition), picture)
    issue = Issue(
        number=number,
        source=path,
        title=fields.title,
        summary=fields.summary or "",
        date=fields.date,
        status=fields.status,
        cover=cover,
        contents=tuple(_entry(entry, line) for entry, line in zip(fields.contents, lines, strict=True)),
        images=(*body.images, fields.cover.src),
    )
    return _linked(issue, fields, body, head.line_of(("pdf",))[0])


def _entry(given: EntryField, line: int) -> Entry:
    title = given.title or ""
    return Entry(title, text.smart(title), given.story or "", given.page or 0, given.authors, line)


def _linked(issue: Issue, fields: IssueFields, body: Rendered, line: int) -> Issue:
    """Add the words of the editors, and the PDF as one more link into the magazine."""
    pdf = InternalLink("address", f"/files/{fields.pdf}", "", line, "") if fields.pdf else None
    links = (*body.links, *([pdf] if pdf else []))
    return replace(issue, html=body.html, links=links, pdf=pdf)


def _cover(edition: Edition, fields: IssueFields, head: Located, path: str) -> Picture | None:
    cover = fields.cover
    try:
        return edition.desk.shelf.picture(cover.src, cover.alt, cover.caption or "", cover.credit or "")
    except PictureFault as fault:
        line, column = head.line_of(("cover", "src"))
        edition.problems.append(Problem(path, line, column, fault.rule, fault.message, fault.fix))
        return None


def _checked(edition: Edition, issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues with the ids of the stories in their contents; one that nobody has is a problem."""
    named = {entry.story for issue in issues for entry in issue.contents}
    ids = {story.record.id for story in edition.stories} if named else set()
    if named - ids - {""}:
        paths = {_below(story.record.source): story.record.id for story in edition.stories}
        named_by = {name: story_id(name, paths) for name in named - ids}
    else:
        named_by = {}
    found = []
    for issue in issues:
        contents = tuple(replace(entry, story=named_by.get(entry.story, entry.story)) for entry in issue.contents)
        found.append(replace(issue, contents=contents))
        edition.problems += entry_problems(found[-1], ids)
    return found


def _below(source: str) -> str:
    return "/".join(PurePosixPath(source).with_suffix("").parts[2:])
