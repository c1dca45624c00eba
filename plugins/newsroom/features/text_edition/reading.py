"""The views of text-only editions: of a story, and of any other document."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsroom.core.languages import direction
from newsroom.core.parts import Alternate
from newsroom.engine.documents import Document, text_address
from newsroom.engine.plan import Plan
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.story_page import story_view
from newsroom.features.text_edition.model import Piece, pieces
from newsroom.site.chrome import chrome
from newsroom.site.page_head import page_head
from newsroom.site.view_parts import StoryPart, ViewPart
from newsroom.site.views import Chrome, Head, StoryView

#: The parts of a story that plugins add and this edition shows; the rest are not made for it.
SHOWN: tuple[ViewPart[StoryView, Any], ...] = (
    StoryPart.AGED,
    StoryPart.BYLINES,
    StoryPart.EXIT,
    StoryPart.HELPLINES,
    StoryPart.LIVE,
    StoryPart.NOTES,
    StoryPart.ORIGINAL,
    StoryPart.TRANSLATIONS,
)


class TextView(Struct, frozen=True):
    """A story's text-only edition: the story, and its translations in editions like this.

    Its words are in ``pieces``; before them stand the ``points`` of a live page.
    """

    chrome: Chrome
    head: Head
    story: StoryView
    points: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    translations: tuple[Alternate, ...] = ()


def text_view(story: Story, plan: Plan) -> TextView:
    """Return all that a story's text-only edition shows; it is no page to be found or shared by itself."""
    whole = story_view(story, plan, SHOWN)
    others = (*((whole.original,) if whole.original else ()), *whole.translations)
    return TextView(
        # Without what the story's own page may load from elsewhere.
        chrome=chrome(plan, story.record.section),
        head=whole.head,
        story=whole,
        points=pieces(whole.points),
        pieces=pieces(whole.html),
        translations=tuple(replace(other, href=text_address(other.href)) for other in others),
    )


class DocumentTextView(Struct, frozen=True):
    """The text-only edition of a document that is no story: its title and words; ``href`` leads to its own page."""

    chrome: Chrome
    head: Head
    title: str
    href: str
    lang: str
    dir: str
    pieces: tuple[Piece, ...]


def document_view(document: Document, plan: Plan) -> DocumentTextView:
    """Return all that the text-only edition of a document shows."""
    edition = plan.edition
    lang = document.lang or edition.settings.lang
    return DocumentTextView(
        chrome=chrome(plan),
        head=page_head(document.title, "", document.address, edition, lang=lang),
        title=document.title,
        href=document.address,
        lang=lang,
        dir=direction(lang),
        pieces=pieces(resolve(document.html(), document.links, edition.get(LinkResolver))),
    )
