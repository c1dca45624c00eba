"""Print issues as documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsroom.core.publication import PublicationState
from newsroom.engine.cache import digests
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.features.issues.model import ContentsEntry, Issues, PrintIssue, is_shown
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import life


def documents(edition: Edition, issues: Issues) -> Iterator[Document]:
    """Yield every print issue; of one that is out, what its page shows of its contents."""
    now = edition.settings.now
    by_id = {story.record.id: story.record for story in edition.get(Stories).all} if issues.out else {}
    for issue in issues.all:
        out = issue.is_out(now)
        named = [(entry, by_id.get(entry.story)) for entry in issue.contents]
        # Stories that an issue does not show are no reason to leave out another page.
        shown = [entry for entry, of in named if not out or is_shown(entry, of, life(of, now) if of else None)]
        yield _document(issue, shown, PublicationState.LIVE if out else _hidden_state(issue))


def _hidden_state(issue: PrintIssue) -> PublicationState:
    return PublicationState.SCHEDULED if issue.fields.status == "published" else PublicationState(issue.fields.status)


def _document(issue: PrintIssue, contents: list[ContentsEntry], state: PublicationState) -> Document:
    about = [words for use in issue.pictures for words in (use.alt, use.caption, use.credit)]
    return Document(
        kind="issue",
        id=str(issue.number),
        source=issue.source,
        state=state,
        record=(issue.title, issue.summary, [(entry.title, entry.fields.authors) for entry in contents], about),
        label="a print issue that is not out",
        address=issue.address,
        title=issue.title,
        modified=issue.fields.date,
        html=partial(str, issue.html),
        digest=digests.of(issue, tuple(contents)),
        links=issue.links,
        pictures=issue.pictures,
        boxes=tuple((use.src, use.boxes) for use in issue.pictures if use.boxes),
        is_boilerplate=True,
        is_searchable=False,
    )
