"""Reads the print issues, and plans their pages, the list of all, the newest and the feed."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read_context import ReadContext
from newsroom.features.issues.documents import documents
from newsroom.features.issues.fields import FOLDER
from newsroom.features.issues.model import latest_issue_address
from newsroom.features.issues.pages import plan_issues
from newsroom.features.issues.reading import read_issues
from newsroom.site.chrome import ChromeParts
from newsroom.site.view_parts import ChromePart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "feeds", "links", "pages", "site", "stories")
    hooks.transforms.connect(offer)
    hooks.read.connect(read)
    hooks.plan.connect(plan_issues, after=("site",))


def offer(context: ReadContext) -> None:
    """Say that content/issues/ is read."""
    context.text_folders.add(FOLDER)


def read(edition: Edition) -> None:
    """Read content/issues/; an issue comes out at its moment, which is a turn of the edition."""
    issues = read_issues(edition)
    edition.put(issues)
    latest = latest_issue_address() if issues.out else ""
    edition.get(ChromeParts).provide(ChromePart.LATEST_ISSUE, lambda: latest)
    edition.offer_documents(partial(documents, edition, issues))
    edition.scheduled_changes += [issue.fields.date for issue in issues.all if issue.fields.status == "published"]
