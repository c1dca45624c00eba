"""Plans the text-only edition of every document that readers may see and that has an address for one."""

from __future__ import annotations

import html
from functools import partial

from newsroom.engine import hooks
from newsroom.engine.documents import text_address
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.safety import Safety
from newsroom.features.stories.collection import Stories
from newsroom.features.text_edition.model import state
from newsroom.features.text_edition.reading import document_view, text_view
from newsroom.site.feature_data import ContentNotes
from newsroom.site.page_parts import QuickExit
from newsroom.site.page_rules import NoStorePages, no_store
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links", "quick_exit", "site", "stories")
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan, after=(hooks.EVERYTHING,))
    hooks.safety.connect(say)


def attach(edition: Edition) -> None:
    """Tell each story where its text-only edition is."""
    edition.get(Stories).provide(StoryPart.TEXT_ONLY, lambda story: text_address(story.record.address))


def plan(plan: Plan) -> None:
    """Plan the editions, and ask for the same care with them as with the pages of their documents."""
    edition = plan.edition
    stories = {story.record.source: story for story in edition.get(Stories).live}
    careful = no_store(edition.offered(NoStorePages))
    documents = [document for document in edition.live_documents() if document.text_address]
    for document in documents:
        page = plan.pages.get(document.address)
        if page is None or page.source != document.source:
            continue
        # Of all that the document's page is made of, this shows a part.
        story = stories.get(document.source)
        view = partial(text_view, story, plan) if story else partial(document_view, document, plan)
        template = "text.html" if story else "text_document.html"
        plan.page(document.text_address, template, document.source, view, page.key, page.lang, None)
    texts = frozenset(document.text_address for document in documents if document.address in careful)
    edition.offer(NoStorePages(texts))


def say(safety: Safety) -> None:
    """Say whether every edition is there, and none of them loads anything or leaves out what readers need."""
    edition = safety.edition
    records = {story.record.source: story.record for story in edition.get(Stories).live}
    notes, way_out = edition.get(ContentNotes, ContentNotes()), f'href="{edition.get(QuickExit).href}"'
    pages = []
    for document in edition.live_documents():
        record, needed = records.get(document.source), list[str]()
        if record is not None:
            needed = [html.escape(note.words) for note in notes.of(record.fields.content_notes)]
            needed += [way_out] * record.fields.quick_exit
        if document.text_address:
            pages.append((document.source, safety.page(document.text_address), tuple(needed)))
    safety.say("text-edition", *state(pages))
