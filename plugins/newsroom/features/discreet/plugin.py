"""Checks discreet stories; what is shown of them follows from `newsroom.features.stories.preview`."""

from __future__ import annotations

import html

from newsroom.core import urls
from newsroom.engine import hooks
from newsroom.engine.documents import text_address
from newsroom.engine.edition import Edition
from newsroom.engine.safety import Safety
from newsroom.features.discreet.model import Secret, families, state, telling_words
from newsroom.features.stories.collection import Stories
from newsroom.features.structured_data import jsonld
from newsroom.site.feature_data import Sections


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "sections", "stories")
    hooks.read.connect(check, after=("sections",))
    hooks.safety.connect(say)


def check(edition: Edition) -> None:
    """Find neutral titles that tell, and translations that are not as discreet as their originals."""
    stories, names = edition.get(Stories), edition.get(Sections).names
    for record in stories.records.discreet:
        edition.problems += telling_words(record, names.get(record.section, record.section))
    if stories.records.translations:
        edition.problems += families(stories.records.translations, (story.record for story in stories.to_check))


def say(safety: Safety) -> None:
    """Report whether anything outside a discreet story's page tells what it is about; its tab may where it says so."""
    secrets = []
    for record in (story.record for story in safety.edition.get(Stories).live):
        if record.fields.discreet is not None:
            head = "".join(
                _page_head(safety.page(address), tab=record.fields.discreet.tab)
                for address in (record.address, text_address(record.address))
            )
            secrets.append(Secret(record.source, html.escape(record.title), record.slug, head))
    kinds = (*(urls.feed("**/", form) for form in urls.FEEDS), "archive/**/*.html", "sitemaps/*.xml")
    files = [file for kind in kinds for file in sorted(safety.site.glob(kind))] if secrets else []
    outward = {file.relative_to(safety.site).as_posix(): file.read_text("utf-8") for file in files}
    safety.say("discreet", *state(secrets, outward))


def _page_head(page: str, *, tab: bool) -> str:
    """Return the head of a page, without the title of its tab where that may tell."""
    head = page.partition("</head>")[0]
    # Structured data escapes its text in another way than HTML.
    head += html.escape("\n".join(jsonld.texts(head)))
    return head if tab else head.partition("<title>")[0] + head.partition("</title>")[2]
