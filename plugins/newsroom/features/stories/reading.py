"""Reading of all stories: unchanged ones from the store, the others rendered on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from newsroom.core import front_matter, limits
from newsroom.core.front_matter import is_draft
from newsroom.core.problems import Problem
from newsroom.engine import workers
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.read import files
from newsroom.engine.read.text_rendering import Source
from newsroom.engine.read_context import ReadContext
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.documents import documents
from newsroom.features.stories.rendering import Story, render_story
from newsroom.features.stories.story_store import Entry, StoryStore

#: The result of reading a file: its entry, and the HTML that the entry leaves out.
Made = tuple[Entry, str]


def read(edition: Edition) -> None:
    """Read every story; problems go to the edition, and what is new to the store."""
    # The words of a story name the formats of its pictures; whoever builds for readers and for themselves in turn need
    # not read everything again each time.
    store = StoryStore(edition.cache, f"stories{edition.read_context.formats}", edition.pipeline)
    stories = Stories(edition, store=store)
    edition.put(stories)
    edition.offer_documents(partial(documents, edition))
    _read_all(edition, stories, store)


def _read_all(edition: Edition, stories: Stories, store: StoryStore) -> None:
    seen = edition.known_digests
    root, library = edition.settings.root, edition.read_context.picture_lookup
    paths, problems = files.markdown_files(edition.settings.content, "articles", seen)
    edition.problems += problems
    store.load(paths)
    missing: list[str] = []
    for path in paths:
        entry = store.entries.get(path)
        if entry is None or not _is_current(entry, seen.get(path) or _digest(root, path), edition.read_context):
            missing.append(path)

    def work(some: Sequence[str]) -> list[Made]:
        return [_make(Source.at(path, root), edition) for path in some]

    for path, (entry, html) in zip(
        missing, workers.run_on_all_cores(work, missing, on_progress=edition.progress.done), strict=True
    ):
        store.put(path, entry, html)
        for src, _ in entry.pictures:
            # A child may have measured it, which is not known here.
            library.digest(src)
    edition.read_anew = len(missing)
    for path in paths:
        entry = store.entries[path]
        edition.problems += entry.problems
        if entry.draft:
            edition.drafts.add(path)
        if entry.story is not None:
            record = entry.story.record
            draft = record.fields.status == "draft"
            (stories.faulty_drafts if draft and record.at_fault else stories.all).append(entry.story)
            edition.drafts.update([path] if draft else [])
            edition.waived.update((path, rule) for rule in record.fields.waive)
            edition.cuts += entry.story.text.cuts
            edition.notes += [entry.story.text.note] if entry.story.text.note else []
    edition.scheduled_changes += stories.moments


def _digest(root: Path, path: str) -> bytes:
    return digests.of_bytes((root / path).read_bytes())


def _is_current(entry: Entry, digest: bytes, context: ReadContext) -> bool:
    """Return whether a file, every picture that it names and the catalogue of its language are what they were."""
    if entry.digest != digest:
        return False
    for src, known in entry.pictures:
        if context.picture_lookup.digest(src) != known:
            return False
    return entry.story is None or entry.words == _words(entry.story, context)


def _words(story: Story, context: ReadContext) -> bytes:
    return context.catalogues.digest(story.record.lang)


def _make(source: Source, edition: Edition) -> Made:
    """Read one story; what is unforeseen becomes a problem that names the file."""
    problems: list[Problem] = []
    digest = digests.of_bytes(source.raw)
    result: Made = (Entry(b"", (), None, (), False), "")
    with files.reporting_errors(source.path, problems, limits.SECONDS):
        result = _read(source, digest, edition)
    if not problems:
        return result
    # A file that cannot be read may still be marked as a draft, which stops nothing.
    draft = is_draft(source.raw.decode("utf-8", "replace"), front_matter.SplitFile({}, {}, "", 1))
    return replace(result[0], problems=tuple(problems), draft=draft), ""


def _read(source: Source, digest: bytes, edition: Edition) -> Made:
    story, problems = render_story(source, edition.read_context)
    # A picture that is missing may appear without the file changing, so nothing of it is taken from the store.
    lacking = any(problem.rule.startswith("picture-") or problem.rule == "file-link" for problem in problems)
    if story is None:
        # Of a head that cannot be used, the problems say whether it is a draft's.
        draft = any(problem.draft for problem in problems)
        return Entry(b"" if lacking else digest, (), None, problems, draft), ""
    bare = replace(story, text=replace(story.text, html=""))
    words = _words(story, edition.read_context)
    entry = Entry(b"" if lacking else digest, _pictures(story, edition), bare, problems, False, words=words)
    return entry, story.text.html


def _pictures(story: Story, edition: Edition) -> tuple[tuple[str, str], ...]:
    images = {*story.text.images, *((story.record.fields.image.src,) if story.record.fields.image else ())}
    return tuple((src, edition.read_context.picture_lookup.digest(src)) for src in sorted(images))
