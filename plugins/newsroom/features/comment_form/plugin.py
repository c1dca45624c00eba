"""Reads approved comments and puts the block under each story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from newsroom.core import deceptive_text, text
from newsroom.core.external_links import READERS_REL, REL
from newsroom.core.problems import Problem
from newsroom.core.publication import PublicationState
from newsroom.engine import hooks, setting_groups
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.engine.read import files, markdown_files
from newsroom.engine.read_context import ReadContext
from newsroom.features.comment_form.fields import FOLDER
from newsroom.features.comment_form.model import Comment, CommentFields, Comments, block, comment_problems
from newsroom.features.comment_form.settings import GROUP, CommentSettings
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import life
from newsroom.features.stories.rendering import Story
from newsroom.site.page_rules import FormTarget
from newsroom.site.story_parts import CommentBlock
from newsroom.site.view_parts import StoryPart

_IDS = re.compile(r'(?<=<h[2-6]) id="[^"]*"')


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.transforms.connect(offer)
    setting_groups.offer(GROUP)
    hooks.read.connect(read)
    hooks.enrich.connect(attach)


def offer(context: ReadContext) -> None:
    """Say that content/comments/ is read."""
    context.text_folders.add(FOLDER)


def read(edition: Edition) -> None:
    """Read content/comments/<story id>/*.md; raw HTML in a comment is shown as text."""
    paths, problems = files.markdown_files(edition.settings.content, "comments")
    edition.problems += problems
    comments = [comment for path in paths if (comment := _read(edition, path))]
    edition.problems += comment_problems(comments, [story.record.id for story in edition.get(Stories).all])
    by_story: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        by_story[comment.story].append(comment)
    edition.put(Comments({story: tuple(of_story) for story, of_story in by_story.items()}))
    edition.offer_documents(partial(_documents, edition, comments))


def _documents(edition: Edition, comments: list[Comment]) -> Iterator[Document]:
    """Yield every comment; it is published as long as its story is."""
    stories = {story.record.id: story.record for story in edition.get(Stories).all}
    for comment in comments:
        record = stories.get(comment.story)
        state = life(record, edition.settings.now) if record else PublicationState.WITHDRAWN
        yield Document(
            kind="comment",
            id=f"{comment.story}/{comment.name_id}",
            source=comment.source,
            state=state,
            record=comment,
            label="a comment on what is not published",
            html=partial(str, comment.html),
            carrier=record.source if record else "",
            was_public=state is PublicationState.EXPIRED,
        )


def _read(edition: Edition, path: str) -> Comment | None:
    file = PurePosixPath(path)
    fields, body, split_file, source = markdown_files.load(edition, path, CommentFields, raw_html=False)
    if fields is None:
        return None
    misnamed = list(files.name_problems(source.path, [file.stem]))
    if misnamed:
        edition.problems += misnamed
        return None
    if deceptive_text.invisible(text.plain(body.html)):
        message = "the comment holds invisible characters and no words"
        line = split_file.body_line + len(split_file.body) - len(split_file.body.lstrip("\n"))
        edition.problems.append(Problem(source.path, line, 0, "text-invisible", message, "delete the file"))
        return None
    story = file.parent.relative_to(f"{edition.settings.content.name}/comments").as_posix()
    # A reader's links stay inside the magazine or carry no weight with search engines.
    html = resolve(body.html, body.links, LinkResolver()).replace(f'rel="{REL}"', f'rel="{READERS_REL}"')
    # Many comments stand on one page: their headings have no addresses of their own.
    html = _IDS.sub("", html)
    line, _ = split_file.line_of(("reply_to",))
    return Comment(story, file.stem, source.path, fields, html, line)


def attach(edition: Edition) -> None:
    """Provide the block for each story, in the mode that the story or else the site asks for; say where it posts to."""
    settings = edition.settings.of(CommentSettings)
    comments = edition.get(Comments).by_story

    def make(story: Story) -> CommentBlock | None:
        mode = story.record.fields.comments or settings.mode
        # A comment that is posted names the story to others; a discreet story has a name for that.
        id_ = story.record.address.strip("/") if story.record.fields.discreet else story.record.id
        if story.record.fields.sensitive:
            # Closed whatever else is said, and without what was approved: what readers say there can wound.
            return block(id_, "none" if mode == "none" else "closed", ())
        return block(id_, mode, comments.get(story.record.id, ()), settings.endpoint)

    edition.offer(FormTarget(settings.endpoint))
    known = (settings.mode, settings.endpoint)
    edition.get(Stories).provide(StoryPart.COMMENTS, make, lambda story: (known, comments.get(story.record.id, ())))
