"""Plans the text-only edition of every story that readers may see."""

from __future__ import annotations

import html
from functools import partial

from newsroom.core import urls
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.safety import Safety
from newsroom.features.stories.collection import Stories
from newsroom.features.text_edition.model import state
from newsroom.features.text_edition.reading import text_view
from newsroom.site.content_notes import ContentNotes
from newsroom.site.page_parts import QuickExit
from newsroom.site.page_rules import NoStorePages


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "quick_exit", "site", "stories")
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan, after=("stories",))
    hooks.safety.connect(say)


def attach(edition: Edition) -> None:
    """Tell each story where its text-only edition is."""
    # It follows from the story's own address; the key says that there is such an edition at all.
    edition.get(Stories).provide("text_only", lambda story: urls.text(story.record.address), lambda _: "text")


def plan(plan: Plan) -> None:
    """Plan the editions, and ask for the same care with them as with their stories."""
    for story in plan.edition.get(Stories).live:
        record = story.record
        page = plan.pages.get(record.address)
        if page is not None and page.source == record.source:
            # Of all that the story's page is made of, this shows a part.
            view = partial(text_view, story, plan)
            plan.page(urls.text(record.address), "text.html", record.source, view, page.key, page.lang)
    texts = {urls.text(story.record.address) for story in plan.edition.get(Stories).live if story.record.quick_exit}
    plan.edition.offer(NoStorePages(frozenset(texts)))


def say(safety: Safety) -> None:
    """Say whether every story has its edition, and none of them loads anything or leaves out what readers need."""
    edition = safety.edition
    notes, way_out = edition.get(ContentNotes, ContentNotes()), f'href="{edition.get(QuickExit).href}"'
    pages = []
    for record in (story.record for story in edition.get(Stories).live):
        needed = [html.escape(note.words) for note in notes.of(record.content_notes)] + [way_out] * record.quick_exit
        pages.append((record.source, safety.page(urls.text(record.address)), tuple(needed)))
    safety.say("text-edition", *state(pages))
