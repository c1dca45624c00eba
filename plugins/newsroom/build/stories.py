"""Reading the stories: those that are kept come from the store, the rest are rendered by all cores at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from newsroom.build import digests, files, workers
from newsroom.build.edition import Edition
from newsroom.build.reading import Source, Story, is_draft, render_story
from newsroom.build.story_store import Entry, StoryStore
from newsroom.core import front_matter
from newsroom.core.passage import Shelf
from newsroom.core.problems import Problem

#: What reading a file came to: its entry, and the HTML that the entry leaves out.
Made = tuple[Entry, str]


def read(edition: Edition, store: StoryStore, seen: Mapping[str, bytes]) -> None:
    """Read every story; problems go to the edition, and what is new to the store.

    Args:
        edition: the edition.
        store: what is kept of earlier builds.
        seen: digests of files that were looked at already, by their path in the project.
    """
    content, root = edition.settings.content, edition.settings.root
    found, problems = files.markdown_files(content, "articles")
    edition.problems += problems
    shelf = edition.desk.shelf
    sources: dict[str, Path] = {}
    missing: list[tuple[str, Path]] = []
    for file in found:
        shown = file.relative_to(root).as_posix()
        sources[shown] = file
        entry = store.entries.get(shown)
        digest = seen.get(shown) or digests.of_bytes(file.read_bytes())
        if entry is None or not _is_current(entry, digest, shelf):
            missing.append((shown, file))

    def work(some: Sequence[tuple[str, Path]]) -> list[Made]:
        return [_make(Source(shown, file.read_bytes()), edition) for shown, file in some]

    for (shown, _), (entry, html) in zip(missing, workers.spread(work, missing, told=edition.course.done), strict=True):
        store.put(shown, entry, html)
    edition.read_anew = len(missing)
    store.keep_only(set(sources))
    for shown in sources:
        entry = store.entries[shown]
        for src, _ in entry.pictures:
            # A child may have measured it, which is not known here.
            shelf.digest(src)
        edition.problems += entry.problems
        if entry.draft:
            edition.drafts.add(shown)
        if entry.story is not None:
            edition.stories.append(entry.story)


def _is_current(entry: Entry, digest: bytes, shelf: Shelf) -> bool:
    """Return whether a file, and every picture that it names, is what it was."""
    return entry.digest == digest and all(shelf.digest(src) == known for src, known in entry.pictures)


def _make(source: Source, edition: Edition) -> Made:
    """Read one story; what is unforeseen becomes a problem that names the file."""
    problems: list[Problem] = list(files.place_problems(source.path))
    digest = digests.of_bytes(source.raw)
    if problems:
        words, _ = front_matter.decode(source.raw, source.path)
        draft = is_draft(words, front_matter.split(words, source.path))
        return Entry(digest, (), None, tuple(problems), draft, (0, 0, 0)), ""
    made: Made = (Entry(b"", (), None, (), False, (0, 0, 0)), "")
    with files.named(source.path, problems):
        made = _read(source, digest, edition)
    return (replace(made[0], problems=tuple(problems)), "") if problems else made


def _read(source: Source, digest: bytes, edition: Edition) -> Made:
    story, found = render_story(source, edition.desk)
    # A picture that is missing may appear without the file changing, so nothing of it is taken from the store.
    lacking = any(problem.rule.startswith("picture-") or problem.rule == "file-link" for problem in found)
    if story is None:
        return Entry(b"" if lacking else digest, (), None, found, False, (0, 0, 0)), ""
    bare = replace(story, text=replace(story.text, html=""))
    return Entry(b"" if lacking else digest, _pictures(story, edition), bare, found, False, (0, 0, 0)), story.text.html


def _pictures(story: Story, edition: Edition) -> tuple[tuple[str, str], ...]:
    images = {*story.text.images, *((story.record.image.src,) if story.record.image else ())}
    return tuple((src, edition.desk.shelf.digest(src)) for src in sorted(images))
