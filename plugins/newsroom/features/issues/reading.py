"""Reading content/issues/."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from newsroom.core import inline
from newsroom.core.boxes import together
from newsroom.core.external_links import TrackingRemoval
from newsroom.core.front_matter import SplitFile, is_draft
from newsroom.core.markdown_document import InternalLink, PictureFault, PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Records
from newsroom.engine.edition import Edition
from newsroom.engine.read import files, markdown_files
from newsroom.engine.read.text_rendering import RenderedText
from newsroom.features.files.model import FOLDER
from newsroom.features.issues.model import (
    ContentsEntry,
    Issues,
    PrintIssue,
    entry_problems,
    file_problems,
    issue_address,
    number_of,
    story_id,
)
from newsroom.features.issues.schema import EntryField, IssueFields
from newsroom.features.stories.collection import Stories
from newsroom.site.page_head import moment
from newsroom.site.page_parts import IssueCover


class IssueReading(Struct, frozen=True):
    """Result of reading a file, as the cache has it.

    Args:
        digest: that of the file; empty where the file has to be read again, since what it names may appear.
        pictures: the pictures that it shows, each with the digest of its content.
        issue: the issue, or None where the file cannot be used.
        problems: problems with the file.
        draft: whether it says that it is a draft.
        cuts: parts that were cut from its links.
    """

    digest: bytes
    pictures: tuple[tuple[str, str], ...]
    issue: PrintIssue | None
    problems: tuple[Problem, ...]
    draft: bool
    cuts: tuple[TrackingRemoval, ...]


def read_issues(edition: Edition) -> Issues:
    """Read every issue's file; what cannot be used becomes a problem of the edition."""
    paths, problems = files.markdown_files(edition.settings.content, "issues")
    edition.problems += problems
    if not paths:
        return Issues()
    taken: dict[int, str] = {}
    issues: list[PrintIssue] = []
    for path, known in _readings(edition, paths).items():
        misplaced = list(file_problems(path, taken))
        edition.problems += [*misplaced, *known.problems]
        edition.cuts += known.cuts
        if known.draft:
            edition.drafts.add(path)
        if known.issue is not None and not misplaced:
            taken[known.issue.number] = path
            issues.append(known.issue)
    return Issues.of(_checked(edition, issues), edition.settings.now)


def _readings(edition: Edition, paths: Sequence[str]) -> dict[str, IssueReading]:
    """Return what each file came to, read now or by an earlier build from the same file and the same pictures."""
    # An issue names the formats of its pictures, as a story does.
    cached = Records(edition.cache, f"issues{edition.read_context.formats}", IssueReading, edition.pipeline)
    known = cached.find(paths)
    library = edition.read_context.picture_lookup
    readings = {}
    for path in paths:
        digest = digests.of_bytes((edition.settings.root / path).read_bytes())
        old = known.get(path)
        if old is None or old.digest != digest or any(library.digest(src) != content for src, content in old.pictures):
            old = _read(edition, path, digest)
            cached.put(path, old)
        readings[path] = old
    return readings


def _read(edition: Edition, path: str, digest: bytes) -> IssueReading:
    before, cut_before = len(edition.problems), len(edition.cuts)
    fields, body, split_file, source = markdown_files.load(edition, path, IssueFields)
    draft = is_draft(source.raw.decode("utf-8", "replace"), split_file)
    cover = _use(fields, split_file) if fields is not None else None
    picture = _picture(edition, cover, split_file, path) if cover is not None else None
    issue = None
    if fields is not None and cover is not None and picture is not None:
        issue = _issue(edition, path, fields, body, split_file, picture, cover)
    problems = tuple(edition.problems[before:])
    cuts = tuple(edition.cuts[cut_before:])
    del edition.problems[before:], edition.cuts[cut_before:]
    # A picture that is missing may appear without the file changing.
    lacking = any(problem.rule.startswith("picture-") or problem.rule == "file-link" for problem in problems)
    shown = {use.src for use in (issue.pictures if issue is not None else body.pictures)}
    pictures = tuple((src, edition.read_context.picture_lookup.digest(src)) for src in sorted(shown))
    return IssueReading(b"" if lacking else digest, pictures, issue, problems, draft, cuts)


def _issue(
    edition: Edition,
    path: str,
    fields: IssueFields,
    body: RenderedText,
    split_file: SplitFile,
    picture: Picture,
    use: PictureUse,
) -> PrintIssue:
    number = number_of(path)
    lang = edition.settings.lang
    name, summary = inline.markup(fields.title, lang, widows=True), inline.markup(fields.summary or "", lang)
    cover = IssueCover(number, name, summary, issue_address(number), moment(fields.date, edition), picture)
    lines = (split_file.line_of(("contents", at))[0] for at in range(len(fields.contents)))
    # The PDF is one more link into the magazine.
    line = split_file.line_of(("pdf",))[0]
    pdf = InternalLink("static", f"{FOLDER}/{fields.pdf}", "", line, "") if fields.pdf else None
    return PrintIssue(
        number=number,
        source=path,
        fields=fields,
        title=inline.plain(fields.title, lang),
        summary=inline.plain(fields.summary or "", lang),
        cover=cover,
        contents=tuple(_entry(entry, at, lang) for entry, at in zip(fields.contents, lines, strict=True)),
        html=body.html,
        media=body.media,
        links=(*body.links, *([pdf] if pdf else [])),
        pictures=(use, *body.pictures),
        pdf=pdf,
    )


def _entry(given: EntryField, line: int, lang: str) -> ContentsEntry:
    title = given.title or ""
    return ContentsEntry(given, inline.plain(title, lang), inline.markup(title, lang), given.story or "", line)


def _use(fields: IssueFields, split_file: SplitFile) -> PictureUse:
    cover, (line, _) = fields.cover, split_file.line_of(("cover", "src"))
    boxes = together((*cover.blur, *cover.pixelate))
    return PictureUse(cover.src, line, boxes, cover.alt, cover.caption or "", cover.credit or "", role="cover")


def _picture(edition: Edition, use: PictureUse, split_file: SplitFile, path: str) -> Picture | None:
    try:
        return edition.read_context.picture_lookup.picture(use)
    except PictureFault as fault:
        line, column = split_file.line_of(("cover", "src"))
        edition.problems.append(Problem(path, line, column, fault.rule, fault.message, fault.fix))
        return None


def _checked(edition: Edition, issues: list[PrintIssue]) -> list[PrintIssue]:
    """Return the issues with the ids of the stories in their contents; one that nobody has is a problem."""
    named = {entry.story for issue in issues for entry in issue.contents}
    ids = {story.record.id for story in edition.get(Stories).all} if named else set()
    others = named - ids - {""}
    if others:
        paths = {_name_of(story.record.source): story.record.id for story in edition.get(Stories).all}
        by_path = {name: story_id(name, paths) for name in others}
        issues = [_renamed(issue, by_path) for issue in issues]
        known = NameIndex(ids)
        for issue in issues:
            edition.problems += entry_problems(issue, known)
    return issues


def _renamed(issue: PrintIssue, ids: dict[str, str]) -> PrintIssue:
    return replace(issue, contents=tuple(replace(it, story=ids.get(it.story, it.story)) for it in issue.contents))


def _name_of(source: str) -> str:
    return "/".join(PurePosixPath(source).with_suffix("").parts[2:])
